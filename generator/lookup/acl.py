"""The ACL Anthology: the BibTeX entry of a paper (https://aclanthology.org/faq/)."""

import logging
import re
from urllib.parse import quote

from bibtexparser.entrypoint import parse_string

from generator.lookup.access import Access
from generator.lookup.facts import Author, Facts, cleaned, found_in
from generator.lookup.plain_text import from_latex
from generator.lookup.venues import short_venue
from generator.records.dates import MONTHS
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "ACL Anthology"
# What is wrong with an answer is said by an error; the parser would print it as well.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL + 1)
_TYPES = {"inproceedings": "inproceedings", "article": "article", "incollection": "incollection"}


def by_id(name: str, access: Access) -> Facts:
    """Return what the Anthology says of an id; WebError with status 404 when it has none."""
    return parse(access.get(f"{access.services.acl}/{quote(name)}.bib"), name)


def parse(answer: Answer, name: str) -> Facts:
    """Return the paper in a BibTeX file, that of the id `name`; WebError when it has none."""
    try:
        library = parse_string(answer.text)
        entry = library.entries[0]
    except Exception:  # the parser raises whatever broken BibTeX leads to
        raise WebError(answer.url, "the answer is not a BibTeX entry") from None
    fields = {field.key.lower(): _unquoted(str(field.value)) for field in entry.fields}
    return found_in(answer, _facts(fields, entry.entry_type.lower(), name))


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] + value[-1:] in {'""', "{}"} else value


def _facts(fields: dict[str, str], kind: str, name: str) -> Facts | None:
    title = from_latex(fields.get("title", ""))
    if not title:
        return None
    container = from_latex(fields.get("booktitle") or fields.get("journal", ""))
    year = fields.get("year", "")
    venue = short_venue(container, int(year) if re.fullmatch(r"[0-9]{4}", year) else None)
    return cleaned(
        Facts(
            source=NAME,
            url=f"https://aclanthology.org/{name}",
            title=title,
            authors=tuple(_authors(fields.get("author", ""))),
            date=_date(year, fields.get("month", "")),
            venue=venue,
            doi=fields.get("doi", ""),
            acl=name,
            abstract=from_latex(fields.get("abstract", "")),
            publication={
                "type": _TYPES.get(kind, "other"),
                "in": "" if container.casefold() == venue.casefold() else container,
                "volume": fields.get("volume", ""),
                "pages": fields.get("pages", ""),
                "date": _date(year, fields.get("month", "")),
                "publisher": from_latex(fields.get("publisher", "")),
                "place": from_latex(fields.get("address", "")),
            },
        )
    )


def _authors(text: str) -> list[Author]:
    names = re.split(r"\s+and\s+", text.strip())
    return [Author(_given_first(from_latex(name))) for name in names if name]


def _given_first(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def _date(year: str, month: str) -> str:
    """Return a year with its month, which BibTeX has as "may" or "May"."""
    months = [name[:3].lower() for name in MONTHS]
    name = month.strip(" {}\"'").lower()[:3]
    return f"{year}-{months.index(name) + 1:02}" if name in months else year
