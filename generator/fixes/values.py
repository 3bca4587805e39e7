"""Values as they were meant: identifiers out of addresses, dates, text without stray space.

Each function takes a value as it is written and returns what was meant, or None when that is what
stands there already, or cannot be told.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote

from generator.importers.days import page_day
from generator.lookup.identifiers import Kind, identify
from generator.records.dates import MONTHS, parse
from generator.records.schemes import DOI, BadValueError
from generator.records.schemes import orcid as checked_orcid

_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(.+)", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"doi:\s*(.+)", re.IGNORECASE)
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?:\s*id)?:\s*)?"
    r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?",
    re.IGNORECASE,
)
_SECURE = re.compile(
    r"http://((?:[a-z0-9-]+\.)*"
    r"(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|orcid\.org|github\.com)(?:/.*)?)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_EIGHT_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_WITH_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:[0-9]{2}[0-9:.]*(?:Z|[+-][0-9:]+)?"
)
_MONTH = re.compile(
    rf"({'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in MONTHS)})\.?,?\s+([0-9]{{4}})", re.I
)
_LONG_ARXIV = re.compile(r"(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}")
_SHORT_ARXIV = re.compile(r"(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}")


def folded(text: str) -> str | None:
    """Return text without white space around it, and one space for each run of it inside."""
    return _other(" ".join(text.split()), text)


def identifier(kind: Kind) -> Callable[[str], str | None]:
    """Return the fix that takes an identifier of a kind out of its address, prefix or version."""

    def bare(text: str) -> str | None:
        found = identify(text)
        return _other(found.value, text) if found and found.kind == kind else None

    return bare


def doi(text: str) -> str | None:
    """Return the DOI of an address or behind a prefix."""
    if address := _DOI_ADDRESS.fullmatch(text):
        found = unquote(address[1])
    elif prefixed := _DOI_PREFIX.fullmatch(text):
        found = prefixed[1]
    else:
        return None
    return found if DOI.fullmatch(found) else None


def orcid(text: str) -> str | None:
    """Return an ORCID iD with hyphens, without its address; its check digit must be right."""
    parts = _ORCID.fullmatch(text)
    try:
        return _other(checked_orcid("-".join(parts.groups()).upper()), text) if parts else None
    except BadValueError:
        return None


def secure(text: str) -> str | None:
    """Return the https address where a host answers to nothing else."""
    parts = _SECURE.fullmatch(text)
    return f"https://{parts[1]}" if parts else None


def date(text: str) -> str | None:
    """Return a date that can be read in one way only: the year first, or the month as a word."""
    form = _date(text)
    try:
        return _other(str(parse(form)), text) if form else None
    except BadValueError:
        return None


def whole_day(text: str) -> str | None:
    """Return a date as `date` does, where it says the day."""
    day = date(text)
    return day if day and len(day) == len("2018-06-20") else None


def _date(text: str) -> str:
    if parts := _NUMBERS.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text):
        return "-".join(part.zfill(2) for part in parts.groups() if part)
    if timed := _WITH_TIME.fullmatch(text):
        return timed[1]
    if month := _MONTH.fullmatch(text):
        number = [name[:3].lower() for name in MONTHS].index(month[1][:3].lower()) + 1
        return f"{month[2]}-{number:02}"
    day = page_day(text)
    return f"{day.year:04}-{day.month:02}-{day.day:02}" if day and day.year else ""


def digits_of_arxiv(text: str) -> str | None:
    """Return the number that YAML saw in an arXiv id, where no digit can be missing.

    Since 2015 an id has five digits after the point, before that four
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    return text if _LONG_ARXIV.fullmatch(text) or _SHORT_ARXIV.fullmatch(text) else None


def _other(new: str, old: str) -> str | None:
    return new if new != old else None
