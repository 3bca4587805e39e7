"""BibTeX files among the records: papers, places of problems, and what need not be read again."""

from pathlib import Path

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.importers import bib_files
from generator.importers.bib_files import BIB_FILES
from generator.importers.shelf_files import read_existing
from generator.problems import in_order
from generator.publish.pipeline import load_catalog
from generator.records.models import Paper
from generator.records.read import Records, read_records
from generator.settings import Options, Settings

BIB = """\
@string{j = {Journal of Lamps}}

@article{Invented:2018Lamps,
  title = {On {L}amps},
  author = {Invented, Ada}, year = 2018, journal = j, pages = {1--12},
  abstract = {Lamps shine.}, tags = {lamps}, note = {read}, keywords = {x}
}
  @misc{lids, title = {On Lids}, author = {Bo Lid}, tags = {lamps, pots}, crossref = {vol}}
@proceedings{vol, year = 2019, title = {Volume of Pots}}
"""


def read(shelf: Folder, known: dict[int, Paper] | None = None) -> Records:
    return read_records(shelf.source, shelf.root, known or {}, BIB_FILES)


def settings(shelf: Folder) -> Settings:
    return Settings(root=shelf.root, site_name="S", options=Options())


def test_entries_are_papers(shelf: Folder) -> None:
    shelf.write("papers/refs.bib", BIB)
    records = read(shelf)
    assert records.problems == ()
    lamps, lids = records.papers
    assert (lamps.id, lamps.title, lamps.venue) == (
        "invented-2018lamps",
        "On Lamps",
        "Journal of Lamps",
    )
    assert (lamps.tags, lamps.notes, lamps.publication and lamps.publication.pages) == (
        ("lamps",),
        None,
        "1–12",
    )
    assert (lids.id, str(lids.date), lids.tags) == ("lids", "2019", ("lamps", "pots"))
    assert (lids.source.path, lids.source.line) == ("site_src/papers/refs.bib", 8)


def test_problems_have_their_places(shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: lamps, name: lamps}\n")
    broken = "@misc{a, title = {A}, doi = {none}}\n@misc{b}\n@misc{c, title = {unclosed\n"
    shelf.write("papers/refs.bib", BIB + broken + "@misc{---, title={D}}\n")
    loaded = load_catalog(settings(shelf))
    assert loaded.catalog is None
    found = [str(p).removeprefix("site_src/papers/refs.bib:") for p in in_order(loaded.problems)]
    assert [line for line in found if "missing; " not in line or "title: missing" in line] == [
        '8:60: error: tags[1]: unknown tag "pots"; choose one of tags.yml, or add it there',
        '10:29: warning: doi: "none" is none, and is left out; mend it, or delete the field',
        "11:1: error: title: missing; write title: …",
        '12:1: error: not BibTeX (unexpected block start: "@misc". Was still looking for '
        'field-value closing "}"); look for a missing brace or comma',
        '13:1: error: the key "---" makes no id; write a key with letters: '
        "@article{jacot2018neural, …}",
    ]
    assert "8:23: warning: abstract: missing; copy it from the paper" in found


def test_two_entries_of_one_key_are_an_error(shelf: Folder) -> None:
    shelf.write("papers/refs.bib", "@misc{a, title={A}}\n@misc{a, title={B}}\n")
    messages = [problem.text for problem in load_catalog(settings(shelf)).problems]
    assert 'id: "a" is already at site_src/papers/refs.bib:1; keep one record a paper' in messages


def test_an_empty_file_is_an_error(shelf: Folder) -> None:
    shelf.write("papers/refs.bib", "% nothing\n")
    assert [str(problem) for problem in read(shelf).problems] == [
        "site_src/papers/refs.bib:1:1: error: no entries; write entries, or delete it"
    ]


def test_what_is_known_is_not_read_again(shelf: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.write("papers/refs.bib", BIB)
    first = read(shelf)
    known = {paper.digest: paper for paper in first.papers}
    moved = BIB.replace("\n\n@article", "\n\n\n@article")
    shelf.write("papers/refs.bib", moved.replace("{On Lids}", "{On All Lids}"))
    made = []

    def counted(entry: object) -> object:
        made.append(entry)
        return assembled(entry)  # type: ignore[arg-type]

    assembled = bib_files.assembled
    monkeypatch.setattr(bib_files, "assembled", counted)
    again = read(shelf, known)
    assert len(made) == 1
    monkeypatch.undo()
    assert again == read(shelf)
    assert [paper.source.line for paper in again.papers] == [4, 9]


def test_a_macro_or_a_parent_that_changes_changes_the_paper(shelf: Folder) -> None:
    shelf.write("papers/refs.bib", BIB)
    known = {paper.digest: paper for paper in read(shelf).papers}
    shelf.write("papers/refs.bib", BIB.replace("of Lamps}}", "of Lights}}").replace("2019", "2020"))
    lamps, lids = read(shelf, known).papers
    assert (lamps.venue, str(lids.date)) == ("Journal of Lights", "2020")


def test_an_import_knows_them(shelf: Folder) -> None:
    path = shelf.write("papers/refs.bib", BIB)
    existing, problems = read_existing(path.parent)
    assert problems == []
    assert {name: one.record and one.record["title"] for name, one in existing.items()} == {
        "invented-2018lamps": "On Lamps",
        "lids": "On Lids",
    }


@given(text=st.text('@{}()",=#\\\n abtile', max_size=60) | st.text())
def test_any_text_is_accepted(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    shelf = Folder(Path(tmp_path_factory.mktemp("bib")))
    shelf.write("papers/refs.bib", text.encode("utf-8", "replace"))
    read(shelf)
