"""The map: cards, keys, filters in step with Explore, a list of what is in view, and a phone."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.checkers import axe
from browser.conftest import ROOT
from browser.visits import Open, Scheme, Site, Visit
from generator.atlas import make_map
from generator.catalog import Catalog, by_arrival
from generator.pages import Shelf
from generator.publish.pipeline import load_shelf
from generator.records.models import Paper
from generator.settings import read_settings

MARGIN = 26
Map = Callable[..., Visit]
Place = tuple[float, float]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Give the repository's shelf."""
    settings, _ = read_settings(ROOT / "mkdocs.yml")
    shelf = load_shelf(settings)[0] if settings else None
    assert shelf is not None
    return shelf


@pytest.fixture(scope="module")
def catalog(shelf: Shelf) -> Catalog:
    """Give its catalog, to count in."""
    return shelf.catalog


@pytest.fixture
def open_map(site: Site, open_page: Open) -> Map:
    """Give `open_map(query, …)`: the map at an address, once it shows its papers."""

    def opened(query: str = "", **how: object) -> Visit:
        visit = open_page(site.address(f"map/{query}"), **how)
        ready(visit.page)
        return visit

    return opened


def ready(page: Page) -> None:
    expect(page.locator("#ps-map .ps-found")).to_have_text(re.compile(r"\d papers?$"))
    expect(listed(page).first).to_be_visible()


def canvas(page: Page) -> Locator:
    return page.locator("#ps-map canvas")


def card(page: Page) -> Locator:
    return page.locator(".ps-map-card")


def found(page: Page) -> Locator:
    return page.locator("#ps-map .ps-found")


def listed(page: Page) -> Locator:
    return page.locator(".ps-map-list .ps-cards > ul > li")


def address(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def places(shelf: Shelf, page: Page) -> list[tuple[Paper, Place]]:
    """Return where each paper is on the canvas, while all of the map is shown."""
    assert shelf.neighbours is not None
    file, _ = make_map(shelf.neighbours, shelf.catalog.tags)
    count, length = len(shelf.catalog.papers), int.from_bytes(file[:4], "little")
    numbers = memoryview(file[4 + length :]).cast("H")
    wide, high = max(numbers[:count]), max(numbers[count:])
    box = canvas(page).bounding_box()
    assert box is not None
    width, height = box["width"] - 2, box["height"] - 2
    scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)
    spots = [
        (
            box["x"] + width / 2 + (numbers[n] - wide / 2) * scale,
            box["y"] + height / 2 + (numbers[count + n] - high / 2) * scale,
        )
        for n in range(count)
    ]
    return list(zip(by_arrival(shelf.catalog.papers), spots, strict=True))


def test_a_paper_under_the_pointer_shows_its_card(shelf: Shelf, open_map: Map) -> None:
    visit = open_map()
    page = visit.page
    canvas(page).scroll_into_view_if_needed()
    for paper, (left, top) in places(shelf, page)[::20]:
        page.mouse.move(left, top)
        expect(card(page).locator("a")).to_have_text(paper.title)
        names = [author.name for author in paper.authors[:3]]
        assert all(name in card(page).inner_text() for name in names)
    page.mouse.move(5, 5)
    expect(card(page)).to_be_empty()
    assert visit.troubles == []


def test_a_click_opens_the_paper(shelf: Shelf, open_map: Map) -> None:
    page = open_map().page
    canvas(page).scroll_into_view_if_needed()
    paper, (left, top) = places(shelf, page)[7]
    page.mouse.click(left, top)
    expect(page).to_have_url(re.compile(rf"/papers/{re.escape(paper.id)}/$"))


def test_drawing_the_map_opens_no_paper(shelf: Shelf, open_map: Map) -> None:
    page = open_map("?at=0.5,0.5,3").page
    canvas(page).scroll_into_view_if_needed()
    _, (left, top) = places(shelf, page)[7]
    before = address(page)["at"]
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + 60, top + 40, steps=4)
    page.mouse.up()
    expect(page).not_to_have_url(re.compile(re.escape(before)))
    assert urlsplit(page.url).path.endswith("/map/")


