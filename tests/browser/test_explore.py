"""Explore: filters with counts that are right, an address for each search, files of citations."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from helpers.scripts import write_scripts
from playwright.sync_api import Locator, Page, Route, expect

from browser.checkers import axe
from browser.conftest import ROOT
from browser.visits import Open, Scheme, Site, Visit
from generator.catalog import Catalog
from generator.publish.pipeline import load_shelf
from generator.settings import read_settings


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give the catalog of the repository's shelf, to count in."""
    settings, _ = read_settings(ROOT / "mkdocs.yml")
    shelf = load_shelf(settings)[0] if settings else None
    assert shelf is not None
    return shelf.catalog


Explore = Callable[..., Visit]


@pytest.fixture
def explore(site: Site, open_page: Open) -> Explore:
    """Give `explore(query, …)`: the page Explore at an address, once it shows its result."""

    def opened(query: str = "", **how: object) -> Visit:
        visit = open_page(site.address(f"explore/{query}"), **how)
        expect(found(visit.page)).not_to_have_text("")
        return visit

    return opened


def found(page: Page) -> Locator:
    return page.locator(".ps-found")


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search all papers")


def settle(page: Page) -> None:
    """Wait until the page shows what its address asks for."""
    expect(page.locator("#ps-explore")).not_to_have_attribute("aria-busy", "true")


def titles(page: Page) -> list[str]:
    return page.locator("#ps-explore .ps-cards > ul > li > p:first-child").all_inner_texts()


def box(page: Page, facet: str, name: str) -> Locator:
    """Return the check box of a facet's entry."""
    section = page.locator(f".ps-facet[data-facet={facet}]")
    return section.get_by_role("checkbox", name=re.compile(rf"^{re.escape(name)} ?[\d,]+$"))


def counts(page: Page, facet: str) -> dict[str, int]:
    """Return the number beside each entry of a facet, all of them unfolded."""
    more = page.locator(f"#ps-more-{facet}")
    if more.count() and more.inner_text() != "Show fewer":
        more.click()
        expect(more).to_have_text("Show fewer")
    rows = page.locator(f".ps-facet[data-facet={facet}] label").all_inner_texts()
    return {name.strip(): int(number) for name, number in (row.rsplit("\n", 1) for row in rows)}


def address(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def test_the_whole_shelf_is_there_before_anything_is_typed(
    explore: Explore, catalog: Catalog
) -> None:
    visit = explore()
    page = visit.page
    expect(found(page)).to_have_text("80 papers")
    newest = max(paper.date for paper in catalog.papers if paper.date)
    assert titles(page)[0] in {p.title for p in catalog.papers if p.date == newest}
    assert len(titles(page)) == 20
    assert visit.troubles == []


def test_counts_are_those_of_the_catalog(explore: Explore, catalog: Catalog) -> None:
    page = explore().page
    tags = {catalog.tags[tag].name: len(papers) for tag, papers in catalog.papers_tagged.items()}
    assert counts(page, "tags") == tags
    venues = {venue.name: len(venue.papers) for venue in catalog.venues.values()}
    assert counts(page, "venues") == venues
    code = sum(paper.links.code is not None for paper in catalog.papers)
    assert counts(page, "links")["Code"] == code
    bars = page.locator(".ps-bar").all()
    shown = [bar.get_attribute("title") for bar in bars]
    years = {str(year): len(papers) for year, papers in catalog.years.items()}
    read = dict(re.fullmatch(r"(\d+): (\d+) papers?", str(title)).groups() for title in shown)  # type: ignore[union-attr]
    assert {year: int(n) for year, n in read.items() if n != "0"} == years


def test_authors_are_counted_once_they_are_asked_for(explore: Explore, catalog: Catalog) -> None:
    page = explore().page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".ps-facet[data-facet=authors] summary").click()
    expect(page.locator(".ps-facet[data-facet=authors] label").first).to_be_visible()
    assert [url for url in asked if "/search/columns/" in url]
    shown = counts(page, "authors")
    real = {author.name: len(author.papers) for author in catalog.authors.values()}
    assert len(shown) == 40
    assert all(real[name] == number for name, number in shown.items())
    assert min(shown.values()) >= sorted(real.values())[-40]


