"""Rendering: Jinja2 templates that make Markdown, and escape everything that is not.

Autoescaping is on, with Markdown's rules instead of HTML's: a value that is not `Markup` is text
and is shown as exactly its characters, in the templates of a shelf as in ours.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator import addresses, links_in_markdown, markdown_text
from generator.catalog import Author, Catalog, Venue
from generator.pages import text
from generator.pages.faces import Faces
from generator.records.dates import MONTHS
from generator.records.models import Collection, Paper, Tag
from generator.relate import Link
from generator.settings import Settings

Thing = Paper | Tag | Author | Venue | Collection | int

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
    def environment(self) -> Environment:
        """The templates: the shelf's own in `<source>/templates`, then ours."""
        made = environment([FileSystemLoader(self.settings.source / "templates")])
        made.globals |= {"catalog": self.catalog, "shelf": self}
        return made

    def render(self, template: str, path: str, **values: object) -> str:
        """Return the Markdown that a template makes for the page at `path`."""
        made = self.environment.get_template(template).render(to=self._links_from(path), **values)
        return _BLANK_LINES.sub("\n\n", made).strip() + "\n"

    def _links_from(self, path: str) -> Callable[[Thing | str], Markup]:
        def to(target: Thing | str) -> Markup:
            whole = target if isinstance(target, str) else path_of(target)
            return Markup(addresses.relative(whole, path))

        return to

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
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "counted": text.counted,
        "date": text.date_text,
        "day": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "fence": markdown_text.fence,
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


def path_of(thing: Thing) -> str:
    """Return the path of a thing's page."""
    match thing:
        case Paper():
            return addresses.page("papers", thing.id)
        case Tag():
            return addresses.page("tags", thing.id)
        case Author():
            return addresses.page("authors", thing.slug)
        case Venue():
            return addresses.page("venues", thing.slug)
        case Collection():
            return addresses.page("collections", thing.id)
        case int():
            return addresses.page("years", f"{thing:04}")


def updated(papers: Sequence[Paper]) -> str | None:
    """Return the last day on which one of the papers came onto the shelf."""
    return max((paper.added.isoformat() for paper in papers if paper.added), default=None)
