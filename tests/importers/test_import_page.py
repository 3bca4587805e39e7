"""Tests of a whole import: files in, record files out.

The golden records are made by `papershelf import huggingface-page tests/importers/page.txt
--into tests/importers/golden --facts tests/importers/facts.json --year 2025 --overwrite`.
"""

import datetime
import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers import Outcome, import_page, writing
from generator.importers.merge import Action, Item
from generator.importers.shelf_files import write_items
from generator.problems import Problem
from generator.records.read import read_records
from generator.whole_files import write_whole

HERE = Path(__file__).parent
PAGE = HERE / "page.txt"
FACTS = HERE / "facts.json"
GOLDEN = HERE / "golden"
TODAY = datetime.date(2025, 12, 31)
NO_FACTS = 'no facts for "A Survey of Imaginary Teapots"'


def run(into: Path, page: Path = PAGE, facts: Path | None = FACTS, **options: bool) -> Outcome:
    return import_page(page, into, facts=facts, today=TODAY, **options)


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.iterdir())}


def messages(problems: tuple[Problem, ...], folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in problems]


def test_import_writes_the_golden_records(tmp_path: Path) -> None:
    outcome = run(tmp_path / "site_src" / "papers")
    assert files(tmp_path / "site_src" / "papers") == files(GOLDEN)
    assert [item.id for item in outcome.created] == [
        "lighthouse-kernels",
        "a-survey-of-imaginary-teapots",
        "cafe-graphs",
    ]
    assert [problem.message for problem in outcome.problems] == [NO_FACTS]


def test_imported_records_are_valid(tmp_path: Path) -> None:
    run(tmp_path / "papers")
    records = read_records(tmp_path, tmp_path)
    assert records.problems == ()
    assert [paper.title for paper in records.papers] == [
        "A Survey of Imaginary Teapots",
        "Café Graphs",
        "Lighthouse Kernels: How Far Does a Lamp See?",
    ]


