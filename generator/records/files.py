"""Files: bytes to text, with a clear problem for whatever stands in the way."""

import stat
from pathlib import Path

from generator.problems import Problem, Severity, quoted

BOM = "\ufeff"


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text with `\\n` line ends, or None when it cannot be read, and its problems.

    `shown` is the path as problems name it.
    """
    try:
        special = not stat.S_ISREG(path.stat().st_mode)  # a pipe would wait for ever
        content = b"" if special else path.read_bytes()
    except OSError as error:
        return None, [_unreadable(path, shown, error)]
    if special:
        return None, [_not_a_file(path, shown)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(content, error, shown)]
    return _normalised(text, shown)


def _not_a_file(path: Path, shown: str) -> Problem:
    what = "a folder" if path.is_dir() else "a pipe or a device"
    return Problem(path=shown, message=f"is {what}", advice="a record is a file; move it away")


def _unreadable(path: Path, shown: str, error: OSError) -> Problem:
    if path.is_symlink() and not isinstance(error, PermissionError):
        return Problem(
            path=shown,
            message=f"is a link to {quoted(path.readlink())}, which does not exist",
            advice="mend or delete the link",
        )
    reason = error.strerror or type(error).__name__
    return Problem(path=shown, message=f"cannot be read ({reason})", advice="check its permissions")


def _not_utf8(content: bytes, error: UnicodeDecodeError, shown: str) -> Problem:
    before = content[: error.start]
    line_start = before.rfind(b"\n") + 1
    return Problem(
        path=shown,
        line=before.count(b"\n") + 1,
        column=len(before[line_start:].decode("utf-8")) + 1,
        message=f"byte 0x{content[error.start]:02x} is not UTF-8",
        advice="save the file as UTF-8",
    )


def _normalised(text: str, shown: str) -> tuple[str, list[Problem]]:
    problems = []
    if text.startswith(BOM):
        text = text.removeprefix(BOM)
        problems.append(
            Problem(
                path=shown,
                severity=Severity.WARNING,
                message="starts with a byte order mark",
                advice="save the file as UTF-8 without BOM",
            )
        )
    if "\r" in text:
        problems.append(_carriage_return(text, shown))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def _carriage_return(text: str, shown: str) -> Problem:
    what = "Windows line ends (CRLF)" if "\r\n" in text else "a carriage return"
    before = text[: text.index("\r")]
    return Problem(
        path=shown,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
        severity=Severity.WARNING,
        message=f"has {what}",
        advice="save the file with LF line ends",
    )
