"""CSL-JSON to records (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.importers.assembly import OWN, Entry, assembled
from generator.importers.merge import Candidate
from generator.importers.parsed import REJECTED, Parsed, Reject
from generator.problems import Problem
from generator.records import schemes
from generator.records.document import showable
from generator.records.identifiers import fold
from generator.records.schemes import BadValueError

KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "article": "preprint",
    "manuscript": "preprint",
    "dataset": "dataset",
    "software": "software",
}
"""The type of a publication by the type of an item; all others are "other"."""
_TEXTS = {
    "in": ("container-title",),
    "series": ("collection-title",),
    "volume": ("volume",),
    "issue": ("issue", "number", "collection-number"),
    "pages": ("page", "number-of-article"),
    "edition": ("edition",),
    "publisher": ("publisher",),
    "place": ("publisher-place", "event-place"),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
}
_IDENTIFIERS = {"doi": "DOI", "pmid": "PMID"}
_OURS = frozenset({"id", "citation-key", "system_id", "type"})
"""What says nothing of the paper."""
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|jats:[\w-]+|span(?: [^<>]*)?)>", re.IGNORECASE)
_ARXIV = re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE)
_SPLIT = re.compile(r"[;,]")
_ADVICE = "write a list of items in CSL-JSON: [{…}, {…}]"
_FEED = re.compile(r"[\s,]*")


def parse(text: str, path: str) -> Parsed:
    """Return the items of a CSL-JSON text as records, and those that are not understood.

    `path` is the file's name in problems. A list that breaks off gives the items before the break.
    """
    candidates: list[Candidate] = []
    rejects: list[Reject] = []
    for item, line, raw in _items(text):
        if isinstance(item, Reject):
            made: Candidate | Reject = item
        elif isinstance(item, dict):
            made = assembled(entry_of(item, line, raw))
        else:
            made = Reject(line=line, text=raw, reason="not an item", advice=_ADVICE)
        if isinstance(made, Reject):
            rejects.append(made)
        else:
            candidates.append(made)
    problems = [Problem(path=path, message="no items", advice=_ADVICE)]
    empty = not candidates and not rejects
    return Parsed(candidates=candidates, rejects=rejects, problems=problems if empty else [])


def _items(text: str) -> Iterator[tuple[object, int, str]]:
    """Yield each item with its line and its text, and a reject for what is no JSON."""
    decoder = json.JSONDecoder()
    start = text.find("[")
    brace = text.find("{")
    if 0 <= brace < start or start < 0:
        yield from _wrapped(text)
        return
    at, line, counted = start + 1, 1, 0
    while (at := _after(text, at)) < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _broken(error, line, text[at:].rstrip()), line, ""
            return
        yield item, line, text[at:end]
        at = end


def _after(text: str, at: int) -> int:
    found = _FEED.match(text, at)
    return found.end() if found else at


def _broken(error: Exception, line: int, text: str) -> Reject:
    reason = f"not JSON ({getattr(error, 'msg', 'nested too deeply')})"
    return Reject(line=line, text=text, reason=reason, advice=_ADVICE)


def _wrapped(text: str) -> Iterator[tuple[object, int, str]]:
    """Yield the items of an object that holds a list of them, or the object as an item."""
    if not text.strip():
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield _broken(error, 1, text.strip()), 1, ""
        return
    known = value if isinstance(value, dict) else {}
    inner = next((item for item in known.values() if isinstance(item, list)), None)
    items = inner if inner is not None and not {"type", "title"} & known.keys() else [value]
    for item in items:
        yield item, 1, json.dumps(item, ensure_ascii=False)


def entry_of(item: Mapping[str, object], line: int, raw: str) -> Entry:
    """Return what an item says; `line` and `raw` are where and how it stands in its file."""
    return _Item(item, line, raw).entry()


class _Item:
    """Takes variables off an item, one after another; what nobody took is left."""

    def __init__(self, item: Mapping[str, object], line: int, raw: str) -> None:
        self._rest = dict(item)
        self._line = line
        self._raw = raw
        custom = self._rest.pop("custom", None)
        known = dict(custom) if isinstance(custom, dict) else {}
        own = known.pop(OWN, None)
        known.pop(REJECTED, None)
        self._own = own if isinstance(own, dict) else None
        if known:
            self._rest["custom"] = known

    def entry(self) -> Entry:
        arxiv = self._archived()
        publication = self._publication()
        facts = {
            "title": self._take("title"),
            "date": self._date(),
            "abstract": _paragraphs(self._text("abstract")),
            **{key: self._take(name) for key, name in _IDENTIFIERS.items()},
            "arxiv": arxiv,
        }
        address, keywords = self._take("URL"), self._take("keyword")
        return Entry(
            line=self._line,
            text=self._raw,
            facts=facts,
            authors=self._names("author"),
            publication=publication,
            addresses=[address] if address else [],
            keywords=[word for part in _SPLIT.split(keywords) if (word := part.strip())],
            left={k: v for k, v in self._rest.items() if k not in _OURS and v not in ("", [], {})},
            own=self._own,
        )

    def _text(self, name: str) -> str:
        value = self._rest.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return ""
        del self._rest[name]
        return showable(_MARKUP.sub("", str(value)), lambda _: None)

    def _take(self, *names: str) -> str:
        """Return the text of the first of the variables that there is, on one line."""
        name = next((name for name in names if self._rest.get(name)), "")
        return " ".join(self._text(name).split()) if name else ""

    def _publication(self) -> dict[str, object]:
        kind = KINDS.get(str(self._rest.get("type", "")), "other")
        genre = fold(str(self._rest.get("genre", "")))
        if kind == "thesis" and "master" in genre:
            kind = "mastersthesis"
        if kind in ("thesis", "mastersthesis", "preprint") and genre:
            self._rest.pop("genre")
        known: dict[str, object] = {"type": kind}
        known |= {key: self._take(*names) for key, names in _TEXTS.items()}
        known["editors"] = [str(name) for name in self._names("editor")]
        return known

    def _archived(self) -> str:
        """Return the arXiv id that stands in the variables of an archive, or ""."""
        for name in ("number", "archive_location", "archive-id", "note"):
            if found := _ARXIV.match(str(self._rest.get(name, ""))):
                del self._rest[name]
                for other in ("publisher", "archive", "source"):
                    if fold(str(self._rest.get(other, ""))) == "arxiv":
                        del self._rest[other]
                return found[1]
        return ""

    def _names(self, variable: str) -> list[object]:
        names = self._rest.get(variable)
        if not isinstance(names, list):
            return []
        found = [name for person in names if (name := _name(person))]
        if len(found) == len(names):
            del self._rest[variable]
        return found

    def _date(self) -> str:
        for variable in ("issued", "submitted", "original-date"):
            if date := _date(self._rest.get(variable)):
                del self._rest[variable]
                return date
        return ""


def _paragraphs(text: str) -> str:
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in parts if part)


def _name(person: object) -> object:
    """Return a name with its given names first, or "" for what is none."""
    if isinstance(person, str):
        return " ".join(person.split())
    if not isinstance(person, dict):
        return ""
    parts = {key: " ".join(str(v).split()) for key, v in person.items() if isinstance(v, str)}
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole = parts.get("literal") or " ".join(part for name in order if (part := parts.get(name)))
    orcid = _orcid(parts.get("ORCID", ""))
    return {"name": whole, "orcid": orcid} if whole and orcid else whole


def _orcid(text: str) -> str:
    try:
        return schemes.orcid(text.rpartition("/")[2])
    except BadValueError:
        return ""


def _date(value: object) -> str:
    """Return a date variable's first day, as much of it as there is: "2018-06"."""
    if isinstance(value, str):
        found = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)", value)
        return found[0] if found else ""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = _numbers(first)
    if not numbers:
        return _date(value.get("raw") or value.get("literal"))
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:3])])


def _numbers(parts: Sequence[object]) -> list[int]:
    numbers = []
    for part in parts:
        if not str(part).isdecimal():
            break
        numbers.append(int(str(part)))
    return numbers
