"""YAML to documents: values, their places, and what is refused."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.records.document import Bare, Mark
from generator.records.yaml_reader import MAX_DEPTH, read_yaml


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_yaml(text, "x.yml")[1]]


def value(text: str) -> object:
    document, found = read_yaml(text, "x.yml")
    assert found == []
    assert document
    return document.value


def test_values_and_their_places() -> None:
    document, found = read_yaml('# note\ntitle: "A: b"\nauthors:\n  - {name: Ö, x: [1]}\n', "x.yml")
    assert found == []
    assert document
    assert document.value == {
        "title": "A: b",
        "authors": [{"name": "Ö", "x": [Bare("number", "1")]}],
    }
    source = document.source
    assert source.line == 2
    assert source.at("title") == Mark(2, 8)
    assert source.at_key("title") == Mark(2, 1)
    assert source.at("authors", 0, "name") == Mark(4, 12)
    assert source.at("authors", 0, "x", 0) == Mark(4, 19)
    assert source.at("authors", 0, "missing") == Mark(4, 5)
    assert source.at_key("missing") == Mark(2, 1)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1806.07572", Bare("number", "1806.07572")),
        ("0x1F", Bare("number", "0x1F")),
        ("9" * 5000, Bare("number", "9" * 5000)),
        ("yes", Bare("boolean", "yes")),
        ("~", Bare("empty", "~")),
        ("2018-06-20", Bare("date", "2018-06-20")),
        ("1:30", Bare("number", "1:30")),
        ("1e3", "1e3"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_what_is_not_text_keeps_its_letters(text: str, bare: Bare | str) -> None:
    assert value(f"- {text}\n") == [bare]
    assert value(f'- "{text}"\n') == [text]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_nothing_is_none(text: str) -> None:
    document, found = read_yaml(text, "x.yml")
    assert document
    assert document.value is None
    assert found == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "title: A: b\n",
            '1:9: error: a second colon on the line; put the text in quotes: title: "Part '
            'one: part two"',
        ),
        (
            "title: x\n\tdate: 2018\n",
            "2:1: error: a tab stands where YAML wants spaces; indent with spaces",
        ),
        ("a:\n\t- b\n", "2:1: error: a tab stands where YAML wants spaces; indent with spaces"),
        ("title: @home\n", '1:8: error: the value starts with "@"; put the text in quotes'),
        ("title: `x`\n", '1:8: error: the value starts with "`"; put the text in quotes'),
        ("title: %x\n", '1:8: error: the value starts with "%"; put the text in quotes'),
        (
            "title: *bold\n",
            "1:8: error: *bold is a YAML alias; write the value out, or put it in quotes",
        ),
        (
            "title: &a x\n",
            "1:8: error: a YAML anchor (&); write the value out, or put it in quotes",
        ),
        (
            "title: !important x\n",
            "1:8: error: a YAML tag (!); write plain values, or put it in quotes",
        ),
        (
            "title: !!python/object:os.system x\n",
            "1:8: error: a YAML tag (!); write plain values, or put it in quotes",
        ),
        (
            "&a title: x\n",
            "1:1: error: a YAML anchor (&); write the value out, or put it in quotes",
        ),
        ("? [a]\n: b\n", "1:3: error: a key is a list or a mapping; write a word, then a colon"),
        ("a: 1\n---\nb: 2\n", "2:1: error: a second document in one file; write one record a file"),
        (
            "a: 1\na: 2\nb: 1\na: 3\n",
            "2:1: error: a: written twice (first on line 1); keep one of them",
        ),
        ("title: Ärger ✓ \x01\n", "1:16: error: character U+0001 is not allowed; delete it"),
        ("a: b\ntitle: \x00\n", "2:8: error: character U+0000 is not allowed; delete it"),
        (
            'title: "a\\u0007b"\n',
            "1:8: warning: U+0007 cannot be shown on a page and becomes U+FFFD; delete it",
        ),
    ],
)
def test_what_is_refused(text: str, problem: str) -> None:
    assert problems(text)[0] == f"x.yml:{problem}"


@pytest.mark.parametrize(
    "text", ['title: "open\n', "a: [1, 2\n", "a: b: c: d\n", "- a\nb: c\n", "{", "a: |x\n"]
)
def test_broken_yaml_is_a_problem(text: str) -> None:
    document, found = read_yaml(text, "x.yml")
    assert document is None
    assert len(found) == 1


def test_every_repeated_key_is_named() -> None:
    assert problems("a: 1\na: {x: 1, x: 2}\nb: {y: 1, y: 2}\na: 3\n") == [
        "x.yml:2:1: error: a: written twice (first on line 1); keep one of them",
        "x.yml:2:11: error: x: written twice (first on line 2); keep one of them",
        "x.yml:3:11: error: y: written twice (first on line 3); keep one of them",
        "x.yml:4:1: error: a: written twice (first on line 1); keep one of them",
    ]


def test_the_first_of_two_keys_stays() -> None:
    document, _ = read_yaml("a: 1\na: 2\n", "x.yml")
    assert document
    assert document.value == {"a": Bare("number", "1")}


def test_a_bomb_of_aliases_does_not_grow() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    assert problems("\n".join(lines)) == [
        "x.yml:1:5: error: a YAML anchor (&); write the value out, or put it in quotes"
    ]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 1000 + "x", "[" * 1000 + "]" * 1000]
)
def test_deep_nesting_is_a_problem(text: str) -> None:
    (problem,) = problems(text)
    assert problem.endswith("error: nested too deeply; a record has at most three levels") or (
        "not YAML" in problem
    )


def test_depth_that_records_never_need_is_allowed() -> None:
    assert problems("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


@given(tree=TREES)
def test_any_tree_is_read(tree: object) -> None:
    document, found = read_yaml(yaml.safe_dump(tree, allow_unicode=True), "x.yml")
    assert document or found


@given(text=st.text(alphabet="ab:-[]{}\"'|>&*!%@#,?\n\t \\\u0085\u2028\ufeff") | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    document, found = read_yaml(text, "x.yml")
    assert document or found
    for problem in found:
        assert 1 <= problem.line <= text.count("\n") + text.count("\u2028") + text.count("\x85") + 2
        assert problem.column >= 1
