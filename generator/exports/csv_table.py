"""CSV (RFC 4180): papers as the rows of a table, for spreadsheets and other programs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping

from generator.exports.record import beside, record_of
from generator.importers.assembly import OWN, read_record
from generator.importers.csv_columns import columns_of
from generator.importers.csv_table import entry_of
from generator.records.forms import LinksRecord
from generator.records.models import Paper

_PRINTED = {
    **{name: name for name in ("type", "in", "series", "volume", "issue", "pages", "edition")},
    "publication day": "date",
    **{name: name for name in ("publisher", "place", "editors", "isbn", "issn", "url")},
}
"""The columns of what `publication` holds."""
COLUMNS = (
    *("id", "title", "authors", "date", "venue", "tags", "arxiv", "doi", "openreview", "acl"),
    *("pmid", *_PRINTED, *LinksRecord.model_fields, "added", "tldr", "abstract"),
)
_FORMULA = tuple("=+-@\t\r")
"""A spreadsheet takes a cell that begins so for a formula."""


def csv_file(papers: Iterable[Paper], *, plain: bool = False) -> str:
    """Return papers as a table with a row of names; lists have semicolons between their items.

    What has no column stands as JSON in the column `papershelf`, unless `plain`.
    """
    columns = COLUMNS if plain else (*COLUMNS, OWN)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    for paper in papers:
        row = _row(paper)
        if not plain:
            row[OWN] = _own(paper, row)
        writer.writerow([row.get(name, "") for name in columns])
    return file.getvalue()


def _row(paper: Paper) -> dict[str, str]:
    record = record_of(paper)
    publication, links = record.get("publication", {}), record.get("links", {})
    assert isinstance(publication, dict) and isinstance(links, dict)  # noqa: S101, PT018
    row = {key: value for key, value in record.items() if isinstance(value, str)}
    row |= {"id": paper.id, "authors": _list(author.name for author in paper.authors)}
    row |= {"tags": _list(paper.tags)}
    row |= {name: _text(publication.get(key)) for name, key in _PRINTED.items()}
    row |= links
    return {name: _safe(text) for name, text in row.items() if text}


def _text(value: object) -> str:
    return _list(value) if isinstance(value, list) else str(value or "")


def _list(items: Iterable[str]) -> str:
    return "; ".join(items)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _own(paper: Paper, row: Mapping[str, str]) -> str:
    columns, _ = columns_of(COLUMNS, {})
    cells = {name: text.strip() for name, text in row.items()}
    own = beside(paper, record_of(paper), read_record(entry_of(cells, columns, 1, "")))
    return json.dumps(own, ensure_ascii=False, separators=(",", ":"))
