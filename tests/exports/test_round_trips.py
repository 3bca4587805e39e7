"""Round trips: what is exported and imported again is the same record, whatever it says."""

from collections.abc import Callable, Sequence

import pytest
from conftest import SHELVES
from helpers.random_records import RECORDS, paper_of
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.bibtex import citation_keys
from generator.exports.bibtex_file import bibtex_file
from generator.exports.csl import csl_file
from generator.exports.csv_table import csv_file
from generator.exports.jsonl import jsonl_file
from generator.exports.record import record_of
from generator.exports.ris import ris_file
from generator.importers import bibtex, csl, csv_table, jsonl, ris
from generator.importers.decoding import decoded
from generator.importers.parsed import Parsed
from generator.records.models import Paper
from generator.records.read import read_records

Write = Callable[[Sequence[Paper]], str]
Read = Callable[[str, str], Parsed]
NAMES = {"lamps": "Lamps, & More", "a": "A; B"}
FORMATS: dict[str, tuple[Write, Read]] = {
    "bibtex": (lambda papers: bibtex_file(papers, citation_keys(papers), NAMES), bibtex.parse),
    "csl-json": (lambda papers: csl_file(papers, citation_keys(papers), NAMES), csl.parse),
    "ris": (lambda papers: ris_file(papers, citation_keys(papers), NAMES), ris.parse),
    "csv": (csv_file, csv_table.parse),
    "jsonl": (jsonl_file, jsonl.parse),
}
formats = pytest.mark.parametrize("form", list(FORMATS))


def again(form: str, papers: Sequence[Paper]) -> Parsed:
    """Return what an import reads from the export of papers, by way of a file."""
    write, read = FORMATS[form]
    text, encoding = decoded(write(papers).encode("utf-8"))
    assert encoding == "utf-8"
    return read(text, "file")


def assert_same(form: str, papers: Sequence[Paper]) -> None:
    parsed = again(form, papers)
    assert [reject.problem("file") for reject in parsed.rejects] == []
    read = [paper_of(one.record, one.id) for one in parsed.candidates]
    assert [paper and (paper.id, record_of(paper)) for paper in read] == [
        (paper.id, record_of(paper)) for paper in papers
    ]


@formats
@pytest.mark.parametrize("name", ["small", "hostile"])
def test_a_shelf_comes_back(form: str, name: str) -> None:
    root = SHELVES / name
    papers = read_records(root / "site_src", root).papers
    assert_same(form, papers)


@formats
@given(records=st.lists(RECORDS, min_size=1, max_size=3))
def test_random_records_come_back(form: str, records: list[dict[str, object]]) -> None:
    made = [paper_of(record, f"p{number}") for number, record in enumerate(records)]
    assert_same(form, [paper for paper in made if paper])


@formats
@given(record=RECORDS)
def test_what_only_we_read_is_needed_for_nothing_else(form: str, record: dict[str, object]) -> None:
    """The fields of other programs alone give a record as well, with the same title or none."""
    if form in ("jsonl", "csv") or not (paper := paper_of(record)):
        return
    writers = {"bibtex": bibtex_file, "csl-json": csl_file, "ris": ris_file}
    text = writers[form]([paper], {"lamps": "key"}, NAMES, plain=True)
    parsed = FORMATS[form][1](text, "file")
    assert len(parsed.candidates) + len(parsed.rejects) == 1
    assert [one.id for one in parsed.candidates] in ([""], [])
