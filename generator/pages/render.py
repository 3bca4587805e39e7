"""Rendering: Jinja2 templates that make Markdown, and escape everything that is not.

Autoescaping is on, with Markdown's rules instead of HTML's: a value that is not `Markup` is text
and is shown as exactly its characters, in the templates of a shelf as in ours.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    Template,
)
from jinja2.runtime import Macro
from markupsafe import Markup

from generator import addresses, links_in_markdown, markdown_text
from generator.catalog import Catalog
from generator.pages import text
from generator.pages.faces import Faces
from generator.pages.links_from import LinksFrom, LinksFromAnywhere, path_of
from generator.pages.weights import CardWeights
from generator.records.dates import MONTHS
from generator.records.models import Paper
from generator.relate import Link
from generator.settings import Settings

REMEMBERED = 40_000
"""So many cards are kept, of about 500 bytes each."""

_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Shelf:
    """Everything that pages are made from, and the templates that make them."""

    catalog: Catalog
    links: Mapping[str, Sequence[Link]]
    citations: Mapping[str, str]
    """The BibTeX entry of each paper."""
    settings: Settings
    citation_keys: Mapping[str, str] | None = None
    """The key of each paper's BibTeX entry; with them no entry is read before its page is made."""

    @cached_property
    def faces(self) -> Faces:
        """What a page can show of each thing, as numbers."""
        return Faces(self.catalog, self.settings.options.author_page_min_papers)

    @cached_property
    def weights(self) -> CardWeights:
        """How long each paper's card is."""
        return CardWeights(self.catalog)

    @cached_property
    def environment(self) -> Environment:
        """The templates: the shelf's own in `<source>/templates`, then ours."""
        made = environment([FileSystemLoader(self.settings.source / "templates")])
        made.globals |= {"catalog": self.catalog, "shelf": self, "remembered": self._remembered}
        return made

    @cached_property
    def _templates(self) -> dict[str, Template]:
        return {}

    @cached_property
    def _cards(self) -> WeakKeyDictionary[Macro, dict[str, str]]:
        return WeakKeyDictionary()

    def render(self, template: str, path: str, **values: object) -> str:
        """Return the Markdown that a template makes for the page at `path`."""
        found = self._templates.get(template)
        if found is None:
            found = self._templates[template] = self.environment.get_template(template)
        made = found.render(to=self.links_from(path), **values)
        return _BLANK_LINES.sub("\n\n", made).strip() + "\n"

    def links_from(self, path: str) -> LinksFrom:
        """Return what gives the links from the page at `path`."""
        settings = self.settings
        return LinksFrom(
            path,
            least=settings.options.author_page_min_papers,
            directories=settings.directory_urls,
        )

    def _remembered(self, card: Macro, paper: Paper, to: LinksFrom) -> Markup:
        """Return `card(paper, to)`, which a template makes once for all lists."""
        known = self._cards.setdefault(card, {})
        made = known.get(paper.id)
        if made is None:
            anywhere = LinksFromAnywhere(least=self.settings.options.author_page_min_papers)
            made = card(paper, anywhere)
            if len(known) >= REMEMBERED:
                del known[next(iter(known))]
            known[paper.id] = made
        return to.placed(made)

    def notes(self, source: str, path: str) -> Markup:
        """Return Markdown that a person wrote, with `[[id]]` as links and HTML as text."""

        def link(match: re.Match[str]) -> str:
            paper = self.catalog.by_id.get(match[1].strip())
            if paper is None:
                return markdown_text.escape(match[0])
            target = addresses.relative(path_of(paper), path)
            return f"[{markdown_text.escape(paper.title)}]({target})"

        return Markup(links_in_markdown.without_html(source, link))

    def words(self, source: str) -> str:
        """Return the words of Markdown that a person wrote, with the title for each `[[id]]`."""

        def title(match: re.Match[str]) -> str:
            paper = self.catalog.by_id.get(match[1].strip())
            return paper.title if paper else match[1]

        return links_in_markdown.plain(links_in_markdown.WIKI_LINK.sub(title, source))


def environment(loaders: Sequence[FileSystemLoader]) -> Environment:
    """Return a Jinja2 environment whose output is Markdown."""
    made = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader("generator.pages")]),
        autoescape=True,
        finalize=_markdown,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "counted": text.counted,
        "date": text.date_text,
        "day": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "fence": markdown_text.fence,
        "hanging": _hanging,
        "first_sentence": lambda value: markdown_text.escape_with_math(text.first_sentence(value)),
        "names": text.names_text,
        "paragraphs": markdown_text.paragraphs,
        "short_date": text.short_date_text,
    }
    made.globals |= {
        "address": markdown_text.destination,
        "addresses": addresses,
        "index": addresses.index,
    }
    return made


def _markdown(value: object) -> object:
    return value if isinstance(value, Markup) else markdown_text.escape(str(value))


def _hanging(card: Markup, number: int) -> Markup:
    """Indent what follows a list's number by as much as the number is longer than one digit."""
    return Markup(card.replace("\n    ", "\n    " + " " * (len(str(number)) - 1)))


def updated(papers: Iterable[Paper]) -> str | None:
    """Return the last day on which one of the papers came onto the shelf."""
    newest = max((paper.added for paper in papers if paper.added), default=None)
    return newest.isoformat() if newest else None
