"""The links that lead to the forms: on every screen, without scripts, and right for any title."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from browser.checkers import axe
from browser.conftest import REPO_URL
from browser.test_hostile_shelf import papers
from browser.visits import Open, Scheme, Site

PAPER = "papers/neural-tangent-kernel/"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_paper_is_corrected_by_a_plain_link(
    site: Site, open_page: Open, scheme: Scheme, javascript: bool
) -> None:
    visit = open_page(site.address(PAPER), width=390, scheme=scheme, javascript=javascript)
    link = visit.page.get_by_role("link", name="Correct this paper")
    address = urlsplit(link.get_attribute("href") or "")
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPO_URL}/issues/new"
    assert parse_qs(address.query) == {
        "template": ["correct-paper.yml"],
        "title": [
            "Correct: Neural Tangent Kernel: Convergence and Generalization in Neural Networks"
        ],
        "paper": ["neural-tangent-kernel"],
    }
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= 390
    assert not visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if javascript:
        assert axe(visit.page) == []
    assert visit.troubles == []


@pytest.mark.parametrize("path", ["", "papers/"])
def test_a_paper_is_added_by_a_plain_link(site: Site, open_page: Open, path: str) -> None:
    visit = open_page(site.address(path), width=390, javascript=False)
    link = visit.page.get_by_role("link", name="Add a paper")
    assert link.get_attribute("href") == f"{REPO_URL}/issues/new?template=add-paper.yml"
    assert link.is_visible()


def test_any_title_stays_one_value(sites: Callable[[str], Site], open_page: Open) -> None:
    site = sites("hostile")
    visit = open_page(site.url, javascript=False)
    for paper in papers():
        visit.page.goto(site.address(f"papers/{paper.id}/"), wait_until="domcontentloaded")
        link = visit.page.get_by_role("link", name="Correct this paper")
        address = urlsplit(link.get_attribute("href") or "")
        values = parse_qs(address.query, strict_parsing=True)
        assert values.keys() == {"template", "title", "paper"}
        assert values["paper"] == [paper.id]
        assert values["title"][0].startswith("Correct: ")
        assert len(address.query) < 2000
        assert address.fragment == ""
