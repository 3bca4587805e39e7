"""Bytes of files that other programs wrote to text."""

import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from generator.problems import Problem, Severity

_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))


def decoded(content: bytes) -> tuple[str, str]:
    """Return a text with `\\n` line ends and the encoding that it was read as.

    UTF-8 and UTF-16 are told by their marks, UTF-8 without one by its form; what is neither is
    Windows-1252, where the five bytes that this has no character for are those of Latin-1.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lines(content.removeprefix(mark).decode(encoding, "replace")), encoding
    try:
        return _lines(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        known = (_character(byte) for byte in content)
        return _lines("".join(known)), "windows-1252"


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_source(path: Path, what: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file to import, and problems; `what` says what it should hold."""
    shown = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait for ever
            kind = "a folder" if path.is_dir() else "a pipe or a device"
            return None, [Problem(path=shown, message=f"is {kind}", advice=f"give {what}")]
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"cannot be read ({reason})"
        return None, [Problem(path=shown, message=message, advice=f"give {what}")]
    text, encoding = decoded(content)
    if encoding == "windows-1252":
        message = "is not UTF-8, and is read as Windows-1252"
        advice = "save it as UTF-8 if letters are wrong"
        severity = Severity.WARNING
        return text, [Problem(path=shown, severity=severity, message=message, advice=advice)]
    return text, []
