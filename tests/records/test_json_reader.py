"""JSON Lines to documents."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem
from generator.records.document import Bare, Document, Source
from generator.records.json_reader import lines_of, read_jsonl, read_line, read_plain_line


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


def exactly(line: str) -> tuple[Document | None, list[Problem]]:
    return read_line(line, Source("x"))


def agreed(line: str) -> bool:
    """Tell whether a line is plain, once what is found in it is what the exact way finds."""
    value = read_plain_line(line)
    if value is None:
        return False
    assert exactly(line) == (Document(value, Source("x")), [])
    return True


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a", "authors": ["Ä", {"name": "李明"}], "links": {}, "tags": []}',
        r' {"abstract": "a \\beta of \\frac\n\n\u00e4 \"quoted\" null, true and 1"} ',
        '{"a": "\u00a0 \u200b \u3000"}',
    ],
)
def test_a_plain_line(line: str) -> None:
    assert agreed(line)


@pytest.mark.parametrize(
    "line",
    [
        '{"a": "1", "a": "1"}',
        '{"x": {"a": "1", "\\u0061": "1"}}',
        '{"a": 1}',
        '{"a": [[], ["b", [1.5]]]}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        f'{{"a": {"9" * 10_000}}}',
        '{"a": null}',
        '{"a": [true]}',
        '{"a": "\x7f"}',
        '{"a": "ä\x85\x86"}',
        '{"a": "\t"}',
        '{"a": "\x00"}',
        r'{"a": "\\\b"}',
        r'{"a": "\u001F"}',
        r'{"\uFFFE": "a"}',
        r'{"a": "\ud800"}',
        '{"a": "\ud800"}',
        '{"a": "\uffff"}',
        '{"a": "b"',
        '["a"]',
        '"a"',
        "null",
        "",
        '\ufeff{"a": "b"}',
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": ' * 100_000,
    ],
)
def test_a_line_that_is_not_plain(line: str) -> None:
    assert not agreed(line)


CHARACTERS = st.characters(codec=None) | st.sampled_from('\x00\x08\t\x7f\x9f\ud800\ufffe\\"ubf/ ')
STRINGS = st.text(CHARACTERS, max_size=8)
LITERALS = st.sampled_from(
    ["null", "true", "NaN", "-Infinity", "1", "-0.5e999", "9" * 5000, "[", ""]
)


def written(text: str, random: Random) -> str:
    """Return a text in JSON, in one of the ways that its characters can be written."""
    ways = (json.dumps(text), json.dumps(text, ensure_ascii=False), f'"{text}"')
    escaped = "".join(f"\\u{ord(c):04X}" if ord(c) < 0x10000 else c for c in text)
    return random.choices([*ways, f'"{escaped}"'], weights=[6, 6, 1, 3])[0]


def json_text(tree: object, random: Random) -> str:
    """Return a tree, whose objects are lists of pairs, as JSON or something close to it."""
    space = random.choice(["", "", " ", "\t"])
    if isinstance(tree, tuple):
        return random.choices([written(tree[0], random), tree[1]], weights=[9, 1])[0]
    assert isinstance(tree, list)
    if tree and all(isinstance(item, dict) for item in tree):
        pairs = (
            f"{written(key, random)}{space}:{space}{json_text(value, random)}"
            for item in tree
            for key, value in item.items()
        )
        return "{" + f",{space}".join(pairs) + "}" + space
    return "[" + ",".join(json_text(item, random) for item in tree) + "]"


def pairs(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    keys = st.sampled_from(["id", "title"]) | STRINGS
    single = st.builds(lambda key, value: {key: value}, keys, values)
    return st.lists(single, min_size=1, max_size=4)


NEARLY_JSON = pairs(
    st.recursive(
        st.tuples(STRINGS, LITERALS), lambda inner: st.lists(inner, max_size=3) | pairs(inner)
    )
)


@given(tree=NEARLY_JSON, random=st.randoms(use_true_random=False))
def test_both_ways_to_read_a_line_agree(tree: object, random: Random) -> None:
    agreed(json_text(tree, random))


@given(text=st.text(st.sampled_from('{}[]":, \\ub0a\x7f')))
def test_both_ways_to_read_any_text_agree(text: str) -> None:
    agreed(text)


@given(content=st.binary() | st.text(st.sampled_from("ab\n")).map(str.encode))
def test_lines_are_numbered(content: bytes) -> None:
    assert list(lines_of(content)) == list(enumerate(content.split(b"\n"), start=1))