def test_what_is_chosen_narrows_and_counts_follow(explore: Explore, catalog: Catalog) -> None:
    page = explore().page
    box(page, "tags", "language").check()
    language = catalog.papers_tagged["language"]
    expect(found(page)).to_have_text(f"{len(language)} papers")
    box(page, "links", "Code").check()
    both = [paper for paper in language if paper.links.code]
    expect(found(page)).to_have_text(f"{len(both)} papers")
    assert set(titles(page)) <= {paper.title for paper in both}
    assert counts(page, "links")["Code"] == len(both)
    assert counts(page, "tags")["language"] == len(both)
    venues = counts(page, "venues")
    at = {v.name: sum(p in both for p in v.papers) for v in catalog.venues.values()}
    assert venues == {name: number for name, number in at.items() if number}


def test_of_several_venues_any_will_do(explore: Explore, catalog: Catalog) -> None:
    page = explore().page
    before = counts(page, "venues")
    box(page, "venues", "NeurIPS").check()
    expect(found(page)).to_have_text(f"{len(catalog.venues['neurips'].papers)} papers")
    assert counts(page, "venues") == before
    box(page, "venues", "ICML").check()
    either = len(catalog.venues["neurips"].papers) + len(catalog.venues["icml"].papers)
    expect(found(page)).to_have_text(f"{either} papers")


def test_filters_are_chips_that_can_be_removed(explore: Explore) -> None:
    page = explore("?tag=language&venue=emnlp&years=2022-2024").page
    chips = page.get_by_role("list", name="Chosen filters").get_by_role("button")
    expect(chips).to_have_text(["Topic: language×", "Venue: EMNLP×", "2022 to 2024×", "Clear all"])
    page.get_by_role("button", name="Remove Venue: EMNLP").click()
    expect(chips).to_have_count(3)
    assert address(page) == [("tag", "language"), ("years", "2022-2024")]
    page.get_by_role("button", name="Clear all").click()
    expect(found(page)).to_have_text("80 papers")
    assert address(page) == []


def test_years_are_chosen_by_typing(explore: Explore, catalog: Catalog) -> None:
    page = explore().page
    page.get_by_label("From").fill("2020")
    page.get_by_label("to", exact=True).fill("2022")
    page.keyboard.press("Enter")
    number = sum(len(papers) for year, papers in catalog.years.items() if 2020 <= year <= 2022)
    expect(found(page)).to_have_text(f"{number} papers")
    assert address(page) == [("years", "2020-2022")]


def test_years_are_chosen_by_drawing_over_them(explore: Explore, catalog: Catalog) -> None:
    page = explore().page
    bars = page.locator(".ps-bars")
    first = page.locator(".ps-bar[data-year='2021']").bounding_box()
    last = page.locator(".ps-bar[data-year='2023']").bounding_box()
    assert first
    assert last
    middle = first["y"] + first["height"] / 2
    page.mouse.move(last["x"] + 3, middle)
    page.mouse.down()
    page.mouse.move(first["x"] + 3, middle, steps=5)
    expect(bars.locator(".ps-bar-out[data-year='2024']")).to_have_count(1)
    page.mouse.up()
    number = sum(len(papers) for year, papers in catalog.years.items() if 2021 <= year <= 2023)
    expect(found(page)).to_have_text(f"{number} papers")
    assert address(page) == [("years", "2021-2023")]


@pytest.mark.parametrize("query", ["", "generalization", "graph neural"])
def test_the_total_is_the_same_whatever_the_sort(explore: Explore, query: str) -> None:
    page = explore(f"?q={query}").page
    total = found(page).inner_text()
    for sort in ("newest", "oldest", "title", "relevance"):
        page.get_by_label("Sort by").select_option(sort)
        settle(page)
        assert found(page).inner_text() == total


