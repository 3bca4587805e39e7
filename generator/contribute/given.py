"""Given: facts of a paper as a person types them into a form, in record form."""

import re
from collections.abc import Mapping

from generator.contribute.addition import Record
from generator.importers.weblinks import kind_of
from generator.lookup.identifiers import identify
from generator.problems import quoted
from generator.records.dates import parse
from generator.records.forms import folded
from generator.records.schemes import BadValueError, web_address

FIELDS = ("title", "authors", "abstract", "date", "venue", "tags", "link", "note")
"""The fields of the form that say something of the paper.

authors: one a line, or separated by semicolons or " and "; tags: ids or names of tags.yml, one a
line or separated by commas; link: an identifier or an address; note: Markdown.
"""

_LISTS = re.compile(r"[,;\n]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


def record_given(fields: Mapping[str, str]) -> tuple[Record, tuple[str, ...]]:
    """Return what some of `FIELDS` say, as a record without empty keys, and what is unclear.

    An identifier in `link` becomes the key of its kind, another address a link. The sentences are
    plain text on one line each.
    """
    said = {key: fields[key].replace("\r", "").strip() for key in FIELDS if key in fields}
    date, unclear_date = _date(said.get("date", ""))
    link, unclear_link = _link(said.get("link", ""))
    record = {
        "title": folded(said.get("title", "")),
        "authors": authors_in(said.get("authors", "")),
        "date": date,
        "venue": folded(said.get("venue", "")),
        "tags": list(filter(None, map(folded, _LISTS.split(said.get("tags", ""))))),
        **link,
        "abstract": said.get("abstract", ""),
        "notes": said.get("note", ""),
    }
    known = {key: value for key, value in record.items() if value}
    return known, tuple(filter(None, (unclear_date, unclear_link)))


def authors_in(text: str) -> list[str]:
    """Return the names in a text: one a line, or separated by semicolons, "and" or commas.

    A comma separates only full names, for "Gu, Zhaopeng" is one.
    """
    lines = [_BULLET.sub("", line) for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        parts = re.split(r";|\s+(?:and|&)\s+", lines[0])
        lines = [name for part in parts for name in _between_commas(part)]
    return [name for line in lines if (name := folded(line).strip(" ,;"))]


def _between_commas(text: str) -> list[str]:
    names = text.split(",")
    return names if all(len(name.split()) > 1 or not name.strip() for name in names) else [text]


def _date(text: str) -> tuple[str, str]:
    try:
        return (str(parse(text)) if text else ""), ""
    except BadValueError as error:
        return "", f"the date {quoted(text)} is left out: {error}"


def _link(text: str) -> tuple[Record, str]:
    if not text:
        return {}, ""
    found = identify(text)
    if found and found.kind != "title":
        return {found.kind: found.value}, ""
    try:
        address = web_address(text)
    except BadValueError as error:
        return {}, f"the link {quoted(text)} is left out: {error}"
    pdf = address.partition("?")[0].lower().endswith(".pdf")
    kind = "pdf" if pdf else kind_of(address)
    if kind is None:
        return {}, f"the link {quoted(text)} is left out: it leads to no paper"
    return {"links": {kind: address}}, ""
