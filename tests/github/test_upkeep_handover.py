"""What upkeep hands over: only what it may change gets through."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.github.proposal import digest
from generator.github.upkeep_handover import (
    File,
    Handover,
    HandoverError,
    changed_paths,
    checked_files,
    decode,
    gathered,
)

DAY = "2026-03-17"
RECORD = 'title: Lids\narxiv: "2401.00001"\n'
GAINED = 'title: Lids\nvenue: ICML 2024\narxiv: "2401.00001"\ndoi: 10.1000/1\n'
LINE = '{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n'
SIGNALS = '{"id":"lids","citations":{"s":1}}\n'
REFRESHED: dict[str, Any] = {
    "day": DAY, "asked": 1, "offline": False, "troubles": [], "changes": [], "conflicts": [],
    "remarks": [], "counts": 0, "signals": "",
}  # fmt: skip
LINKS: dict[str, Any] = {"day": DAY, "offline": False, "counts": {}, "left": 0, "links": []}


def handover(*files: File) -> Handover:
    return gathered(json.dumps(REFRESHED), json.dumps(LINKS), files)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve()
    (root / "s/papers").mkdir(parents=True)
    (root / "s/papers/lids.yml").write_text(RECORD)
    (root / "s/papers/noted.yml").write_text(f"# As they wrote.\n{RECORD}")
    (root / "s/papers/all.jsonl").write_text(LINE)
    (root / "s/tags.yml").write_text("- {id: t, name: t}\n")
    (root / "s/papers/link.yml").symlink_to(root / "s/papers/lids.yml")
    return root


def changed(root: Path, path: str, text: str, before: str | None = None) -> dict[str, str]:
    old = root / path
    known = old.read_text() if before is None and old.is_file() else before
    file = File(path=path, before=digest(known) if known else "", text=text)
    return checked_files(root, "s", handover(file))


def test_a_record_may_gain_keys(root: Path) -> None:
    assert changed(root, "s/papers/lids.yml", GAINED) == {"s/papers/lids.yml": GAINED}


def test_a_line_may_gain_keys(root: Path) -> None:
    text = LINE.replace('"B"', '"B", "doi": "10.1000/1"')
    assert changed(root, "s/papers/all.jsonl", text) == {"s/papers/all.jsonl": text}


def test_a_day_of_signals_may_be_new(root: Path) -> None:
    path = f"s/signals/{DAY}.jsonl"
    assert changed(root, path, SIGNALS) == {path: SIGNALS}


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("s/papers/lids.yml", RECORD.replace("Lids", "Pots"), "is changed in a way"),
        ("s/papers/lids.yml", RECORD + "abstract: x\n", "is changed in a way"),
        ("s/papers/lids.yml", RECORD + "doi: {a: b}\n", "is changed in a way"),
        ("s/papers/lids.yml", RECORD + "doi: [", "is changed in a way"),
        ("s/papers/lids.yml", "title: Lids\n", "is changed in a way"),
        ("s/papers/lids.yml", "", "is changed in a way"),
        ("s/papers/lids.yml", GAINED.replace('"', "'"), "is changed in a way"),
        ("s/papers/lids.yml", GAINED + "# \u202e\n", "is changed in a way"),
        ("s/papers/noted.yml", GAINED, "is changed in a way"),
        ("s/papers/all.jsonl", LINE.replace('"B"', '"C", "title": "B"'), "is changed in a way"),
        ("s/papers/all.jsonl", LINE.replace('"B"', '"B" '), "is changed in a way"),
        ("s/papers/all.jsonl", LINE + "{}\n", "is changed in a way"),
        ("s/papers/all.jsonl", LINE.replace('"B"', '"C"'), "is changed in a way"),
        ("s/papers/all.jsonl", LINE.replace('"B"', '"B", "doi": 7'), "is changed in a way"),
        ("s/papers/new.yml", RECORD, "is changed in a way"),
        (f"s/signals/{DAY}.jsonl", "[]\n", "is changed in a way"),
        (f"s/signals/{DAY}.jsonl", "\ud800", "not what it finds"),
        ("s/signals/other.jsonl", SIGNALS, "is changed in a way"),
        ("s/papers/link.yml", GAINED, "a file is a link"),
        ("s/tags.yml", "", "a file is neither a record nor one of signals"),
        (".github/workflows/x.yml", "on: push", "a file is neither a record nor one of signals"),
        ("s/papers/../tags.yml", "", "a file is neither a record nor one of signals"),
        ("/etc/passwd", "", "a file is neither a record nor one of signals"),
        ("s/papers/", "", "a file is a link"),
    ],
)
def test_nothing_else_gets_through(root: Path, path: str, text: str, reason: str) -> None:
    with pytest.raises(HandoverError, match=reason):
        changed(root, path, text)


def test_what_has_changed_meanwhile(root: Path) -> None:
    with pytest.raises(HandoverError, match="has changed meanwhile"):
        changed(root, "s/papers/lids.yml", GAINED, before="title: Other\n")
    with pytest.raises(HandoverError, match="exists already"):
        changed(root, "s/papers/lids.yml", GAINED, before="")
    with pytest.raises(HandoverError, match="cannot be read"):
        changed(root, "s/papers/gone.yml", GAINED, before="title: Gone\n")


def test_a_folder_that_is_a_link(root: Path) -> None:
    (root / "s/signals").symlink_to(root)
    with pytest.raises(HandoverError, match="a file is a link"):
        changed(root, f"s/signals/{DAY}.jsonl", SIGNALS)


def test_the_files_that_a_report_names() -> None:
    told = {"paper": "a", "title": "A", "line": 1, "key": "doi", "value": "x", "claims": []}
    report = REFRESHED | {
        "changes": [told | {"path": "b.yml"}, told | {"path": "a.yml"}, told | {"path": "a.yml"}],
        "signals": "s/signals/x.jsonl",
    }
    assert changed_paths(json.dumps(report)) == ["a.yml", "b.yml", "s/signals/x.jsonl"]
    with pytest.raises(HandoverError, match="is none of 'papershelf refresh' \\(day\\)"):
        changed_paths(json.dumps(REFRESHED | {"day": 5}))


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"{", "all of it"),
        (b"[]", "all of it"),
        (b"{}", "refreshed"),
        (json.dumps({"refreshed": REFRESHED, "links": LINKS, "files": [], "x": 1}).encode(), "x"),
    ],
)
def test_what_is_no_handover(content: bytes, where: str) -> None:
    with pytest.raises(HandoverError, match=rf"not what it finds \({where}\)"):
        decode(content)


def test_a_report_that_is_not_json() -> None:
    with pytest.raises(HandoverError, match="a report is not JSON"):
        gathered("{", json.dumps(LINKS), [])


@given(st.binary() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(HandoverError):
        decode(content)
