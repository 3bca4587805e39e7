"""New files: a record is written whole, to a place where nothing is."""

import os
from contextlib import suppress
from pathlib import Path


def write_new(root: Path, path: str, text: str) -> str:
    """Write a new file below a shelf's root, at a path with "/"; return why not, or "".

    Nothing that is there is overwritten, not even a link that leads nowhere (O_EXCL of POSIX's
    `open`), and a file that could not be written whole is taken away again.
    """
    target = root.joinpath(*path.split("/"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            _fill(target, file.fileno(), text.encode("utf-8"))
    except FileExistsError:
        return "it exists already"
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _fill(target: Path, handle: int, content: bytes) -> None:
    try:
        while content:
            content = content[os.write(handle, content) :]
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise
