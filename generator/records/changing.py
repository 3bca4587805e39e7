"""Changing record files: a file changes whole or not at all."""

from contextlib import suppress
from pathlib import Path


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
