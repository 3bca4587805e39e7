"""Web addresses in Markdown that people wrote, with the place of each."""

import re
from collections.abc import Iterator

from generator.links_in_markdown import without_code
from generator.records.schemes import BadValueError, web_address

_LINK = re.compile(
    r"\]\(\s*(?:<(?P<angled>[^<>\n]+)>|(?P<plain>(?:[^\s()<]|\([^\s()]*\))+))"  # [text](address)
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?(?P<defined>[^\s<>]+)"  # [name]: address
    r"|<(?P<auto>https?://[^\s<>]+)>"
    r"|\b(?:href|src)=(?P<quote>[\"'])(?P<html>https?://[^\"'\s]+)(?P=quote)",
    re.MULTILINE | re.IGNORECASE,
)
_GROUPS = ("angled", "plain", "defined", "auto", "html")


def addresses(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each web address that Markdown links to, with its line and column, from 1.

    Links, images, definitions, `<https://…>` and HTML's `href` and `src` count (CommonMark, 6.3 to
    6.5, 4.7); code does not, nor do links within the site.
    """
    for match in _LINK.finditer(without_code(text)):
        group = next(name for name in _GROUPS if match[name])
        try:
            address = web_address(match[group])
        except BadValueError:
            continue
        start = match.start(group)
        yield address, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
