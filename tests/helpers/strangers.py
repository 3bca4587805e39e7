"""What of a Markdown text is alive on GitHub: elements, links, mentions, references."""

import re

from helpers.markdown import commonmark, tree

PLAIN = frozenset({"div", "p", "ul", "li", "a", "strong", "em", "code", "pre"})
TABLE = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
_LIVE = re.compile(
    r"(?<![\w`])@[\w-]+"  # GFM and GitHub: a mention
    r"|(?<![\w&])#\d+|\bGH-\d+"  # a reference to an issue
    r"|[a-z]://|\bwww\.\w"  # an address becomes a link by itself
)


def alive(text: str) -> list[str]:
    """Return what is alive in a text; not `#<number>` of our own, and not https links."""
    root = tree(commonmark(text))
    elements = [f"<{e.tag}>" for e in root.iter() if e.tag not in PLAIN | TABLE]
    links = [str(href) for href in root.xpath("//a/@href") if not href.startswith("http")]
    prose = " ".join(map(str, root.xpath("//text()[not(ancestor::code)]")))
    return [*elements, *links, *_LIVE.findall(prose)]
