"""What would change in a record file, shown."""

import difflib
from collections.abc import Iterator

from generator.problems import visible


def difference(path: str, before: str, after: str) -> str:
    """Return what would change in a file as a unified diff, everything in it to be seen."""
    lines = difflib.unified_diff(list(_lines(before)), list(_lines(after)), path, path, lineterm="")
    return "\n".join(map(visible, lines))


def _lines(text: str) -> Iterator[str]:
    lines = text.split("\n")
    yield from lines[:-1]
    if lines[-1]:
        yield from (lines[-1], "\\ No newline at end of file")
