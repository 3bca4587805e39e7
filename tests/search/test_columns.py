"""Columns: a few facts of all papers, as the script reads them."""

from collections.abc import Iterator

import pytest
from helpers import library
from helpers.scripts import Conversation, Scripts
from helpers.shelf import Folder, invented

from generator.catalog import Catalog
from generator.records.models import Tag
from generator.search.columns import LINKS, columns
from generator.search.documents import numbered
from generator.search.facts import facts

ANSWER = """
import { readListed, readNumbers } from "./format.js";
import { LINKS } from "./filters.js";
const kinds = {
  numbers: (bytes, { papers, parts }) => readNumbers(bytes, papers, parts).map((n) => [...n]),
  listed: (bytes, { papers }) => {
    const { things, starts, items } = readListed(bytes, papers);
    const row = (_, n) => [...items.slice(starts[n], starts[n + 1])];
    return { things, rows: Array.from({ length: papers }, row) };
  },
  links: () => LINKS,
};
const answer = (asked) => kinds[asked.kind](Uint8Array.from(asked.file), asked);
"""


@pytest.fixture(scope="module")
def reader(scripts: Scripts) -> Iterator[Conversation]:
    with scripts.talk(ANSWER) as conversation:
        yield conversation


@pytest.fixture(scope="module")
def small() -> Catalog:
    return invented("small").catalog


def column(of: Catalog, name: str) -> bytes:
    """Return what a column holds."""
    papers = numbered(of)
    return dict(columns(papers, of, facts(papers, of)))[name]


def numbers(reader: Conversation, of: Catalog, name: str, parts: int = 1) -> list[list[int]]:
    """Return the parts of a column of numbers."""
    file = column(of, name)
    asked = {"kind": "numbers", "file": list(file), "papers": len(of.papers), "parts": parts}
    found: list[list[int]] = reader.ask(asked)
    return found


def listed(
    reader: Conversation, of: Catalog, name: str
) -> tuple[list[list[object]], list[list[int]]]:
    """Return what a column lists, and what each paper has of it."""
    file = column(of, name)
    found = reader.ask({"kind": "listed", "file": list(file), "papers": len(of.papers)})
    return found["things"], found["rows"]


def test_papers_are_numbered_as_they_came_onto_the_shelf(small: Catalog) -> None:
    assert [paper.id for paper in numbered(small)] == [
        "unfinished",
        "cups",
        "withdrawn-wicks",
        "lid-theory",
        "harbour-maps",
        "beam-counting",
        "steam-fields",
        "pouring",
    ]


def test_dates_are_years_then_months_then_days(reader: Conversation, small: Catalog) -> None:
    assert numbers(reader, small, "dates", 3) == [
        [0, 2020, 2018, 2019, 2023, 2021, 2021, 2023],
        [0, 0, 2, 11, 5, 0, 6, 1],
        [0, 0, 3, 0, 0, 0, 20, 31],
    ]


def test_links_are_bits(reader: Conversation, small: Catalog) -> None:
    assert numbers(reader, small, "links") == [[0, 0, 0, 0, 0, 0, 31, 0]]


def test_the_script_knows_the_same_links(reader: Conversation) -> None:
    assert reader.ask({"kind": "links", "file": []}) == list(LINKS)


def test_titles_have_their_place_in_the_alphabet(reader: Conversation, small: Catalog) -> None:
    [places] = numbers(reader, small, "titles")
    titles = [paper.title for paper in numbered(small)]
    assert [title for _, title in sorted(zip(places, titles, strict=True))] == [
        "Beam Counting at Night",
        "Cups, Counted",
        "Harbour Maps from a Lighthouse's Memory",
        "Lid Theory",
        "Pouring Without Spilling",
        "Steam Fields: How a Teapot Knows That It Boils",
        "Withdrawn Wicks",
        "题目未定",
    ]


def test_case_and_diacritics_do_not_sort_a_title(reader: Conversation, shelf: Folder) -> None:
    for name, title in {"a": "ze", "b": "Éa", "c": "eb", "d": "Ed 1", "e": "ed 0"}.items():
        shelf.paper(name, f"title: {title}\n")
    assert numbers(reader, shelf.load().catalog, "titles") == [[4, 0, 1, 3, 2]]


def test_venues_are_listed_without_their_year(reader: Conversation, small: Catalog) -> None:
    things, rows = listed(reader, small, "venues")
    assert things == [
        ["2024", "2024"],
        ["ictp", "ICTP"],
        ["ictp-workshops", "ICTP Workshops"],
        ["journal-of-vessels", "Journal of Vessels"],
    ]
    assert rows == [[], [1], [1], [3], [0], [2], [1], []]


def test_an_author_is_listed_once_for_all_spellings(reader: Conversation, small: Catalog) -> None:
    things, rows = listed(reader, small, "authors")
    names = {str(thing[0]): thing[1] for thing in things}
    assert list(names) == sorted(names)
    assert names["ada-ornek-lyskova"] == "Ada Örnek-Łyskova"
    ada = list(names).index("ada-ornek-lyskova")
    assert [number for number, row in enumerate(rows) if ada in row] == [3, 6, 7]
    assert rows[0] == []
    assert [things[author][1] for author in rows[7]] == [
        "Dora Quill",
        "Ada Örnek-Łyskova",
        "Cyrus Beacon",
    ]


def test_a_wider_tag_stands_before_the_narrower_ones(reader: Conversation, small: Catalog) -> None:
    things, rows = listed(reader, small, "tags")
    assert things == [
        ["evaluation", "evaluation", -1],
        ["lighthouses", "lighthouses", -1],
        ["vessels", "vessels", -1],
        ["teapots", "teapots", 2],
        ["spouts", "spouts", 3],
    ]
    assert rows == [[], [2, 0], [1, 0], [3], [1], [1], [3, 0], [4, 3]]


def test_tags_that_go_round_in_a_circle_are_listed(reader: Conversation) -> None:
    tags = [
        Tag(id=name, name=name, parent=wider, source=library.SOURCE)
        for name, wider in {"a": "b", "b": "a", "c": "nowhere"}.items()
    ]
    things, _ = listed(reader, library.catalog(library.papers(1), tags), "tags")
    assert sorted(str(thing[0]) for thing in things) == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["hostile", "library"])
def test_every_paper_has_what_its_record_says(reader: Conversation, name: str) -> None:
    of = library.catalog(library.papers(80)) if name == "library" else invented(name).catalog
    papers = numbered(of)
    things, rows = listed(reader, of, "authors")
    named = [[things[item][0] for item in row] for row in rows]
    assert named == [list(dict.fromkeys(a.slug for a in of.authors_of(paper))) for paper in papers]
    things, rows = listed(reader, of, "tags")
    assert [[things[item][0] for item in row] for row in rows] == [list(p.tags) for p in papers]
    assert all(-1 <= int(str(wider)) < place for place, (_, _, wider) in enumerate(things))
    things, rows = listed(reader, of, "venues")
    venues = [of.venue_of(paper) for paper in papers]
    assert [[things[i] for i in row] for row in rows] == [
        [[v.slug, v.name]] if v else [] for v in venues
    ]
