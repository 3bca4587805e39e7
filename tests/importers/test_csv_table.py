"""Tables: columns that are guessed or told, cells of all forms."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.csv_table import parse

ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI",'
    '"Url","Abstract Note","Date","Date Added","Pages","Issue","Volume","Series","Publisher",'
    '"Place","Editor","Manual Tags","File Attachments"\n'
    '"A1","conferencePaper","2018","Jacot, Arthur; Hongler, Clément","On Lamps",'
    '"Advances in Neural Information Processing Systems","","","10.5555/x","https://arxiv.org/abs/1806.07572",'
    '"Two\n\nparagraphs","2018-12-03","2020-01-01 00:00:00","1-12","","31","LNCS","P","Here",'
    '"Lid, Ö.","kernels; lamps","/home/a.pdf"\n'
)  # fmt: skip


def test_an_export_of_zotero() -> None:
    [candidate] = parse(ZOTERO, "z.csv").candidates
    assert candidate.line == 2
    assert candidate.record == {
        "title": "On Lamps",
        "authors": ["Arthur Jacot", "Clément Hongler"],
        "date": "2018-12-03",
        "venue": "NeurIPS 2018",
        "publication": {
            "in": "Advances in Neural Information Processing Systems",
            "series": "LNCS",
            "volume": "31",
            "publisher": "P",
            "place": "Here",
            "type": "inproceedings",
            "pages": "1-12",
            "editors": ["Ö. Lid"],
        },
        "doi": "10.5555/x",
        "arxiv": "1806.07572",
        "abstract": "Two\n\nparagraphs",
    }
    assert candidate.keywords == ("kernels", "lamps")
    assert candidate.left == {
        "Date Added": "2020-01-01 00:00:00",
        "File Attachments": "/home/a.pdf",
    }


@pytest.mark.parametrize(
    ("table", "record"),
    [
        ("Title;Year\nOn Lamps;2018", {"title": "On Lamps", "date": "2018"}),
        ("title\tyear\nOn, Lamps\t2018-6", {"title": "On, Lamps", "date": "2018-06"}),
        (
            'Paper|arXiv ID\n"A ""b"" | c"|1806.07572v2',
            {"title": 'A "b" | c', "arxiv": "1806.07572"},
        ),
        (
            "title,code link\nA,https://github.com/a/b",
            {"title": "A", "links": {"code": "https://github.com/a/b"}},
        ),
        (
            "title,page start,page end,journal\nA,1,12,J",
            {"title": "A", "venue": "J", "publication": {"pages": "1–12"}},
        ),
    ],
)
def test_columns_are_guessed(table: str, record: dict[str, object]) -> None:
    assert [one.record for one in parse(table, "x.csv").candidates] == [record]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ada Invented; Bo Lid", ["Ada Invented", "Bo Lid"]),
        ("Invented, Ada; Lid, Bo", ["Ada Invented", "Bo Lid"]),
        ("Ada Invented, Bo Lid", ["Ada Invented", "Bo Lid"]),
        ("Ada Invented, Bo Lid and Cy Pot", ["Ada Invented", "Bo Lid", "Cy Pot"]),
        ("Ada Invented and Bo Lid", ["Ada Invented", "Bo Lid"]),
        ("Invented, Ada", ["Ada Invented"]),
        ("Invented, Ada and Lid, Bo", ["Ada Invented", "Bo Lid"]),
        ("Madonna", ["Madonna"]),
    ],
)
def test_authors_are_told_apart(cell: str, people: list[str]) -> None:
    [candidate] = parse(f'title,authors\nA,"{cell}"', "x.csv").candidates
    assert candidate.record["authors"] == people


def test_columns_can_be_told() -> None:
    table = "What,Who,Title\nOn Lamps,Ada,x"
    [candidate] = parse(table, "x.csv", {"title": "what", "authors": "Who"}).candidates
    assert candidate.record == {"title": "On Lamps", "authors": ["Ada"]}
    assert candidate.left == {"Title": "x"}
    assert [str(p) for p in parse(table, "x.csv", {"title": "Wat"}).problems] == [
        'x.csv:1:1: error: no column "Wat"; name one of: What, Who, Title'
    ]


def test_what_is_not_understood_is_kept_with_a_reason() -> None:
    parsed = parse("title,year\nA,2018,odd\n,2018\nB,2018\n", "x.csv")
    assert [one.record["title"] for one in parsed.candidates] == ["B"]
    assert [str(reject.problem("x.csv")) for reject in parsed.rejects] == [
        "x.csv:2:1: error: 3 cells in a table of 2 columns; put text with a delimiter in quotes",
        "x.csv:3:1: error: title: missing; write title: …",
    ]
    assert [str(p) for p in parse("a,b\n1,2", "x.csv").problems] == [
        "x.csv:1:1: error: no column of titles; say which it is: --columns title=NAME"
    ]
    assert [problem.message for problem in parse("", "x.csv").problems] == ["no rows"]


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_every_row_is_a_record_or_kept(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["title", "abstract"], *rows])
    parsed = parse(file.getvalue().replace("\r\n", "\n").replace("\r", "\n"), "x.csv")
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(parsed.candidates) + len(parsed.rejects) >= len(filled) or not rows


@given(st.text('title,"\n;\t|ab', max_size=40) | st.text())
def test_any_text_is_accepted(text: str) -> None:
    parse("title," + text, "x.csv")
