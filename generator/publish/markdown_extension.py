"""What Markdown means on our pages beyond Python-Markdown: math, and links that are safe."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.links_in_markdown import is_safe
from generator.tex_math import INLINE_MATH, mathml

MATH_PRIORITY = 186  # above backslash escapes (180), below code (190)
LINKS_PRIORITY = 0  # after everything that makes links


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
        element = mathml(match[1])
        if element is None or self.md is None:
            return None, None, None
        return self.md.htmlStash.store(element), match.start(0), match.end(0)


class _SafeLinks(Treeprocessor):
    def run(self, root: Element) -> None:
        """Remove addresses such as `javascript:` from links and images."""
        for element in root.iter():
            for name in ("href", "src"):
                if not is_safe(element.get(name, "")):
                    del element.attrib[name]


def makeExtension(**options: object) -> PapershelfExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return PapershelfExtension(**options)
