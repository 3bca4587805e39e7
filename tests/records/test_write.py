"""Tests of record files' text: readable, in one order, and read back as it was written."""

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.dates import PartialDate
from generator.records.forms import PaperRecord
from generator.records.write import PAPER_KEYS, record_text
from generator.records.yaml_reader import read_yaml
from generator.records.yaml_scalars import writable

GOLDEN = Path(__file__).parent / "golden" / "record.yml"

RECORD: dict[str, object] = {
    "status": {"superseded_by": "later-lamps"},
    "related": [{"paper": "cafe-graphs", "why": "Coffee: the same graphs"}],
    "notes": "Two paragraphs.\n\n- and a list\n  with a second line\n",
    "abstract": "Lamps " + "shine # brightly: always " * 8 + "at night.",
    "tldr": "Lamps shine.",
    "added": datetime.date(2025, 3, 17),
    "links": {"code": "https://example.org/lamp#readme", "video": "https://example.org/v?a=b"},
    "pmid": "31452104",
    "acl": "2022.acl-long.244",
    "openreview": "rJXMpikCZ",
    "doi": "10.1007/978-3-030-01225-0_29",
    "arxiv": "2402.00010",
    "tags": ["kernels", "1e3", "a, b"],
    "publication": {"in": "Advances in Lamps: All", "volume": "12", "editors": ["A, B"]},
    "venue": "NeurIPS 2024",
    "date": PartialDate(2024, 2),
    "authors": ["Ada Invented", {"name": "O. N.", "orcid": "0000-0002-1825-0097"}, "null", "Yes"],
    "title": "Lighthouse Kernels: How Far?",
}

awkward = st.sampled_from(
    [
        "yes",
        "1e3",
        "null",
        "~",
        "2018-06",
        "a: b",
        "a #b",
        "- a",
        "? a",
        "|",
        ">-",
        "'",
        '"',
        "%",
        "{a}",
        "[a]",
        "&a",
        "*a",
        "!a",
        "@a",
        "`a`",
        "a:",
        " a",
        "a ",
        "a  b",
        "a\tb",
        "",
        "\n",
        "a\nb",
        "a\n",
        "\na",
        "a\n\n  b",
        "---",
        "...",
        "\ud800",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "😀",
        "👩\u200d🔬",
        "a\\nb",
        "=",
        "<<",
        "0o7",
        "1_000",
        "12:30:45",
        "Ünïcode",
    ]
)
texts = st.one_of(
    awkward, st.text(), st.lists(awkward).map(" ".join), st.lists(awkward).map("".join)
)


def read(text: str) -> dict[str, object]:
    """Return what two parsers read alike: all scalars as text."""
    with_python = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    assert yaml.load(text, Loader=yaml.CBaseLoader) == with_python  # noqa: S506
    return with_python


def test_record_matches_golden_file() -> None:
    assert record_text(RECORD) == GOLDEN.read_text(encoding="utf-8")


def test_standard_order_is_that_of_the_model() -> None:
    assert tuple(PaperRecord.model_fields) == PAPER_KEYS


def test_unknown_keys_come_last_and_none_is_left_out() -> None:
    text = record_text({"zeta": "b", "venue": None, "eta": "a", "title": "T"})
    assert text.splitlines()[1:] == ["title: T", "zeta: b", "eta: a"]


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("When Do We Not Need Larger Vision Models?", "When Do We Not Need Larger Vision Models?"),
        ("What's New in “My” Data", "What's New in “My” Data"),
        ("Only-IF:Revealing", "Only-IF:Revealing"),
        ("$k$-means at 100%", "$k$-means at 100%"),
        ("Part one: part two", '"Part one: part two"'),
        ("The C# of it # all", '"The C# of it # all"'),
        ('"Why?" & how', '"\\"Why?\\" & how"'),
        ("*Stars*", '"*Stars*"'),
        ("1984", '"1984"'),
        ("1e3", '"1e3"'),
        ("No", '"No"'),
        ("N", '"N"'),
        ("2018-06-20", '"2018-06-20"'),
        ("trailing colon:", '"trailing colon:"'),
        ("a\u202eb", '"a\\u202Eb"'),
        ("می\u200cشود", "می\u200cشود"),
        ("lone \ud800", "lone \ufffd"),
        ("", '""'),
    ],
)
def test_title_is_quoted_only_when_needed(value: str, form: str) -> None:
    assert record_text({"title": value}).splitlines()[1] == f"title: {form}"


