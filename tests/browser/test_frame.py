"""The frame of a page as people use it: the menu, light and dark, copying, turning pages."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from conftest import copy
from playwright.sync_api import Locator, Page, expect

from browser.checkers import axe
from browser.conftest import REPO_URL, SITE_URL
from browser.kinds import address
from browser.serving import build, served
from browser.visits import Open, Scheme, Site

PALETTES = """\
  palette:
    - media: "(prefers-color-scheme)"
      toggle: {icon: material/brightness-auto, name: Use light}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/brightness-7, name: Use dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/brightness-4, name: Follow the system}

plugins:
"""
SCRIPT = "document$.subscribe(read => { read.body.dataset.mine = location$ ? 'yes' : 'no'; });"
INDEXES = ("papers", "tags", "authors", "venues", "years", "collections")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a site with three palettes, no tabs and a script of its own."""
    folder = copy(
        "small",
        tmp_path_factory.mktemp("other") / "small",
        ("plugins:\n", PALETTES),
        ("  features:\n    - navigation.tabs\n", ""),
        ("nav:\n", "extra_javascript: [mine.js]\n\nnav:\n"),
    )
    (folder / "site_src/pages/mine.js").write_text(SCRIPT)
    build(folder, folder / "site", SITE_URL, REPO_URL, strict=False)
    with served(folder / "site") as url:
        yield Site(folder=folder / "site", url=url)


def lightness(page: Page) -> float:
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(float, color.removeprefix("rgb(").rstrip(")").split(","))) / 3


def is_dark(page: Page) -> bool:
    return lightness(page) < 64


def menu(page: Page) -> Locator:
    return page.get_by_role("button", name="Navigation")


def ways(page: Page) -> set[str]:
    shown = page.locator("#ps-nav a:visible").all()
    return {urljoin(page.url, link.get_attribute("href") or "") for link in shown}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [390, 1100])
@pytest.mark.parametrize("kind", ["home", "author"])
def test_the_menu_leads_to_each_list(
    site: Site, open_page: Open, kind: str, width: int, javascript: bool
) -> None:
    page = open_page(address(site, kind), width=width, javascript=javascript).page
    assert ways(page) == set()
    menu(page).click()
    assert {site.address(f"{index}/") for index in INDEXES} | {REPO_URL} <= ways(page)
    page.locator("#ps-nav").get_by_role("link", name="Venues").click()
    assert page.url == site.address("venues/")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_is_used_by_keyboard(site: Site, open_page: Open, javascript: bool) -> None:
    page = open_page(address(site, "author"), width=390, javascript=javascript).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(menu(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#ps-nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    assert ways(page) == set()
    expect(menu(page)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_menu_open(site: Site, open_page: Open, scheme: Scheme) -> None:
    page = open_page(address(site, "author"), width=390, scheme=scheme).page
    menu(page).click()
    assert axe(page) == []


def test_where_there_are_tabs_there_is_no_menu(site: Site, open_page: Open) -> None:
    page = open_page(address(site, "author")).page
    expect(menu(page)).to_be_hidden()
    assert {site.address(f"{index}/") for index in INDEXES} | {REPO_URL} <= ways(page)


def test_without_tabs_there_is_a_menu_at_every_width(other: Site, open_page: Open) -> None:
    page = open_page(other.address("papers/")).page
    assert ways(page) == set()
    menu(page).click()
    assert {other.address(f"{index}/") for index in INDEXES} <= ways(page)
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_there_before_the_page(site: Site, open_page: Open, scheme: Scheme) -> None:
    page = open_page("about:blank", scheme=scheme).page
    page.add_init_script(
        "new MutationObserver((_, observer) => { if (document.body) { observer.disconnect();"
        "window.first = document.documentElement.dataset.mdColorScheme; } })"
        ".observe(document, {childList: true, subtree: true});"
    )
    page.goto(address(site, "author"))
    assert page.evaluate("first") == {"light": "default", "dark": "slate"}[scheme]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_choice_of_colours_holds_on_every_page(
    site: Site, open_page: Open, scheme: Scheme
) -> None:
    page = open_page(address(site, "author"), scheme=scheme).page
    chosen, undone = ("dark", "light") if scheme == "light" else ("light", "dark")
    page.get_by_role("button", name=f"Switch to {chosen} mode").click()
    for kind in ("paper", "about", "author"):
        page.goto(address(site, kind))
        assert is_dark(page) is (chosen == "dark"), kind
    # The page that Material's script is on knows the choice, and its choice is known.
    page.goto(address(site, "about"))
    page.locator(f"label[title='Switch to {undone} mode']").click()
    page.goto(address(site, "paper"))
    assert is_dark(page) is (undone == "dark")
    expect(page.get_by_role("button", name=f"Switch to {chosen} mode")).to_be_visible()


def test_until_one_chooses_the_system_does(site: Site, open_page: Open) -> None:
    page = open_page(address(site, "author")).page
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_role("button", name="Switch to light mode")).to_be_visible()
    assert is_dark(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_the_system_chooses(site: Site, open_page: Open, scheme: Scheme) -> None:
    page = open_page(address(site, "author"), scheme=scheme, javascript=False).page
    assert is_dark(page) is (scheme == "dark")
    expect(page.locator(".ps-scheme")).to_be_hidden()


def test_other_palettes_are_gone_through(other: Site, open_page: Open) -> None:
    page = open_page(other.address("papers/"), scheme="dark").page
    seen = []
    for name in ("Use light", "Use dark", "Follow the system"):
        button = page.get_by_role("button", name=name)
        assert button.locator("svg:visible").count() == 1
        seen.append(is_dark(page))
        button.click()
    assert seen == [True, False, True]
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "default")
    expect(page.get_by_role("button", name="Use light")).to_be_visible()
    assert not is_dark(page)


def test_citations_are_copied(site: Site, open_page: Open) -> None:
    visit = open_page(address(site, "paper"))
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy to clipboard").click()
    expect(page.get_by_text("Copied to clipboard")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@")
    assert copied == page.locator("pre > code").text_content()
    assert axe(page) == []
    assert visit.troubles == []


def test_citations_are_copied_where_the_clipboard_is_closed(site: Site, open_page: Open) -> None:
    page = open_page("about:blank").page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(address(site, "paper"))
    page.get_by_role("button", name="Copy to clipboard").click()
    expect(page.get_by_text("Copied to clipboard")).to_be_visible()


def test_there_is_a_button_to_copy_only_where_it_is_wanted(other: Site, open_page: Open) -> None:
    page = open_page(other.address("papers/pouring/")).page
    assert page.locator("pre > code").count() == 1
    assert page.locator(".ps-copy").count() == 0


def test_code_that_is_cut_off_can_be_scrolled_by_keyboard(site: Site, open_page: Open) -> None:
    page = open_page(address(site, "paper"), width=390).page
    expect(page.locator("pre > code")).to_have_attribute("tabindex", "0")


def test_keys_turn_the_pages_of_the_navigation(site: Site, open_page: Open) -> None:
    page = open_page(address(site, "papers")).page
    page.keyboard.press("n")
    page.wait_for_url(address(site, "tags"))
    page.keyboard.press(",")
    page.wait_for_url(address(site, "papers"))


def test_a_script_of_the_shelf_learns_when_the_page_is_read(other: Site, open_page: Open) -> None:
    visit = open_page(other.address("papers/pouring/"))
    assert visit.page.locator("body").get_attribute("data-mine") == "yes"
    assert visit.troubles == []
