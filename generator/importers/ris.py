"""RIS to records (https://en.wikipedia.org/wiki/RIS_(file_format))."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from rispy import RisParser
from rispy.config import TAG_KEY_MAPPING

from generator.importers.assembly import OWN, Entry, assembled
from generator.importers.bibtex_names import turned
from generator.importers.merge import Candidate
from generator.importers.parsed import Parsed, Reject
from generator.problems import Problem
from generator.records.document import showable
from generator.records.identifiers import fold

KINDS = {
    "JOUR": "article",
    "JFULL": "article",
    "EJOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "INPR": "article",
    "ABST": "article",
    "CPAPER": "inproceedings",
    "CONF": "inproceedings",
    "CHAP": "incollection",
    "ECHAP": "incollection",
    "ENCYC": "incollection",
    "DICT": "incollection",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "THES": "thesis",
    "RPRT": "report",
    "UNPB": "preprint",
    "MANSCPT": "preprint",
    "DATA": "dataset",
    "COMP": "software",
}
"""The type of a publication by the type of a reference; all others are "other"."""
OWN_TAG = "C8"
_START = re.compile(r"^TY {1,2}- ?", re.MULTILINE)
_END = re.compile(r"^ER {1,2}-.*$", re.MULTILINE)
_LINE = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?: |$)", re.MULTILINE)
_TEXTS = {
    "in": ("JF", "JO", "T2", "BT", "JA", "J1", "J2"),
    "series": ("T3",),
    "volume": ("VL",),
    "issue": ("IS", "M1"),
    "edition": ("ET",),
    "publisher": ("PB",),
    "place": ("CY", "PP"),
}
_ARXIV = re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?(?!\d)")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?\d[\d -]{7,13}[\dXx]")
_SAYS_NOTHING = frozenset({"ID", "ER"})


def parse(text: str, path: str) -> Parsed:
    """Return the references of a RIS text as records, and those that are not understood.

    `path` is the file's name in problems. What stands between references is passed over.
    """
    made = [_made(line, raw) for line, raw in _references(text)]
    candidates = [item for item in made if isinstance(item, Candidate)]
    rejects = [item for item in made if isinstance(item, Reject)]
    advice = "begin each reference with TY  - JOUR and end it with ER  -"
    problems = [] if made else [Problem(path=path, message="no references", advice=advice)]
    return Parsed(candidates=candidates, rejects=rejects, problems=problems)


def _references(text: str) -> Iterator[tuple[int, str]]:
    """Yield each reference and its line, whether or not it has an end."""
    places = [*(found.start() for found in _START.finditer(text)), len(text)]
    line, counted = 1, 0
    for start, end in pairwise(places):
        line, counted = line + text.count("\n", counted, start), start
        ending = _END.search(text, start, end)
        yield line, text[start : ending.end() if ending else end].rstrip()


def _made(line: int, raw: str) -> Candidate | Reject:
    if not _END.search(raw):
        advice = "end it with the line ER  -"
        return Reject(line=line, text=raw, reason="the reference has no end", advice=advice)
    return assembled(entry_of(tags_of(raw), line, raw))


def tags_of(raw: str) -> dict[str, list[str]]:
    """Return the values of a reference by their tags; one on several lines has one space."""
    lines: list[str] = []
    for line in showable(raw, lambda _: None).split("\n"):
        if _LINE.match(line) or not lines:
            lines.append(_LINE.sub(r"\1  - ", line))
        elif line.strip():
            lines[-1] += f" {line.strip()}"
    names = {tag: tag for tag in {*TAG_KEY_MAPPING, *(line[:2] for line in lines)}}
    parser = RisParser(
        mapping=names, list_tags=[], delimiter_tags_mapping={}, enforce_list_tags=False
    )
    references: list[dict[str, object]] = parser.parse("\n".join(lines) + "\n")
    found = references[0] if references else {}
    return {
        tag: [str(value) for value in (values if isinstance(values, list) else [values])]
        for tag, values in found.items()
    }


def entry_of(tags: Mapping[str, list[str]], line: int, raw: str) -> Entry:
    """Return what a reference says; `line` and `raw` are where and how it stands in its file."""
    return _Reference(tags, line, raw).entry()


def _date(said: str) -> str:
    found = _DATE.match(said)
    return "-".join(f"{int(number):02}" for number in found.groups() if number) if found else ""


class _Reference:
    """Takes tags off a reference, one after another; what nobody took is left."""

    def __init__(self, tags: Mapping[str, list[str]], line: int, raw: str) -> None:
        self._rest = {tag: [v for v in values if v] for tag, values in tags.items()}
        self._line = line
        self._raw = raw

    def entry(self) -> Entry:
        own = self._own()
        identifiers = self._identifiers()
        publication = self._publication()
        title = self._take("TI", "T1", "CT")
        if not title and publication["type"] == "book":
            title = self._take("BT")
        return Entry(
            line=self._line,
            text=self._raw,
            facts={
                "title": title,
                "date": self._date(),
                "abstract": self._take("AB", "N2"),
                **identifiers,
            },
            authors=self._names("AU", "A1"),
            publication=publication,
            links={"pdf": pdf} if (pdf := self._pdf()) else {},
            addresses=self._all("UR"),
            keywords=self._all("KW"),
            own=own,
            left={t: "\n".join(v) for t, v in self._rest.items() if v and t not in _SAYS_NOTHING},
        )

    def _all(self, *tags: str) -> list[str]:
        return [value for tag in tags for value in self._rest.pop(tag, [])]

    def _take(self, *tags: str) -> str:
        """Return the first value of the first of the tags that there is."""
        tag = next((tag for tag in tags if self._rest.get(tag)), "")
        return " ".join(self._rest[tag].pop(0).split()) if tag else ""

    def _names(self, *tags: str) -> list[str]:
        return [name for said in self._all(*tags) if (name := turned(said))]

    def _publication(self) -> dict[str, object]:
        kind = KINDS.get(self._take("TY"), "other")
        if kind == "thesis" and "master" in fold(" ".join(self._rest.get("M3", []))):
            kind = "mastersthesis"
        if kind in ("thesis", "mastersthesis"):
            self._take("M3")
        known: dict[str, object] = {"type": kind}
        known |= {key: self._take(*tags) for key, tags in _TEXTS.items()}
        first, last = self._take("SP"), self._take("EP")
        known["pages"] = f"{first}–{last}" if last and "-" not in first else first
        known["editors"] = self._names("ED", "A2")
        return known | self._numbers()

    def _numbers(self) -> dict[str, str]:
        """Return the ISSN and the ISBN, which RIS has in one tag."""
        found = {}
        for said in self._all("SN"):
            for key, form in (("issn", _ISSN), ("isbn", _ISBN)):
                if key not in found and (match := form.search(said)):
                    found[key] = match[0]
                    break
            else:
                self._rest.setdefault("SN", []).append(said)
        return found

    def _date(self) -> str:
        """Return the date of DA ("2018/06/20/") or Y1, or the year: what says the most."""
        known = {tag: next(iter(self._rest.get(tag, [])), "") for tag in ("DA", "Y1", "PY")}
        dates = {tag: _date(said) for tag, said in known.items()}
        best = max(dates.values(), key=len)
        for tag, date in dates.items():
            if date and best.startswith(date):
                self._rest[tag].pop(0)
        return best

    def _identifiers(self) -> dict[str, str]:
        arxiv = ""
        for tag in ("AN", "M1", "C7", "N1"):
            match = _ARXIV.match(next(iter(self._rest.get(tag, [])), ""))
            if match and not arxiv:
                arxiv = match[1]
                self._take(tag)
        return {"doi": self._take("DO"), "arxiv": arxiv, "pmid": self._pmid()}

    def _pmid(self) -> str:
        if fold(" ".join(self._rest.get("DB", []))) in ("pubmed", "medline"):
            return self._take("AN")
        return ""

    def _pdf(self) -> str:
        said = next(iter(self._rest.get("L1", [])), "")
        return self._take("L1") if said.startswith(("http://", "https://")) else ""

    def _own(self) -> Mapping[str, object] | None:
        mark = f"{OWN}: "
        for said in self._rest.get(OWN_TAG, []):
            if said.startswith(mark):
                try:
                    own = json.loads(said.removeprefix(mark))
                except (ValueError, RecursionError):
                    return None
                self._rest[OWN_TAG].remove(said)
                return own if isinstance(own, dict) else None
        return None
