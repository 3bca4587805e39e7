"""Files: bytes to text, with a clear problem for whatever stands in the way."""

import stat
from codecs import BOM_UTF8, getincrementaldecoder
from pathlib import Path

from generator.problems import Problem, Severity, quoted
from generator.rules import Rule

CHUNK = 1 << 20


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text with `\\n` line ends, or None when it cannot be read, and its problems.

    `shown` is the path as problems name it.
    """
    content, problems = read_utf8(path, shown)
    return None if content is None else content.decode("utf-8"), problems


def read_utf8(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    """Return what `read_text` does as UTF-8, which takes a fourth of the memory of some texts."""
    try:
        special = not stat.S_ISREG(path.stat().st_mode)  # a pipe would wait for ever
        content = b"" if special else path.read_bytes()
    except OSError as error:
        return None, [_unreadable(path, shown, error)]
    if special:
        return None, [_not_a_file(path, shown)]
    if not _is_utf8(content):
        return None, [_not_utf8(content, shown)]
    return _normalised(content, shown)


def _is_utf8(content: bytes) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), CHUNK):
            decoder.decode(content[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _not_a_file(path: Path, shown: str) -> Problem:
    what = "a folder" if path.is_dir() else "a pipe or a device"
    return Problem(
        path=shown, message=f"is {what}", advice="a record is a file; move it away", rule=Rule.FILE
    )


def _unreadable(path: Path, shown: str, error: OSError) -> Problem:
    if path.is_symlink() and not isinstance(error, PermissionError):
        return Problem(
            path=shown,
            message=f"is a link to {quoted(path.readlink())}, which does not exist",
            advice="mend or delete the link",
            rule=Rule.FILE,
        )
    reason = error.strerror or type(error).__name__
    return Problem(
        path=shown,
        message=f"cannot be read ({reason})",
        advice="check its permissions",
        rule=Rule.FILE,
    )


def _not_utf8(content: bytes, shown: str) -> Problem:
    start = _first_wrong_byte(content)
    before = content[:start]
    return Problem(
        path=shown,
        line=before.count(b"\n") + 1,
        column=_column_after(before),
        message=f"byte 0x{content[start]:02x} is not UTF-8",
        advice="save the file as UTF-8",
        rule=Rule.FILE,
    )


def _first_wrong_byte(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("called for what is not UTF-8")


def _column_after(before: bytes) -> int:
    """Return the column of the character after some UTF-8, counted from 1."""
    return len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1


def _normalised(content: bytes, shown: str) -> tuple[bytes, list[Problem]]:
    problems = []
    if content.startswith(BOM_UTF8):
        content = content.removeprefix(BOM_UTF8)
        problems.append(
            Problem(
                path=shown,
                severity=Severity.WARNING,
                message="starts with a byte order mark",
                advice="save the file as UTF-8 without BOM",
                rule=Rule.LINE_ENDS,
            )
        )
    if b"\r" in content:
        problems.append(_carriage_return(content, shown))
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return content, problems


def _carriage_return(content: bytes, shown: str) -> Problem:
    what = "Windows line ends (CRLF)" if b"\r\n" in content else "a carriage return"
    before = content[: content.index(b"\r")]
    return Problem(
        path=shown,
        line=before.count(b"\n") + 1,
        column=_column_after(before),
        severity=Severity.WARNING,
        message=f"has {what}",
        advice="save the file with LF line ends",
        rule=Rule.LINE_ENDS,
    )
