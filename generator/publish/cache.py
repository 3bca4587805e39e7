"""The cache: what a build keeps for the next one, beside the site, and believes only when whole.

A file of the cache begins with a line that names us, the fingerprint of what wrote it, and the
checksum of what follows. One that another version wrote, or that was damaged, is as none.
"""

import hashlib
import sys
import zlib
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from struct import Struct

FOLDER = ".cache/papershelf"
"""Below the folder of mkdocs.yml."""

_MAGIC = b"papershelf cache 1\n"
_PRINT_SIZE = 32
_HEAD = Struct(f"<{len(_MAGIC)}s{_PRINT_SIZE}sIQ")
_PACKAGE = Path(__file__).parents[1]
_INGREDIENTS = (
    *("jinja2", "latex2mathml", "lunr", "markdown", "markupsafe", "mkdocs", "mkdocs-material"),
    *(
        "msgspec",
        "numpy",
        "opentsne",
        "pydantic",
        "pyromark",
        "pyyaml",
        "scikit-learn",
        "scipy",
        "zensical",
    ),
)
"""Packages whose versions decide what a build makes."""


class Cache:
    """Reads and writes the parts of a cache."""

    def __init__(self, folder: Path, fingerprint: bytes) -> None:
        """Take the folder, and what must be the same for a part to be of use."""
        self.folder = folder
        self._fingerprint = fingerprint

    def read(self, name: str) -> bytes | None:
        """Return a part; None when it is not there, of another version, or damaged."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        if len(content) < _HEAD.size:
            return None
        magic, fingerprint, checksum, size = _HEAD.unpack_from(content)
        body = memoryview(content)[_HEAD.size :]
        whole = size == len(body) and checksum == zlib.crc32(body)
        return (
            bytes(body) if magic == _MAGIC and fingerprint == self._fingerprint and whole else None
        )

    def write(self, name: str, body: bytes) -> None:
        """Write a part; one that is being written never takes the place of a whole one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{name}.new"
        with beside.open("wb") as file:
            file.write(_HEAD.pack(_MAGIC, self._fingerprint, zlib.crc32(body), len(body)))
            file.write(body)
        beside.replace(self.folder / name)

    def drop(self, name: str) -> None:
        """Take a part out, before what it tells of is changed."""
        (self.folder / name).unlink(missing_ok=True)


def fingerprint(engine: str) -> bytes:
    """Return what tells one version of everything that builds a site from another."""
    made = sha256(f"{sys.version} {engine} {sys.byteorder}".encode())
    for package in _INGREDIENTS:
        made.update(f"{package} {_version(package)}\n".encode())
    hash_files(made, _PACKAGE, (p for p in _PACKAGE.rglob("*") if p.suffix not in {".pyc", ".pyi"}))
    return made.digest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def files_digest(folders: Iterable[Path], *texts: str) -> bytes:
    """Return a digest of texts and of all files below some folders."""
    made = sha256("\0".join(texts).encode("utf-8", "surrogatepass"))
    for folder in folders:
        hash_files(made, folder, folder.rglob("*"))
    return made.digest()


def hash_files(made: "hashlib._Hash", folder: Path, files: Iterable[Path]) -> None:
    """Add files, their names and contents, to a hash."""
    for file in sorted(files):
        if file.is_file():
            made.update(file.relative_to(folder).as_posix().encode("utf-8", "surrogatepass"))
            made.update(sha256(file.read_bytes()).digest())
