"""The imprint: where a paper stands in print, as a page says it, plain and not yet escaped."""

from collections.abc import Iterator

from generator.records.models import Publication
from generator.wording import date_text

_WORKS = {
    "book": "Book",
    "thesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "report": "Report",
    "dataset": "Data set",
    "software": "Software",
}
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}


def imprint(known: Publication, venue: str | None) -> str:
    """Return "Journal of Lamps, vol. 12, no. 3, pp. 1–12 · Lamp Press"; "" when there is nothing.

    `venue` is where the paper appeared as its page says it already.
    """
    groups = (_work(known, venue), _printed(known), _numbers(known))
    return " · ".join(text for group in groups if (text := ", ".join(group)))


def _work(known: Publication, venue: str | None) -> Iterator[str]:
    if known.type in _WORKS:
        yield _WORKS[known.type]
    if known.within and known.within != venue:
        yield known.within
    if known.series:
        yield known.series
    if known.edition:
        yield _edition(known.edition)
    if known.volume:
        yield f"vol. {known.volume}"
    if known.issue:
        yield f"no. {known.issue}"
    if known.pages:
        yield _pages(known.pages)


def _edition(edition: str) -> str:
    if not edition.isdecimal():
        return f"{edition} edition"
    ending = "th" if edition[-2:-1] == "1" else _ORDINALS.get(edition[-1], "th")
    return f"{edition}{ending} edition"


def _pages(pages: str) -> str:
    """Return pages with what they are; a single long number is that of an article."""
    if any(sign in pages for sign in "–-,+"):
        return f"pp. {pages}"
    return f"p. {pages}" if len(pages) <= 4 and pages.isdecimal() else f"article {pages}"


def _printed(known: Publication) -> Iterator[str]:
    if known.publisher:
        yield known.publisher
    if known.place:
        yield known.place
    if known.date:
        yield date_text(known.date)


def _numbers(known: Publication) -> Iterator[str]:
    if known.editors:
        yield "edited by " + ", ".join(known.editors)
    if known.isbn:
        yield f"ISBN {known.isbn}"
    if known.issn:
        yield f"ISSN {known.issn}"
