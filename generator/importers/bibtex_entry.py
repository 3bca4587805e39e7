"""A BibTeX entry in the words of a record: what each field means, and how it is written."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache

from generator.importers.assembly import OWN, Entry
from generator.importers.bibtex_blocks import MONTHS, Block
from generator.importers.bibtex_names import names
from generator.importers.latex import plain

KINDS = {
    "article": "article",
    "inproceedings": "inproceedings",
    "conference": "inproceedings",
    "paper": "inproceedings",
    "incollection": "incollection",
    "inbook": "incollection",
    "inreference": "incollection",
    "book": "book",
    "booklet": "book",
    "collection": "book",
    "proceedings": "book",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "mastersthesis": "mastersthesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "unpublished": "preprint",
    "dataset": "dataset",
    "software": "software",
}
"""The type of a publication by the type of an entry; all others are "other"."""
_OWN_FIELD = f"x-{OWN}"
_TEXTS = {
    "series": ("series",),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages", "eid", "articleno"),
    "edition": ("edition",),
    "publisher": ("publisher", "school", "institution", "organization"),
    "place": ("address", "location", "venue"),
    "isbn": ("isbn",),
    "issn": ("issn",),
}
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle")
_IDENTIFIERS = {
    "doi": ("doi",),
    "pmid": ("pmid", "pubmed"),
    "arxiv": ("arxiv", "arxivid"),
    "openreview": ("openreview",),
    "acl": ("acl",),
}
_ADDRESSES = ("url", "ee", "pdf", "link")
_VERBATIM = re.compile(r"\\url\s*\{|\\([_%&#~$])|\{?\\textasciitilde\s*(?:\{\})?\}?|[{}]")
_YEAR = re.compile(r"(?<!\d)1[4-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_ISO = re.compile(r"\s*(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T/~?].*)?\s*", re.DOTALL)
_SPLIT = re.compile(r"[;,\n]")
_MASTER = re.compile(r"master|diplom|m\.?sc", re.IGNORECASE)
_DOCTOR = re.compile(r"ph\.?\s?d|doctor|dissertation", re.IGNORECASE)
_HAS_ADDRESS = re.compile(r"https?://[^\s{}]+")


def entry_of(block: Block) -> Entry:
    """Return what an entry says; fields that no record has a place for are left."""
    return _Fields(block).entry()


@lru_cache(maxsize=1 << 12)
def text_of(latex: str) -> str:
    """Return a field's text on one line."""
    return " ".join(plain(latex).split())


def verbatim(latex: str) -> str:
    """Return an address or identifier without what LaTeX needs."""
    return _VERBATIM.sub(_unescaped, latex).strip()


def _unescaped(found: re.Match[str]) -> str:
    return "~" if "tilde" in found[0] else found[1] or ""


