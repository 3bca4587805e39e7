"""The cache: what was kept, and what is better forgotten."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.web.answers import Answer
from generator.web.cache import AnswerCache

ASKED = "GET\nhttps://a.example/x\n*/*\n"


def answer(content: bytes = b"hello") -> Answer:
    headers = {"content-type": "text/plain", "set-cookie": "id=1", "x-other": "y"}
    return Answer(url="https://a.example/x", status=200, headers=headers, content=content)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_an_answer_is_kept_with_the_headers_that_are_needed(tmp_path: Path) -> None:
    AnswerCache(tmp_path).write(ASKED, answer(), 1000.0)
    kept = AnswerCache(tmp_path).read(ASKED, 1059.0, 60.0)
    assert kept == Answer(
        url="https://a.example/x",
        status=200,
        headers={"content-type": "text/plain"},
        content=b"hello",
        cached=True,
    )


def test_an_answer_gets_old(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.write(ASKED, answer(), 1000.0)
    assert cache.read(ASKED, 1060.0, 60.0) is None
    assert cache.read(ASKED, 999.0, 60.0) is None, "from the future: the clock was set"


def test_a_newer_answer_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.write(ASKED, answer(b"old"), 1000.0)
    name = only_file(tmp_path).name
    cache.write(ASKED, answer(b"new"), 2000.0)
    assert only_file(tmp_path).name == name == "6d498d15ef09a1338eab5aa6a114c793cbb863b3.json"
    kept = cache.read(ASKED, 2000.0, 60.0)
    assert kept is not None
    assert kept.content == b"new"


@given(st.integers(0, 10_000), st.binary(min_size=0, max_size=5))
def test_a_damaged_file_is_none(
    tmp_path_factory: pytest.TempPathFactory, at: int, b: bytes
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    cache = AnswerCache(folder)
    cache.write(ASKED, answer(), 1000.0)
    path = only_file(folder)
    content = path.read_bytes()
    at %= len(content)
    path.write_bytes(content[:at] + b + content[at + 1 :])
    kept = cache.read(ASKED, 1000.0, 60.0)
    assert kept is None or kept.content == b"hello"


def test_another_question_of_the_same_name_is_none(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.write(ASKED, answer(), 1000.0)
    path = only_file(tmp_path)
    entry = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(entry | {"asked": "GET\nhttps://b.example\n"}))
    assert cache.read(ASKED, 1000.0, 60.0) is None


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    cache = AnswerCache(tmp_path / "file" / "cache")
    cache.write(ASKED, answer(), 1000.0)
    assert cache.read(ASKED, 1000.0, 60.0) is None
