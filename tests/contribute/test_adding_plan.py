"""Planning an addition: pure, and in agreement with what a check and tag suggestions say."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace as with_values

from generator.contribute.adding import plan_addition
from generator.contribute.addition import Addition, Choices, Record, Refusal
from generator.contribute.nearby import nearby
from generator.contribute.standing import Standing, stands
from generator.contribute.suggest import suggest
from generator.publish.pipeline import load_catalog
from generator.records.document import Source
from generator.records.models import Paper
from generator.records.schemes import MAX_ID, RECORD_ID
from generator.records.write import PAPER_KEYS
from generator.same_paper import KnownPapers
from generator.settings import Options, Settings, read_settings

TODAY = datetime.date(2026, 3, 17)
ROOT = Path(__file__).parents[2]


def plan(record: Record, standing: Standing, **choices: object) -> Addition:
    result = plan_addition(record, standing, today=TODAY, choices=Choices(**choices))  # type: ignore[arg-type]
    assert isinstance(result, Addition), result
    return result


def empty(root: Path = Path("/nowhere")) -> Standing:
    return stands(Settings(root=root, site_name="S", options=Options()))


@pytest.fixture(scope="module")
def standing() -> Standing:
    settings, _ = read_settings(ROOT / "mkdocs.yml")
    assert settings
    return stands(settings)


def test_keys_come_in_the_standard_order_and_white_space_is_folded() -> None:
    record = {
        "abstract": "One\n two.\r\n\r\nThree.",
        "venue": " A  B ",
        "authors": ["  C\nD ", " "],
        "arxiv": "2401.00001v3",
        "title": " E\n F ",
        "links": {"code": "https://example.org/x", "pdf": ""},
        "tags": [],
        "doi": None,
    }
    assert plan(record, empty()).text == (
        "# yaml-language-server: $schema=../schema/paper.schema.json\n"
        "title: E F\nauthors:\n  - C D\nvenue: A B\n"
        'arxiv: "2401.00001"\nlinks:\n  code: https://example.org/x\nadded: 2026-03-17\n'
        "abstract: |-\n  One two.\n\n  Three.\n"
    )


def test_what_is_wrong_is_left_out() -> None:
    record = {
        "title": "T",
        "doi": "x",
        "date": "20188",
        "links": {"code": "javascript:alert(1)", "pdf": "https://example.org/"},
        "authors": [
            {"name": "A", "orcid": "1"},
            {"name": "B", "zzz": "x"},
            {"name": 7},
            {"name": True},
            "C",
        ],
        "zzzzzzzzz": ["y"],
    }
    addition = plan(record, empty())
    assert addition.record == {
        "title": "T",
        "authors": [{"name": "A"}, {"name": "B"}, "C"],
        "links": {"pdf": "https://example.org/"},
        "added": "2026-03-17",
    }
    assert set(addition.remarks) == {
        "authors[1].zzz: unknown key; write one of: name, orcid, affiliation; left out",
        'authors[3].name: true is a yes or no; put it in quotes: "true"; left out',
        'authors[2].name: 7 is a number; put it in quotes: "7"; left out',
        'authors[0].orcid: "1": not an ORCID; write it like "0000-0002-1825-0097"; left out',
        'date: "20188": not a date; write 2018, 2018-06 or 2018-06-20; left out',
        'doi: "x": not a DOI; write it like "10.18653/v1/2022.acl-long.244"; left out',
        'links.code: "javascript:alert(1)": a link with "javascript:" is not http or https; write '
        "an address that starts with https://; left out",
        f"zzzzzzzzz: unknown key; write one of: {', '.join(PAPER_KEYS)}; left out",
    }


@pytest.mark.parametrize("title", [None, "", " \n", "\x00"])
def test_a_paper_without_a_title(title: str | None) -> None:
    result = plan_addition({"title": title, "date": "2020"}, empty(), today=TODAY)
    assert isinstance(result, Refusal)
    assert result.sentences == ("title: missing; write title: …",)


def test_ids_that_are_taken(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\n")
    shelf.write("papers/pots.yml", "title: [")
    standing = stands(Settings(root=shelf.root, site_name="S", options=Options()))
    assert plan({"title": "Lids: a study"}, standing).id == "lids-a-study"
    assert plan({"title": "Pots"}, standing).id == "pots-2"
    assert plan({"title": "Index"}, standing).id == "index-2"


def test_on_a_small_shelf_suggestions_are_those_of_suggest_tags(standing: Standing) -> None:
    """A paper that is taken off the shelf gets the tags that it was suggested there."""
    settings, _ = read_settings(ROOT / "mkdocs.yml")
    assert settings
    catalog = load_catalog(settings).catalog
    assert catalog
    paper = catalog.by_id["datadream"]
    papers = tuple(one for one in standing.records.papers if one.id != paper.id)
    records = replace(standing.records, papers=papers, collections=())
    without = replace(standing, records=records, known=KnownPapers(), taken=frozenset())
    record = {"title": paper.title, "abstract": paper.abstract, "authors": _names(paper)}
    addition = plan({**record, "date": str(paper.date)}, without, confidence=0.9)
    untagged = with_values(paper, tags=())
    by_id = {**catalog.by_id, paper.id: untagged}
    (expected,) = suggest(replace(catalog, by_id=by_id), [untagged], 5, 0.2)
    assert [(one.tag.id, one.score) for one in addition.suggested] == [
        (one.tag.id, one.score) for one in expected.suggestions
    ]
    assert addition.record["tags"] == [s.tag.id for s in addition.suggested if s.score >= 0.9]


def _names(paper: Paper) -> list[str]:
    return [author.name for author in paper.authors]


def test_on_a_large_shelf_the_closest_papers_and_some_others_are_looked_at() -> None:
    others = [_paper(n, f"Lids of pot {n}", "clay") for n in range(30)]
    close = _paper(30, "Steam engines", "valves and boilers")
    same = _paper(31, "Boilers under pressure", None)
    wanted = _paper(99, "Boilers under pressure: a survey", "valves of steam engines and boilers")
    shelf = [*others[:15], close, *others[15:], same]
    assert nearby(shelf, wanted, most=4) == [others[0], close, others[15], same]
    assert nearby(others, wanted, most=30) is others


def _paper(number: int, title: str, abstract: str | None) -> Paper:
    return Paper(id=f"p{number}", source=Source("x"), title=title, abstract=abstract)


@given(
    title=some.text(max_size=300),
    abstract=some.text(max_size=200),
    authors=some.lists(some.text(max_size=20), max_size=3),
    other=some.dictionaries(
        some.sampled_from(["doi", "arxiv", "venue", "date", "links", "notes", "tags", "status"]),
        some.one_of(
            some.text(max_size=30),
            some.integers(),
            some.lists(some.text(max_size=9), max_size=2),
            some.dictionaries(some.text(max_size=9), some.text(max_size=9), max_size=2),
        ),
        max_size=4,
    ),
)
def test_any_record_is_added_or_refused_in_sentences(
    title: str, abstract: str, authors: list[str], other: dict[str, object]
) -> None:
    record = {"title": title, "abstract": abstract, "authors": authors, **other}
    standing = empty()
    result = plan_addition(record, standing, today=TODAY)
    assert result == plan_addition(record, standing, today=TODAY)
    if isinstance(result, Refusal):
        assert result.sentences
        assert all(sentence.isprintable() for sentence in result.sentences)
        return
    assert RECORD_ID.fullmatch(result.id)
    assert len(result.id) <= MAX_ID
    assert result.path == f"site_src/papers/{result.id}.yml"
    assert all(remark.isprintable() for remark in result.remarks)


def test_a_plan_can_be_read_again(tmp_path: Path, standing: Standing) -> None:
    """What is written is what the plan says was read."""
    addition = plan(
        {"title": "A: 'b' \"c\" # d", "abstract": "$x$ & <i>", "date": "2020"}, standing
    )
    shelf = Folder(tmp_path)
    shelf.write(f"papers/{addition.id}.yml", addition.text)
    (paper,) = shelf.read().papers
    assert (paper.title, paper.abstract) == ("A: 'b' \"c\" # d", "$x$ & <i>")
    assert paper.added == TODAY
