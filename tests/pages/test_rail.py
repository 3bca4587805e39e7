"""What stands beside the papers of a venue or of a year."""

from helpers import library
from helpers.library import SETTINGS
from msgspec import structs

from generator.pages import Shelf
from generator.pages.rail import topics, venue_rail, year_rail
from generator.records.dates import PartialDate
from generator.records.models import Author, Paper

ADA = Author(name="Ada Beacon")


def papers(*dates: PartialDate) -> list[Paper]:
    tags = [("spouts",), ("lids", "lids"), ("method",), ("method", "spouts", "unknown")]
    return [
        structs.replace(
            library.paper(n),
            date=date,
            venue="ICTP 2020",
            tags=tags[n],
            authors=(ADA,),
            status=None,
        )
        for n, date in enumerate(dates)
    ]


def shelf_of(held: list[Paper]) -> Shelf:
    return Shelf(catalog=library.catalog(held), links={}, citations={}, settings=SETTINGS)


def test_a_wider_topic_has_the_papers_of_narrower_ones() -> None:
    held = papers(*[PartialDate(2020, month) for month in (1, 1, 2, 12)])
    found = topics(library.catalog(held), held)
    assert [(tag.id, number) for tag, number in found] == [
        ("teapots", 3),
        ("vessels", 3),
        ("method", 2),
        ("spouts", 2),
    ]


def test_a_year_shows_its_months_and_leads_to_its_papers() -> None:
    held = papers(*[PartialDate(2020, month) for month in (1, 1, 2, 12)])
    rail = year_rail(shelf_of(held), 2020, held)
    assert rail
    assert "Papers by month. Jan: 2, Feb: 1, Mar: 0" in rail.plot
    assert [(author.name, number) for author, number in rail.people] == [("Ada Beacon", 4)]
    assert rail.search == "?years=2020-2020"


def test_a_venue_shows_its_years_and_leads_to_its_papers() -> None:
    held = papers(*[PartialDate(year) for year in (2018, 2020, 2020)])
    rail = venue_rail(shelf_of(held), "ictp", held)
    assert rail
    assert "Papers by year. 2018: 1, 2019: 0, 2020: 2." in rail.plot
    assert rail.search == "?venue=ictp"


def test_months_that_are_not_known_are_no_plot() -> None:
    held = papers(*[PartialDate(2020)] * 3)
    rail = year_rail(shelf_of(held), 2020, held)
    assert rail
    assert rail.plot == ""


def test_a_few_papers_have_nothing_beside_them() -> None:
    held = papers(PartialDate(2020, 1), PartialDate(2020, 2))
    assert year_rail(shelf_of(held), 2020, held) is None
