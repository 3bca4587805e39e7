"""Python-Markdown extension: a document that says so is HTML already, and passes as it is.

Zensical makes every page from a Markdown file. Its first heading, which Python-Markdown finds in
Markdown only, stands in the line that says so.
"""

import json

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

FIRST_OF_ALL = 1000
LAST_OF_ALL = -1000

_START, _END = "<!-- papershelf ", " -->"


def document(html: str, anchor: str, heading: str) -> str:
    """Return HTML as a document that this extension knows; without an anchor, of no heading."""
    told = json.dumps([anchor, heading]).replace("--", "-\\u002d")
    return f"{_START}{told}{_END}\n{html}\n"


class HtmlExtension(Extension):
    """Passes HTML on, with its first heading as its table of contents."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register both ends; Zensical makes a new parser for each page."""
        taken = _Take(md)
        md.preprocessors.register(taken, "papershelf-html", FIRST_OF_ALL)
        md.postprocessors.register(_Give(md, taken), "papershelf-html", LAST_OF_ALL)


class _Take(Preprocessor):
    """Takes the HTML out before anything reads it as Markdown."""

    html: str | None = None
    anchor = heading = ""

    def run(self, lines: list[str]) -> list[str]:
        start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
        first = lines[start] if start < len(lines) else ""
        if not first.startswith(_START) or not first.endswith(_END):
            return lines
        self.anchor, self.heading = json.loads(first[len(_START) : -len(_END)])
        self.html = "\n".join(lines[start + 1 :]).strip()
        return []


class _Give(Postprocessor):
    """Gives the HTML back when all is done."""

    def __init__(self, md: Markdown, taken: _Take) -> None:
        super().__init__(md)
        self._taken = taken

    def run(self, text: str) -> str:
        taken = self._taken
        if taken.html is None:
            return text
        name = taken.heading
        token = {"level": 1, "id": taken.anchor, "name": name, "html": name, "data-toc-label": ""}
        tokens = [{**token, "children": []}] if taken.anchor else []
        setattr(self.md, "toc_tokens", tokens)  # noqa: B010 - the contents extension's own
        return taken.html


def makeExtension(**options: object) -> HtmlExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return HtmlExtension(**options)
