"""Packing: numbers, words and files, unpacked again in Python and by the script."""

import gzip
from collections.abc import Iterator

import numpy as np
import pytest
from helpers.scripts import Conversation, Scripts
from hypothesis import example, given
from hypothesis import strategies as st

from generator.search import packing

ANSWER = """
import { readDictionary, readNumbers, unpacked } from "./format.js";
const bytes = (list) => Uint8Array.from(list);
const kinds = {
  numbers: ({ file, count }) => Array.from(readNumbers(bytes(file), count, 1)[0]),
  words: ({ file }) => readDictionary(bytes(file)).words,
  sorted: ({ words }) => words.sort(),
  file: async ({ file }) => Array.from(await unpacked(bytes(file))),
};
const answer = (question) => kinds[question.kind](question);
"""
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=12)
SIMILAR = st.text(st.sampled_from("ab🫖𝔘é"), max_size=8)


@pytest.fixture(scope="module")
def reader(scripts: Scripts) -> Iterator[Conversation]:
    with scripts.talk(ANSWER) as conversation:
        yield conversation


def numbers(content: bytes) -> list[int]:
    """Return what LEB128 numbers say."""
    found = []
    value = shift = 0
    for byte in content:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(value)
            value = shift = 0
    assert shift == 0
    return found


def words(content: bytes) -> list[str]:
    """Return what front-coded words say."""
    count = next(value for value in numbers_from(content))
    start = len(packing.varints([count]))
    shared, rest = content[start : start + count], content[start + count :]
    length = next(value for value in numbers_from(rest))
    text = rest[len(packing.varints([length])) :].decode()
    found = [""]
    for same, line in zip(shared, text.split("\n"), strict=bool(count)):
        found.append(found[-1][:same] + line)
    assert len(text.encode()) == length
    return found[1:]


def numbers_from(content: bytes) -> Iterator[int]:
    end = next(place for place, byte in enumerate(content) if byte < 0x80)
    yield from numbers(content[: end + 1])


@given(st.lists(st.integers(0, 2**35 - 1)))
@example([0, 127, 128, 2**14 - 1, 2**14, 2**21, 2**28 - 1, 2**28, 2**35 - 1])
def test_numbers_come_back(values: list[int]) -> None:
    assert numbers(packing.varints(values)) == values


@given(st.lists(st.integers(0, 2**32 - 1)))
@example([127, 128, 2**31, 2**32 - 1])
def test_the_script_reads_numbers(reader: Conversation, values: list[int]) -> None:
    file = list(packing.varints(values))
    assert reader.ask({"kind": "numbers", "file": file, "count": len(values)}) == values


def test_numbers_take_as_few_bytes_as_they_can() -> None:
    sizes = [len(packing.varints([value])) for value in (0, 127, 128, 16383, 16384, 2**28)]
    assert sizes == [1, 1, 2, 2, 3, 5]


def test_numbers_of_any_shape_are_packed_row_by_row() -> None:
    assert packing.varints(np.array([[1, 300], [2, 3]])) == packing.varints([1, 300, 2, 3])


@given(st.lists(LINE | SIMILAR))
@example(["🫖a", "🫖b", "🫗b"])
@example(["", "", "a" * 300, "a" * 300 + "b"])
def test_words_come_back(listed: list[str]) -> None:
    assert words(packing.words(listed)) == listed


@given(st.lists(LINE | SIMILAR))
@example(["a🫖b", "a🫖c", "a🫗c"])
@example(["a" * 300, "a" * 301])
def test_the_script_reads_words(reader: Conversation, listed: list[str]) -> None:
    file = packing.words([word[::-1] for word in listed]) + bytes(len(listed))
    assert reader.ask({"kind": "words", "file": list(file)}) == listed


def test_words_share_their_beginnings() -> None:
    assert packing.words(["tea", "teapot", "ten"]) == b"\x03\x00\x03\x02\x09tea\npot\nn"


def test_no_more_than_a_byte_holds_is_shared() -> None:
    _, second = packing.words(["a" * 300, "a" * 300])[1:3]
    assert second == packing.LONGEST_SHARED


@given(LINE, LINE)
def test_shared_beginnings_are_counted(before: str, word: str) -> None:
    _, length = packing.shared([before, word], 1000).tolist()
    assert before[:length] == word[:length]
    after = word[length : length + 1]
    assert before[length : length + 1] != after or not after or after in "\0" or after > "\uffff"


@given(st.lists(LINE))
@example(["\ue000", "🫖", "a"])
def test_words_are_sorted_as_scripts_sort_them(reader: Conversation, listed: list[str]) -> None:
    asked = {"kind": "sorted", "words": listed}
    assert reader.ask(asked) == sorted(listed, key=packing.sort_key)


@given(st.binary())
def test_files_are_gzip(reader: Conversation, content: bytes) -> None:
    file = packing.gzipped(content)
    assert gzip.decompress(file) == content
    assert reader.ask({"kind": "file", "file": list(file)}) == list(content)


def test_files_say_nothing_of_when_and_where_they_were_made() -> None:
    assert packing.gzipped(b"teapot")[:10] == bytes.fromhex("1f8b08000000000002ff")


def test_the_script_takes_a_file_that_a_host_has_unpacked(reader: Conversation) -> None:
    assert reader.ask({"kind": "file", "file": list(b"[1]")}) == list(b"[1]")


def test_a_file_is_named_by_what_it_holds() -> None:
    assert packing.named("search/terms", b"teapot") == (
        "33f38545e0",
        "search/terms/33f38545e0.bin",
    )
