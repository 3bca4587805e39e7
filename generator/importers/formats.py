"""Formats: how each is read, and how a file of its rejects is written."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.importers import bibtex, csl, csv_table, jsonl, markdown_list, ris, zotero
from generator.importers.parsed import REJECTED, Parsed, Reject

Rejecting = Callable[[Parsed, Sequence[Reject]], str]


@dataclass(frozen=True, slots=True)
class Format:
    """How files of a format are read, and how entries of it are written that are not understood."""

    what: str
    parse: Callable[[str, str], Parsed]
    rejected: Rejecting


def _bibtex(parsed: Parsed, rejects: Sequence[Reject]) -> str:
    """Return entries below a line with the reason, which BibTeX passes over, behind the macros."""
    parts = [parsed.preamble] if parsed.preamble else []
    parts += [f"% {_reason(reject).replace('@', '(at)')}\n{reject.text}" for reject in rejects]
    return "\n\n".join(parts) + "\n"


def _ris(parsed: Parsed, rejects: Sequence[Reject]) -> str:
    del parsed
    return "\n\n".join(f"# {_reason(reject)}\n{reject.text}" for reject in rejects) + "\n"


def _csl(parsed: Parsed, rejects: Sequence[Reject]) -> str:
    del parsed
    return "[\n" + ",\n".join(_with_reason(reject) for reject in rejects) + "\n]\n"


def _with_reason(reject: Reject) -> str:
    try:
        item = json.loads(reject.text)
    except ValueError:
        item = None
    known = dict(item) if isinstance(item, dict) else {"item": reject.text}
    custom = known.get("custom")
    reason = {REJECTED: _reason(reject)}
    known["custom"] = {**(custom if isinstance(custom, dict) else {}), **reason}
    return json.dumps(known, ensure_ascii=False)


def _jsonl(parsed: Parsed, rejects: Sequence[Reject]) -> str:
    del parsed
    lines = (jsonl.with_reason(reject.text, _reason(reject)) for reject in rejects)
    return "".join(f"{line}\n" for line in lines)


def _csv(parsed: Parsed, rejects: Sequence[Reject]) -> str:
    """Return rows as they stand behind their reasons, below the names of the columns."""
    sign = csv_table.delimiter_of(parsed.preamble)
    lines = [_cell(REJECTED, sign) + sign + parsed.preamble]
    lines += [_cell(_reason(reject), sign) + sign + reject.text for reject in rejects]
    return "".join(f"{line}\r\n" for line in lines)


def _cell(text: str, delimiter: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator="").writerow([text])
    return file.getvalue()


def _markdown(parsed: Parsed, rejects: Sequence[Reject]) -> str:
    del parsed
    return "".join(f"{reject.text}\n  <!-- {_reason(reject)} -->\n" for reject in rejects)


def _reason(reject: Reject) -> str:
    key = f"{reject.key}: " if reject.key else ""
    advice = f"; {reject.advice}" if reject.advice else ""
    return " ".join(f"line {reject.line}: {key}{reject.reason}{advice}".split())


_REJECTING: Mapping[str, Rejecting] = {
    "bibtex": _bibtex, "csl-json": _csl, "ris": _ris, "jsonl": _jsonl, "csv": _csv,
}  # fmt: skip


def format_of(
    name: str, text: str, columns: Mapping[str, str], *, fetching: bool = False
) -> Format:
    """Return how a text is read as a format of `FORMATS`; `columns` are those of a table.

    When facts are to be fetched, a list need not say the titles of its papers.
    """
    if name == "markdown":
        return Format(FORMATS[name], partial(markdown_list.parse, untitled=fetching), _markdown)
    if name == "zotero":
        kind = zotero.kind_of_export(text)
        return Format("an export of Zotero's", zotero.parse, _REJECTING.get(kind, _bibtex))
    if name == "csv":
        return Format(FORMATS[name], partial(csv_table.parse, chosen=columns), _csv)
    return Format(FORMATS[name], _PARSERS[name], _REJECTING[name])


_PARSERS: Mapping[str, Callable[[str, str], Parsed]] = {
    "bibtex": bibtex.parse,
    "csl-json": csl.parse,
    "ris": ris.parse,
    "jsonl": jsonl.parse,
}
FORMATS: Mapping[str, str] = {
    "bibtex": "a BibTeX file",
    "csl-json": "a CSL-JSON file",
    "ris": "a RIS file",
    "jsonl": "records of ours as JSON Lines",
    "csv": "a table",
    "zotero": "an export of Zotero's",
    "markdown": "a list of papers in Markdown",
}
"""The formats that can be imported, and what a file of each is called."""
