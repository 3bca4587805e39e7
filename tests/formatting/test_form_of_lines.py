"""Tests of JSON Lines in form: one order, and every value as it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formatting.lines import formatted_lines, line_text
from generator.records.document import Bare


def form(text: str) -> str:
    result, problems = formatted_lines(text, "file")
    assert problems == []
    return result


def test_keys_are_in_order_and_empty_lines_go() -> None:
    text = '{"title":"T","links":{"pdf":"p","code":"c"},"id":"a"}\n\n  {"x": 1, "id": "b"}'
    assert form(text) == (
        '{"id": "a", "title": "T", "links": {"code": "c", "pdf": "p"}}\n{"id": "b", "x": 1}\n'
    )


def test_numbers_keep_their_digits() -> None:
    text = '{"arxiv": 1806.07570, "date": 2018, "n": 1E5, "big": 12345678901234567890123.0}\n'
    assert form(text) == (
        '{"date": 2018, "arxiv": 1806.07570, "n": 1E5, "big": 12345678901234567890123.0}\n'
    )


def test_what_cannot_be_seen_is_escaped() -> None:
    text = r'{"title": "\u00e9 \u0001 \u007f \u2028 \ud83d\ude00 \ud800 \/ \u202e"}' + "\n"
    assert form(text) == r'{"title": "é \u0001 \u007f \u2028 😀 \ud800 / \u202e"}' + "\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a",}', "file:2:12: error: not JSON ("),
        ("[1]", "file:2:1: error: holds no keys and values"),
        ('{"id": "a", "id": "b"}', "file:2:1: error: id: written twice; keep one of them"),
        ('{"a": {"id": "a", "id": "b"}}', "file:2:1: error: id: written twice; keep one of them"),
    ],
)
def test_a_line_that_cannot_be_read_is_left_as_it_is(line: str, reason: str) -> None:
    result, problems = formatted_lines(f'{{"b":1}}\n{line}\n', "file")
    assert result == f'{{"b": 1}}\n{line}\n'
    (problem,) = problems
    assert str(problem).startswith(reason)


def test_a_record_is_written_on_one_line() -> None:
    record = {
        "title": "A\nB",
        "id": "a",
        "tags": (),
        "n": [1, 2.5, True, None],
        "m": Bare("number", "1.0"),
    }
    assert line_text(record) == (
        '{"id": "a", "title": "A\\nB", "tags": [], "n": [1, 2.5, true, null], "m": 1.0}'
    )


# Two keys with control characters may be one on the shelf.
keys = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(keys, values), st.booleans())
def test_any_record_keeps_its_values_and_is_formatted_once(
    record: dict[str, object], escape: bool
) -> None:
    line = json.dumps(record, ensure_ascii=escape)
    result = form(line)
    assert repr(sorted(json.loads(result).items())) == repr(sorted(json.loads(line).items()))
    assert result.encode("utf-8").count(b"\n") == 1
    assert form(result) == result == line_text(record) + "\n"