def test_papers_are_sorted(explore: Explore, catalog: Catalog) -> None:
    page = explore("?sort=title").page
    by_title = sorted((paper.title for paper in catalog.papers), key=str.casefold)
    assert titles(page) == by_title[:20]
    page = explore("?sort=oldest").page
    dates = {paper.title: paper.date.key for paper in catalog.papers if paper.date}
    shown = [dates[title] for title in titles(page)]
    assert shown == sorted(dates.values())[:20]


def test_pages_hold_every_paper_once(explore: Explore) -> None:
    page = explore("?q=learning&sort=newest").page
    total = int(re.match(r"\d+", found(page).inner_text())[0])  # type: ignore[index]
    seen = titles(page)
    while page.get_by_role("link", name="Next →").count():
        before = page.url
        page.get_by_role("link", name="Next →").click()
        page.wait_for_function("url => location.href !== url", arg=before)
        settle(page)
        expect(found(page)).to_be_focused()
        seen += titles(page)
    assert len(seen) == len(set(seen)) == total


def test_a_shared_address_shows_the_same(explore: Explore, open_page: Open) -> None:
    page = explore().page
    field(page).fill("generalization")
    expect(found(page)).to_have_text(re.compile("for “generalization”"))
    box(page, "tags", "language").check()
    page.get_by_label("Sort by").select_option("oldest")
    expect(page).to_have_url(re.compile("sort=oldest"))
    settle(page)
    fresh = open_page(page.url).page
    expect(found(fresh)).to_have_text(found(page).inner_text())
    assert titles(fresh) == titles(page)
    expect(fresh.get_by_label("Sort by")).to_have_value("oldest")
    expect(field(fresh)).to_have_value("generalization")
    expect(box(fresh, "tags", "language")).to_be_checked()


def test_back_and_forward_go_through_searches(explore: Explore) -> None:
    page = explore().page
    field(page).press_sequentially("grokking", delay=15)
    expect(found(page)).to_have_text(re.compile("for “grokking”"))
    field(page).press("Enter")
    box(page, "tags", "transformers").check()
    expect(page).to_have_url(re.compile("tag=transformers"))
    settle(page)
    one = found(page).inner_text()
    page.go_back()
    expect(found(page)).to_have_text(re.compile("for “grokking”"))
    expect(box(page, "tags", "transformers")).not_to_be_checked()
    page.go_back()
    expect(found(page)).to_have_text("80 papers")
    expect(field(page)).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(found(page)).to_have_text(one)
    expect(field(page)).to_have_value("grokking")


def test_version_and_link_can_be_cited(explore: Explore, site: Site) -> None:
    visit = explore("?q=grokking")
    page = visit.page
    manifest = json.loads((site.folder / "search/manifest.json").read_text(encoding="utf-8"))
    expect(page.locator(".ps-version")).to_have_text(f"Version {manifest['version']}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize(("name", "ending"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSV", "csv")])
def test_results_are_taken_along(
    explore: Explore, catalog: Catalog, name: str, ending: str
) -> None:
    page = explore("?tag=language&sort=title").page
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Export these results as {name}").click()
    assert download.value.suggested_filename == f"papers.{ending}"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    papers = sorted(catalog.papers_tagged["language"], key=lambda paper: paper.title.casefold())
    marker = {"bib": "\n  title = ", "ris": "TI  - ", "csv": "\n"}[ending]
    assert text.count(marker) == len(papers) + (ending == "csv")
    if ending != "bib":
        places = [text.index(paper.title.replace('"', '""')) for paper in papers]
        assert places == sorted(places)


def test_a_corrected_query_says_so(explore: Explore) -> None:
    page = explore("?q=grokkking").page
    notes = page.locator(".ps-found-notes")
    expect(notes).to_have_text("Showing results for grokking. Search instead for “grokkking”")
    page.get_by_role("link", name="Search instead for “grokkking”").click()
    expect(found(page)).to_have_text("No paper found for “grokkking”")


