"""Output: the only place that writes and removes files of the site."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder; their paths count from it and use "/"."""
    for name, content in files.items():
        write_file(os.fspath(folder), name, content)


def write_file(folder: str, name: str, content: bytes) -> None:
    """Write one file below a folder, quickly: a site has a hundred thousand of them."""
    path = f"{folder}/{name}"
    try:
        file = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        above = os.path.dirname(path)  # noqa: PTH120 - a Path takes longer than all the rest
        try:
            os.mkdir(above)  # noqa: PTH102
        except FileNotFoundError:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103
        except FileExistsError:
            pass
        file = os.open(path, _NEW, 0o666)
    with os.fdopen(file, "wb", 0) as opened:
        opened.write(content)


def copy_files(source: Path, folder: Path) -> None:
    """Copy all files below a folder to another."""
    shutil.copytree(source, folder, dirs_exist_ok=True)


def remove_files(folder: Path, files: Iterable[Path]) -> None:
    """Remove files below a folder that are there, and folders that they leave empty."""
    for path in files:
        path.unlink(missing_ok=True)
        for above in path.parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()


class Staging:
    """A folder beside the site, where files are written before they take their places at once.

    Whoever reads the site meets the old one or the new one. Left before it was used, by an error
    or by Ctrl-C, the folder goes and the site stays as it was.
    """

    def __init__(self, site: Path) -> None:
        """Take the folder of the site, which need not exist."""
        self.site = site
        self.folder = site.parent / f".{site.name}.new"
        self._old = site.parent / f".{site.name}.old"

    def __enter__(self) -> "Staging":
        """Begin with an empty folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def replace(self) -> None:
        """Put the folder in the place of the site."""
        if self.site.exists():
            self.site.rename(self._old)
        self.folder.rename(self.site)
        shutil.rmtree(self._old, ignore_errors=True)

    def merge(self, gone: Iterable[str]) -> None:
        """Put each file in its place on the site, and remove those that are gone."""
        for place, _, names in os.walk(self.folder):
            into = self.site / Path(place).relative_to(self.folder)
            if names:
                into.mkdir(parents=True, exist_ok=True)
            for name in names:
                Path(place, name).replace(into / name)
        remove_files(self.site, (self.site / name for name in gone))
