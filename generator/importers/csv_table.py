"""Tables (CSV, RFC 4180) to records: which column holds what is told, or guessed by its name."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.importers.assembly import OWN, Entry, assembled
from generator.importers.bibtex_names import turned
from generator.importers.csv_columns import KINDS, Columns, columns_of
from generator.importers.merge import Candidate
from generator.importers.parsed import REJECTED, Parsed, Reject
from generator.problems import Problem, quoted
from generator.records.document import showable
from generator.records.forms import LinksRecord

_DELIMITERS = ",;\t|"
_LIST = re.compile(r"\s*[;\n|]\s*")
_AND = re.compile(r",?\s+(?:and|&)\s+", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_LIMIT = 1 << 24
"""The most characters of a cell: abstracts are longer than what the csv module takes."""
_TEXTS = ("title", "venue", "doi", "arxiv", "openreview", "acl", "pmid", "tldr", "added")
_PRINTED = ("in", "series", "volume", "issue", "edition", "publisher", "place", "isbn", "issn")


def parse(text: str, path: str, chosen: Mapping[str, str] | None = None) -> Parsed:
    """Return the rows of a table as records, and those that are not understood.

    `path` is the file's name in problems. `chosen` are names of columns by the record's keys; the
    others are guessed. The first row names the columns; the delimiter is that of this row.
    """
    rows = _rows(showable(text, lambda _: None))
    header = next(rows, None)
    if header is None or not any(header.cells):
        return Parsed(problems=[Problem(path=path, message="no rows", advice="name the columns")])
    columns, unknown = columns_of(header.cells, chosen or {})
    if problems := _problems(path, header.cells, columns, unknown):
        return Parsed(problems=problems)
    made = [_made(row, columns) for row in rows if any(row.cells)]
    return Parsed(
        candidates=[item for item in made if isinstance(item, Candidate)],
        rejects=[item for item in made if isinstance(item, Reject)],
        preamble=header.raw,
    )


def _problems(
    path: str, header: Sequence[str], columns: Columns, unknown: Sequence[str]
) -> list[Problem]:
    if unknown:
        advice = f"name one of: {', '.join(header)}"
        return [
            Problem(path=path, message=f"no column {quoted(n)}", advice=advice) for n in unknown
        ]
    if "title" not in columns.places:
        advice = "say which it is: --columns title=NAME"
        return [Problem(path=path, message="no column of titles", advice=advice)]
    return []


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the line on which it begins, its cells, and its text."""

    line: int
    cells: Sequence[str]
    raw: str


def delimiter_of(line: str) -> str:
    """Return the sign between the cells of a table's first row."""
    bare = _QUOTED.sub("", line)
    return max(_DELIMITERS, key=bare.count)


def _rows(text: str) -> Iterator[_Row]:
    lines = io.StringIO(text, newline="").readlines()
    csv.field_size_limit(_LIMIT)
    reader = csv.reader(lines, delimiter=delimiter_of(lines[0] if lines else ""))
    start = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        raw = "".join(lines[start : reader.line_num])
        yield _Row(start + 1, [cell.strip() for cell in cells], raw.rstrip("\r\n"))
        start = reader.line_num


def _made(row: _Row, columns: Columns) -> Candidate | Reject:
    if len(row.cells) > len(columns.names):
        reason = f"{len(row.cells)} cells in a table of {len(columns.names)} columns"
        advice = "put text with a delimiter in quotes"
        return Reject(line=row.line, text=row.raw, reason=reason, advice=advice)
    cells = dict(zip(columns.names, row.cells, strict=False))
    return assembled(entry_of(cells, columns, row.line, row.raw))


def entry_of(cells: Mapping[str, str], columns: Columns, line: int, raw: str) -> Entry:
    """Return what a row says; `line` and `raw` are where and how it stands in its file."""
    row = _Cells(cells, columns)
    facts = {key: row.line_of(key) for key in _TEXTS}
    facts |= {"date": row.date(), "abstract": _paragraphs(row.take("abstract"))}
    return Entry(
        line=line,
        text=raw,
        facts=facts,
        authors=row.people("authors"),
        publication=row.publication(),
        links={key: address for key in LinksRecord.model_fields if (address := row.take(key))},
        addresses=row.listed("url"),
        keywords=[*row.listed("tags"), *row.listed("keywords")],
        own=row.own(),
        left=row.rest(),
    )


class _Cells:
    """Takes cells off a row, one after another; what nobody took is left."""

    def __init__(self, cells: Mapping[str, str], columns: Columns) -> None:
        self._columns = columns
        self._cells = {name: cell for name, cell in cells.items() if cell}

    def take(self, key: str) -> str:
        return self._cells.pop(self._columns.places.get(key, ""), "")

    def line_of(self, key: str) -> str:
        return " ".join(self.take(key).split())

    def listed(self, key: str) -> list[str]:
        return [part for part in _LIST.split(self.take(key)) if part]

    def people(self, key: str) -> list[str]:
        """Return names, which semicolons separate, or "and", or, where all are whole, commas."""
        text = self.take(key)
        if _LIST.search(text):
            return [name for part in _LIST.split(text) if (name := turned(part))]
        joined = _AND.split(text)
        if len(joined) > 1 and all(part.count(",") == 1 for part in joined):
            return [turned(part) for part in joined]
        parts = [part for one in joined for part in one.split(",")]
        if len(joined) > 1 or all(" " in part.strip() for part in parts):
            return [name for part in parts if (name := " ".join(part.split()))]
        return [name] if (name := turned(text)) else []

    def date(self) -> str:
        found = _DATE.match(self.take("date")) or _DATE.match(self._peek("year"))
        if found is None:
            return ""
        if found.string == self._peek("year") or found[1] == self._peek("year"):
            self.take("year")
        return "-".join(f"{int(number):02}" for number in found.groups() if number)

    def _peek(self, key: str) -> str:
        return self._cells.get(self._columns.places.get(key, ""), "")

    def publication(self) -> dict[str, object]:
        known: dict[str, object] = {key: self.line_of(key) for key in _PRINTED}
        said = self.line_of("type").casefold()
        known["type"] = KINDS.get(said.replace(" ", "-"), said)
        first, last = self.line_of("first"), self.line_of("last")
        known["pages"] = self.line_of("pages") or "–".join(part for part in (first, last) if part)
        known["editors"] = self.people("editors")
        if published := _DATE.fullmatch(self.take("published")):
            known["date"] = published[0]
        return known

    def own(self) -> Mapping[str, object] | None:
        try:
            own = json.loads(self.take(OWN))
        except (ValueError, RecursionError):
            return None
        return own if isinstance(own, dict) else None

    def rest(self) -> dict[str, object]:
        passed = {*self._columns.ignored, REJECTED}
        return {name: cell for name, cell in self._cells.items() if name not in passed}


def _paragraphs(text: str) -> str:
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in parts if part)
