"""Insets: what is set into a frame, all of it HTML, for each way of making a page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from generator import addresses
from generator.pages import Page
from generator.publish.links import SiteLinks
from generator.publish.page_html import page_html


class Inset(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A page as its frame shows it; texts are escaped, addresses are as the page writes them."""

    path: str
    kind: str
    title: str
    description: str
    crumbs: tuple[tuple[str, str], ...]
    """The title and the address of each page above this one."""
    anchor: str
    """Where the first heading is, "" without one."""
    heading: str
    html: str
    updated: str | None = None
    facts: dict[str, Any] = {}
    """What else templates may know of the page; a framed page cannot show it outside of `html`."""
    anchors: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    """The links that lead to no page."""

    @property
    def meta(self) -> dict[str, Any]:
        """The page's front matter, as templates read it."""
        crumbs = [{"title": title, "url": url} for title, url in self.crumbs]
        own = {"title": self.title, "description": self.description, "kind": self.kind}
        day = {"updated": self.updated} if self.updated else {}
        feed = {"feed": address} if (address := addresses.feed(self.path)) else {}
        hidden = ["navigation", "toc"]
        return {**self.facts, **own, **day, **feed, "breadcrumbs": crumbs, "hide": hidden}


def inset(page: Page, site: SiteLinks) -> Inset:
    """Return a generated page as its frame shows it."""
    links = site.page(page.path)
    made = page_html(page.body, links, links.made)
    first = made.headings[0] if made.headings else None
    return Inset(
        path=page.path,
        kind=page.kind,
        title=escape(page.title),
        description=escape(page.description),
        crumbs=tuple((escape(title), links.to(path)) for title, path in page.crumbs),
        anchor=first.anchor if first else "",
        heading=first.name if first else "",
        html=made.html,
        updated=page.updated,
        facts=_escaped(page.facts or {}),
        anchors=tuple(heading.anchor for heading in made.headings),
        broken=made.broken,
    )


def _escaped(value: Any) -> Any:
    """Return facts whose text is HTML: the theme's templates do not escape it."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _escaped(item) for key, item in value.items()}
    return value


def constant(insets: Iterable[Inset]) -> dict[str, Callable[[], Inset]]:
    """Return pages that are made already, by their paths."""
    return {one.path: partial(_itself, one) for one in insets}


def _itself(one: Inset) -> Inset:
    return one


def write_insets(insets: Sequence[Inset], file: Path) -> None:
    """Write pages for another process to read."""
    file.write_bytes(msgspec.msgpack.encode(insets))


def read_insets(file: Path) -> list[Inset]:
    """Return the pages that another process wrote."""
    return msgspec.msgpack.decode(file.read_bytes(), type=list[Inset])
