"""Where pages lie: links from one to another, and lists told from what they list."""

import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url

from generator import addresses

PATHS = st.sampled_from(
    ["index.md", "about.md", "papers/index.md", "papers/reindex.md", "papers/a.md", "tags/a.md"]
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("index.md", True), ("papers/index.md", True), ("papers/reindex.md", False), ("a.md", False)],
)
def test_a_list_is_told_from_a_paper_that_ends_like_one(path: str, expected: bool) -> None:
    assert addresses.is_index(path) is expected


@given(PATHS, PATHS)
def test_a_link_leads_from_one_page_to_the_other(target: str, start: str) -> None:
    link = addresses.relative(target, start)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(start), link)) == target


@pytest.mark.parametrize(
    "target", ["", "papers/a/", "papers/b/", "papers/a/page/2/", "tags/a.html"]
)
@pytest.mark.parametrize(
    "start", ["", "papers/a/", "papers/", "papers/a/page/2/", "about.html", "tags/b.html"]
)
def test_a_link_between_addresses_leads_where_that_of_mkdocs_does(target: str, start: str) -> None:
    here = f"https://shelf.example/below/{start}"
    wanted = urljoin(here, get_relative_url(target or "./", start))
    assert urljoin(here, addresses.between(target, start)) == wanted


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("papers/index.md", "papers/page/3.md"),
        ("tags/nlp.md", "tags/nlp/page/3.md"),
        ("tags/index.md", "tags/page/3.md"),
        ("tags/page.md", "tags/page/page/3.md"),
    ],
)
def test_a_part_lies_below_its_list_where_no_thing_does(path: str, part: str) -> None:
    assert addresses.part(path, 3) == part
    assert not addresses.is_index(part)


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("tags/nlp.md", "feeds/tags/nlp.xml"),
        ("tags/v1.0.md", "feeds/tags/v1.0.xml"),
        ("tags/nlp/page/3.md", None),
        ("tags/index.md", None),
        ("papers/filo.md", None),
        ("about.md", None),
    ],
)
def test_a_topic_has_a_feed(path: str, feed: str | None) -> None:
    assert addresses.feed(path) == feed


@pytest.mark.parametrize(
    "site_url", ["https://shelf.example/below", "https://shelf.example/below/"]
)
def test_an_address_in_full_begins_with_that_of_the_site(site_url: str) -> None:
    assert addresses.absolute(site_url, "tags/nlp/") == "https://shelf.example/below/tags/nlp/"


@pytest.mark.parametrize(
    ("path", "directories", "file"),
    [
        ("papers/filo.md", True, "papers/filo/index.html"),
        ("papers/filo.md", False, "papers/filo.html"),
        ("papers/index.md", True, "papers/index.html"),
        ("index.md", False, "index.html"),
    ],
)
def test_a_page_has_a_file(path: str, directories: bool, file: str) -> None:
    assert addresses.file_of(path, directories=directories) == file
