"""What is remembered of links from one day to another."""

import datetime
from pathlib import Path

from generator.external_links import Memory, Result, State

TODAY = datetime.date(2026, 3, 17)
A = "https://a.example.org/"


def result(address: str, state: State, days: int) -> Result:
    day = TODAY - datetime.timedelta(days)
    return Result(address=address, state=state, day=day, reason="r", new="n")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    memory = Memory()
    memory.learn([result(A, State.MOVED, 1), result("b", State.FINE, 400)])
    path = tmp_path / "deep" / "links.json"
    memory.write(path, TODAY)
    read = Memory.read(path)
    assert read.fresh(A, TODAY, 7) == result(A, State.MOVED, 1)
    assert read.last_asked(A) == TODAY - datetime.timedelta(1)
    assert read.last_asked("b") == datetime.date.min  # of long ago, and forgotten
    assert [file.name for file in path.parent.iterdir()] == ["links.json"]


def test_how_long_a_result_is_fresh() -> None:
    memory = Memory()
    memory.learn([result("dead", State.DEAD, 0), result("old", State.DEAD, 1)])
    memory.learn([result("fine", State.FINE, 6), result("later", State.FINE, -1)])
    assert memory.fresh("dead", TODAY, 7)
    assert not memory.fresh("dead", TODAY, 0)
    assert not memory.fresh("old", TODAY, 7)
    assert memory.fresh("fine", TODAY, 7)
    assert not memory.fresh("fine", TODAY, 6)
    assert not memory.fresh("later", TODAY, 7)


def test_a_damaged_file_is_as_none(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    for content in (b"", b"[]", b'{"a": ["odd", "2026-03-17"]}', b"\xff"):
        path.write_bytes(content)
        assert Memory.read(path).last_asked("a") == datetime.date.min
    assert Memory.read(tmp_path).last_asked("a") == datetime.date.min


def test_a_file_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    Memory().write(tmp_path / "file" / "links.json", TODAY)
