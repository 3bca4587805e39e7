"""Files: bytes to text, with a clear problem for whatever stands in the way."""

from pathlib import Path

from generator.problems import Problem, Severity

BOM = "\ufeff"


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text with `\\n` line ends, or None when it cannot be read, and its problems.

    `shown` is the path as problems name it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [_unreadable(path, shown, error)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(content, error, shown)]
    return _normalised(text, shown)


def _unreadable(path: Path, shown: str, error: OSError) -> Problem:
    if path.is_dir():
        return Problem(path=shown, message="is a folder", advice="a record is a file; move it away")
    if path.is_symlink() and not path.exists():
        return Problem(
            path=shown,
            message=f'is a link to "{path.readlink()}", which does not exist',
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
    before = text[: text.index("\r")]
    return Problem(
        path=shown,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
        severity=Severity.WARNING,
        message="has Windows line ends (CRLF)",
        advice="save the file with LF line ends",
    )
