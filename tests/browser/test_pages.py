"""Each kind of page as people see it: wide and narrow, light and dark, with scripts or without."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest

from browser.checkers import axe, lighthouse
from browser.kinds import KINDS, address
from browser.visits import Open, Scheme, Site, Visit

# Whether the focused element shows it, by an outline or a ring.
FOCUS = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const marked = element === document.body || outlined || style.boxShadow !== "none";
    return {marked, html: element.outerHTML.slice(0, 200)};
}"""

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
MISSING = "not found"


def troubles(visit: Visit, kind: str) -> list[str]:
    """Return what went wrong until nothing more was loaded.

    The answer that a missing page must give is not among it.
    """
    visit.page.wait_for_load_state("networkidle")
    expected = re.compile(r"404: \S+/no/such/page/|console: .*status of 404")
    return [t for t in visit.troubles if not (kind == MISSING and expected.match(t))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@EVERY_KIND
def test_axe_finds_nothing(
    site: Site, open_page: Open, kind: str, width: int, scheme: Scheme
) -> None:
    visit = open_page(address(site, kind), width=width, scheme=scheme)
    assert axe(visit.page) == []


@EVERY_KIND
def test_nothing_goes_wrong(site: Site, open_page: Open, kind: str) -> None:
    visit = open_page(address(site, kind))
    assert troubles(visit, kind) == []


@pytest.mark.parametrize("width", [390, 320])
@EVERY_KIND
def test_nothing_is_wider_than_a_phone(site: Site, open_page: Open, kind: str, width: int) -> None:
    page = open_page(address(site, kind), width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@EVERY_KIND
def test_nothing_goes_wrong_below_a_path(
    sites: Callable[[str], Site], open_page: Open, kind: str
) -> None:
    site = sites("papers-demo")
    visit = open_page(address(site, kind))
    assert troubles(visit, kind) == []
    links = visit.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    own = [link for link in links if link.startswith(site.url.partition("papers-demo/")[0])]
    assert own
    assert [link for link in own if not link.startswith(site.url)] == []


# Of Explore and the map, scripts make all but the way to the lists, which the next test looks for.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"explore", "map"}])
def test_a_page_needs_no_scripts(site: Site, open_page: Open, kind: str) -> None:
    with_scripts, without = (
        open_page(address(site, kind), javascript=on).page.locator("article")
        for on in (True, False)
    )
    assert without.is_visible()
    # What a script adds (a button to copy, say) is no content.
    with_scripts.evaluate("article => article.querySelectorAll('button').forEach(b => b.remove())")
    assert set(words(without.inner_text())) >= set(words(with_scripts.inner_text()))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@EVERY_KIND
def test_the_way_to_each_index_is_there_without_scripts(
    site: Site, open_page: Open, kind: str
) -> None:
    page = open_page(address(site, kind), javascript=False).page
    shown = page.locator("nav a:visible").all()
    ways = {urljoin(page.url, link.get_attribute("href") or "") for link in shown}
    indexes = ("papers", "tags", "authors", "venues", "years", "collections")
    assert {site.address(f"{index}/") for index in indexes} <= ways


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "paper", "tags"])
def test_the_keyboard_shows_where_it_is(
    site: Site, open_page: Open, kind: str, scheme: Scheme
) -> None:
    page = open_page(address(site, kind), scheme=scheme).page
    unmarked = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["marked"]:
            unmarked.append(focus["html"])
    assert unmarked == []


@pytest.mark.parametrize("kind", ["paper", "collection"])
def test_on_paper_there_is_only_the_content(site: Site, open_page: Open, kind: str) -> None:
    page = open_page(address(site, kind)).page
    page.emulate_media(media="print")
    assert page.locator("article h1").is_visible()
    for frame in ("header.md-header", ".ps-nav", ".md-sidebar", "footer.md-footer nav", ".ps-copy"):
        assert page.locator(f"{frame} >> visible=true").count() == 0, frame


@pytest.mark.parametrize("width", [1440, 320])
def test_math_is_as_good_as_text(sites: Callable[[str], Site], open_page: Open, width: int) -> None:
    site = sites("new-shelf")
    visit = open_page(site.address("papers/sorting-a-shelf-by-hand/"), width=width)
    assert visit.page.locator("article math").count() == 3
    assert axe(visit.page) == []
    assert troubles(visit, "paper") == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_is_dark_and_light_is_light(site: Site, open_page: Open) -> None:
    def lightness(scheme: Scheme) -> float:
        page = open_page(site.url, scheme=scheme).page
        color = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(float(part) for part in re.findall(r"[\d.]+", color)[:3]) / 3

    assert lightness("dark") < 64
    assert lightness("light") > 192


@pytest.mark.parametrize("kind", ["home", "paper", "tag"])
def test_lighthouse_gives_full_marks(site: Site, kind: str) -> None:
    report = lighthouse(address(site, kind))
    assert report.failures == ()
    assert report.scores == {"accessibility": 100, "best-practices": 100, "seo": 100}
