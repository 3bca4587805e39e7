"""Papers of JSON Lines: the quick way and the exact one give the same papers and problems."""

import json

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.records.forms import JsonPaperRecord
from generator.records.read import Records

GOOD = {
    "title": ["A", " A  \u2028b ", "Ä\x7f", "\ud83d\ude00"],
    "authors": [["A"], ["A ", {"name": "B", "orcid": "0000-0002-1825-0097"}], [" "], [{}], "A"],
    "date": ["2018", "2018-06-20", "2018-13"],
    "venue": ["ICTP 2018", ""],
    "publication": [
        {"type": "article", "in": "J", "volume": "1", "pages": "1-2", "editors": ["A"]},
        {"volume": 1, "date": 2018},
        {"within": "J"},
    ],
    "tags": [["a", "a"], [" a"], ["B"], []],
    "arxiv": ["1806.07572v3", "1"],
    "links": [{"pdf": "https://a.example/ä?b=(c)"}, {"pdf": "ftp://a"}, {"odd": "x"}, {}],
    "abstract": ["one  two\n\n \n\nthree\r", "a\nb", "\\beta \\\\frac", " "],
    "related": [[{"paper": "a", "why": "near"}], [{"paper": "a"}]],
    "status": [{"superseded_by": "a"}, "gone"],
    "pmid": ["31", 31, True],
}
ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
RECORDS = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "c", " d", "No"]), "title": st.sampled_from(GOOD["title"])},
    optional={key: st.sampled_from(values) for key, values in GOOD.items() if key != "title"},
)


def read_both_ways(shelf: Folder) -> Records:
    records = shelf.read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.records.paper_lines.read_plain_line", lambda _: None)
        assert shelf.read() == records
    return records


@given(
    records=st.lists(RECORDS | st.dictionaries(st.sampled_from([*GOOD, "odd"]), ANYTHING)),
    ascii_only=st.booleans(),
)
def test_both_ways_agree(
    records: list[object], ascii_only: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = Folder(tmp_path_factory.mktemp("lines"))
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in records]
    shelf.write("papers/all.jsonl", "\n".join(lines).encode("utf-8", "replace"))
    read_both_ways(shelf)


def test_every_key_goes_the_quick_way(shelf: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"id": "a", **{key: values[0] for key, values in GOOD.items()}}
    rest = {"doi": "10.5555/x", "openreview": "rJXMpikCZ", "acl": "2022.acl-long.244"}
    record |= rest | {"added": "2026-03-17", "tldr": "b", "notes": "c"}
    assert record.keys() == JsonPaperRecord.model_fields.keys()
    shelf.write("papers/all.jsonl", json.dumps(record))
    monkeypatch.setattr("generator.records.paper_lines.read_line", None)
    (paper,) = shelf.read().papers
    assert paper.id == "a"


def test_lines_of_nothing_but_space(shelf: Folder) -> None:
    shelf.write("papers/all.jsonl", "\n \n\u00a0\n\t")
    assert [str(problem) for problem in read_both_ways(shelf).problems] == [
        "site_src/papers/all.jsonl:1:1: error: empty file; write one record a line"
    ]


def test_one_byte_that_is_not_utf_8_keeps_the_file_from_being_read(shelf: Folder) -> None:
    lines = '{"id": "ä", "title": "A"}\n'.encode() * 50_000
    shelf.write("papers/all.jsonl", lines + b'{"id": "\xff"}')
    records = shelf.read()
    assert records.papers == ()
    assert [str(problem) for problem in records.problems] == [
        "site_src/papers/all.jsonl:50001:9: error: byte 0xff is not UTF-8; save the file as UTF-8"
    ]
