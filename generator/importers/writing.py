"""Writing a file so that it appears whole or not at all."""

from contextlib import suppress
from pathlib import Path

from generator.problems import Problem


def write_whole(target: Path, text: str) -> Problem | None:
    """Write a text as UTF-8, where a link leads to, and return what went wrong, if anything."""
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="")
        temporary.replace(target.resolve())
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        return cannot(target, error.strerror or type(error).__name__)
    return None


def cannot(target: Path, reason: str) -> Problem:
    """Return the problem of a file that cannot be written."""
    return Problem(path=str(target), message=f"cannot be written ({reason})")
