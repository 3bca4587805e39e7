"""Changing record files: a file changes whole or not at all; and what would change, shown."""

import difflib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.problems import visible


def replace_file(path: Path, text: str) -> None:
    """Write UTF-8 in the place of a file, where a link leads to; its permissions stay.

    Raises `OSError`.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        temporary.write_bytes(text.encode("utf-8"))
        temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def difference(path: str, before: str, after: str) -> str:
    """Return what would change in a file as a unified diff, everything in it to be seen."""
    lines = difflib.unified_diff(list(_lines(before)), list(_lines(after)), path, path, lineterm="")
    return "\n".join(map(visible, lines))


def _lines(text: str) -> Iterator[str]:
    lines = text.split("\n")
    yield from lines[:-1]
    if lines[-1]:
        yield from (lines[-1], "\\ No newline at end of file")
