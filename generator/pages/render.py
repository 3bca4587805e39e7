"""Rendering: what pages are made from, and the templates that make their Markdown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment, FileSystemLoader, Template
from jinja2.runtime import Macro
from markupsafe import Markup

from generator import addresses, links_in_markdown, markdown_text
from generator.catalog import Author, Catalog
from generator.pages.environment import environment
from generator.pages.faces import Faces
from generator.pages.links_from import LinksFrom, LinksFromAnywhere, path_of
from generator.pages.weights import CardWeights
from generator.records.models import Paper
from generator.relate import Link, Neighbours
from generator.settings import Settings

REMEMBERED = 40_000
"""So many cards are kept, of about 500 bytes each."""
REMEMBERED_MACROS = 8


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
    neighbours: Neighbours | None = None
    """Who is close to whom, for the map; no page needs it."""

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
        made.globals["listed"] = self._listed
        return made

    @cached_property
    def _from_anywhere(self) -> LinksFromAnywhere:
        return LinksFromAnywhere(least=self.settings.options.author_page_min_papers)

    @cached_property
    def _sort_keys(self) -> dict[str, tuple[str, str]]:
        return {}

    @cached_property
    def _templates(self) -> dict[str, Template]:
        return {}

    @cached_property
    def _cards(self) -> dict[Macro, dict[str, str]]:
        return {}

    def with_links(self, links: Mapping[str, Sequence[Link]]) -> "Shelf":
        """Return the same shelf with related papers; what was worked out of the rest stays."""
        shelf = replace(self, links=links)
        shelf.__dict__.update({name: made for name, made in vars(self).items() if name != "links"})
        return shelf

    def render(self, template: str, path: str, **values: object) -> str:
        """Return the Markdown that a template makes for the page at `path`."""
        found = self._templates.get(template)
        if found is None:
            found = self._templates[template] = self.environment.get_template(template)
        made = found.render(to=self.links_from(path), **values)
        while "\n\n\n" in made:
            made = made.replace("\n\n\n", "\n\n")
        return made.strip() + "\n"

    def links_from(self, path: str) -> LinksFrom:
        """Return what gives the links from the page at `path`."""
        settings = self.settings
        return LinksFrom(
            path,
            least=settings.options.author_page_min_papers,
            directories=settings.directory_urls,
        )

    def _remembered(self, macro: Macro, paper: Paper, to: LinksFrom) -> Markup:
        """Return `macro(paper, to)`, which is made once for all pages."""
        return to.placed(self._made_once(macro, paper))

    def _listed(self, macro: Macro, papers: Iterable[Paper], to: LinksFrom) -> Markup:
        """Return `macro(paper, to)` of several papers, a line between them."""
        return to.placed("".join([self._made_once(macro, paper) + "\n" for paper in papers]))

    def _made_once(self, macro: Macro, paper: Paper) -> str:
        known = self._cards.get(macro)
        if known is None:
            if len(self._cards) == REMEMBERED_MACROS:
                self._cards.clear()  # a template makes them anew: one imported with its context
            known = self._cards[macro] = {}
        made = known.get(paper.id)
        if made is None:
            if len(known) >= REMEMBERED:
                del known[next(iter(known))]
            made = known[paper.id] = str(macro(paper, self._from_anywhere))
        return made

    def sort_key(self, author: Author) -> tuple[str, str]:
        """Return what sorts an author by family name."""
        key = self._sort_keys.get(author.slug)
        if key is None:
            key = self._sort_keys[author.slug] = author.sort_key
        return key

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


def updated(papers: Iterable[Paper]) -> str | None:
    """Return the last day on which one of the papers came onto the shelf."""
    newest = max((paper.added for paper in papers if paper.added), default=None)
    return newest.isoformat() if newest else None
