"""Importing whole files: what is planned, written, kept, left, and what a second run does."""

import datetime
import json
from pathlib import Path

import pytest

from generator.importers.bring import Brought, Wanted, bring
from generator.importers.wording import brought_text
from generator.records.document import Source
from generator.records.models import Tag
from generator.records.read import read_records

TODAY = datetime.date(2026, 3, 17)
BIB = """\
@string{j = {Journal of Lamps}}
@article{a, title={On Lamps}, author={Ada Invented}, journal=j, year=2018, note={read}, doi={10.5555/a}}
@article{b, title={On Lids}, author={Bo Lid}, journal=j, year=2019, keywords={pots, lamps}}
@article{c, title={No end
@article{d, journal=j}
"""  # noqa: E501
TAGS = (Tag(id="lamps", source=Source("tags.yml"), name="lamp"),)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    return tmp_path


def run(shelf: Path, file: str = "refs.bib", form: str = "bibtex", **more: object) -> Brought:
    wanted = {"write": True, **more}
    return bring(
        Wanted(
            file=shelf / file,
            format=form,
            into=shelf / "site_src" / "papers",
            today=TODAY,
            vocabulary=TAGS,
            **wanted,  # type: ignore[arg-type]
        )
    )


def texts(shelf: Path) -> dict[str, str]:
    found = (path for path in shelf.rglob("*") if path.is_file())
    return {path.relative_to(shelf).as_posix(): path.read_text("utf-8") for path in found}


def said(brought: Brought, shelf: Path) -> str:
    return brought_text(brought, command="papershelf import").replace(f"{shelf}/", "")


def test_a_dry_run_writes_nothing(shelf: Path) -> None:
    brought = run(shelf, write=False)
    assert set(texts(shelf)) == {"refs.bib"}
    assert said(brought, shelf) == (
        "fields that records have no place for: note (1)\n"
        '1 keywords are no tags of the vocabulary: "pots" (1); name them in tags.yml, or as '
        "aliases there\n"
        "2 new, 0 the same, 0 different, 0 overwritten, 2 not understood\n"
        "nothing is written yet; papershelf import --write writes it"
    )


def test_records_rejects_and_what_is_left_are_written(shelf: Path) -> None:
    brought = run(shelf)
    found = texts(shelf)
    assert found["site_src/papers/on-lids.yml"] == (
        "# yaml-language-server: $schema=../schema/paper.schema.json\n"
        "title: On Lids\n"
        "authors:\n"
        "  - Bo Lid\n"
        "date: 2019\n"
        "venue: Journal of Lamps\n"
        "tags: [lamps]\n"
        "added: 2026-03-17\n"
    )
    assert found["refs.rejects.bib"] == (
        "@string{j = {Journal of Lamps}}\n\n"
        '% line 4: not BibTeX (unexpected block start: "(at)article". Was still looking for '
        'field-value closing "}"); look for a missing brace or comma\n'
        "@article{c, title={No end\n\n"
        "% line 5: title: missing; write title: …\n"
        "@article{d, journal=j}\n"
    )
    assert list(map(json.loads, found["refs.left.jsonl"].splitlines())) == [
        {"line": 2, "title": "On Lamps", "left": {"note": "read"}},
        {"line": 3, "title": "On Lids", "left": {"keywords": ["pots"]}},
    ]
    assert said(brought, shelf).splitlines()[2:] == [
        "entries that are not understood: refs.rejects.bib",
        "what records have no place for: refs.left.jsonl",
        "2 new, 0 the same, 0 different, 0 overwritten, 2 not understood",
    ]
    assert len([problem for problem in brought.problems if problem.severity == "error"]) == 2


@pytest.mark.parametrize("one_file", ["", "papers.jsonl"])
def test_a_second_run_changes_nothing(shelf: Path, one_file: str) -> None:
    run(shelf, one_file=one_file)
    before = texts(shelf)
    again = run(shelf, one_file=one_file)
    assert [item.action for item in again.items] == ["same", "same"]
    assert texts(shelf) == before
    assert read_records(shelf / "site_src", shelf).problems == ()


