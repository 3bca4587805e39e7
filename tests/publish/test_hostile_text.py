"""Text is text: whatever stands in a record reaches every page as exactly those characters."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import Built
from helpers import site
from helpers.shelf import invented
from helpers.site import Element

from generator import addresses
from generator.links_in_markdown import is_safe
from generator.pages import Page, Shelf, all_pages
from generator.pages.links_from import Thing, path_of
from generator.records.models import Paper
from generator.wording import shortened

STASH = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return invented("hostile")


@pytest.fixture(scope="module")
def folder(built: Callable[[str], Built]) -> Path:
    return built("hostile").folder


def folded(value: str) -> str:
    return " ".join(value.split())


def file_of(path: str) -> str:
    return addresses.url(path, directories=True) + "index.html"


def the(document: Element, query: str) -> str:
    """Return the text of the one element that an XPath query finds."""
    (element,) = document.xpath(query)
    return element if isinstance(element, str) else site.text(element)


def with_class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


@cache
def every_page() -> tuple[Page, ...]:
    return tuple(all_pages(invented("hostile")))


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.path)
def test_a_page_says_its_title_and_description(page: Page, folder: Path, shelf: Shelf) -> None:
    document = site.parsed(folder / file_of(page.path))
    name = folded(shelf.settings.site_name)
    title = folded(page.title)
    wanted = name if page.path == addresses.HOME else f"{title} – {name}"
    assert folded(the(document, "//title")) == wanted
    heading = the(document, "//h1")
    assert heading == title or heading[1:] == title[1:]  # a topic's name begins a title in capitals
    assert folded(the(document, "//meta[@name='description']/@content")) == page.description
    if page.path != addresses.HOME:
        crumb = "//nav[@aria-label='Breadcrumb']//*[@aria-current='page']"
        assert the(document, crumb) == title
    above = document.xpath("//nav[@aria-label='Breadcrumb']//a")
    assert [site.text(a) for a in above][1:] == [folded(title) for title, _ in page.crumbs]


def things(shelf: Shelf) -> Iterator[tuple[Thing, set[str]]]:
    """Yield each thing on the shelf with the texts that a link to it may show."""
    catalog = shelf.catalog
    for paper in catalog.papers:
        yield paper, {paper.title}
    for tag in catalog.tags.values():
        yield tag, {tag.name}
    for author in catalog.authors.values():
        yield author, {author.name}
    for venue in catalog.venues.values():
        yield venue, {venue.name, *(paper.venue or "" for paper in venue.papers)}
    for collection in catalog.collections:
        yield collection, {collection.title}


def test_every_link_to_a_thing_shows_its_name(folder: Path, shelf: Shelf) -> None:
    names = {folder / file_of(path_of(t)): set(map(folded, words)) for t, words in things(shelf)}
    reached = set()
    for file in site.pages(folder):
        for element, address in site.links(folder, "/", file):
            to = site.target(folder, "/", address)
            if to in names and element.tag == "a" and "#" not in (element.get("href") or ""):
                allowed = names[to] | {name[:1].upper() + name[1:] for name in names[to]}
                assert site.text(element) in allowed, file
                reached.add(to)
    assert reached == set(names)


def abstracts() -> list[Paper]:
    return [paper for paper in invented("hostile").catalog.papers if paper.abstract]


@pytest.mark.parametrize("paper", abstracts(), ids=lambda paper: paper.id)
def test_an_abstract_is_shown_to_the_letter(paper: Paper, folder: Path) -> None:
    document = site.parsed(folder / file_of(path_of(paper)))
    (abstract,) = document.xpath(f"//*[{with_class('ps-abstract')}]")
    shown = [site.text(element) for element in abstract]
    wanted = [folded(part) for part in (paper.abstract or "").split("\n\n")]
    assert shown == wanted


@pytest.mark.parametrize("paper", abstracts(), ids=lambda paper: paper.id)
def test_a_summary_is_shown_to_the_letter(paper: Paper, folder: Path) -> None:
    document = site.parsed(folder / file_of(path_of(paper)))
    leads = document.xpath(f"//*[{with_class('ps-lead')}]")
    assert [site.text(lead) for lead in leads] == ([paper.tldr] if paper.tldr else [])
    assert the(document, "//meta[@name='description']/@content") == shortened(
        paper.tldr or paper.abstract or ""
    )


def test_a_description_of_a_topic_is_shown_to_the_letter(folder: Path, shelf: Shelf) -> None:
    for tag in shelf.catalog.tags.values():
        document = site.parsed(folder / file_of(path_of(tag)))
        words = site.text(document.xpath("//article | //main")[0])
        for part in (tag.description or "", *tag.aliases):
            assert folded(part) in words


def test_notes_of_a_collection_are_shown_to_the_letter(folder: Path, shelf: Shelf) -> None:
    (collection,) = shelf.catalog.collections
    words = site.text(site.parsed(folder / file_of(path_of(collection))).xpath("//main")[0])
    for entry in collection.papers:
        assert folded(entry.note or "") in words


def test_nothing_on_a_page_runs(folder: Path) -> None:
    for file in site.pages(folder):
        document = site.parsed(file)
        assert "alert(" not in "".join(s for s in document.xpath("//script/text()"))
        for element in document.iter():
            attributes = element.attrib if isinstance(element.tag, str) else {}
            assert [name for name in attributes if name.lower().startswith("on")] == [], file
            assert all(is_safe(attributes.get(name, "")) for name in ("href", "src")), file
        assert document.xpath("//main//img | //main//iframe | //main//svg[@onload]") == []


def test_no_placeholder_of_the_renderer_is_left(folder: Path) -> None:
    for file in site.pages(folder):
        assert STASH.search(file.read_text(encoding="utf-8")) is None, file


def test_templates_are_not_run_and_files_are_not_included(folder: Path) -> None:
    for file in site.pages(folder):
        shown = site.text(site.parsed(file).xpath("//body")[0])
        assert "{{ 49 }}" not in shown
        assert "docs_dir:" not in shown


def test_all_links_lead_somewhere(folder: Path) -> None:
    assert site.broken_links(folder) == []


def test_only_html_and_hidden_characters_are_warned_of(built: Callable[[str], Built]) -> None:
    warnings = [line for line in built("hostile").run.err.splitlines() if "INFO" not in line]
    assert [w for w in warnings if "U+FFFD" not in w] == [
        "WARNING -  site_src/collections/list.yml:3:14: description: HTML is shown as text; "
        "write Markdown",
        "WARNING -  site_src/papers/everything.yml:12:8: notes: HTML is shown as text; "
        "write Markdown",
    ]