def test_the_keyboard_goes_from_paper_to_paper(open_map: Map) -> None:
    page = open_map().page
    canvas(page).focus()
    page.keyboard.press("ArrowRight")
    expect(card(page).locator("a")).not_to_be_empty()
    first = card(page).locator("a").inner_text()
    page.keyboard.press("ArrowRight")
    expect(card(page).locator("a")).not_to_have_text(first)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(card(page)).to_be_empty()
    page.keyboard.press("ArrowDown")
    expect(card(page).locator("a")).not_to_be_empty()
    target = card(page).locator("a").get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(target))


def test_many_papers_are_reached_by_keys(open_map: Map, catalog: Catalog) -> None:
    page = open_map().page
    canvas(page).focus()
    seen: set[str] = set()
    for key in ["ArrowRight"] * 8 + ["ArrowDown"] * 8 + ["ArrowLeft"] * 8 + ["ArrowUp"] * 8:
        page.keyboard.press(key)
        expect(card(page).locator("a")).not_to_be_empty()
        seen.add(card(page).locator("a").inner_text())
    assert len(seen) > 5
    assert seen <= {paper.title for paper in catalog.papers}


def test_keys_zoom_and_move(open_map: Map) -> None:
    page = open_map().page
    canvas(page).focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile(r"at=[\d.,]+,2\.56"))
    before = address(page)["at"]
    page.keyboard.press("Shift+ArrowRight")
    expect(page).not_to_have_url(re.compile(re.escape(before)))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("at="))


def test_filters_are_those_of_explore(open_map: Map, catalog: Catalog) -> None:
    page = open_map().page
    box = page.locator(".ps-facet[data-facet=tags]").get_by_role("checkbox", name="language 22")
    box.check()
    language = catalog.papers_tagged["language"]
    expect(found(page)).to_have_text(f"{len(language)} of {len(catalog.papers)} papers")
    assert address(page) == {"tag": "language"}
    titles = {paper.title for paper in language}
    expect(page.locator(".ps-map-list h2")).to_have_text(f"{len(language)} papers in view")
    assert set(page.locator(".ps-map-list li > p:first-child").all_inner_texts()) <= titles
    page.get_by_role("link", name="Show in Explore").click()
    expect(page.locator("#ps-explore .ps-found")).to_have_text(f"{len(language)} papers")
    page.get_by_role("link", name="Show on the map").click()
    ready(page)
    expect(found(page)).to_have_text(f"{len(language)} of {len(catalog.papers)} papers")


def are_apart(one: Place, other: Place) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > 30**2


def test_only_papers_that_are_found_are_looked_at(
    shelf: Shelf, open_map: Map, catalog: Catalog
) -> None:
    page = open_map("?tag=language").page
    canvas(page).scroll_into_view_if_needed()
    spots = {paper.id: spot for paper, spot in places(shelf, page)}
    language = {paper.id for paper in catalog.papers_tagged["language"]}
    out = next(
        spot
        for name, spot in spots.items()
        if name not in language and all(are_apart(spot, spots[other]) for other in language)
    )
    page.mouse.move(*spots[next(iter(language))])
    expect(card(page).locator("a")).not_to_be_empty()
    page.mouse.move(*out)
    expect(card(page)).to_be_empty()


def test_a_search_lights_what_it_finds(open_map: Map) -> None:
    page = open_map().page
    page.get_by_role("searchbox", name="Search the papers on the map").fill("tangent kernel")
    expect(found(page)).to_have_text(re.compile(r"^\d of 80 papers$"))
    assert address(page) == {"q": "tangent kernel"}
    expect(listed(page)).to_have_count(int(found(page).inner_text()[0]))


def test_the_list_has_what_is_in_view(open_map: Map) -> None:
    page = open_map().page
    heading = page.locator(".ps-map-list h2")
    expect(heading).to_have_text("80 papers in view")
    expect(listed(page)).to_have_count(12)
    page.get_by_role("button", name="Show more").click()
    expect(listed(page)).to_have_count(48)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    expect(heading).not_to_have_text("80 papers in view")
    number = int(re.sub(r"\D", "", heading.inner_text()))
    expect(listed(page)).to_have_count(number)
    page.get_by_role("button", name="Show the whole map").click()
    expect(heading).to_have_text("80 papers in view")


