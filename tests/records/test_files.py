"""Files: whatever is in the way of reading one is a problem, and reading never hangs."""

import os
from pathlib import Path

import pytest

from generator.records.files import read_text


def problems(path: Path) -> list[str]:
    return [str(problem) for problem in read_text(path, "x.yml")[1]]


@pytest.mark.parametrize(
    ("content", "text", "problem"),
    [
        (b"a\nb\n", "a\nb\n", None),
        (b"", "", None),
        (
            b"\xef\xbb\xbfa\n",
            "a\n",
            "1:1: warning: starts with a byte order mark; save the file as UTF-8 without BOM",
        ),
        (
            b"a\nbc\r\nd\r\n",
            "a\nbc\nd\n",
            "2:3: warning: has Windows line ends (CRLF); save the file with LF line ends",
        ),
        (b"a\rb", "a\nb", "1:2: warning: has a carriage return; save the file with LF line ends"),
        (
            "é\nß \xff".encode("latin-1"),
            None,
            "1:1: error: byte 0xe9 is not UTF-8; save the file as UTF-8",
        ),
        (
            "é\nß ".encode() + b"\xff",
            None,
            "2:3: error: byte 0xff is not UTF-8; save the file as UTF-8",
        ),
        (b"\xed\xa0\x80", None, "1:1: error: byte 0xed is not UTF-8; save the file as UTF-8"),
        ("a".encode("utf-16"), None, "1:1: error: byte 0xff is not UTF-8; save the file as UTF-8"),
    ],
)
def test_bytes_to_text(
    content: bytes, text: str | None, problem: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(content)
    assert read_text(path, "x.yml")[0] == text
    assert problems(path) == ([f"x.yml:{problem}"] if problem else [])


def test_a_folder(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["x.yml:1:1: error: is a folder; a record is a file; move it away"]


@pytest.mark.parametrize("target", ["missing", "x.yml"])
def test_a_link_to_nothing(target: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.symlink_to(target)
    assert problems(path) == [
        f'x.yml:1:1: error: is a link to "{target}", which does not exist; mend or delete the link'
    ]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    os.mkfifo(path)
    assert problems(path) == [
        "x.yml:1:1: error: is a pipe or a device; a record is a file; move it away"
    ]


def test_a_link_to_a_device_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.symlink_to("/dev/zero")
    assert problems(path) == [
        "x.yml:1:1: error: is a pipe or a device; a record is a file; move it away"
    ]


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "x.yml"
    path.write_text("title: x\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problems(path) == [
        "x.yml:1:1: error: cannot be read (Permission denied); check its permissions"
    ]
