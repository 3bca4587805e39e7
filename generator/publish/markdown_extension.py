"""What Markdown means on our pages beyond Python-Markdown: math, and links that are safe."""

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from generator.links_in_markdown import is_safe
from generator.tex_math import INLINE_MATH, is_prose, math_html

MATH_PRIORITY = 186  # above backslash escapes (180), below code (190)
LINKS_PRIORITY = -1  # after everything that makes links, and MkDocs, which resolves them (0)

_ALTTEXT = re.compile(r'^<span class="ps-math">.*?<math [^>]*alttext="([^"]*)"')


class PapershelfExtension(Extension):
    """Turns `$…$` into MathML and takes the address from links that lead to no page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the parts; `\\$` is a dollar."""
        md.ESCAPED_CHARS.append("$")
        md.inlinePatterns.register(_Math(INLINE_MATH.pattern, md), "papershelf-math", MATH_PRIORITY)
        md.treeprocessors.register(_SafeLinks(md), "papershelf-links", LINKS_PRIORITY)


class _Math(InlineProcessor):
    """Leaves TeX that cannot become MathML as it is."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, match: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        del data
        element = None if is_prose(match[1]) else math_html(match[1])
        if element is None or self.md is None:
            return None, None, None
        return self.md.htmlStash.store(element), match.start(0), match.end(0)


class _SafeLinks(Treeprocessor):
    def run(self, root: Element) -> None:
        """Keep elements out of attributes, and addresses such as `javascript:` out of links."""
        for element in root.iter():
            for name, value in element.items():
                element.set(name, HTML_PLACEHOLDER_RE.sub(self._tex, value))
            for name in ("href", "src"):
                if not is_safe(element.get(name, "")):
                    del element.attrib[name]

    def _tex(self, placeholder: re.Match[str]) -> str:
        """Return the TeX of a formula that stands where only text can."""
        stash = self.md.htmlStash.rawHtmlBlocks
        position = int(placeholder[1])
        block = stash[position] if position < len(stash) else ""
        math = _ALTTEXT.match(block) if isinstance(block, str) else None
        return f"${unescape(math[1])}$" if math else ""


def makeExtension(**options: object) -> PapershelfExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return PapershelfExtension(**options)