def test_colours_by_year_have_a_legend_that_filters(open_map: Map, catalog: Catalog) -> None:
    page = open_map("?color=year").page
    expect(page.get_by_label("Colour by")).to_have_value("year")
    legend = page.locator(".ps-map-key button")
    expect(legend.first).to_contain_text("2017")
    last = legend.last.inner_text()
    legend.last.click()
    year = int(last[-4:])
    expect(found(page)).to_have_text(f"{len(catalog.years[year])} of 80 papers")
    expect(legend.last).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(found(page)).to_have_text("80 papers")


def test_a_region_is_gone_to(open_map: Map) -> None:
    page = open_map().page
    regions = page.get_by_label("Go to")
    name = regions.locator("option").nth(1)
    regions.select_option(value=str(name.get_attribute("value")))
    expect(page).to_have_url(re.compile(r"at="))
    expect(page.locator(".ps-map-list h2")).not_to_have_text("80 papers in view")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_the_map_is_used(open_map: Map, width: int, scheme: Scheme) -> None:
    page = open_map("?tag=language&years=2020-2024", width=width, scheme=scheme).page
    canvas(page).focus()
    page.keyboard.press("ArrowRight")
    expect(card(page).locator("a")).not_to_be_empty()
    assert axe(page) == []


def test_light_and_dark_are_followed(open_map: Map) -> None:
    page = open_map().page
    corner = "canvas => [...canvas.getContext('2d').getImageData(2, 2, 1, 1).data].slice(0, 3)"
    light = canvas(page).evaluate(corner)
    page.get_by_role("button", name="Switch to dark mode").click()
    page.wait_for_function(f"() => ({corner})(document.querySelector('#ps-map canvas'))[0] < 60")
    assert min(light) > 200


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """Give the map on a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(site.address("map/"))
    ready(page)
    yield page
    context.close()


def test_a_tap_shows_the_card_with_its_link(phone: Page) -> None:
    canvas(phone).scroll_into_view_if_needed()
    box = canvas(phone).bounding_box()
    assert box is not None
    assert box["width"] <= 390
    for step in range(40):  # somewhere along the middle there is a paper
        left = box["x"] + 20 + (box["width"] - 40) * (step % 8) / 7
        phone.touchscreen.tap(left, box["y"] + box["height"] * (0.3 + 0.1 * (step // 8)))
        phone.wait_for_timeout(60)
        if card(phone).locator("a").count():
            break
    link = card(phone).locator("a")
    expect(link).not_to_be_empty()
    assert urlsplit(phone.url).path.endswith("/map/")
    target = str(link.get_attribute("href"))
    link.tap()
    expect(phone).to_have_url(target)


def test_what_fails_is_said_and_asked_for_again(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/map/papers.bin", lambda route: route.abort())
    page.goto(site.address("map/"))
    expect(page.get_by_role("alert")).to_contain_text("The map could not be loaded.")
    page.unroute("**/map/papers.bin")
    page.get_by_role("button", name="Try again").click()
    ready(page)
    context.close()


def test_without_scripts_topics_and_lists_lead_to_the_papers(
    site: Site, open_page: Open, catalog: Catalog
) -> None:
    page = open_page(site.address("map/"), javascript=False).page
    links = page.locator(".ps-noscript a")
    names = links.all_inner_texts()
    assert {"explore", "papers", "authors", "venues", "years"} <= set(names)
    assert {tag.name for tag in catalog.tags.values() if catalog.papers_tagged.get(tag.id)} <= {
        *names
    }


def test_the_map_works_below_a_path(sites: Callable[[str], Site], open_page: Open) -> None:
    visit = open_page(sites("papers-demo").address("map/"))
    ready(visit.page)
    visit.page.wait_for_load_state("networkidle")
    assert visit.troubles == []


def test_a_hostile_shelf_has_a_map(sites: Callable[[str], Site], open_page: Open) -> None:
    visit = open_page(sites("hostile").address("map/"))
    ready(visit.page)
    canvas(visit.page).focus()
    visit.page.keyboard.press("ArrowRight")
    expect(card(visit.page).locator("a")).not_to_be_empty()
    assert visit.troubles == []
