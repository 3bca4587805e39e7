"""Writing a file, or saying why it cannot be written."""

from pathlib import Path

from generator.problems import Problem
from generator.whole_files import write_whole


def written(target: Path, text: str) -> Problem | None:
    """Write a text as UTF-8, where a link leads to, and return what went wrong, if anything."""
    try:
        write_whole(target, text.encode("utf-8"))
    except OSError as error:
        return cannot(target, error.strerror or type(error).__name__)
    return None


def cannot(target: Path, reason: str) -> Problem:
    """Return the problem of a file that cannot be written."""
    return Problem(path=str(target), message=f"cannot be written ({reason})")
