"""Text as pages show it: dates, names and first sentences, plain and not yet escaped."""

import re
from collections.abc import Sequence

from generator.records.dates import MONTHS, PartialDate

SHOWN_AUTHORS = 3
SNIPPET_LENGTH = 240
DESCRIPTION_LENGTH = 155

_SENTENCE_END = re.compile(r"[.!?](?<!e\.g\.)(?<!i\.e\.)(?<! al\.)(?<! vs\.)\s(?=[A-Z])")


def names_text(names: Sequence[str], limit: int = SHOWN_AUTHORS) -> str:
    """Return "A, B, C", or "A, B, C et al." when there are more than `limit` names."""
    if len(names) <= limit:
        return ", ".join(names)
    return ", ".join(names[:limit]) + " et al."


def date_text(date: PartialDate) -> str:
    """Return a date in words: "20 June 2018", "June 2018" or "2018"."""
    month = MONTHS[date.month - 1] if date.month else ""
    parts = (str(date.day or ""), month, str(date.year))
    return " ".join(part for part in parts if part)


def short_date_text(date: PartialDate) -> str:
    """Return a date's month and year: "Jun 2018" or "2018"."""
    return f"{MONTHS[date.month - 1][:3]} {date.year}" if date.month else str(date.year)


def first_sentence(text: str, limit: int = SNIPPET_LENGTH) -> str:
    """Return the first sentence of `text`, cut after a word when longer than `limit`."""
    line = _beginning(text, limit)
    end = _SENTENCE_END.search(line, 0, limit + 3)
    return _cut(line[: end.start() + 1] if end else line, limit)


def shortened(text: str, limit: int = DESCRIPTION_LENGTH) -> str:
    """Return `text` on one line, cut after a word with "…" when longer than `limit`."""
    return _cut(_beginning(text, limit), limit)


def _beginning(text: str, limit: int) -> str:
    """Return `text` on one line, or as much of its beginning as is more than `limit`."""
    line = " ".join(text[: 2 * limit].split())
    return line if len(line) > limit + 2 else " ".join(text.split())


def _cut(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    head, _, _ = line[:limit].rpartition(" ")
    return (head or line[: limit - 1]).rstrip(" ,;:.–—-") + "…"


def counted(number: int, noun: str) -> str:
    """Return "1 paper" or "5 papers"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
