"""Topics as readers meet them: by a synonym, by the tree, by the feed."""

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from lxml import etree

from browser.checkers import axe
from browser.visits import Open, Scheme, Site

TOPIC = "tags/kernel-methods/"
WIDE = "tags/learning-theory/"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("name", ["root", "papers-demo"])
def test_a_synonym_leads_to_its_topic(
    name: str, javascript: bool, sites: Callable[[str], Site], open_page: Open
) -> None:
    site = sites(name)
    visit = open_page(site.address("tags/ntk/"), javascript=javascript)
    visit.page.wait_for_url(site.address(TOPIC))
    assert visit.page.locator("h1").inner_text() == "Kernel methods"
    # Of a page without an icon, Chromium asks the host for one.
    assert [trouble for trouble in visit.troubles if "status of 404" not in trouble] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_a_topic_with_all_there_is(
    width: int, scheme: Scheme, site: Site, open_page: Open
) -> None:
    page = open_page(site.address(WIDE), width=width, scheme=scheme).page
    assert page.locator(".ps-rail h2").all_inner_texts() == [
        *("Years", "Topic tree", "Together with", "People"),
    ]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_tree_leads_up_and_down(site: Site, open_page: Open) -> None:
    page = open_page(site.address(TOPIC), javascript=False).page
    tree = page.locator(".ps-branches")
    assert tree.locator("strong").inner_text() == "kernel methods"
    tree.get_by_role("link", name="learning theory").click()
    page.wait_for_url(site.address(WIDE))
    tree.get_by_role("link", name="kernel methods").click()
    page.wait_for_url(site.address(TOPIC))


def test_papers_and_rail_stand_side_by_side_where_there_is_room(
    site: Site, open_page: Open
) -> None:
    def places(width: int) -> tuple[dict[str, float], dict[str, float]]:
        page = open_page(site.address(WIDE), width=width).page
        boxes = [
            page.locator(f"{name} >> nth=0").bounding_box() for name in (".ps-cards", ".ps-rail")
        ]
        cards, rail = (dict(box) if box else {} for box in boxes)
        return cards, rail

    cards, rail = places(1440)
    assert cards["x"] + cards["width"] <= rail["x"]
    assert abs(cards["y"] - rail["y"]) < 40
    cards, rail = places(390)
    assert rail["y"] + rail["height"] <= cards["y"]


@pytest.mark.parametrize("name", ["root", "papers-demo"])
def test_a_feed_is_found_and_names_the_papers_of_the_page(
    name: str, sites: Callable[[str], Site], open_page: Open
) -> None:
    site = sites(name)
    page = open_page(site.address(TOPIC)).page
    link = page.get_by_role("link", name="Feed of new papers")
    found = page.locator('link[rel="alternate"][type="application/atom+xml"]')
    address = urljoin(page.url, link.get_attribute("href"))
    assert urljoin(page.url, found.get_attribute("href")) == address
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/xml")
    feed = etree.fromstring(answer.body())
    titles = {title.text for title in feed.iterfind("{*}entry/{*}title")}
    assert titles == set(page.locator(".ps-cards strong").all_inner_texts())


def test_papers_of_a_topic_can_be_searched(site: Site, open_page: Open) -> None:
    visit = open_page(site.address(TOPIC))
    visit.page.get_by_role("link", name="Search in these papers").click()
    visit.page.get_by_text("3 papers", exact=False).first.wait_for()
    assert visit.page.url == site.address("explore/?tag=kernel-methods")
    assert visit.troubles == []
