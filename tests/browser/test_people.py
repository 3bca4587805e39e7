"""People as readers meet them: by another name, beside a namesake, with those they wrote with."""

from collections.abc import Iterator

import pytest

from browser.checkers import axe
from browser.serving import build, served
from browser.visits import Open, Scheme, Site
from generator.scaffold.create import create_shelf

AUTHOR = "authors/chitta-baral/"
ADA, BO = "0000-0002-1825-0097", "0000-0001-5109-3700"
PAPERS = {
    "one": f"[{{name: Wei Wang, orcid: {ADA}}}, Y. LeCun, Bo Cup]",
    "two": f"[{{name: Wei Wang, orcid: {BO}}}, Yann LeCun, Bo Cup]",
    "three": "[Wei Wang, Bo Cup]",
}
SECOND = f"authors/wei-wang-{BO}/"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a shelf with two people of one name and one person of two names."""
    folder = tmp_path_factory.mktemp("people")
    assert create_shelf(folder / "shelf") == []
    for day, (name, authors) in enumerate(PAPERS.items(), start=1):
        record = f"title: Paper {name}\nauthors: {authors}\nadded: 2024-01-0{day}\ndate: 2024\n"
        (folder / "shelf/site_src/papers" / f"{name}.yml").write_text(record, encoding="utf-8")
    build(
        folder / "shelf", folder / "site", "https://a.example/", "https://a.example/", strict=False
    )
    with served(folder / "site", "/") as url:
        yield Site(folder=folder / "site", url=url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_an_author_with_all_there_is(
    width: int, scheme: Scheme, site: Site, open_page: Open
) -> None:
    page = open_page(site.address(AUTHOR), width=width, scheme=scheme).page
    assert page.locator(".ps-rail h2").all_inner_texts() == ["Co-authors", "Topics", "Venues"]
    assert page.locator(".ps-page > h2").all_inner_texts() == ["2024", "2022", "2021"]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_papers_and_co_authors_stand_side_by_side_where_there_is_room(
    site: Site, open_page: Open
) -> None:
    def places(width: int) -> list[dict[str, float]]:
        page = open_page(site.address(AUTHOR), width=width).page
        names = (".ps-cards >> nth=0", ".ps-cards >> nth=-1", ".ps-rail")
        return [dict(page.locator(name).bounding_box() or {}) for name in names]

    first, _, rail = places(1440)
    assert first["x"] + first["width"] <= rail["x"]
    assert abs(first["y"] - rail["y"]) < 40
    _, last, rail = places(390)
    assert last["y"] + last["height"] <= rail["y"]


def test_papers_of_an_author_can_be_searched(site: Site, open_page: Open) -> None:
    visit = open_page(site.address(AUTHOR))
    visit.page.get_by_role("link", name="Search in these papers").click()
    visit.page.get_by_text("3 papers", exact=False).first.wait_for()
    assert visit.page.url == site.address("explore/?author=chitta-baral")
    assert visit.troubles == []


@pytest.mark.parametrize("javascript", [True, False])
def test_another_form_of_a_name_leads_to_the_person(
    javascript: bool, people: Site, open_page: Open
) -> None:
    page = open_page(people.address("authors/y-lecun/"), javascript=javascript).page
    page.wait_for_url(people.address("authors/yann-lecun/"))
    assert page.locator("h1").inner_text() == "Yann LeCun"
    assert page.locator(".ps-aka p").all_inner_texts() == [
        "2 papers, 2024",
        "Also written Y. LeCun",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_namesakes_lead_to_each_other(
    width: int, scheme: Scheme, people: Site, open_page: Open
) -> None:
    page = open_page(people.address("authors/wei-wang/"), width=width, scheme=scheme).page
    assert page.locator(".ps-aka p").last.inner_text() == (
        f"Another author has this name: Wei Wang ({BO}). "
        "1 paper on this page does not say who is meant."
    )
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator(".ps-aka a").click()
    page.wait_for_url(people.address(SECOND))
    assert page.locator(".ps-head li").inner_text() == f"ORCID {BO}"
    assert page.locator(".ps-cards strong").all_inner_texts() == ["Paper two"]


def test_the_index_tells_namesakes_apart(people: Site, open_page: Open) -> None:
    page = open_page(people.address("authors/")).page
    listed = page.locator(".ps-names li", has_text="Wei Wang").all_inner_texts()
    assert set(listed) == {f"Wei Wang 2 {ADA}", f"Wei Wang {BO}"}
