"""Harmless Markdown: what another job worded is looked through before it is written in our name.

That job escapes what strangers wrote; this makes sure of it, for the job reads hostile text and may
have been taken over. Whether a text is code or not is CommonMark's to say, so a parser is asked.
"""

import re
from typing import Any

import pyromark

from generator.github import escape

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_HARMS = {
    "Html": "HTML",
    "InlineHtml": "HTML",
    "Image": "an image",
    "Link": "a link that may not be there",
}
_LIVE = re.compile(
    r"(?P<mention>@[A-Za-z0-9])"
    r"|(?P<reference>#[0-9]|\bGH-[0-9])"
    r"|(?P<address>://|\bwww\.|\b(?:mailto|xmpp):[A-Za-z0-9])",
    re.IGNORECASE,
)
_CALLED = {"mention": "a mention", "reference": "a reference", "address": "a bare address"}


def harm_in(markdown: str) -> str:
    """Return what in Markdown does more than to be read, as words; "" when nothing does.

    That are mentions, references to issues, images, HTML, and links to anything but web pages.
    """
    code = False
    for event in pyromark.events(markdown, options=_OPTIONS):
        kind, value = _kind(event)
        if kind == "CodeBlock":
            code = isinstance(event, dict) and "Start" in event
        elif kind == "Text" and not code:
            if live := _LIVE.search(str(value)):
                return _CALLED[str(live.lastgroup)]
        elif kind in _HARMS and not (kind == "Link" and _is_right(value)):
            return _HARMS[kind]
    return ""


def _kind(event: Any) -> tuple[str, object]:
    """Return what an event is of, and what it holds; of an end only code blocks matter."""
    name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
    if name == "Start":
        return next(iter(value.items())) if isinstance(value, dict) else (str(value), None)
    if name == "End":
        return ("CodeBlock" if "CodeBlock" in str(value) else "", None)
    return name, value


def _is_right(link: object) -> bool:
    address = str(link.get("dest_url")) if isinstance(link, dict) else ""
    is_web = address.startswith(("https://", "http://"))
    return is_web and escape.without_trace(address) == address
