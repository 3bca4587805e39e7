"""Tests of the facts beside a page."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.facts import pair, read_facts
from generator.importers.huggingface_page import Entry


def entry(title: str, line: int = 1) -> Entry:
    return Entry(line=line, title=title, abstract="Lamps.")


def errors(text: str) -> list[str]:
    return [str(problem) for problem in read_facts(text, "facts.json")[1]]


def test_facts_are_read_with_their_lines() -> None:
    text = '[\n {"title": "A", "authors": ["O. N."], "published": "2020-02"},\n\n {"title": "B"}]'
    facts, problems = read_facts(text, "facts.json")
    assert problems == []
    assert [(f.facts.title, f.mark.line) for f in facts] == [("A", 2), ("B", 4)]
    assert (facts[0].facts.authors, str(facts[0].facts.published)) == (("O. N.",), "2020-02")


def test_escaped_characters_are_read() -> None:
    title = "😀 \u2028 naïve"
    facts, problems = read_facts(json.dumps([{"title": title}]), "f")
    assert (facts[0].facts.title, problems) == ("😀 naïve", [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "1:2: error: not JSON (Expecting value)"),
        ('[{"title" "A"}]', "1:11: error: not JSON (Expecting ':' delimiter)"),
        ("", "1:1: error: not JSON (Expecting value)"),
        ('{"title": "A"}', "1:1: error: not a list"),
        ("[" * 100_000, "1:1: error: not JSON ("),
        ("[" + "9" * 5000 + "]", "1:1: error: not JSON ("),
    ],
)
def test_what_is_no_list_of_facts_is_reported(text: str, message: str) -> None:
    (found,) = errors(text)
    assert found.startswith("facts.json:" + message)
    assert found.endswith('; write a list of {"title": …, "authors": […], "published": …}')


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ('{"authors": []}', "2:1: error: title: "),
        ('{"title": "A", "authors": "O. N."}', "2:27: error: authors: "),
        ('{"title": "A", "authors": [5]}', "2:28: error: authors[0]: "),
        ('{"title": "A", "published": "May"}', '2:29: error: published: "May": not a date; '),
        ('{"title": "A", "arxiv_id": "17"}', '2:28: error: arxiv_id: "17": not an arXiv id; '),
        ('{"title": "A", "doi": "x"}', '2:23: error: doi: "x": not a DOI; '),
        (
            '{"title": "A", "code_url": "javascript:x"}',
            '2:28: error: code_url: "javascript:x": a link with "javascript:" is not http or ',
        ),
        ('{"title": "A", "autors": []}', "2:16: error: autors: "),
        ("5", "2:1: error: "),
        ("null", "2:1: error: "),
    ],
)
def test_wrong_facts_are_reported_where_they_stand(item: str, place: str) -> None:
    (found,) = errors(f'[\n{item},\n{{"title": "B"}}]')
    assert found.startswith("facts.json:" + place)


def test_pairs_are_found_by_exact_title_first() -> None:
    facts, _ = read_facts('[{"title": "on lamps."}, {"title": "On Lamps"}]', "f")
    paired, problems = pair([entry("On Lamps")], facts, "p", "f")
    assert [f and f.title for f in paired] == ["On Lamps"]
    assert [str(p) for p in problems] == [
        'f:1:2: warning: no paper of the page for "on lamps."; write the same title in both files'
    ]


def test_case_accents_and_punctuation_do_not_keep_a_pair_apart() -> None:
    facts, _ = read_facts('[{"title": "Cafe graphs – a  survey"}]', "f")
    paired, problems = pair([entry("Café Graphs: A Survey")], facts, "p", "f")
    assert (paired[0] is not None, problems) == (True, [])


def test_papers_without_facts_and_repeated_facts_are_reported() -> None:
    facts, _ = read_facts('[{"title": "A"},\n{"title": "A", "venue": "V"}]', "f")
    paired, problems = pair([entry("A"), entry("B", 9)], facts, "p", "f")
    assert [f and f.venue for f in paired] == [None, None]
    assert [str(p) for p in problems] == [
        'p:9:1: warning: no facts for "B"; write the same title in both files',
        'f:2:1: warning: no paper of the page for "A"; write the same title in both files',
    ]


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["title", "doi"]), inner),
    )
)
def test_any_json_gives_facts_or_problems(value: object) -> None:
    facts, problems = read_facts(json.dumps(value), "f")
    if isinstance(value, list):
        assert len(facts) + len({p.line for p in problems}) >= bool(value)
    else:
        assert problems


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_facts_or_problems(text: str) -> None:
    facts, problems = read_facts(text, "f")
    assert facts or problems or json.loads(text) == []
