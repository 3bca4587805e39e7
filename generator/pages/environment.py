"""The Jinja2 environment of the templates: their output is Markdown.

Autoescaping is on, with Markdown's rules instead of HTML's: a value that is not `Markup` is text
and is shown as exactly its characters, in the templates of a shelf as in ours.
"""

from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    PackageLoader,
    StrictUndefined,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from generator import addresses, markdown_text, wording
from generator.catalog import Author
from generator.pages.links_from import LinksFrom
from generator.records.dates import MONTHS
from generator.records.models import Paper


def _first_sentence(value: str) -> Markup:
    return markdown_text.escape_with_math(wording.first_sentence(value))


def environment(loaders: Sequence[BaseLoader]) -> Environment:
    """Return an environment that looks for a template in each place, and last among ours."""
    made = _Environment(
        loader=ChoiceLoader([*loaders, PackageLoader("generator.pages")]),
        autoescape=True,
        finalize=_markdown,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "by_line": by_line,
        "counted": wording.counted,
        "date": wording.date_text,
        "day": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "fence": markdown_text.fence,
        "hanging": _hanging,
        "first_sentence": lambda value: markdown_text.escape_with_math(
            wording.first_sentence(value)
        ),
        "names": wording.names_text,
        "paragraphs": markdown_text.paragraphs,
        "short_date": wording.short_date_text,
    }
    made.globals |= {
        "address": markdown_text.destination,
        "addresses": addresses,
        "index": addresses.index,
        "linked": linked,
    }
    return made


class _Generator(CodeGenerator):
    """Leaves out the second escaping of a value that `_markdown` has made Markdown."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        del node, frame, finalize
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        del node, frame, finalize
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows as one dictionary, for each page copies it."""
        return {**self.globals, **(d or {})}


class _Compiled(BytecodeCache):
    """Keeps compiled templates for the next shelf of the same process; checks their sources."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from the cache if its source is the same."""
        if code := self._codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _markdown(value: object) -> Markup:
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return value if isinstance(value, Markup) else markdown_text.escape(str(value))


def by_line(paper: Paper) -> Markup:
    """Return who wrote a paper, where and when it came out; "" when nothing of that is known."""
    escape = markdown_text.escape
    parts: list[str] = []
    if paper.authors:
        parts.append(escape(wording.names_text([author.name for author in paper.authors])))
    if paper.venue:
        parts.append(f"*{escape(paper.venue)}*")
    if paper.date:
        parts.append(wording.short_date_text(paper.date))
    return Markup(" · ".join(parts))


def linked(people: Iterable[Author | tuple[Author, int]], to: LinksFrom) -> Markup:
    """Return names as links with commas between them, each with its number if it is not 1."""
    links = []
    for entry in people:
        person, number = entry if isinstance(entry, tuple) else (entry, 1)
        link = f"[{markdown_text.escape(person.name)}]({to.to(person)})"
        links.append(f"{link} ({number})" if number > 1 else link)
    return Markup(", ".join(links))


def _hanging(card: Markup, number: int) -> Markup:
    """Indent what follows a list's number by as much as the number is longer than one digit."""
    return Markup(card.replace("\n    ", "\n    " + " " * (len(str(number)) - 1)))
