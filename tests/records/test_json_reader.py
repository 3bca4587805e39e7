"""JSON Lines to documents."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.document import Bare
from generator.records.json_reader import read_jsonl


def problems(text: str) -> list[str]:
    return [str(problem) for _, found in read_jsonl(text, "x.jsonl") for problem in found]


def test_one_record_a_line() -> None:
    documents = [d for d, _ in read_jsonl('{"a": [1, true]}\n\n  \n{"b": null}\n', "x.jsonl")]
    assert [(d.value, d.source.line) for d in documents if d] == [
        ({"a": [Bare("number", "1"), Bare("boolean", "true")]}, 1),
        ({"b": Bare("empty", "null")}, 4),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1', "1:8: error: not JSON (Expecting ',' delimiter)"),
        ("{'a': 1}", "1:2: error: not JSON (Expecting property name enclosed in double quotes)"),
        ("{}\nnot json", "2:1: error: not JSON (Expecting value)"),
        ("[" * 100_000, "1:1: error: not JSON (nested too deeply)"),
    ],
)
def test_what_is_not_json(text: str, problem: str) -> None:
    advice = "write one record a line, with straight double quotes"
    assert problems(text) == [f"x.jsonl:{problem}; {advice}"]


def test_a_repeated_key() -> None:
    assert problems('{"a": 1, "a": 2, "b": {"c": 1, "c": 1}}') == [
        "x.jsonl:1:1: error: c: written twice; keep one of them",
        "x.jsonl:1:1: error: a: written twice; keep one of them",
    ]


def test_what_cannot_be_shown_is_reported_once() -> None:
    ((document, found),) = read_jsonl(r'{"a": "\ud800\ud800", "\u0007": "\u0002\ud83d\ude00"}', "x")
    assert document
    assert document.value == {"a": "\ufffd\ufffd", "\ufffd": "\ufffd😀"}
    advice = "cannot be shown on a page and becomes U+FFFD; delete it"
    assert sorted(map(str, found)) == [
        f"x:1:1: warning: U+0002 {advice}",
        f"x:1:1: warning: U+0007 {advice}",
        f"x:1:1: warning: U+D800 {advice}",
    ]


def test_numbers_are_never_computed() -> None:
    text = f'{{"a": {"9" * 10_000}, "b": 1e999999, "c": NaN}}'
    ((document, found),) = read_jsonl(text, "x")
    assert document
    assert found == []
    assert document.value == {
        "a": Bare("number", "9" * 10_000),
        "b": Bare("number", "1e999999"),
        "c": Bare("number", "NaN"),
    }


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(tree=TREES)
def test_any_tree_is_read(tree: object) -> None:
    ((document, _),) = read_jsonl(json.dumps(tree), "x")
    assert document


@given(text=st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for document, found in read_jsonl(text, "x"):
        assert document or found
