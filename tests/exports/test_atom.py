"""Atom feeds: by the rules of RFC 4287, the same whoever reads them, and of few papers."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import feedparser
import pytest
from conftest import Golden
from helpers import library
from helpers.library import SETTINGS, SOURCE
from helpers.shelf import Folder, invented
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from msgspec import structs

from generator.catalog import build_catalog
from generator.exports.atom import Feed, atom
from generator.exports.feeds import MOST, last_to_come, plans, tag_feeds
from generator.pages import Shelf
from generator.records.dates import PartialDate
from generator.records.models import Author, Paper, Status, Tag
from generator.records.read import Records
from generator.settings import Settings

SITE = replace(SETTINGS, site_url="https://shelf.example/below/")
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ONCE = ("id", "title", "updated")
ALLOWED = {
    "feed": {"author", "entry", "generator", "id", "link", "subtitle", "title", "updated"},
    "entry": {"author", "category", "content", "id", "link", "published", "title", "updated"},
    "author": {"name", "uri"},
}


def texts(element: etree._Element, name: str) -> list[str]:
    return [child.text or "" for child in element.findall(ATOM + name)]


def held(content: bytes) -> etree._Element:
    """Return a feed in which every rule of RFC 4287 holds that we can break."""
    feed = etree.fromstring(content)
    assert content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    assert feed.tag == f"{ATOM}feed"
    for element in feed.iter():
        name = str(element.tag).removeprefix(ATOM)
        children = Counter(str(child.tag).removeprefix(ATOM) for child in element)
        assert children.keys() <= ALLOWED.get(name, set()), name
        if name in {"updated", "published"}:
            assert MOMENT.fullmatch(element.text or "")
        if name in {"feed", "entry"}:
            assert [children[key] for key in ONCE] == [1, 1, 1]  # 4.1.1, 4.1.2
            assert children["subtitle"] <= 1
            assert children["content"] <= 1
            assert urlsplit(texts(element, "id")[0]).scheme in {"https", "urn"}  # 4.2.6
            kinds = [link.get("rel") for link in element.findall(f"{ATOM}link")]
            assert kinds == (["self", "alternate"] if name == "feed" else ["alternate"])
        if name == "author":
            assert children["name"] == 1  # 3.2.1
        if name == "category":
            assert element.get("term")  # 4.2.2.1
    entries = feed.findall(f"{ATOM}entry")
    assert feed.findall(f"{ATOM}author") or all(e.findall(f"{ATOM}author") for e in entries)
    ids = [texts(entry, "id")[0] for entry in entries]
    assert len(ids) == len(set(ids))
    days = [texts(entry, "updated")[0] for entry in entries]
    assert days == sorted(days, reverse=True)
    assert texts(feed, "updated")[0] == (days[0] if days else "1970-01-01T00:00:00Z")
    return feed


def made(*papers: Paper, settings: Settings = SITE, tags: tuple[Tag, ...] = ()) -> bytes:
    of = build_catalog(Records(papers=papers, tags=tags))
    feed = Feed(page="tags/t.md", title="T", papers=last_to_come(of.papers))
    return atom(feed, of, settings)


def test_feeds_match_their_golden_files(golden: Callable[[str], Golden]) -> None:
    golden("feeds").check({plan.path: plan.make().decode() for plan in plans(invented("small"))})


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_feeds_hold_to_the_rules(name: str) -> None:
    shelf = invented(name)
    feeds = {plan.path: held(plan.make()) for plan in plans(shelf)}
    assert feeds.keys() == {f"feeds/tags/{tag}.xml" for tag in shelf.catalog.tags}
    assert any(feed.findall(f"{ATOM}entry") for feed in feeds.values())


def test_another_reader_finds_all_of_a_paper() -> None:
    paper = Paper(
        id="tea",
        source=SOURCE,
        title="On <b>tea</b> & $x<y$",
        authors=(Author(name="Ada & Bo", orcid="0000-0002-1825-0097"), Author(name="Cleo")),
        date=PartialDate(2020, 5),
        venue="Tea & Letters",
        tags=("t",),
        added=date(2021, 2, 3),
        tldr="Tea <i>pours</i>.",
        abstract="First <script>alert(1)</script>.\n\nSecond.",
    )
    tag = Tag(id="t", name='"tea" & such', source=SOURCE)
    read = feedparser.parse(made(paper, tags=(tag,)))
    assert not read.bozo
    assert read.version == "atom10"
    (entry,) = read.entries
    page = "https://shelf.example/below/papers/tea/"
    assert (entry.id, entry.link) == (page, page)
    assert entry.title_detail == {
        "type": "text/plain",
        "language": None,
        "base": "",
        "value": "On <b>tea</b> & $x<y$",
    }
    assert entry.published == entry.updated == "2021-02-03T00:00:00Z"
    assert [author.get("name") for author in entry.authors] == ["Ada & Bo", "Cleo"]
    assert [(c.term, c.label) for c in entry.tags] == [("t", '"tea" & such')]
    (content,) = etree.fromstring(made(paper, tags=(tag,))).iter(f"{ATOM}content")
    shown = html.fromstring(f"<div>{content.text}</div>")
    assert [element.text_content() for element in shown] == [
        *("Ada & Bo, Cleo · Tea & Letters · May 2020", "Tea <i>pours</i>."),
        *("First <script>alert(1)</script>.", "Second."),
    ]
    assert not shown.xpath("//script | //i")


def test_a_withdrawn_paper_says_so() -> None:
    papers = (
        Paper(id="a", source=SOURCE, title="A", status=Status(retracted="https://n.example")),
        Paper(id="b", source=SOURCE, title="B", status=Status(superseded_by="a")),
        Paper(id="c", source=SOURCE, title="C"),
    )
    contents = [
        entry.findtext(f"{ATOM}content") for entry in held(made(*papers)).findall(f"{ATOM}entry")
    ]
    assert contents == [
        "<p><strong>Retracted</strong></p>",
        "<p><strong>Superseded</strong></p>",
        None,
    ]


def test_a_site_without_an_address_has_ids_all_the_same() -> None:
    feed = held(made(*library.papers(2), settings=SETTINGS))
    assert texts(feed, "id") == ["urn:uuid:b1c0ca33-ea73-5d21-b6a7-1d32641e0861"]
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert links == [
        *("../../feeds/tags/t.xml", "../../tags/t/"),
        *("../../papers/paper-0001/", "../../papers/paper-0000/"),
    ]
    flat = held(made(*library.papers(1), settings=replace(SETTINGS, directory_urls=False)))
    assert texts(flat, "id") == texts(feed, "id")
    assert [link.get("href") for link in flat.iter(f"{ATOM}link")][1:] == [
        *("../../tags/t.html", "../../papers/paper-0000.html"),
    ]


def test_the_newest_papers_come_first_and_alone() -> None:
    papers = library.papers(3 * MOST)
    same = [structs.replace(paper, added=date(2020, 1, 1)) for paper in papers[:5]]
    unknown = structs.replace(papers[5], added=None)
    assert [p.id for p in last_to_come([unknown, *reversed(same)])] == [
        *(f"paper-000{n}" for n in range(6)),
    ]
    assert last_to_come(papers) == list(papers[: 2 * MOST - 1 : -1])
    assert len(held(made(*papers)).findall(f"{ATOM}entry")) == MOST


def test_a_tag_without_papers_has_a_feed(shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: t, name: t}\n- {id: empty, name: empty, description: No.}\n")
    shelf.paper("a", "title: A\n")
    feeds = {feed.page: feed for feed in tag_feeds(shelf.load())}
    empty = feeds["tags/empty.md"]
    assert (empty.title, empty.subtitle, list(empty.papers)) == ("Empty – Tests", "No.", [])
    held(atom(empty, shelf.load().catalog, SITE))


def test_a_key_changes_with_the_newest_papers_alone() -> None:
    def keys(papers: tuple[Paper, ...]) -> dict[str, int]:
        of = library.catalog(papers)
        shelf = Shelf(catalog=of, links={}, citations={}, settings=SITE)
        return {plan.path: plan.key for plan in plans(shelf)}

    papers = tuple(
        structs.replace(paper, digest=number + 1, tags=("lids",))
        for number, paper in enumerate(library.papers(MOST + 2))
    )
    before = keys(papers)
    oldest = structs.replace(papers[0], digest=99)
    assert keys((oldest, *papers[1:])) == before
    newest = structs.replace(papers[-1], digest=99)
    changed = keys((*papers[:-1], newest))
    tags = {path for path in before if before[path] != changed[path]}
    assert tags == {f"feeds/tags/{name}.xml" for name in ("lids", "teapots", "vessels")}


names = st.text(min_size=1)


@given(names, names, names, names, st.lists(names), st.booleans())
def test_any_text_makes_a_feed(
    title: str, abstract: str, venue: str, site: str, authors: list[str], somewhere: bool
) -> None:
    paper = Paper(
        id="p",
        source=SOURCE,
        title=title,
        authors=tuple(Author(name=name) for name in authors),
        venue=venue,
        tags=("t",),
        abstract=abstract,
    )
    settings = replace(SITE if somewhere else SETTINGS, site_name=site)
    content = made(paper, settings=settings, tags=(Tag(id="t", name=title, source=SOURCE),))
    feed = held(content)
    assert content == made(paper, settings=settings, tags=(Tag(id="t", name=title, source=SOURCE),))
    read = "".join(feed.itertext(f"{ATOM}content"))
    assert "<" not in re.sub(r"</?(?:p|strong|em)>", "", read)


@given(st.characters())
def test_any_sign_stands_in_a_feed_or_is_replaced(sign: str) -> None:
    feed = held(made(Paper(id="p", source=SOURCE, title=f"a{sign}b")))
    (title,) = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert title in {f"a{sign}b", "a\ufffdb", "a\nb" if sign == "\r" else ""}


def test_a_feed_without_papers_has_the_first_day() -> None:
    assert texts(held(made()), "updated") == ["1970-01-01T00:00:00Z"]
