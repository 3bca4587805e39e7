"""Related papers on the page of one: the closest first, or the newest, as the reader likes."""

from playwright.sync_api import Locator, Page

from browser.checkers import axe
from browser.visits import Open, Site

PAPER = "papers/neural-tangent-kernel/"
OTHER = "papers/dino-wm/"


def _titles(page: Page) -> list[str]:
    return page.locator(".ps-related > ul > li > p:first-child").all_inner_texts()


def _switch(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Order of related papers").get_by_role(
        "button", name=name
    )


def test_the_newest_come_first_when_asked(site: Site, open_page: Open) -> None:
    visit = open_page(site.address(PAPER))
    page, closest = visit.page, _titles(visit.page)
    places = page.locator(".ps-related").get_attribute("data-newest") or ""
    _switch(page, "Newest").click()
    assert _titles(page) == [closest[int(place)] for place in places.split()] != closest
    assert _switch(page, "Newest").get_attribute("aria-pressed") == "true"
    assert _switch(page, "Closest").get_attribute("aria-pressed") == "false"
    assert axe(page) == []
    _switch(page, "Closest").click()
    assert _titles(page) == closest
    assert visit.troubles == []


def test_the_order_is_remembered(site: Site, open_page: Open) -> None:
    page = open_page(site.address(PAPER)).page
    _switch(page, "Newest").click()
    page.goto(site.address(OTHER))
    assert _switch(page, "Newest").get_attribute("aria-pressed") == "true"


def test_without_scripts_the_closest_come_first_and_nothing_asks(
    site: Site, open_page: Open
) -> None:
    page = open_page(site.address(PAPER), javascript=False).page
    assert len(_titles(page)) > 1
    assert page.locator(".ps-order").count() == 0


def test_every_link_says_why(site: Site, open_page: Open) -> None:
    page = open_page(site.address(PAPER)).page
    reasons = page.locator(".ps-related > ul > li > p:nth-child(3)").all_inner_texts()
    assert len(reasons) == len(_titles(page))
    assert all(reasons)
