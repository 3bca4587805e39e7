"""The list of papers narrowed by `?q=…`: the module in Node, and the page in a browser."""

import json
import subprocess
from collections.abc import Callable

import pytest

from browser.checkers import find_node
from browser.conftest import ROOT
from browser.visits import Open, Site, Visit

MODULE = ROOT / "generator" / "theme" / "assets" / "papershelf" / "filter.js"


def in_node(expression: str) -> object:
    """Return what an expression over the module gives in Node."""
    code = f"import {{ fold, matches }} from {json.dumps(MODULE.as_uri())};"
    code += f"process.stdout.write(JSON.stringify({expression}));"
    command = [find_node(), "--input-type=module", "--eval", code]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Clément Örnek", "ornek CLEMENT", True),
        ("Clément Ornek", "Örnek", True),
        ("domain generalization", "domain shift", False),
        ("anything", "", True),
    ],
)
def test_words_match_without_case_and_diacritics(text: str, query: str, expected: bool) -> None:
    assert in_node(f"matches({json.dumps(text)}, {json.dumps(query)})") is expected


def test_text_is_folded() -> None:
    assert in_node('fold("ÉCOLE Straße")') == "ecole straße"


def shown(visit: Visit) -> list[str]:
    titles = visit.page.locator(".ps-cards > ul > li:visible > p:first-child")
    return titles.all_inner_texts()


def test_the_search_field_leads_to_the_papers_that_match(site: Site, open_page: Open) -> None:
    visit = open_page(site.url)
    field = visit.page.get_by_role("searchbox")
    field.fill("Örnek")
    field.fill("grokking")
    field.press("Enter")
    visit.page.wait_for_url("**/papers/?q=grokking")
    visit.page.get_by_role("status").wait_for()
    titles = shown(visit)
    assert 0 < len(titles) < 80
    assert "Grokking as the Transition from Lazy to Rich Training Dynamics" in titles
    words = "1 paper" if len(titles) == 1 else f"{len(titles)} papers"
    assert visit.page.get_by_role("status").inner_text() == f"{words} with “grokking”. Show all"
    assert visit.page.locator("h2:visible").count() <= len(titles)
    visit.page.get_by_role("link", name="Show all").click()
    visit.page.wait_for_url("**/papers/")
    assert len(shown(visit)) == 80
    assert visit.troubles == []


def test_a_query_is_text(site: Site, open_page: Open) -> None:
    visit = open_page(site.address("papers/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"))
    status = visit.page.get_by_role("status")
    assert status.inner_text() == "0 papers with “<img src=x onerror=alert(1)>”. Show all"
    assert shown(visit) == []
    assert visit.troubles == []


def test_without_scripts_the_field_leads_to_all_papers(
    sites: Callable[[str], Site], open_page: Open
) -> None:
    visit = open_page(sites("papers-demo").url, javascript=False)
    field = visit.page.get_by_role("searchbox")
    field.fill("grokking")
    field.press("Enter")
    visit.page.wait_for_url("**/papers-demo/papers/?q=grokking")
    assert len(shown(visit)) == 80
