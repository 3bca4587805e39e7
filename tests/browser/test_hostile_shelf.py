"""Hostile records in a browser: everything is text, nothing runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route

from browser.conftest import ROOT
from browser.visits import Open, Site
from generator.publish.pipeline import load_shelf
from generator.records.models import Paper
from generator.settings import read_settings

HOSTILE = ROOT / "tests" / "shelves" / "hostile"
SAMPLE = (
    "<script>alert(1)</script> *a* _b_ [x](javascript:alert(1)) {{ 7*7 }} {% raw %} | # $x$ &amp;"
)


def pages(site: Site) -> list[str]:
    """Return the address of every page within the site."""
    found = (path.relative_to(site.folder) for path in site.folder.rglob("index.html"))
    return sorted("" if path.parent == Path() else f"{path.parent.as_posix()}/" for path in found)


def stay(route: Route) -> None:
    """Give a redirect without what leads on, which would interrupt the next visit."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', ""))


def papers() -> tuple[Paper, ...]:
    settings, _ = read_settings(HOSTILE / "mkdocs.yml")
    shelf = load_shelf(settings)[0] if settings else None
    assert shelf is not None
    return shelf.catalog.papers


def test_no_page_runs_what_a_record_says(sites: Callable[[str], Site], open_page: Open) -> None:
    site = sites("hostile")
    visit = open_page(site.url)
    visit.page.route("**/", stay)
    for path in pages(site):
        visit.page.goto(site.address(path), wait_until="domcontentloaded")
    # Going on leaves requests behind that the browser had no time for.
    assert [trouble for trouble in visit.troubles if not trouble.startswith("failed: ")] == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_paper_shows_its_title_and_abstract_to_the_letter(
    sites: Callable[[str], Site], open_page: Open, javascript: bool
) -> None:
    site = sites("hostile")
    visit = open_page(site.address("papers/everything/"), javascript=javascript)
    assert visit.page.locator("h1").inner_text() == SAMPLE
    first = visit.page.locator(".ps-abstract p").first
    assert first.text_content() == f"{SAMPLE} Second sentence."


def test_every_list_shows_the_titles_to_the_letter(
    sites: Callable[[str], Site], open_page: Open
) -> None:
    site = sites("hostile")
    visit = open_page(site.address("papers/"))
    shown = visit.page.locator(".ps-cards > ul > li > p:first-child").all_inner_texts()
    titles = [" ".join(paper.title.split()) for paper in papers()]
    assert sorted(" ".join(text.split()) for text in shown) == sorted(titles)
