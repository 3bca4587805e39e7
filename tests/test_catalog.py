"""The catalog: what belongs to what, and in which order."""

import pytest
from helpers.shelf import Folder, invented

from generator.catalog import Catalog, venue_name


@pytest.fixture(scope="module")
def small() -> Catalog:
    return invented("small").catalog


def test_papers_stand_newest_first(small: Catalog) -> None:
    assert [paper.id for paper in small.papers] == [
        *("harbour-maps", "pouring", "steam-fields", "beam-counting"),
        *("cups", "lid-theory", "withdrawn-wicks", "unfinished"),
    ]
    assert list(small.years) == [2023, 2021, 2020, 2019, 2018]
    assert [paper.id for paper in small.years[2021]] == ["steam-fields", "beam-counting"]


def test_a_wide_tag_holds_the_papers_of_the_narrower(small: Catalog) -> None:
    ids = {tag: [paper.id for paper in papers] for tag, papers in small.papers_tagged.items()}
    assert ids["spouts"] == ["pouring"]
    assert ids["teapots"] == ["pouring", "steam-fields", "lid-theory"]
    assert ids["vessels"] == ["pouring", "steam-fields", "cups", "lid-theory"]
    assert [tag.id for tag in small.tag_children["vessels"]] == ["teapots"]
    assert [tag.id for tag in small.tag_path(small.tags["spouts"])] == ["vessels", "teapots"]


def test_authors_have_one_page_for_all_their_names(small: Catalog) -> None:
    ada = small.authors["ada-ornek-lyskova"]
    assert ada.name == "Ada Örnek-Łyskova"
    assert [paper.id for paper in ada.papers] == ["pouring", "steam-fields", "lid-theory"]
    assert (ada.orcid, ada.homepage) == ("0000-0002-1825-0097", "https://ada.example/")
    assert small.authors["bo-obrien-capek"].orcid == "0000-0001-5109-3700"
    assert [author.name for author in small.authors_of(small.by_id["steam-fields"])] == [
        *("Ada Örnek-Łyskova", "Bo O'Brien-Čapek", "李明", "Dora Quill")
    ]


def test_venues_have_one_page_for_all_their_years(small: Catalog) -> None:
    ids = {venue.name: [paper.id for paper in venue.papers] for venue in small.venues.values()}
    assert ids == {
        "2024": ["harbour-maps"],
        "ICTP": ["steam-fields", "cups", "withdrawn-wicks"],
        "ICTP Workshops": ["beam-counting"],
        "Journal of Vessels": ["lid-theory"],
    }
    assert small.venue_of(small.by_id["pouring"]) is None


def test_collections_of_a_paper(small: Catalog) -> None:
    assert [c.id for c in small.collections] == ["first-steps", "towers"]
    assert [c.id for c in small.collections_with["lid-theory"]] == ["first-steps"]
    assert "harbour-maps" not in small.collections_with


def test_the_newest_addition(small: Catalog, shelf: Folder) -> None:
    assert str(small.newest_addition) == "2026-03-18"
    shelf.paper("a", "title: A\n")
    assert shelf.load().catalog.newest_addition is None


@pytest.mark.parametrize(
    ("venue", "name"),
    [
        ("NeurIPS 2018", "NeurIPS"),
        ("2018 IEEE Meeting", "IEEE Meeting"),
        ("ICLR, 2021", "ICLR"),
        ("Journal 21(3), 2020 - Letters", "Journal 21(3), - Letters"),
        ("2024", "2024"),
        ("CVPR2024", "CVPR2024"),
        ("Meeting 1066", "Meeting 1066"),
    ],
)
def test_a_venue_without_its_year(venue: str, name: str) -> None:
    assert venue_name(venue) == name


def test_odd_names_have_pages_of_their_own(shelf: Folder) -> None:
    shelf.paper(
        "a", "title: A\nauthors: [李明, 王芳, index, 李 Wei, 王 Wei, '-', Łu, Jürgen M, Jurgen M]\n"
    )
    authors = shelf.load().catalog.authors
    assert len(authors) == 8
    assert "index" not in authors
    assert authors["jurgen-m"].name == "Jurgen M"
    assert "lu" in authors


def test_one_person_twice_on_one_paper(shelf: Folder) -> None:
    shelf.paper("a", "title: A\nauthors: [B C, b c]\n")
    catalog = shelf.load().catalog
    assert [len(author.papers) for author in catalog.authors.values()] == [1]
