"""Making a new shelf: its files as text, and writing them where nothing stands yet."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator import __version__
from generator.problems import Problem
from generator.records.schema import schemas

DEFAULT_NAME = "My shelf"

_MARKDOWN_SIGN = re.compile(r"([\\`*_{}\[\]<>#|&!~$])")
_SEPARATOR = re.compile(r"[\s_-]+")


def create_shelf(directory: Path, name: str | None = None) -> list[Problem]:
    """Write a new shelf into `directory`, named after it or `name`; return what hinders it."""
    return write_shelf(directory, shelf_files(name or shelf_name(directory)))


def shelf_name(directory: Path) -> str:
    """Return a name for the shelf in `directory`: "robot-papers" becomes "Robot papers"."""
    words = _SEPARATOR.sub(" ", _printable(directory.absolute().name)).strip()
    return words[:1].upper() + words[1:] or DEFAULT_NAME


def shelf_files(name: str) -> dict[str, str]:
    """Return the files of a new shelf called `name`: text by path within the shelf.

    The shelf holds two invented papers and builds without a problem or a warning.
    """
    name = " ".join(_printable(name).split()) or DEFAULT_NAME
    words = {
        "@NAME_AS_YAML@": json.dumps(name, ensure_ascii=False),
        "@NAME_AS_MARKDOWN@": _MARKDOWN_SIGN.sub(r"\\\1", name),
        "@VERSION@": __version__,
    }
    ours = dict(_texts(files(__package__).joinpath("files")))
    texts = {path: _filled(text, words) for path, text in ours.items()}
    texts |= {f"site_src/schema/{path}": text for path, text in schemas().items()}
    return dict(sorted(texts.items()))


def write_shelf(directory: Path, texts: Mapping[str, str]) -> list[Problem]:
    """Write a shelf into `directory`, which is made if need be, and must be empty otherwise.

    Returns what stands in the way. A repository without files (`git init`) counts as empty.
    """
    problems = _obstacles(directory)
    if problems:
        return problems
    try:
        for path, text in texts.items():
            _write_new(directory / path, text)
    except OSError as error:
        where = Path(error.filename or directory).as_posix()
        message = f"cannot be written: {error.strerror}"
        return [Problem(path=where, message=message, advice="name a directory you may write into")]
    return []


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _texts(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        # Stored without the dot: git would obey a .gitignore in here, GitHub a workflow.
        name = re.sub("^dot_", ".", entry.name)
        if entry.is_dir():
            yield from _texts(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_text(encoding="utf-8")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub("|".join(words), lambda match: words[match[0]], text)


def _write_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _obstacles(directory: Path) -> list[Problem]:
    """Return why a shelf cannot be written into `directory`, if so."""
    shown = directory.as_posix()
    if directory.is_dir():
        if any(entry.name != ".git" for entry in directory.iterdir()):
            advice = "name a new or an empty directory; nothing was written"
            return [Problem(path=shown, message="the directory is not empty", advice=advice)]
    elif directory.exists() or directory.is_symlink():
        advice = "name a directory; nothing was written"
        return [Problem(path=shown, message="not a directory", advice=advice)]
    return []
