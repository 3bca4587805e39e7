"""Answers of the services as facts: golden for documented ones, a sentence for all others."""

import dataclasses
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st

from generator.lookup import acl, arxiv, crossref, openalex, openreview, semantic_scholar
from generator.lookup.combine import combined
from generator.lookup.facts import Facts
from generator.records.document import Document, Source
from generator.records.forms import PaperRecord
from generator.records.validation import validate
from generator.web.answers import Answer
from generator.web.errors import WebError

ANSWERS = Path(__file__).parent / "answers"
URL = "https://service.example/question"
Parse = Callable[[Answer], Any]


def answer(content: bytes | str) -> Answer:
    content = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Answer(url=URL, status=200, headers={}, content=content)


def of_acl(given: Answer) -> Facts:
    return acl.parse(given, "2022.acl-long.244")


def batch_of_four(given: Answer) -> list[Facts | None]:
    return semantic_scholar.parse_batch(given, 4)


PARSERS: dict[str, Parse] = {
    "arxiv-two.xml": arxiv.parse,
    "arxiv-none.xml": arxiv.parse,
    "arxiv-error.xml": arxiv.parse,
    "crossref-proceedings.json": crossref.parse,
    "crossref-journal.json": crossref.parse,
    "crossref-chapter.json": crossref.parse,
    "crossref-preprint.json": crossref.parse,
    "openalex-work.json": openalex.parse,
    "openalex-preprint.json": openalex.parse,
    "semantic-scholar-batch.json": batch_of_four,
    "openreview-2.json": openreview.parse,
    "openreview-1.json": openreview.parse,
    "acl.bib": of_acl,
}
ALL: tuple[Parse, ...] = (
    arxiv.parse,
    crossref.parse,
    crossref.parse_list,
    openalex.parse,
    openalex.parse_list,
    semantic_scholar.parse,
    semantic_scholar.parse_list,
    lambda given: semantic_scholar.parse_batch(given, 1),
    openreview.parse,
    of_acl,
)


def facts_in(parsed: Any) -> list[Facts]:
    return [one for one in (parsed if isinstance(parsed, list) else [parsed]) if one]


def shown(parsed: Any) -> Any:
    """Return facts as what they say, without what they do not."""
    if isinstance(parsed, list):
        return [shown(one) for one in parsed]
    if parsed is None:
        return None
    return {key: value for key, value in dataclasses.asdict(parsed).items() if value}


def test_every_answer_is_read() -> None:
    assert {path.name for path in ANSWERS.iterdir()} - {"README.md"} == set(PARSERS)


def test_facts_in_answers(golden: Callable[[str], Golden]) -> None:
    read = {
        f"{name}.json": shown(parse(answer((ANSWERS / name).read_bytes())))
        for name, parse in PARSERS.items()
    }
    golden("lookup").check(
        {
            name: json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
            for name, facts in read.items()
        }
    )


@pytest.mark.parametrize("name", PARSERS)
def test_facts_make_a_record_without_problems(name: str) -> None:
    for facts in facts_in(PARSERS[name](answer((ANSWERS / name).read_bytes()))):
        assert problems_of(facts) == []