@pytest.mark.parametrize("overwrite", [False, True])
def test_second_import_changes_nothing(tmp_path: Path, overwrite: bool) -> None:
    run(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    outcome = import_page(
        PAGE, tmp_path, facts=FACTS, today=datetime.date(2030, 1, 1), overwrite=overwrite
    )
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert [item.id for item in outcome.same] == [
        "lighthouse-kernels",
        "a-survey-of-imaginary-teapots",
        "cafe-graphs",
    ]
    assert (outcome.created, outcome.kept, outcome.overwritten) == ((), (), ())


def test_edited_record_is_kept_until_told_otherwise(tmp_path: Path) -> None:
    run(tmp_path)
    path = tmp_path / "cafe-graphs.yml"
    edited = path.read_text("utf-8").replace("Ada Invented", "Ada von Invented  # as on the PDF")
    edited = edited.replace("doi:", "tags: [graphs]\ndoi:")
    path.write_text(edited, "utf-8")
    kept = run(tmp_path)
    assert [(item.id, item.keys) for item in kept.kept] == [("cafe-graphs", ("authors",))]
    assert path.read_text("utf-8") == edited
    overwritten = run(tmp_path, overwrite=True)
    assert [item.id for item in overwritten.overwritten] == ["cafe-graphs"]
    golden = (GOLDEN / "cafe-graphs.yml").read_text("utf-8")
    golden = golden.replace("doi:", "tags: [graphs]\ndoi:")
    assert path.read_text("utf-8") == golden.replace("authors:", "authors:  # as on the PDF")


def test_renamed_record_is_found_by_its_title(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "cafe-graphs.yml").rename(tmp_path / "coffee.yml")
    assert [item.id for item in run(tmp_path).same][-1] == "coffee"


def test_record_in_json_lines_is_found(tmp_path: Path) -> None:
    line = {"id": "coffee", "title": "Café graphs", "abstract": "Short."}
    (tmp_path / "all.jsonl").write_text(json.dumps(line) + '\n["no record"]\n', "utf-8")
    outcome = run(tmp_path)
    assert [item.id for item in outcome.kept] == ["coffee"]
    assert sorted(files(tmp_path)) == [
        "a-survey-of-imaginary-teapots.yml",
        "all.jsonl",
        "lighthouse-kernels.yml",
    ]


def test_unreadable_record_is_reported_and_never_overwritten(tmp_path: Path) -> None:
    broken = {
        "cafe-graphs.yml": b'title: "Caf',
        "lighthouse-kernels.yml": b"title: \xff",
        "a-survey-of-imaginary-teapots.yml": b"",
    }
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
    outcome = run(tmp_path, overwrite=True)
    assert {name: (tmp_path / name).read_bytes() for name in broken} == broken
    assert (outcome.created, outcome.overwritten) == ((), ())
    found = messages(outcome.problems, tmp_path)
    assert [m for m in found if "may be in" not in m and "no facts" not in m] == [
        'a-survey-of-imaginary-teapots.yml:1:1: error: holds no record; write title: "…", or '
        "delete it",
        "cafe-graphs.yml:1:12: error: not YAML (found unexpected end of stream); put text with "
        "special characters in quotes",
        "lighthouse-kernels.yml:1:8: error: byte 0xff is not UTF-8; save the file as UTF-8",
    ]
    assert len([m for m in found if "may be in" in m]) == 3


def test_folder_and_dangling_link_named_like_a_record_stay(tmp_path: Path) -> None:
    (tmp_path / "cafe-graphs.yml").mkdir()
    (tmp_path / "lighthouse-kernels.yml").symlink_to("nowhere.yml")
    outcome = run(tmp_path)
    assert [item.id for item in outcome.created] == ["a-survey-of-imaginary-teapots"]
    assert (tmp_path / "lighthouse-kernels.yml").is_symlink()
    assert not (tmp_path / "nowhere.yml").exists()
    assert len([p for p in outcome.problems if p.severity == "error"]) == 4


def test_overwriting_a_linked_record_changes_the_file_behind_it(tmp_path: Path) -> None:
    shelf = tmp_path / "papers"
    run(shelf)
    record = shelf / "cafe-graphs.yml"
    elsewhere = record.rename(tmp_path / "coffee.yml")
    record.symlink_to(elsewhere)
    elsewhere.write_text(elsewhere.read_text("utf-8").replace("2023-05", "2022"), "utf-8")
    run(shelf, overwrite=True)
    assert record.is_symlink()
    assert elsewhere.read_text("utf-8") == (GOLDEN / "cafe-graphs.yml").read_text("utf-8")


def test_facts_that_cannot_be_used_stop_the_import(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    for content, message in (
        (b"{}", "not a list"),
        (b"\xff", "byte 0xff is not UTF-8"),
        (b'[{"title": ""}]', "empty"),
        (b'[{"title": "A", "published": "2023-02-30"}]', "no such day"),
    ):
        facts.write_bytes(content)
        outcome = run(tmp_path / "papers", facts=facts)
        assert [message in problem.message for problem in outcome.problems] == [True]
        assert not (tmp_path / "papers").exists()


def test_page_that_cannot_be_read_stops_the_import(tmp_path: Path) -> None:
    not_text = tmp_path / "page.txt"
    not_text.write_bytes(b"Title\n\n\x80")
    for page, message in (
        (tmp_path / "missing.txt", "missing.txt:1:1: error: cannot be read (No such file or "),
        (tmp_path, "is a folder; give the text of a page"),
        (not_text, "page.txt:3:1: error: byte 0x80 is not UTF-8; save the file as UTF-8"),
    ):
        outcome = run(tmp_path / "papers", page=page)
        assert [message in str(problem) for problem in outcome.problems] == [True]
        assert not (tmp_path / "papers").exists()


def test_target_that_is_a_file_is_reported(tmp_path: Path) -> None:
    target = tmp_path / "papers"
    target.write_text("mine", "utf-8")
    assert messages(run(target).problems, tmp_path) == [
        "papers:1:1: error: is not a folder; give a folder"
    ]
    assert target.read_text("utf-8") == "mine"


def test_file_that_cannot_be_written_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        if path.name == "cafe-graphs.yml":
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        write_whole(path, content)

    monkeypatch.setattr(writing, "write_whole", full)
    outcome = run(tmp_path)
    assert [item.id for item in outcome.created] == [
        "lighthouse-kernels",
        "a-survey-of-imaginary-teapots",
    ]
    assert [m for m in messages(outcome.problems, tmp_path) if "error" in m] == [
        "cafe-graphs.yml:1:1: error: cannot be written (Is a directory)"
    ]


def test_new_record_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "lamps.yml").write_text("mine", "utf-8")
    item = Item(action=Action.NEW, id="lamps", text="title: Lamps\n")
    done, problems = write_items([item], tmp_path)
    assert done == []
    assert messages(tuple(problems), tmp_path) == [
        "lamps.yml:1:1: error: cannot be written (it exists already)"
    ]
    assert files(tmp_path) == {"lamps.yml": "mine"}


def test_page_without_a_date_leaves_added_out(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Lamps\n\nWe study lamps and find that all of them shine.\n", "utf-8")
    outcome = run(tmp_path / "papers", page=page, facts=None)
    assert messages(outcome.problems, tmp_path) == [
        "page.txt:1:1: warning: added: left out: no date stands above the paper; write a line "
        'like "Mar 17" above it, or "added" in its record'
    ]
    assert "added" not in (tmp_path / "papers" / "lamps.yml").read_text("utf-8")


def test_day_that_the_year_does_not_have_leaves_added_out(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Feb 29\n\nLamps\n\nWe study lamps and find that all of them shine.", "utf-8")
    outcome = import_page(page, tmp_path / "papers", year=2025, today=TODAY)
    assert [problem.message for problem in outcome.problems] == [
        "left out: that year has no such day"
    ]


def test_characters_that_no_page_shows_are_replaced_once(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Mar 17\n\nLamps\n\nWe study lamps\x07 and find that all shine.\n", "utf-8")
    outcome = run(tmp_path / "papers", page=page, facts=None)
    assert messages(outcome.problems, tmp_path) == [
        "page.txt:3:1: warning: U+0007 cannot be shown on a page and becomes U+FFFD; delete it"
    ]
    assert len(run(tmp_path / "papers", page=page, facts=None).same) == 1


def with_facts(**facts: object) -> str:
    """Return the text of a record made with some facts."""
    return json.dumps([{"title": "Café Graphs", **facts}])


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({"arxiv_id": "2402.00001v2"}, ['arxiv: "2402.00001"']),
        ({"doi": "10.48550/arXiv.2402.00001"}, ['arxiv: "2402.00001"']),
        ({"arxiv_id": "2402.00001", "doi": "10.48550/ARXIV.2402.00001"}, ['arxiv: "2402.00001"']),
        (
            {"arxiv_id": "2402.00001", "doi": "10.48550/arXiv.2402.99999"},
            ['arxiv: "2402.00001"', "doi: 10.48550/arXiv.2402.99999"],
        ),
        ({"code_url": "https://x.github.io/y"}, ["links:", "  project: https://x.github.io/y"]),
        ({"code_url": "https://github.com/x/y"}, ["links:", "  code: https://github.com/x/y"]),
        ({"code_url": "https://youtu.be/y"}, ["links:", "  code: https://youtu.be/y"]),
        ({"authors": [], "venue": None, "published": None}, []),
    ],
)
def test_facts_become_keys(tmp_path: Path, facts: dict[str, object], lines: list[str]) -> None:
    path = tmp_path / "facts.json"
    path.write_text(with_facts(**facts), "utf-8")
    run(tmp_path / "papers", facts=path)
    text = (tmp_path / "papers" / "cafe-graphs.yml").read_text("utf-8")
    assert text.split("\n")[2 : 2 + len(lines)] == lines
    assert text.split("\n")[2 + len(lines)] == "added: 2025-03-18"


def test_link_of_the_facts_comes_before_that_of_the_abstract(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    facts = {"title": "Lighthouse Kernels: How Far Does a Lamp See?"}
    path.write_text(json.dumps([{**facts, "code_url": "https://github.com/new/home"}]), "utf-8")
    run(tmp_path / "papers", facts=path)
    text = (tmp_path / "papers" / "lighthouse-kernels.yml").read_text("utf-8")
    assert "\nlinks:\n  code: https://github.com/new/home\nadded:" in text


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(texts, texts)))
def test_any_page_is_imported_once(
    tmp_path_factory: pytest.TempPathFactory, papers: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    page = folder / "page.txt"
    end = " says this abstract of some eight or more words."
    page.write_text("\n\n".join(f"{title}\n\n{text}{end}" for title, text in papers), "utf-8")
    first = run(folder / "papers", page=page, facts=None)
    second = run(folder / "papers", page=page, facts=None)
    assert [item.id for item in second.same] == [item.id for item in first.created]
    assert (second.created, second.kept) == ((), ())
    assert second.problems == first.problems
