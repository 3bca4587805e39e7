"""What a tag's page says besides its papers."""

from collections.abc import Mapping

import pytest
from helpers.library import SETTINGS, SOURCE, papers

from generator.catalog import Catalog, build_catalog
from generator.pages import Shelf, all_pages, topic
from generator.pages.topic import MOST_BELOW, MOST_BESIDE, Branch
from generator.records.dates import PartialDate
from generator.records.models import Author, Paper, Tag
from generator.records.read import Records


def catalog(parents: Mapping[str, str], *held: Paper) -> Catalog:
    """Return a catalog with tags, each with the name of the tag above it or ""."""
    tags = tuple(
        Tag(id=name, name=name, parent=above or None, source=SOURCE)
        for name, above in parents.items()
    )
    return build_catalog(Records(papers=held, tags=tags))


def paper(name: str, *tags: str, by: str = "", year: int = 0) -> Paper:
    return Paper(
        id=name,
        source=SOURCE,
        title=name,
        tags=tags,
        authors=tuple(Author(name=author) for author in by.split(", ") if author),
        date=PartialDate(year) if year else None,
    )


def drawn(level: list[Branch], depth: int = 0) -> list[str]:
    """Return a tree as lines: dots for the depth, a star where one is, the number of papers."""
    lines = []
    for one in level:
        number = f" {one.number}" if one.number else ""
        lines.append("." * depth + one.tag.id + ("*" if one.is_here else "") + number)
        lines += drawn(list(one.below), depth + 1)
    return lines


FAMILY = {"all": "", "a": "all", "b": "all", "a1": "a", "a2": "a", "a11": "a1", "alone": ""}


@pytest.mark.parametrize(
    ("here", "lines"),
    [
        ("all", ["all*", ".a 2", "..a1 1", "...a11 1", "..a2", ".b 1"]),
        ("a", ["all", ".a*", "..a1 1", "...a11 1", "..a2", ".b"]),
        ("a2", ["all", ".a", "..a1", "..a2*"]),
        ("a11", ["all", ".a", "..a1", "...a11*"]),
        ("alone", []),
    ],
)
def test_the_tree_has_what_is_above_beside_and_below(here: str, lines: list[str]) -> None:
    of = catalog(FAMILY, paper("p", "a11"), paper("q", "a", "b"))
    assert drawn(topic.tree(of, of.tags[here])) == lines


def test_many_tags_beside_one_are_left_out() -> None:
    few = {"all": "", **{f"t{n}": "all" for n in range(MOST_BESIDE)}}
    of = catalog(few)
    assert len(drawn(topic.tree(of, of.tags["t1"]))) == 1 + MOST_BESIDE
    of = catalog(few | {"more": "all"})
    assert drawn(topic.tree(of, of.tags["t1"])) == ["all", ".t1*"]


def test_of_many_tags_below_one_the_nearest_are_shown() -> None:
    wide = {"all": "", **{f"t{n}": "all" for n in range(MOST_BELOW)}}
    of = catalog(wide)
    assert topic.hidden(of, of.tags["all"]) == 0
    of = catalog(wide | {"inner": "t0", "more": "all", "most": "all"})
    assert drawn(topic.tree(of, of.tags["all"]))[1:] == [f".t{n}" for n in range(MOST_BELOW)]
    assert topic.hidden(of, of.tags["all"]) == 2


def test_a_deep_tree_is_cut() -> None:
    deep = {"t0": "", **{f"t{n}": f"t{n - 1}" for n in range(1, 3000)}}
    of = catalog(deep)
    assert drawn(topic.tree(of, of.tags["t1500"])) == [
        *("t1496", ".t1497", "..t1498", "...t1499", "....t1500*", ".....t1501"),
    ]


def test_related_tags_are_of_another_family() -> None:
    of = catalog(
        FAMILY | {"x": "", "y": ""},
        paper("p", "a1", "x", "b", "all"),
        paper("q", "a", "a11", "y", "x", "alone"),
    )
    shared = [(tag.id, number) for tag, number in topic.related_tags(of, of.tags["a"])]
    assert shared == [("x", 2), ("alone", 1), ("b", 1), ("y", 1)]
    assert topic.related_tags(of, of.tags["b"]) == []


def test_people_of_a_topic_wrote_more_than_one_paper_on_it() -> None:
    of = catalog(
        {"t": ""},
        paper("p", "t", by="Bo Zed, Ada Yew, Cy Xu"),
        paper("q", "t", by="Bo Zed, Ada Yew, Ada Yew"),
        paper("r", "t", by="Bo Zed"),
    )
    shelf = Shelf(catalog=of, links={}, citations={}, settings=SETTINGS)
    found = topic.people(shelf, of.papers)
    assert [(person.name, number) for person, number in found] == [("Bo Zed", 3), ("Ada Yew", 2)]


def test_years_without_papers_are_gaps() -> None:
    held = [paper("p", year=2019), paper("q", year=2022), paper("r", year=2022), paper("s")]
    assert topic.years(held) == [("2019", 1), ("2020", 0), ("2021", 0), ("2022", 2)]
    assert topic.years(held[:2]) == topic.years(held[1:]) == []


def test_a_topic_of_one_paper_says_little() -> None:
    of = catalog({"t": "", "other": ""}, paper("p", "t", "other", by="A", year=2020))
    shelf = Shelf(catalog=of, links={}, citations=dict.fromkeys(["p"], ""), settings=SETTINGS)
    (page,) = [page for page in all_pages(shelf) if page.path == "tags/t.md"]
    headings = [line for line in page.body.splitlines() if line.startswith("#")]
    assert headings == ["# T", "## 1 paper"]
    assert "[Feed of new papers](../../feeds/tags/t.xml)" in page.body
    assert "Search in these papers" not in page.body


def test_a_page_says_the_years_in_words() -> None:
    of = catalog({"vessels": ""}, *papers(60))
    shelf = Shelf(catalog=of, links={}, citations=dict.fromkeys(of.by_id, ""), settings=SETTINGS)
    (page,) = [page for page in all_pages(shelf) if page.path == "tags/vessels.md"]
    assert 'role="img"' in page.body
    years = topic.years(of.papers_tagged["vessels"])
    assert ", ".join(f"{year}: {number}" for year, number in years) in page.body
