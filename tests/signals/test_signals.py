"""Signals of a folder: series over days, what is not read, and what the shelf does not know."""

import datetime

from helpers.shelf import Folder

from generator.signals import Point, Series, Signals, read_signals
from generator.signals.checks import check_signals
from generator.signals.models import Counts
from generator.signals.write import changed, file_text

MAY = datetime.date(2026, 5, 1)
JUNE = datetime.date(2026, 6, 1)
JULY = datetime.date(2026, 7, 1)


def read(shelf: Folder) -> Signals:
    return read_signals(shelf.source / "signals", shelf.root)


def two_days(shelf: Folder) -> Signals:
    shelf.write(
        "signals/2026-06-01.jsonl",
        '{"id":"a","citations":{"openalex":7,"semantic-scholar":12}}\n',
    )
    shelf.write(
        "signals/2026-05-01.jsonl",
        '{"next":"b"}\n{"id":"a","citations":{"semantic-scholar":10},"stars":{"github.com/o/n":5}}\n',
    )
    return read(shelf)


def test_a_series_goes_over_the_days_of_all_files(shelf: Folder) -> None:
    signals = two_days(shelf)
    assert signals.days == (MAY, JUNE)
    assert signals.next == ""
    assert signals.problems == ()
    assert signals.of("a", "citations") == (
        Series("openalex", (Point(JUNE, 7),)),
        Series("semantic-scholar", (Point(MAY, 10), Point(JUNE, 12))),
    )
    assert signals.of("a", "stars") == (Series("github.com/o/n", (Point(MAY, 5),)),)
    assert signals.of("b", "stars") == ()
    assert signals.latest("a", "citations", "semantic-scholar") == 12
    assert signals.latest("a", "citations", "crossref") is None


def test_what_held_on_a_day_and_what_was_gained() -> None:
    series = Series("s", (Point(MAY, 10), Point(JULY, 8)))
    assert [series.at(day) for day in (datetime.date(2026, 4, 30), MAY, JUNE, JULY)] == [
        None, 10, 10, 8
    ]  # fmt: skip
    assert series.gained(MAY, JUNE) == 0
    assert series.gained(JUNE, JULY) == -2
    assert series.gained(datetime.date(2026, 4, 1), JULY) is None


def test_no_folder_is_no_signals(shelf: Folder) -> None:
    assert read(shelf) == Signals()


def test_the_last_file_says_with_which_paper_to_go_on(shelf: Folder) -> None:
    shelf.write("signals/2026-05-01.jsonl", '{"next":"b"}\n')
    assert read(shelf).next == "b"


def test_other_files_are_not_read(shelf: Folder) -> None:
    for name in ("README.md", "2026-02-30.jsonl", "2026-5-1.jsonl", ".hidden"):
        shelf.write(f"signals/{name}", "x")
    advice = "signals are in files named by their day: 2026-03-17.jsonl"
    assert [str(problem) for problem in read(shelf).problems] == [
        f"site_src/signals/{name}:1:1: warning: the file is not read; {advice}"
        for name in ("2026-02-30.jsonl", "2026-5-1.jsonl", "README.md")
    ]


def test_a_file_that_cannot_be_read(shelf: Folder) -> None:
    (shelf.source / "signals/2026-05-01.jsonl").mkdir(parents=True)
    shelf.write("signals/2026-06-01.jsonl", b"\xff")
    assert [str(problem) for problem in read(shelf).problems] == [
        "site_src/signals/2026-05-01.jsonl:1:1: error: is a folder; a record is a file; "
        "move it away",
        "site_src/signals/2026-06-01.jsonl:1:1: error: byte 0xff is not UTF-8; save the file as "
        "UTF-8",
    ]


def test_a_file_in_place_of_the_folder(shelf: Folder) -> None:
    shelf.write("signals", "x")
    assert [str(problem) for problem in read(shelf).problems] == [
        "site_src/signals:1:1: error: the folder cannot be read (Not a directory)"
    ]


def test_papers_that_are_not_on_the_shelf(shelf: Folder) -> None:
    shelf.write(
        "signals/2026-05-01.jsonl",
        '{"id":"filo","stars":{"s":1}}\n{"id":"fil","stars":{"s":1}}\n{"id":"zzz","stars":{"s":1}}\n',
    )
    shelf.write("signals/2026-06-01.jsonl", '{"id":"zzz","stars":{"s":2}}\n')
    assert [str(problem) for problem in check_signals(read(shelf), {"filo"})] == [
        'site_src/signals/2026-05-01.jsonl:2:1: warning: id: no paper "fil"; did you mean "filo"?',
        'site_src/signals/2026-05-01.jsonl:3:1: warning: id: no paper "zzz"; delete its lines, or '
        "write its new id",
    ]


def test_only_what_changed_is_written(shelf: Folder) -> None:
    signals = two_days(shelf)
    counted = [
        Counts("b", {"openalex": 1}),
        Counts("a", {"openalex": 7, "semantic-scholar": 13}, {"github.com/o/n": 5}),
        Counts("c"),
    ]
    new = changed(signals, counted)
    assert new == [Counts("b", {"openalex": 1}), Counts("a", {"semantic-scholar": 13})]
    assert file_text([], new) == (
        '{"id":"a","citations":{"semantic-scholar":13}}\n{"id":"b","citations":{"openalex":1}}\n'
    )


def test_a_second_run_on_a_day_adds_to_its_file() -> None:
    before = [Counts("b", {"s": 1}, {"t": 2}), Counts("c", {"s": 1})]
    text = file_text(before, [Counts("a", {"s": 4}), Counts("b", {"s": 3, "r": 1})], "d")
    assert text == (
        '{"next":"d"}\n'
        '{"id":"a","citations":{"s":4}}\n'
        '{"id":"b","citations":{"r":1,"s":3},"stars":{"t":2}}\n'
        '{"id":"c","citations":{"s":1}}\n'
    )


def test_a_site_takes_no_notice_of_them(shelf: Folder) -> None:
    shelf.paper("a", "title: A\n")
    before = shelf.read()
    shelf.write("signals/2026-05-01.jsonl", "not even JSON")
    assert shelf.read() == before