def test_some_of_the_words_will_do_when_asked_for(explore: Explore) -> None:
    page = explore("?q=grokking+federated").page
    expect(found(page)).to_have_text(re.compile("none holds all the words$"))
    page.get_by_role("link", name="Also with some of the words").click()
    expect(page.get_by_role("link", name="Only with most of the words")).to_be_visible()
    assert ("words", "some") in address(page)


def test_a_broken_address_is_read_as_far_as_it_makes_sense(explore: Explore) -> None:
    visit = explore("?sort=x&page=-3&years=abc&tag=&tag=no-such-tag&has=%00&page=9999999999")
    expect(found(visit.page)).to_have_text("No paper found")
    assert visit.troubles == []
    page = explore("?page=99").page
    expect(page).to_have_url(re.compile(r"\?page=4$"))
    settle(page)
    assert len(titles(page)) == 20


def test_a_query_is_text_whatever_is_in_it(explore: Explore) -> None:
    visit = explore("?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&tag=%3Cb%3Ex")
    expect(found(visit.page)).to_have_text("No paper found for “<img src=x onerror=alert(1)>”")
    assert visit.page.locator("#ps-explore :is(img, b)").count() == 0
    assert visit.troubles == []


def test_what_cannot_be_loaded_is_said_and_tried_again(site: Site, open_page: Open) -> None:
    page = open_page(site.address("about/")).page
    page.route("**/search/columns/*", lambda route: route.abort())
    page.goto(site.address("explore/"))
    expect(found(page)).to_have_text("A part of the search could not be loaded.")
    page.unroute("**/search/columns/*")
    page.get_by_role("button", name="Try again").click()
    expect(found(page)).to_have_text("80 papers")


def test_a_new_build_is_noticed(explore: Explore, site: Site) -> None:
    page = explore().page
    manifest = json.loads((site.folder / "search/manifest.json").read_text(encoding="utf-8"))
    manifest |= {"build": "another", "version": "the next version"}

    def renamed(route: Route) -> None:
        route.fulfill(json=manifest)

    # The site has been published anew: its manifest is another, and a file of the old one is gone.
    page.route("**/search/manifest.json", renamed)
    gone: list[str] = []

    def missing(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            gone.append(route.request.url)
            route.fulfill(status=404)

    page.route("**/search/terms/*", missing)
    field(page).fill("grokking")
    expect(found(page)).to_have_text(re.compile("for “grokking”"))
    expect(page.locator(".ps-version")).to_have_text("Version the next version")
    assert gone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_among_results(explore: Explore, width: int, scheme: Scheme) -> None:
    page = explore("?q=generalizaton&tag=language&years=2020-2024", width=width, scheme=scheme).page
    if width < 960:
        page.locator("summary", has_text="Filters").click()
    page.locator(".ps-facet[data-facet=authors] summary").click()
    expect(page.locator(".ps-facet[data-facet=authors] label").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what lies half under the header is no target there
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_filter_is_chosen_by_keyboard_and_keeps_the_focus(explore: Explore) -> None:
    page = explore().page
    entry = box(page, "tags", "language")
    entry.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("tag=language"))
    expect(box(page, "tags", "language")).to_be_focused()


def test_node_and_chromium_give_the_same_answers(
    explore: Explore, site: Site, tmp_path: Path
) -> None:
    queries = ["", "grokking", "domain generaliz", "zhang transformer", "langauge model"]
    queries += ["title:learn* -graph", "author:sun", "year:2022..2023 features", "has:code vision"]
    queries += ['"in-context learning"', "features that large pre-trained models carry"]
    requests = [[query, {"limit": 8, "facets": ["years", "tags"]}] for query in queries]
    in_page = explore().page.evaluate(
        """async ([script, requests]) => {
            const { search } = await import(script);
            return Promise.all(requests.map(([query, options]) => search(query, options)));
        }""",
        [f"{site.url}assets/papershelf/page/client.js", requests],
    )
    asked = tmp_path / "requests.json"
    asked.write_text(json.dumps(requests), encoding="utf-8")
    assert in_page == write_scripts(tmp_path).run_file("ours.mjs", site.folder, asked)
