"""The page of statistics: its tables open without scripts, fit, and are what the plots say."""

import pytest

from browser.checkers import axe
from browser.visits import Open, Scheme, Site

PLACE = "statistics/"
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
# A graphic's colour against the page: WCAG 2.2, 1.4.11 asks for 3 to 1.
CONTRAST = """(selector) => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const light = (color) => {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        const [r, g, b] = parts.map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const page = light(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll(selector)].map((element) => {
        const style = getComputedStyle(element);
        const own = light(element.matches("rect") ? style.fill : style.stroke);
        return (Math.max(own, page) + 0.05) / (Math.min(own, page) + 0.05);
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_open_tables(
    site: Site, open_page: Open, width: int, scheme: Scheme
) -> None:
    page = open_page(site.address(PLACE), width=width, scheme=scheme).page
    page.evaluate(OPEN)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tables_open_without_scripts(site: Site, open_page: Open) -> None:
    page = open_page(site.address(PLACE), javascript=False).page
    table = page.get_by_role("table").filter(has_text="2023")
    assert not table.first.is_visible()
    page.get_by_text("Papers by year as a table").click()
    assert table.first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_stand_out(site: Site, open_page: Open, scheme: Scheme) -> None:
    page = open_page(site.address(PLACE), scheme=scheme).page
    found = page.evaluate(CONTRAST, "main :is(.ps-plot, .ps-small, .ps-row) :is(path, rect, line)")
    assert len(found) > 40
    assert min(found) >= 3


def test_numbers_lead_to_as_many_papers(site: Site, open_page: Open) -> None:
    page = open_page(site.address(PLACE)).page
    link = page.locator(".ps-counts a[href*='tag='] >> nth=0")
    number = link.inner_text()
    link.click()
    heading = page.locator(".ps-found")
    heading.wait_for()
    assert heading.inner_text().split()[0] == number