def problems_of(facts: Facts) -> list[str]:
    record, origins = combined([facts])
    assert record.keys() == origins.keys()
    _, problems = validate(PaperRecord, Document(record, Source("x.yml")))
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("parse", "content", "reason"),
    [
        (arxiv.parse, "Rate exceeded.", "arXiv was asked too often; try again later"),
        (arxiv.parse, "<html><body>Sorry</body></html>", "the answer is not a feed"),
        (arxiv.parse, "", "the answer is not a feed"),
        (arxiv.parse, "<feed><unclosed></feed>", "the answer is not a feed"),
        (crossref.parse, "Resource not found.", "the answer is not JSON"),
        (crossref.parse, "[]", "the answer has no paper with a title"),
        (
            crossref.parse,
            '{"message": {"DOI": "10.1234/x"}}',
            "the answer has no paper with a title",
        ),
        (crossref.parse_list, "{}", "the answer is not a list of papers"),
        (openalex.parse, "null", "the answer has no paper with a title"),
        (openalex.parse_list, '{"results": {}}', "the answer is not a list of papers"),
        (semantic_scholar.parse, '{"error": "x"}', "the answer has no paper with a title"),
        (semantic_scholar.parse_list, "{}", "the answer is not a list of papers"),
        (batch_of_four, "[null]", "the answer is not a list of the papers asked for"),
        (openreview.parse, "{}", "the answer is not a list of notes"),
        (openreview.parse, '{"notes": []}', "there is no such note"),
        (openreview.parse, '{"notes": [{"id": "x"}]}', "the answer has no paper with a title"),
        (of_acl, "<!doctype html>", "the answer is not a BibTeX entry"),
        (of_acl, "@inproceedings{key, year = 2022}", "the answer has no paper with a title"),
    ],
)
def test_what_is_no_answer(parse: Parse, content: str, reason: str) -> None:
    with pytest.raises(WebError) as caught:
        parse(answer(content))
    assert str(caught.value) == f"{URL}: {reason}"


def test_a_search_without_hits() -> None:
    assert semantic_scholar.parse_list(answer('{"total": 0, "offset": 0}')) == []
    assert openalex.parse_list(answer('{"results": []}')) == []
    assert crossref.parse_list(answer('{"message": {"items": []}}')) == []


ATTACKS = {
    "entities": '<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>',
    "external": '<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed>&a;</feed>',
    "dtd": '<!DOCTYPE f SYSTEM "http://127.0.0.1/x.dtd"><feed/>',
    "depth": "<a>" * 5000 + "</a>" * 5000,
}


@pytest.mark.parametrize("content", ATTACKS.values(), ids=ATTACKS)
def test_xml_that_grows_or_reaches_out_is_refused(content: str) -> None:
    with pytest.raises(WebError, match=r"the answer is not a feed$"):
        arxiv.parse(answer(content))


TEXTS = st.text(max_size=20) | st.sampled_from(
    ["<i>a</i>", "$x$", "\\'e", "\x00\u202e", "10.1234/x", "2401.00001", "2022-13-45", "\ud800"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def spoiled(content: Any, path: list[int], value: Any) -> Any:
    """Return a JSON value with another value somewhere in it."""
    if not path or not isinstance(content, dict | list) or not content:
        return value
    if isinstance(content, list):
        place = path[0] % len(content)
        changed = spoiled(content[place], path[1:], value)
        return [*content[:place], changed, *content[place + 1 :]]
    key = list(content)[path[0] % len(content)]
    return {**content, key: spoiled(content[key], path[1:], value)}


@given(
    st.sampled_from([name for name in PARSERS if name.endswith(".json")]),
    st.lists(st.integers(0, 30), min_size=1, max_size=6),
    VALUES,
)
def test_any_value_anywhere_is_facts_or_a_sentence(name: str, path: list[int], value: Any) -> None:
    content = spoiled(json.loads((ANSWERS / name).read_bytes()), path, value)
    with suppress(WebError):
        for facts in facts_in(PARSERS[name](answer(json.dumps(content)))):
            assert facts.title
            assert problems_of(facts) == []


@given(
    st.sampled_from(["arxiv-two.xml", "acl.bib"]),
    st.integers(0, 5000),
    st.integers(0, 30),
    st.binary(max_size=6) | st.sampled_from([b"<", b"&amp;", b"{", b"\\", b"$", b'"', b"</name>"]),
)
def test_damage_anywhere_is_facts_or_a_sentence(name: str, at: int, size: int, new: bytes) -> None:
    content = (ANSWERS / name).read_bytes()
    at %= len(content)
    with suppress(WebError):
        for facts in facts_in(PARSERS[name](answer(content[:at] + new + content[at + size :]))):
            assert problems_of(facts) == []


@given(st.sampled_from(ALL), st.binary(max_size=60) | VALUES.map(json.dumps) | st.text(max_size=60))
def test_any_content_is_facts_or_a_sentence(parse: Parse, content: bytes | str) -> None:
    with suppress(WebError):
        for facts in facts_in(parse(answer(content))):
            assert problems_of(facts) == []