@pytest.mark.parametrize("date", ["2018", "2018-06", "2018-06-20"])
def test_dates_are_plain(date: str) -> None:
    assert record_text({"date": date}).splitlines()[1] == f"date: {date}"


def test_a_date_that_is_none_is_quoted_like_any_text() -> None:
    assert record_text({"date": "June: 2018"}).splitlines()[1] == 'date: "June: 2018"'


def test_abstract_is_folded_below_100_columns() -> None:
    abstract = "state-of-the-art " * 40 + "x" * 120 + " end."
    lines = record_text({"abstract": abstract}).splitlines()
    assert lines[1] == "abstract: >-"
    assert [line for line in lines if len(line) > 92] == ["  " + "x" * 120]
    assert read("\n".join(lines)) == {"abstract": abstract}


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("One line.", ">-"),
        ("Two\n\nparagraphs", "|-"),
        ("Two\n\nparagraphs\n", "|"),
        ("two  spaces", "|-"),
        (" leading", '" leading"'),
        ("trailing ", '"trailing "'),
        ("a\ttab", '"a\\ttab"'),
        ("a line \nwith a space at its end", '"a line \\nwith a space at its end"'),
        ("bell \x07", '"bell \\x07"'),
        ("\n", '"\\n"'),
        ("", '""'),
    ],
)
def test_running_text_takes_the_form_that_keeps_it(value: str, first: str) -> None:
    text = record_text({"abstract": value})
    assert text.splitlines()[1] == f"abstract: {first}"
    assert read(text) == {"abstract": value}


@settings(deadline=None)
@given(st.sampled_from(PAPER_KEYS), texts)
def test_any_text_reads_back(key: str, value: str) -> None:
    assert read(record_text({key: value})) == {key: writable(value)}


@settings(deadline=None)
@given(st.lists(texts, min_size=1), st.dictionaries(texts.filter(lambda k: len(k) < 100), texts))
def test_any_list_and_mapping_reads_back(items: list[str], links: dict[str, str]) -> None:
    record = {"authors": items, "tags": items, "related": [[items], {}], "links": links}
    written = [writable(item) for item in items]
    expected = {writable(key): writable(value) for key, value in links.items()}
    back = read(record_text(record))
    assert back == {
        "authors": written,
        "tags": written,
        "related": [[written], {}],
        "links": expected,
    }


@settings(deadline=None)
@given(texts)
def test_the_record_reader_finds_no_error_in_what_is_written(value: str) -> None:
    record = {"title": value, "tags": [value], "abstract": value}
    document, problems = read_yaml(record_text(record), "a.yml")
    assert document is not None
    assert [p for p in problems if p.severity == "error"] == []
    assert set(document.value) == {"title", "tags", "abstract"}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(PAPER_KEYS), texts))
def test_text_ends_each_line_and_has_no_trailing_space(record: dict[str, str]) -> None:
    text = record_text(record)
    assert text.endswith("\n")
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("value", "form"), [(True, "true"), (False, "false"), (7, "7"), ([], "[]"), ({}, "{}")]
)
def test_other_values_have_their_usual_form(value: object, form: str) -> None:
    assert record_text({"notes": value}).splitlines()[1] == f"notes: {form}"
    assert record_text({"authors": [None]}).splitlines()[2] == "  - null"
