"""The search field of every page: by keyboard, by screen reader, on a phone, over a bad network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.checkers import axe
from browser.visits import Open, Scheme, Site, Visit

PAPER = "papers/filo/"
GROKKING = "Grokking as the Transition from Lazy to Rich Training Dynamics"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search papers")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def titles(page: Page) -> list[str]:
    return page.locator(".ps-find .ps-hit-title").all_inner_texts()


def holding(page: Page, pattern: str) -> Callable[[], list[Route]]:
    """Hold back requests; the function given returns those so far, and lets later ones pass."""
    held: list[Route] = []
    passing: list[bool] = []
    page.route(pattern, lambda route: route.continue_() if passing else held.append(route))

    def release() -> list[Route]:
        for _ in range(100):
            if held:
                break
            page.wait_for_timeout(50)  # a busy browser asks late
        assert held
        passing.append(True)
        return held

    return release


@pytest.fixture
def visit(site: Site, open_page: Open) -> Visit:
    """Give a paper's page, as a reader sees it."""
    return open_page(site.address(PAPER))


@pytest.mark.parametrize("key", ["/", "s", "Control+k", "Meta+k"])
def test_a_key_leads_to_the_field(visit: Visit, key: str) -> None:
    visit.page.keyboard.press(key)
    expect(field(visit.page)).to_be_focused()
    expect(field(visit.page)).to_have_value("")


def test_letters_typed_into_a_field_are_letters(visit: Visit) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("s/s")
    expect(field(visit.page)).to_have_value("s/s")


def test_a_paper_is_found_and_opened_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("grokking lazy rich")
    expect(options(page).first).to_be_visible()
    assert titles(page)[0] == GROKKING
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/grokking-as-the-transition-from-lazy-to-rich-training-dynamics/")
    expect(page.locator("h1")).to_have_text(GROKKING)
    assert visit.troubles == []


def test_enter_leads_to_all_results(visit: Visit, site: Site) -> None:
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("grokking")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(site.address("explore/?q=grokking"))
    expect(page.get_by_role("searchbox", name="Search all papers")).to_have_value("grokking")


def test_the_last_option_is_all_results_with_their_number(visit: Visit, site: Site) -> None:
    page = visit.page
    page.keyboard.press("/")
    field(page).fill("generalization ")
    expect(options(page)).to_have_count(7)
    page.keyboard.press("ArrowUp")
    last = options(page).last
    expect(last).to_have_attribute("aria-selected", "true")
    number = re.fullmatch(r"All (\d+) results", last.inner_text())
    assert number
    page.keyboard.press("Enter")
    page.wait_for_url(site.address("explore/?q=generalization+"))
    expect(page.locator(".ps-found")).to_have_text(f"{number[1]} papers for “generalization”")