def test_a_large_import_can_go_into_one_file(shelf: Path) -> None:
    papers = shelf / "site_src" / "papers"
    papers.mkdir(parents=True)
    (papers / "all.jsonl").write_text('{"id": "x", "title": "X"}', "utf-8")
    run(shelf, one_file="all.jsonl")
    lines = (papers / "all.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["x", "on-lamps", "on-lids"]
    assert [path.name for path in papers.iterdir()] == ["all.jsonl"]


@pytest.mark.parametrize("one_file", ["", "papers.jsonl"])
def test_a_record_that_differs_is_told_and_kept_until_wanted(shelf: Path, one_file: str) -> None:
    run(shelf, one_file=one_file)
    (shelf / "refs.bib").write_text(BIB.replace("year=2018", "year=2020"), "utf-8")
    before = texts(shelf)
    kept = run(shelf, one_file=one_file)
    assert said(kept, shelf).startswith("differs: on-lamps\n  date: 2018 -> 2020\n")
    assert texts(shelf) == before
    done = run(shelf, one_file=one_file, overwrite=True)
    assert [item.action for item in done.items] == ["overwritten", "same"]
    after = texts(shelf)
    changed = [name for name in after if after[name] != before.get(name)]
    where = f"site_src/papers/{one_file or 'on-lamps.yml'}"
    assert changed == [where]
    assert "2020" in after[where]
    assert read_records(shelf / "site_src", shelf).problems == ()


def test_papers_are_known_by_any_identifier(shelf: Path) -> None:
    papers = shelf / "site_src" / "papers"
    papers.mkdir(parents=True)
    (papers / "old.yml").write_text("title: Another Title\ndoi: 10.5555/A\n", "utf-8")
    brought = run(shelf)
    assert [(item.id, item.action) for item in brought.items] == [
        ("old", "kept"),
        ("on-lids", "new"),
    ]


def test_a_paper_that_comes_twice_is_kept_with_the_reason(shelf: Path) -> None:
    twice = "@misc{x, title={On Lamps}, year=1999}\n@misc{y, title={On lamps!}, year=2000}\n"
    (shelf / "refs.bib").write_text(twice, "utf-8")
    brought = run(shelf)
    assert [item.id for item in brought.items] == ["on-lamps"]
    assert texts(shelf)["refs.rejects.bib"] == (
        '% line 2: "On lamps!" is on line 1 already and says something else; keep one of them\n'
        "@misc{y, title={On lamps!}, year=2000}\n"
    )


def test_files_beside_never_take_the_place_of_others(shelf: Path) -> None:
    (shelf / "refs.rejects.bib").write_text("mine", "utf-8")
    brought = run(shelf)
    assert (shelf / "refs.rejects.bib").read_text("utf-8") == "mine"
    assert brought.rejects_file == shelf / "refs.rejects-2.bib"
    assert run(shelf).rejects_file == shelf / "refs.rejects-2.bib"


def test_nothing_is_written_when_rejects_cannot_be(shelf: Path) -> None:
    (shelf / "file").write_text("", "utf-8")
    brought = run(shelf, rejects=shelf / "file" / "x.bib")
    assert not brought.written
    assert not (shelf / "site_src").exists()
    assert "cannot be written" in str(brought.problems[-1])


@pytest.mark.parametrize(
    ("name", "form", "content", "again"),
    [
        ("x.json", "csl-json", '[{"type": "book"}]', 1),
        ("x.ris", "ris", "TY  - BOOK\nAU  - B\nER  - \n", 1),
        ("x.csv", "csv", "title;year\nA;2018;odd\n", 1),
        ("x.jsonl", "jsonl", '{"title": 7}\nno json\n["x"]\n', 3),
        ("x.md", "markdown", "- [A tool](https://tool.example/)\n", 1),
        ("x.bib", "zotero", "@book{a, author={B}}", 1),
    ],
)
def test_rejects_can_be_imported_when_they_are_mended(
    shelf: Path, name: str, form: str, content: str, again: int
) -> None:
    (shelf / name).write_text(content, "utf-8")
    brought = run(shelf, name, form)
    assert (brought.rejected, brought.items) == (again, [])
    assert brought.rejects_file is not None
    rejected = run(shelf, brought.rejects_file.name, form, write=False)
    assert rejected.rejected == again


def test_a_file_that_cannot_be_read_stops_the_import(shelf: Path) -> None:
    (shelf / "refs.json").write_text("", "utf-8")
    for name, form, message in (
        ("missing.bib", "bibtex", "cannot be read (No such file or directory); give a BibTeX file"),
        ("site_src", "ris", "cannot be read (No such file or directory); give a RIS file"),
        ("refs.json", "csl-json", "no items; write a list of items in CSL-JSON: [{…}, {…}]"),
    ):
        brought = run(shelf, name, form)
        assert [problem.text for problem in brought.problems] == [message]
    assert not (shelf / "site_src").exists()


def test_other_encodings_are_read(shelf: Path) -> None:
    text = "@misc{a, title={Müller’s}}"
    for encoding, warnings in (("utf-8-sig", 0), ("utf-16", 0), ("cp1252", 1)):
        (shelf / "refs.bib").write_bytes(text.encode(encoding))
        brought = run(shelf, write=False)
        assert [item.title for item in brought.items] == ["Müller’s"]
        assert len(brought.problems) == warnings
    assert brought.problems[0].text == (
        "is not UTF-8, and is read as Windows-1252; save it as UTF-8 if letters are wrong"
    )


def test_our_own_records_keep_their_ids_and_days(shelf: Path) -> None:
    line = {"id": "my-lamps", "title": "On Lamps", "tags": ["lamps", "x"], "odd": 1}
    (shelf / "p.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    brought = run(shelf, "p.jsonl", "jsonl")
    assert [item.id for item in brought.items] == ["my-lamps"]
    text = texts(shelf)["site_src/papers/my-lamps.yml"]
    assert text.endswith("title: On Lamps\ntags: [lamps]\n")
    assert brought.left == {"odd": 1}
