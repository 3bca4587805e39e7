"""Files of citations: BibTeX, RIS and CSV."""

import csv
import io
from typing import Any

from helpers.scripts import Scripts

WRITE = """
import { FORMATS } from "./citation-files.js";
print(Object.fromEntries(Object.entries(FORMATS).map(([name, { write }]) => [name, write(data)])));
"""
PAPER: dict[str, Any] = {
    "id": "lids",
    "kind": "inproceedings",
    "title": 'Of "Lids", and\nTheir Pots',
    "authors": ["Ada Örnek", "Bo, Jr."],
    "date": "2018-06-20",
    "venue": "ICTP 2018",
    "doi": "10.1/x",
    "arxiv": "1806.00001",
    "address": "https://example.org/a,b",
    "bibtex": "@inproceedings{ornek2018lids,\n  title = {Lids}\n}\n",
}
BARE: dict[str, Any] = {
    **dict.fromkeys(("date", "venue", "doi", "arxiv", "address"), ""),
    "id": "bare",
    "kind": "misc",
    "title": "=1+1",
    "authors": [],
    "bibtex": "@misc{bare,\n}\n",
}


def written(explore: Scripts, *papers: dict[str, Any]) -> dict[str, str]:
    made: dict[str, str] = explore.run(WRITE, papers)
    return made


def test_bibtex_is_that_of_the_papers(explore: Scripts) -> None:
    assert written(explore, PAPER, BARE)["bib"] == f"{PAPER['bibtex']}\n{BARE['bibtex']}"


def test_ris_has_a_line_a_fact(explore: Scripts) -> None:
    assert written(explore, PAPER, BARE)["ris"].split("\r\n") == [
        "TY  - CPAPER",
        'TI  - Of "Lids", and Their Pots',
        "AU  - Ada Örnek",
        "AU  - Bo, Jr.",
        "PY  - 2018",
        "DA  - 2018/06/20/",
        "T2  - ICTP 2018",
        "DO  - 10.1/x",
        "AN  - arXiv:1806.00001",
        "UR  - https://doi.org/10.1/x",
        "ER  - ",
        "TY  - GEN",
        "TI  - =1+1",
        "ER  - ",
        "",
    ]


def test_the_venue_of_an_article_is_its_journal(explore: Scripts) -> None:
    article = {**BARE, "kind": "article", "venue": "Journal of Vessels", "date": "2019"}
    lines = written(explore, article)["ris"].split("\r\n")
    assert {"TY  - JOUR", "JO  - Journal of Vessels", "PY  - 2019", "DA  - 2019///"} <= set(lines)


def test_ris_says_where_a_paper_stands_in_print(explore: Scripts) -> None:
    printed = {
        "within": "Lamp Reports",
        "volume": "12",
        "issue": "3",
        "pages": "1–12",
        "publisher": "Lamp Press",
    }
    lines = written(explore, {**BARE, **printed, "kind": "techreport"})["ris"].split("\r\n")
    assert lines[:1] + lines[2:8] == [
        "TY  - RPRT",
        "T2  - Lamp Reports",
        "VL  - 12",
        "IS  - 3",
        "SP  - 1",
        "EP  - 12",
        "PB  - Lamp Press",
    ]


def test_csv_reads_back(explore: Scripts) -> None:
    text = written(explore, PAPER, BARE)["csv"]
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0] == {
        **{name: PAPER[name] for name in ("id", "title", "date", "venue", "doi", "arxiv")},
        "authors": "Ada Örnek; Bo, Jr.",
        "address": PAPER["address"],
    }
    assert len(rows) == 2


def test_no_cell_is_a_formula(explore: Scripts) -> None:
    rows = list(csv.DictReader(io.StringIO(written(explore, BARE)["csv"])))
    assert rows[0]["title"] == "'=1+1"


def test_no_papers_make_empty_files(explore: Scripts) -> None:
    made = written(explore)
    assert (made["bib"], made["ris"]) == ("", "")
    assert made["csv"].count("\r\n") == 1