class _Fields:
    """Takes fields off an entry, one after another; what nobody took is left."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._rest = dict(block.fields)

    def entry(self) -> Entry:
        block = self._block
        authors = self._names("author")
        publication = self._publication()
        facts = {
            "title": self._title(),
            "date": self._date(),
            "abstract": self._abstract(),
            **self._identifiers(),
        }
        return Entry(
            line=block.line,
            column=block.column,
            text=block.text,
            facts=facts,
            authors=authors,
            publication=publication,
            addresses=self._addresses(),
            keywords=self._keywords(),
            own=self._own(),
            left={name: text for name, text in self._rest.items() if text.strip()},
        )

    def _take(self, *fields: str) -> str:
        """Return the text of the first of the fields that there is."""
        name = next((name for name in fields if self._rest.get(name, "").strip()), "")
        return text_of(self._rest.pop(name)) if name else ""

    def _title(self) -> str:
        title, subtitle = self._take("title"), self._take("subtitle")
        return f"{title}: {subtitle}" if subtitle else title

    def _names(self, field: str) -> list[str]:
        found, others = names(self._rest.pop(field, ""))
        if others:
            self._rest[f"{field} (not all)"] = "others"
        return found

    def _publication(self) -> dict[str, object]:
        known: dict[str, object] = {"type": self._type(), "in": self._container()}
        known |= {key: self._take(*fields) for key, fields in _TEXTS.items()}
        known["editors"] = self._names("editor")
        if isinstance(isbn := known["isbn"], str):
            known["isbn"] = isbn.partition(",")[0].strip()
        return known

    def _type(self) -> str:
        kind = KINDS.get(self._block.kind, "other")
        said = self._rest.get("type", "")
        if kind == "thesis" and _MASTER.search(said):
            kind = "mastersthesis"
        if kind in ("thesis", "mastersthesis") and (_MASTER.search(said) or _DOCTOR.search(said)):
            del self._rest["type"]
        return "preprint" if kind == "other" and self._is_arxiv() else kind

    def _is_arxiv(self) -> bool:
        fields = ("eprinttype", "archiveprefix", "publisher", "howpublished", "arxivid")
        said = " ".join(self._rest.get(name, "") for name in fields)
        return "arxiv" in said.lower() or "arxivid" in self._rest

    def _container(self) -> str:
        name = self._take(*_CONTAINERS)
        if sub := self._take("booksubtitle", "journalsubtitle"):
            name = f"{name}: {sub}"
        said = self._rest.get("howpublished", "")
        if not name and said and not _HAS_ADDRESS.search(said):
            name = self._take("howpublished")
        return name

    def _date(self) -> str:
        if iso := _ISO.fullmatch(self._rest.get("date", "")):
            del self._rest["date"]
            for name in ("year", "month", "day"):
                self._rest.pop(name, None)
            return iso[1]
        year = _YEAR.search(self._rest.get("year", ""))
        if year is None:
            return ""
        if self._rest["year"].strip(" {}") == year[0]:
            del self._rest["year"]
        month, day = _month_and_day(self._rest.get("month", ""), self._rest.get("day", ""))
        if month:
            del self._rest["month"]
            self._rest.pop("day", None)
        return "-".join(part for part in (year[0], month, day) if part)

    def _identifiers(self) -> dict[str, str]:
        known = {}
        for key, fields in _IDENTIFIERS.items():
            name = next((name for name in fields if self._rest.get(name, "").strip()), "")
            known[key] = verbatim(self._rest.pop(name)) if name else ""
        kind = (
            self._rest.get("eprinttype", self._rest.get("archiveprefix", "arxiv")).strip().lower()
        )
        key = {"arxiv": "arxiv", "pubmed": "pmid"}.get(kind, "")
        if key and "eprint" in self._rest:
            known[key] = known[key] or verbatim(self._rest.pop("eprint"))
            self._rest.pop("eprinttype", None)
            self._rest.pop("archiveprefix", None)
        return known

    def _addresses(self) -> list[str]:
        found = [verbatim(self._rest.pop(name)) for name in _ADDRESSES if name in self._rest]
        said = _HAS_ADDRESS.search(verbatim(self._rest.get("howpublished", "")))
        if said:
            found.append(said[0].rstrip(".,;"))
            del self._rest["howpublished"]
        return list(dict.fromkeys(address for part in found for address in part.split()))

    def _abstract(self) -> str:
        latex = self._rest.pop("abstract", "")
        parts = re.split(r"\n[ \t]*\n", plain(latex))
        return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())

    def _keywords(self) -> list[str]:
        said = [self._rest.pop(name, "") for name in ("keywords", "keyword")]
        parts = (text_of(part) for text in said for part in _SPLIT.split(text))
        return list(dict.fromkeys(part for part in parts if part))

    def _own(self) -> Mapping[str, object] | None:
        try:
            own = json.loads(self._rest.get(_OWN_FIELD, ""))
        except (ValueError, RecursionError):
            return None
        if not isinstance(own, dict):
            return None
        del self._rest[_OWN_FIELD]
        return own


def _month_and_day(month: str, day: str) -> tuple[str, str]:
    """Return a month and a day as two digits each: of "jun", "June", "6", "jun 20" or "20 June"."""
    said = text_of(month).lower()
    number = next((n for n, name in enumerate(MONTHS, 1) if re.search(rf"\b{name}", said)), 0)
    digits = re.findall(r"\d+", said)
    if not number and digits and 1 <= int(digits[0]) <= 12:
        number, digits = int(digits[0]), digits[1:]
    digits = digits or re.findall(r"\d+", day)
    days = f"{int(digits[0]):02}" if len(digits) == 1 and 1 <= int(digits[0]) <= 31 else ""
    return (f"{number:02}", days) if number else ("", "")
