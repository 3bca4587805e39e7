"""The page of statistics: what its tables say, where they lead, and when it changes."""

import datetime
import re

import pytest
from helpers import library
from helpers.library import SETTINGS
from helpers.markdown import page as html_of
from helpers.markdown import tree
from helpers.shelf import Folder
from lxml.etree import _Element as Element
from msgspec import structs

from generator.pages import Shelf, all_plans
from generator.pages.statistics_rows import period_text, share_text, step_text
from generator.records.models import Paper
from generator.statistics.topics import Period

PATH = "statistics/index.md"


def shelf_of(papers: list[Paper]) -> Shelf:
    catalog = library.catalog(papers)
    return Shelf(catalog=catalog, links={}, citations={}, settings=SETTINGS)


def rows(table: Element) -> list[list[str]]:
    return [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]


def tables(body: str) -> dict[str, list[list[str]]]:
    """Return the tables of a page by the heading of the first column."""
    made = (rows(table) for table in tree(html_of(body)).iter("table"))
    return {one[0][0]: one for one in made}


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_tables_of_a_large_library_add_up() -> None:
    papers = list(library.papers(700))
    made = tables(shelf_page(papers))
    for name in ("Year", "Venue"):
        assert sum(number(row[1]) for row in made[name][1:]) == len(papers)
    topics = made["Topic"]
    assert topics[0][-2:] == ["Undated", "All"]
    assert topics[-1][0] == "All papers"
    for row in topics[1:]:
        assert sum(map(number, row[1:-1])) == number(row[-1])
    came = [number(row[1]) for row in made["Month"][1:]]
    assert sum(came) == number(made["Month"][1][2]) == len(papers)
    shares = [row[2] for name in ("Year", "Venue", "Topics", "Part") for row in made[name][1:]]
    assert all(re.fullmatch(r"[<>]?\d{1,3}%", share) for share in shares)
    assert all(0 <= int(share.strip("<>%")) <= 100 for share in shares)


def shelf_page(papers: list[Paper]) -> str:
    return next(p for p in all_plans(shelf_of(papers)) if p.path == PATH).make().body


def test_numbers_lead_to_what_they_count(shelf: Folder) -> None:
    shelf.write("tags.yml", "[{id: t_a, name: t}, {id: u, name: u}]")
    shelf.write(
        "papers/a.yml",
        "{title: A, venue: ICTP 2020, date: 2020, tags: [t_a, u], links: {code: 'https://x.example'}}",
    )
    body = shelf.pages()[PATH].body
    for link in (
        "[2020](../years/2020.md)",
        "[ICTP](../venues/ictp.md)",
        r"[t](../tags/t_a.md) + [u](../tags/u.md) | [1](../explore/?tag=t%5Fa&tag=u)",
        "| Code | [1](../explore/?has=code) |",
        "[**2020** year](../years/index.md)",
        "[**1** with code](../explore/?has=code)",
    ):
        assert link in body


def test_names_in_plots_and_tables_are_text(shelf: Folder) -> None:
    name = """a" onload="x" | `c` $d$ <b>**e** &amp; :smile: www.x.example"""
    shelf.write("tags.yml", f"[{{id: t, name: '{name}'}}, {{id: u, name: '{name} 2'}}]")
    shelf.write("papers/a.yml", f"{{title: A, date: 2020, venue: '{name}', tags: [t, u]}}")
    made = tree(html_of(shelf.pages()[PATH].body))
    assert [one for one in made.iter() if "onload" in one.attrib or one.tag == "b"] == []
    plots = [svg.get("aria-label") for svg in made.iter("svg") if svg.get("class") == "ps-small"]
    assert plots == [f"{name}, papers by year. 2020: 1.", f"{name} 2, papers by year. 2020: 1."]
    cells = ["".join(cell.itertext()) for cell in made.iter("td")]
    assert cells.count(name) == 2
    assert f"{name} + {name} 2" in cells


def test_no_papers_make_a_page_without_plots() -> None:
    body = shelf_page([])
    assert "[**0** papers](../papers/index.md)" in body
    assert "years" not in body
    assert "## " not in body


def test_papers_without_a_date_are_named(shelf: Folder) -> None:
    shelf.write("papers/a.yml", "title: A\n")
    body = shelf.pages()[PATH].body
    assert "1 paper without a date." in body
    assert "<svg" not in body.partition("## Completeness")[0]


def test_the_key_follows_what_is_counted() -> None:
    papers = list(library.papers(50))

    def key(number: int, **fields: object) -> int:
        changed = structs.replace(papers[number], digest=1, **fields)
        some = [*papers[:number], changed, *papers[number + 1 :]]
        return next(plan.key for plan in all_plans(shelf_of(some)) if plan.path == PATH)

    before = key(3)
    assert key(3, abstract="Another.", title="Another") == before
    assert key(3, abstract=None) != before
    assert key(3, tags=("lamps",)) != before
    assert key(3, added=None) != before


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, "0%"),
        (0, 9, "0%"),
        (1, 1000, "<1%"),
        (1, 3, "33%"),
        (999, 1000, ">99%"),
        (7, 7, "100%"),
    ],
)
def test_a_share_is_nothing_or_all_only_when_it_is(part: int, whole: int, text: str) -> None:
    assert share_text(part, whole) == text


def test_periods_and_steps_in_words() -> None:
    spans = [Period(2017, 2017), Period(2016, 2017), Period(1998, 2003)]
    assert list(map(period_text, spans)) == ["2017", "2016–17", "1998–2003"]
    day, units = datetime.date(2026, 3, 17), ("day", "week", "month", "quarter", "year")
    assert [step_text(day, unit) for unit in units] == [
        *("17 Mar 2026", "17 Mar 2026"),
        *("Mar 2026", "2026 Q1", "2026"),
    ]
