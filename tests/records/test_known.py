"""What is known: the same records, problems and catalog as a reading that knows nothing."""

from pathlib import Path
from random import Random

import pytest
from helpers.shelf import SHELVES, Folder
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from generator.catalog import build_catalog
from generator.checks import check
from generator.records.known import Known, decode, encode, learn
from generator.records.read import Records

FILES = ("papers/a.yml", "papers/b.yml", "papers/c.jsonl", "papers/d.jsonl", "tags.yml")
YAML = (
    "title: A\n",
    "title: A\r\nabstract: x\n",
    "# x\ntitle: B\nauthors: [A B]\ndate: 2018\ntags: [t]\nabstract: x\nnotes: See [[c1]]\n",
    "title: $x\nauthors: [A B, Ä]\ndate: 2018\ntags: [s]\nabstract: $\\frac{$\n",
    "title: A\nstatus: {superseded_by: c2}\nnotes: <b>\n",
    "title: [\n",
    "titel: A\n",
    "title: A\nlinks: {pdf: x}\n",
)
LINES = (
    '{"id": "c1", "title": "A"}',
    '{"id": "c1", "title": "C", "authors": ["A B"], "date": "2018", "abstract": "x"}',
    '{"id": "c2", "title": "D", "authors": ["A B"], "date": "2018", "abstract": "x", "tags":["t"]}',
    '{"id": "c3", "title": "E", "related": [{"paper": "b", "why": "w"}], "notes": "[[a]]"}',
    '{"id": "c4", "title": "F\\u0007", "title": "F"}',
    '{"id": "c5", "title": 7}',
    '{"id": "c6", "title": "G", "status": {"superseded_by": "a"}}',
    "",
    "[",
)
TAGS = ("- {id: t, name: t}\n", "- {id: t, name: t}\n- {id: s, name: s}\n", "x\n")


def content(path: str, random: Random) -> str:
    if path.startswith("tags"):
        return random.choice(TAGS)
    if path.endswith(".yml"):
        return random.choice(YAML)
    return "\n".join(random.choices(LINES, k=random.randint(0, 5)))


def edit(shelf: Folder, random: Random) -> None:
    path = random.choice(FILES)
    file = shelf.source / path
    lines = file.read_text().split("\n") if file.exists() else []
    if random.random() < 0.2:
        file.unlink(missing_ok=True)
    elif path.endswith(".jsonl") and random.random() < 0.6:
        lines.insert(random.randint(0, len(lines)), random.choice(LINES))
        shelf.write(path, "\n".join(lines[random.randint(0, 1) :]))
    else:
        shelf.write(path, content(path, random))


def read_again(shelf: Folder, known: Known) -> Known:
    """Read a shelf with what is known of it, and compare that with reading it from the start."""
    records = shelf.read()
    problems = check(records)
    quick = shelf.read(known.papers)
    assert quick == records
    assert check(quick, known.faultless) == problems
    assert build_catalog(quick) == build_catalog(records)
    learned = learn(quick, problems)
    assert decode(encode(learned)) == learned
    return learned


@given(random=st.randoms(use_true_random=False))
def test_what_is_known_changes_nothing(
    random: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = Folder(tmp_path_factory.mktemp("known"))
    for path in FILES:
        shelf.write(path, content(path, random))
    known = Known()
    for _ in range(4):
        known = read_again(shelf, known)
        edit(shelf, random)


def names(records: Records, digests: object) -> list[str]:
    return [paper.id for paper in records.papers if paper.digest in digests]  # type: ignore[operator]


def test_only_what_had_no_problem_is_known(shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: t, name: t}\n")
    shelf.write("papers/a.yml", YAML[2])
    shelf.write("papers/b.yml", YAML[0])
    shelf.write("papers/windows.yml", YAML[1])
    shelf.write("papers/c.jsonl", "\n".join(LINES))
    known = read_again(shelf, Known())
    records = shelf.read()
    assert names(records, known.papers) == ["a", "b", "c1", "c1", "c2", "c3", "c6"]
    assert names(records, known.faultless) == ["a", "c2"]


def test_a_known_record_is_not_read_again(shelf: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.write("papers/a.yml", YAML[2])
    shelf.write("papers/c.jsonl", "\n".join(LINES[:4]))
    known = read_again(shelf, Known())
    shelf.write("papers/c.jsonl", "\n".join(["", *reversed(LINES[:4])]))
    wanted = shelf.read()
    for name in ("paper_lines.read_plain_line", "paper_lines.read_line", "reading.read_yaml"):
        monkeypatch.setattr(f"generator.records.{name}", None)
    assert shelf.read(known.papers) == wanted
    assert [paper.source.line for paper in wanted.papers if paper.id != "a"] == [2, 3, 4, 5]


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_the_invented_shelves(name: str) -> None:
    shelf = Folder(SHELVES / name)
    known = read_again(shelf, Known())
    assert known.papers
    read_again(shelf, known)


def test_what_was_damaged_is_nothing_known(shelf: Folder) -> None:
    shelf.write("papers/c.jsonl", "\n".join(LINES))
    whole = encode(read_again(shelf, Known()))
    assert decode(whole).papers
    for damaged in (b"", b"x", whole[:-1], whole + b"x", whole.replace(b"\xa1A", b"\xc3", 1)):
        assert decode(damaged) == Known()
    assert decode(msgpack.encode([[], [], []])) == Known()


@given(content=st.binary())
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    decode(content)


def test_known_papers_of_another_path_are_not_used(shelf: Folder) -> None:
    file: Path = shelf.write("papers/c.jsonl", LINES[0])
    known = read_again(shelf, Known())
    file.rename(file.with_name("e.jsonl"))
    (paper,) = shelf.read(known.papers).papers
    assert paper.source.path == "site_src/papers/e.jsonl"
