"""Atom feeds (RFC 4287): the newest papers of a list, for programs that follow it.

A feed tells of papers in the order in which they came onto the shelf; all its dates are those days,
none is the build's.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from uuid import NAMESPACE_URL, uuid5

from generator import addresses
from generator.catalog import Catalog
from generator.records.models import Author, Paper
from generator.settings import Settings
from generator.wording import date_text, names_text

MEDIA_TYPE = "application/atom+xml"
UNKNOWN_DAY = datetime.date(1970, 1, 1)
"""Stands where a record does not say when its paper came; a feed has to have a day."""

_SPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML 1.0 (2.2) has no place for, escaped or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of papers that can be followed."""

    page: str
    """The path of the page that shows the list."""
    title: str
    subtitle: str = ""
    papers: Sequence[Paper]
    """In the order of the feed, the last to come first."""


def atom(feed: Feed, catalog: Catalog, settings: Settings) -> bytes:
    """Return a feed as an Atom document in UTF-8.

    Where the settings do not say where the site is, links are relative to the feed, and ids are
    UUIDs made of the site's name and the page's path (version 5, RFC 9562).
    """
    site = _Site(feed, settings)
    head = [
        f"<id>{site.id_of(feed.page)}</id>",
        _element("title", feed.title),
        _element("subtitle", feed.subtitle) if feed.subtitle else "",
        f"<updated>{_moment(max(map(_day, feed.papers), default=UNKNOWN_DAY))}</updated>",
        f"<author>{_element('name', settings.site_name)}</author>",
        f'<link rel="self" type="{MEDIA_TYPE}" href="{site.own_address}"/>',
        f'<link rel="alternate" type="text/html" href="{site.address_of(feed.page)}"/>',
        "<generator>Papershelf</generator>",
    ]
    entries = ("\n".join(_entry(paper, catalog, site)) for paper in feed.papers)
    parts = "\n".join(part for part in (*head, *entries) if part)
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{_SPACE}">\n{parts}\n</feed>\n'
    return text.encode()


class _Site:
    """Addresses and ids as they stand in one feed."""

    def __init__(self, feed: Feed, settings: Settings) -> None:
        self._here = addresses.feed(feed.page) or ""
        self._settings = settings

    @property
    def own_address(self) -> str:
        return self._address(self._here)

    def address_of(self, path: str) -> str:
        """Return the address of a page."""
        return self._address(addresses.url(path, directories=self._settings.directory_urls))

    def id_of(self, path: str) -> str:
        """Return what names a page for ever, wherever it is read."""
        if self._settings.site_url:
            return self.address_of(path)
        return uuid5(NAMESPACE_URL, _xml(f"{self._settings.site_name}/{path}")).urn

    def _address(self, url: str) -> str:
        base = self._settings.site_url
        return escape(addresses.absolute(base, url) if base else addresses.between(url, self._here))


def _entry(paper: Paper, catalog: Catalog, site: _Site) -> Iterator[str]:
    path = addresses.page("papers", paper.id)
    moment = _moment(_day(paper))
    yield "<entry>"
    yield f"<id>{site.id_of(path)}</id>"
    yield _element("title", paper.title)
    yield f'<link rel="alternate" type="text/html" href="{site.address_of(path)}"/>'
    yield f"<published>{moment}</published>"
    yield f"<updated>{moment}</updated>"
    yield from map(_author, paper.authors)
    for tag in catalog.tags_of(paper):
        yield f'<category term="{escape(tag.id)}" label="{escape(_xml(tag.name))}"/>'
    if content := "".join(_content(paper)):
        yield f'<content type="html">{escape(content)}</content>'
    yield "</entry>"


def _author(author: Author) -> str:
    uri = f"<uri>{escape(addresses.orcid(author.orcid))}</uri>" if author.orcid else ""
    return f"<author>{_element('name', author.name)}{uri}</author>"


def _content(paper: Paper) -> Iterator[str]:
    """Yield what a reader sees of a paper, as HTML."""
    if paper.status:
        yield f"<p><strong>{'Retracted' if paper.status.retracted else 'Superseded'}</strong></p>"
    names = names_text([author.name for author in paper.authors])
    facts = (names, paper.venue, date_text(paper.date) if paper.date else None)
    if line := " · ".join(fact for fact in facts if fact):
        yield f"<p>{_text(line)}</p>"
    if paper.tldr:
        yield f"<p><em>{_text(paper.tldr)}</em></p>"
    for paragraph in (paper.abstract or "").split("\n\n"):
        if paragraph.strip():
            yield f"<p>{_text(paragraph)}</p>"


def _day(paper: Paper) -> datetime.date:
    return paper.added or UNKNOWN_DAY


def _moment(day: datetime.date) -> str:
    """Return the beginning of a day in UTC (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(_xml(text))


def _xml(text: str) -> str:
    """Return text without signs that cannot stand in XML."""
    return _NO_XML.sub("\ufffd", text)
