"""Lines of signals: what each says, and what is told of those that say it wrongly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.signals.lines import line_text, parse
from generator.signals.models import MOST, Counts

PATH = "site_src/signals/2026-03-17.jsonl"
FILO = Counts("filo", {"semantic-scholar": 41}, {"github.com/CASIA-IVA-Lab/FiLo": 120})


def problems(text: str) -> list[str]:
    return [
        str(problem).removeprefix(f"{PATH}:") for problem in parse(text.encode(), PATH).problems
    ]


def counts(text: str) -> list[Counts]:
    return [found for _, found in parse(text.encode(), PATH).counts]


def test_a_line_says_what_was_counted() -> None:
    line = (
        '{"id":"filo","citations":{"semantic-scholar":41},'
        '"stars":{"github.com/CASIA-IVA-Lab/FiLo":120}}'
    )
    assert line_text(FILO) == line
    assert parse(f"{line}\n".encode(), PATH) == ([(1, FILO)], "", [])


def test_a_line_may_be_written_in_another_way() -> None:
    line = '{ "stars": {}, "citations": {"openalex": 3, "crossref": 2}, "id": "a" }'
    assert counts(line) == [Counts("a", {"openalex": 3, "crossref": 2})]
    assert problems(line) == []


def test_sources_are_written_in_their_order() -> None:
    text = line_text(Counts("a", {"openalex": 3, "crossref": 2}))
    assert text == '{"id":"a","citations":{"crossref":2,"openalex":3}}'


def test_the_first_line_may_say_with_which_paper_to_go_on() -> None:
    parsed = parse(b'\n{"next": "filo"}\n{"id":"a","stars":{"x.org":1}}\n', PATH)
    assert (parsed.next, len(parsed.counts), parsed.problems) == ("filo", 1, [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[]", 'error: not an object; write {"id": "…", "citations": {…}}'),
        ("{", "error: not JSON (Expecting property name enclosed in double quotes); write one "
              "record a line, with straight double quotes"),
        ('{"citations":{"a":1}}', 'error: id: missing; write "id": "neural-tangent-kernel"'),
        ('{"id":7,"citations":{"a":1}}',
         'error: id: not text; write "id": "neural-tangent-kernel"'),
        ('{"id":"A b","citations":{"a":1}}',
         'error: id: "A b": not an id (lower-case letters, digits and hyphens); write it like '
         '"neural-tangent-kernel"'),
        ('{"id":"a"}', "error: no count; delete the line"),
        ('{"id":"a","citations":{}}', "error: no count; delete the line"),
        ('{"id":"a","citation":{"a":1},"stars":{"b":1}}',
         'error: citation: unknown key; did you mean "citations"?'),
        ('{"id":"a","stars":{"b":1},"next":"c"}',
         "error: next: unknown key; write one of: id, citations, stars"),
        ('{"id":"a","citations":41}',
         'error: citations: not counts by their sources; write {"semantic-scholar": 41}'),
        ('{"id":"a","citations":{"s":-1}}',
         'error: citations.s: "-1" is no count; write a whole number from 0 to 100000000'),
        ('{"id":"a","citations":{"s":1.5}}',
         'error: citations.s: "1.5" is no count; write a whole number from 0 to 100000000'),
        ('{"id":"a","citations":{"s":"1"}}',
         'error: citations.s: "1" is no count; write a whole number from 0 to 100000000'),
        ('{"id":"a","citations":{"s":true}}',
         'error: citations.s: "true" is no count; write a whole number from 0 to 100000000'),
        ('{"id":"a","citations":{"s":[]}}',
         "error: citations.s: a list or an object is no count; write a whole number from 0 to "
         "100000000"),
        (f'{{"id":"a","citations":{{"s":{MOST + 1}}}}}',
         'error: citations.s: "100000001" is no count; write a whole number from 0 to 100000000'),
        ('{"id":"a","stars":{"https://github.com":1}}',
         "error: stars.https://github.com: not the name of a source; write it as in "
         '{"github.com/owner/name": 120}'),
        ('{"id":"a","stars":{"s":1,"s":2}}', "error: s: written twice; keep one of them"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_line(line: str, expected: str) -> None:
    (found,) = problems(line)
    assert found.partition(" ")[2] == expected
    assert found.startswith("1:")


def test_a_paper_stands_once_in_a_file() -> None:
    line = line_text(FILO)
    assert counts(f"{line}\n\n{line}\n") == [FILO]
    assert problems(f"{line}\n\n{line}\n") == [
        '3:1: error: id: "filo" is already on line 1; keep one of them'
    ]


def test_a_later_line_cannot_say_where_to_go_on() -> None:
    text = '{"next":"a"}\n{"next":"b"}\n'
    assert parse(text.encode(), PATH).next == "a"
    assert problems(text) == [
        "2:1: error: next: unknown key; write one of: id, citations, stars",
        '2:1: error: id: missing; write "id": "neural-tangent-kernel"',
    ]


NUMBERS = st.dictionaries(
    st.from_regex(r"[a-z0-9][a-z0-9.-]{0,9}(/[A-Za-z0-9_.-]{1,8}){0,2}", fullmatch=True),
    st.integers(0, MOST),
    max_size=3,
)
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda name: name != "index"
)


@given(IDS, NUMBERS, NUMBERS)
def test_what_is_written_is_read(
    name: str, citations: dict[str, int], stars: dict[str, int]
) -> None:
    written = Counts(name, citations, stars)
    if citations or stars:
        assert parse(line_text(written).encode(), PATH) == ([(1, written)], "", [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["id", "citations", "stars", "next"]) | st.text(), inner
    ),
)  # fmt: skip


@given(st.lists(JSON.map(json.dumps) | st.text(), max_size=4))
def test_any_text_is_read_or_told_to_be_wrong(lines: list[str]) -> None:
    content = "\n".join(lines).encode("utf-8", "replace")
    parsed = parse(content, PATH)
    wrong = {problem.line for problem in parsed.problems}
    read = {number for number, _ in parsed.counts}
    filled = [n for n, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    assert not wrong & read
    assert wrong | read >= set(filled[1:])
    for _, found in parsed.counts:
        assert counts(line_text(found)) == [found]