def test_arrows_go_round_and_escape_goes_back(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    field(page).fill("grokking")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    count = options(page).count()
    for _ in range(count):
        page.keyboard.press("ArrowDown")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(options(page).first).to_be_hidden()
    expect(field(page)).to_have_value("grokking")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    page.keyboard.press("Escape")
    expect(field(page)).not_to_be_focused()


def test_a_screen_reader_hears_what_is_there(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_attribute("aria-autocomplete", "list")
    field(page).fill("grokking lazy")
    listbox = page.get_by_role("listbox", name="Papers found")
    expect(listbox).to_be_visible()
    assert field(page).get_attribute("aria-controls") == listbox.get_attribute("id")
    said = page.locator(".ps-find [role=status]")
    expect(said).to_have_text(re.compile(r"^\d+ results?\. Use the arrow keys to choose one\.$"))
    page.keyboard.press("ArrowDown")
    active = field(page).get_attribute("aria-activedescendant")
    assert active == options(page).first.get_attribute("id")
    expect(page.get_by_role("option", name=re.compile(f"^{GROKKING}"))).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_with_the_list_open(
    site: Site, open_page: Open, width: int, scheme: Scheme
) -> None:
    page = open_page(site.address(PAPER), width=width, scheme=scheme).page
    page.keyboard.press("/")
    field(page).fill("generalizaton kumar")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_are_marked_in_title_and_text(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    field(page).fill("Grokking kumar")
    first = options(page).first
    expect(first).to_be_visible()
    assert first.locator(".ps-hit-title mark").all_inner_texts() == ["Grokking"]
    expect(first.locator(".ps-hit-by mark")).to_have_text(["Tanishq Kumar"])
    assert "grokking" in first.locator(".ps-hit-text mark").all_inner_texts()


def test_a_misspelt_word_is_corrected_and_can_be_searched_as_it_is(
    visit: Visit, site: Site
) -> None:
    page = visit.page
    page.keyboard.press("/")
    field(page).fill("grokkking")
    expect(page.locator(".ps-hits-note")).to_have_text("Showing results for “grokking”.")
    page.get_by_role("option", name="Search instead for “grokkking”").click()
    page.wait_for_url(site.address("explore/?q=grokkking&exact=1"))
    expect(page.locator(".ps-found")).to_have_text("No paper found for “grokkking”")


@pytest.mark.parametrize(
    "query",
    ["<img src=x onerror=alert(1)>", "title:", "+", '"', "a^b~c*", "{{ 7*7 }}", "\u202eabc"],
)
def test_a_query_is_text_whatever_is_in_it(visit: Visit, query: str) -> None:
    page = visit.page
    field(page).fill(query)
    expect(page.locator(".ps-find [role=status]")).not_to_have_text("")
    assert page.locator(".ps-hits img").count() == 0
    assert visit.troubles == []


def test_on_a_phone_the_field_lies_over_the_header(site: Site, open_page: Open) -> None:
    visit = open_page(site.address(PAPER), width=390)
    page = visit.page
    assert not field(page).is_visible()
    page.get_by_role("button", name="Search").click()
    expect(field(page)).to_be_focused()
    page.keyboard.type("grokking")
    expect(options(page).first).to_be_visible()
    box = page.locator(".ps-hits >> visible=true").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    options(page).first.click()
    page.wait_for_url("**/papers/grokking-*/")
    assert visit.troubles == []


def test_a_slower_answer_never_replaces_a_newer_one(visit: Visit) -> None:
    page = visit.page
    held = holding(page, "**/search/papers/*")
    field(page).fill("grokking")
    expect(page.locator(".ps-hits-note").first).to_have_text("Searching…")
    slow = held()
    field(page).fill("federated")
    expect(page.locator(".ps-hit-title").first).to_have_text(re.compile("Federated"))
    newer = titles(page)
    for route in slow:
        route.continue_()
    page.wait_for_timeout(500)
    assert titles(page) == newer


def test_typing_goes_on_while_an_answer_is_under_way(visit: Visit) -> None:
    page = visit.page
    held = holding(page, "**/search/terms/*")
    field(page).press_sequentially("grokking lazy", delay=20)
    expect(field(page)).to_have_value("grokking lazy")
    expect(page.locator(".ps-hits-note").first).to_have_text("Searching…")
    for route in held():
        route.continue_()
    expect(options(page).first).to_be_visible()
    assert titles(page)[0] == GROKKING


@pytest.mark.parametrize("part", ["manifest.json", "terms/*", "papers/*"])
def test_what_cannot_be_loaded_is_said_and_tried_again(visit: Visit, part: str) -> None:
    page = visit.page
    page.route(f"**/search/{part}", lambda route: route.abort())
    field(page).fill("grokking")
    note = page.locator(".ps-hits-note")
    expect(note).to_have_text("A part of the search could not be loaded. Try again")
    page.unroute(f"**/search/{part}")
    page.get_by_role("button", name="Try again").click()
    expect(options(page).first).to_be_visible()


def test_offline_is_said(visit: Visit) -> None:
    page = visit.page
    page.route("**/search/**", lambda route: route.abort())
    page.context.set_offline(True)
    field(page).fill("grokking")
    expect(page.locator(".ps-hits-note")).to_contain_text("You are offline")
    page.context.set_offline(False)
    page.unroute("**/search/**")
    page.get_by_role("button", name="Try again").click()
    expect(options(page).first).to_be_visible()


def test_the_field_works_below_a_path(sites: Callable[[str], Site], open_page: Open) -> None:
    site = sites("papers-demo")
    visit = open_page(site.address(PAPER))
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("grokking lazy rich")
    expect(options(visit.page).first).to_be_visible()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/papers-demo/papers/grokking-*/")
    assert visit.troubles == []


def test_the_field_works_on_a_page_that_is_not_there(site: Site, open_page: Open) -> None:
    page = open_page(site.address("no/such/page/")).page
    field(page).fill("grokking lazy rich")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/grokking-*/")


@pytest.mark.parametrize("width", [1440, 390])
def test_without_scripts_the_field_is_a_link_to_the_papers(
    site: Site, open_page: Open, width: int
) -> None:
    page = open_page(site.address(PAPER), width=width, javascript=False).page
    assert page.locator(".ps-find form").is_hidden()
    page.locator(".ps-find a").click()
    page.wait_for_url(site.address("papers/"))


def test_the_home_page_has_a_field_of_its_own(site: Site, open_page: Open) -> None:
    visit = open_page(site.url)
    page = visit.page
    page.keyboard.press("/")
    own = page.locator("#ps-search-field")
    expect(own).to_be_focused()
    page.keyboard.type("grokking lazy rich")
    expect(page.locator(".ps-hero .ps-hit-title").first).to_have_text(GROKKING)
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(site.address("explore/?q=grokking+lazy+rich"))
    assert visit.troubles == []


def test_hostile_records_are_text_in_the_list(
    sites: Callable[[str], Site], open_page: Open
) -> None:
    visit = open_page(sites("hostile").url)
    page = visit.page
    page.locator("#ps-search-field").fill("script")
    expect(page.locator(".ps-hit-title").first).to_contain_text("<script>")
    assert visit.troubles == []
