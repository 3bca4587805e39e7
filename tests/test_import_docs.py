"""The pages about import and export say what the code does."""

import re
from pathlib import Path

import pytest

from generator.exports import csl as csl_out
from generator.exports import ris as ris_out
from generator.exports.bibtex import KINDS as BIBTEX
from generator.importers import bibtex_entry, csl, ris
from generator.importers.formats import FORMATS

ROOT = Path(__file__).parents[1]
IMPORT = (ROOT / "docs" / "import.md").read_text("utf-8")
EXPORT = (ROOT / "docs" / "export.md").read_text("utf-8")


def test_every_format_is_told() -> None:
    assert set(re.findall(r"papershelf import ([\w-]+) ", IMPORT)) >= set(FORMATS)


@pytest.mark.parametrize("kind", list(bibtex_entry.KINDS))
def test_types_of_bibtex(kind: str) -> None:
    section = IMPORT.partition("| Entry | `type` |")[2].partition("| Fields |")[0]
    [row] = [row for row in section.splitlines() if re.match(rf"\| .*\b{kind}\b.* \|", row)][:1]
    assert row.endswith(f"| {bibtex_entry.KINDS[kind]} |")


@pytest.mark.parametrize(("kinds", "column"), [(csl.KINDS, 2), (ris.KINDS, 3)])
def test_types_of_other_formats(kinds: dict[str, str], column: int) -> None:
    section = IMPORT.partition("| `type` | CSL-JSON | RIS |")[2].partition("| Record |")[0]
    told = {}
    for row in section.splitlines()[2:-1]:
        cells = row.split(" | ")
        for kind in re.split(r", ", cells[column - 1].strip("| ")):
            told[kind] = re.split(r"\W", cells[0].strip("| "))[0]
    assert told.pop("all others") == "other"
    assert told == kinds


def test_types_that_are_written() -> None:
    section = EXPORT.partition("| Record | BibTeX | CSL-JSON | RIS |")[2].partition("| `title`")[0]
    rows = [row.strip("| ").split(" | ") for row in section.splitlines()[2:] if row.strip()]
    told = {
        row[0].removeprefix("`type` "): [cell.split(",")[0] for cell in row[1:]] for row in rows
    }
    assert told == {
        type_: [BIBTEX[type_], csl_out.TYPES[type_], ris_out.TYPES[type_]] for type_ in BIBTEX
    }
