"""A round: who is asked, what comes of it, and what is written."""

import datetime
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from helpers.service_answers import Facts
from helpers.services import LocalServices, services
from helpers.shelf import Folder

from generator.lookup.access import Access
from generator.records.document import Source
from generator.records.models import Paper
from generator.signals import Counts, Signals, read_signals
from generator.upkeep.models import Change, Claim, Round
from generator.upkeep.refresh import Wishes, chosen, refresh, signals_text, write_signals
from generator.upkeep.report import report_text
from generator.upkeep.writing import write_changes

TODAY = datetime.date(2026, 3, 17)
LIDS = Facts(
    title="Lids", arxiv="2401.00001", doi="10.1000/lids", acl="2024.acl-long.1",
    venue="ACL 2024", s2_venue="Annual Meeting of the Association for Computational Linguistics",
    container="Proceedings of the 62nd Annual Meeting of the Association for Computational "
    "Linguistics", issued=(2024,), type="proceedings-article", citations=41, stars=120,
    code="https://github.com/o/lids",
)  # fmt: skip
SPOUTS = Facts(title="Spouts", arxiv="2401.00002", citations=3, issued=(2024,))
RECORD = 'title: Lids\narxiv: "2401.00001"\nlinks: {code: "https://github.com/o/lids"}\n'


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as running:
        running.know(LIDS, SPOUTS)
        yield running


def papers(shelf: Folder) -> Sequence[Paper]:
    shelf.paper("lids", RECORD)
    shelf.paper("spouts", 'title: Spouts\narxiv: "2401.00002"\n')
    shelf.paper("unnamed", "title: Without a name\n")
    return shelf.load().catalog.papers


def round_of(web: LocalServices, shelf: Folder, wishes: Wishes | None = None) -> Round:
    signals = read_signals(shelf.source / "signals", shelf.root)
    with web.client() as client:
        access = Access(client, web.services)
        return refresh(papers(shelf), signals, access, wishes or Wishes(), TODAY)


def test_a_round(web: LocalServices, shelf: Folder) -> None:
    found = round_of(web, shelf)
    assert [(c.paper.id, c.key, c.value) for c in found.changes] == [
        ("lids", "venue", "ACL 2024"),
        ("lids", "doi", "10.1000/lids"),
        ("lids", "acl", "2024.acl-long.1"),
    ]
    assert [claim.service for claim in found.changes[1].claims] == [
        "Crossref", "ACL Anthology", "arXiv", "Semantic Scholar"
    ]  # fmt: skip
    assert found.counts == (
        Counts("lids", {"semantic-scholar": 41}, {"github.com/o/lids": 120}),
        Counts("spouts", {"semantic-scholar": 3}),
    )
    assert (found.asked, found.next, found.troubles, found.offline) == (3, "", (), False)
    assert found.conflicts == found.remarks == ()
    assert len(web.asked("semantic_scholar")) == 1
    assert len(web.asked("arxiv")) == 1
    assert web.asked("crossref") == ["/works/10.1000/lids"]


def test_what_is_written_is_not_found_again(web: LocalServices, shelf: Folder) -> None:
    found = round_of(web, shelf)
    assert write_changes(shelf.root, found.changes) == []
    assert (shelf.source / "papers/lids.yml").read_text() == (
        'title: Lids\narxiv: "2401.00001"\ndoi: 10.1000/lids\nacl: 2024.acl-long.1\n'
        'links: {code: "https://github.com/o/lids"}\nauthors: [A]\ndate: 2020\n'
        "venue: ACL 2024\ntags: [t]\nabstract: x\n"
    )
    file = write_signals(found, shelf.source / "signals")
    assert file == shelf.source / "signals/2026-03-17.jsonl"
    assert file.read_text() == (
        '{"id":"lids","citations":{"semantic-scholar":41},"stars":{"github.com/o/lids":120}}\n'
        '{"id":"spouts","citations":{"semantic-scholar":3}}\n'
    )
    signals = read_signals(shelf.source / "signals", shelf.root)
    catalog = shelf.load().catalog
    with web.client() as client:
        again = refresh(catalog.papers, signals, Access(client, web.services), Wishes(), TODAY)
    assert (again.changes, again.counts) == ((), ())
    assert signals_text(again, file) == ""
    assert write_signals(again, shelf.source / "signals") is None


def test_only_signals_and_only_published(web: LocalServices, shelf: Folder) -> None:
    found = round_of(web, shelf, Wishes(published=False))
    assert found.changes == ()
    assert len(found.counts) == 2
    assert web.asked("arxiv") == web.asked("crossref") == []
    found = round_of(web, shelf, Wishes(signals=False))
    assert found.counts == ()
    assert len(found.changes) == 3
    assert len(web.asked("github")) == 1


def test_what_one_service_does_not_know_another_is_asked(web: LocalServices, shelf: Folder) -> None:
    web.fail("semantic_scholar", 429, retry_after="100000")
    found = round_of(web, shelf)
    assert [(counts.id, counts.citations) for counts in found.counts] == [
        ("lids", {}), ("spouts", {"openalex": 3})
    ]  # fmt: skip
    assert found.troubles == (
        "Semantic Scholar did not answer: the server was asked too often (429 Too Many Requests); "
        "try again later",
    )
    assert ("lids", "doi") in [(change.paper.id, change.key) for change in found.changes]


@pytest.mark.parametrize("how", ["garbage", "truncated", "huge", "loop", "private"])
def test_a_service_that_misbehaves_is_told_of(
    web: LocalServices, shelf: Folder, how: object
) -> None:
    for name in ("semantic_scholar", "openalex", "arxiv", "github"):
        web.behave(name, how)  # type: ignore[arg-type]
    found = round_of(web, shelf)
    assert (found.changes, found.counts, found.offline) == ((), (), False)
    assert [trouble.partition(" did not")[0] for trouble in found.troubles] == [
        "Semantic Scholar", "OpenAlex", "arXiv", "GitHub"
    ]  # fmt: skip


def test_without_a_network(shelf: Folder) -> None:
    with services() as running:
        gone = running
    found = round_of(gone, shelf)
    assert found.offline
    assert (found.changes, found.counts) == ((), ())


def test_a_hostile_answer_reaches_no_record(web: LocalServices, shelf: Folder) -> None:
    shelf.paper("hostile", 'title: Hostile\narxiv: "2401.00003"\n')
    paper = {
        "paperId": "1",
        "title": "Hostile",
        "externalIds": {"ArXiv": "2401.00003", "DOI": "10.1000/x\nabstract: evil", "ACL": "../x"},
        "venue": "V\n\ud800::error::x",
        "year": 2024,
        "citationCount": "a lot",
    }
    other = {**paper, "externalIds": {"ArXiv": "2401.99999", "DOI": "10.1000/other"}}
    answer = json.dumps([paper, None, other])
    web.answer("semantic_scholar", "/graph/v1/paper/batch", answer)
    found = round_of(web, shelf)
    for change in found.changes:
        assert "\n" not in change.value
        assert change.key in ("venue", "doi")
        assert "evil" not in change.value
    assert all(change.value != "10.1000/other" for change in found.changes)
    assert write_changes(shelf.root, found.changes) == []
    text = (shelf.source / "papers/hostile.yml").read_text()
    assert "\nabstract: evil" not in text


def invented(*names: str) -> list[Paper]:
    return [Paper(id=name, source=Source(""), title=name) for name in names]


def ids(some: Sequence[Paper]) -> list[str]:
    return [paper.id for paper in some]


def test_rounds_go_through_all_papers_in_turn() -> None:
    every = invented("d", "b", "a", "c")
    seen = []
    following = ""
    for _ in range(4):
        some, following = chosen(every, Signals(next=following), Wishes(limit=3))
        seen.append((ids(some), following))
    assert seen == [
        (["a", "b", "c"], "d"),
        (["a", "b", "d"], "c"),
        (["a", "c", "d"], "b"),
        (["b", "c", "d"], "a"),
    ]


def test_a_round_goes_on_where_a_paper_was_taken_off() -> None:
    some, following = chosen(invented("a", "b", "d"), Signals(next="c"), Wishes(limit=1))
    assert (ids(some), following) == (["d"], "a")
    assert chosen(invented("a", "b"), Signals(next="z"), Wishes(limit=1))[1] == "b"


def test_all_papers_or_those_named() -> None:
    every = invented("b", "a")
    assert chosen(every, Signals(next="b"), Wishes()) == (invented("a", "b"), "")
    assert chosen(every, Signals(), Wishes(limit=2)) == (invented("a", "b"), "")
    assert chosen(every, Signals(next="a"), Wishes(only=("b",), limit=1)) == (invented("b"), "")


def test_a_limited_round_says_where_the_next_one_begins(web: LocalServices, shelf: Folder) -> None:
    found = round_of(web, shelf, Wishes(limit=1))
    assert (found.asked, found.next) == (1, "spouts")
    file = write_signals(found, shelf.source / "signals")
    assert file
    assert file.read_text().startswith('{"next":"spouts"}\n{"id":"lids",')
    assert round_of(web, shelf, Wishes(limit=1)).next == "unnamed"


def test_where_nobody_counts_the_next_round_begins_again(web: LocalServices, shelf: Folder) -> None:
    shelf.write("signals/2026-03-10.jsonl", '{"next":"spouts"}\n')
    for name in ("semantic_scholar", "openalex"):
        web.fail(name, 500)
    assert round_of(web, shelf, Wishes(limit=1)).next == "spouts"


def test_a_paper_said_to_be_retracted(web: LocalServices, shelf: Folder) -> None:
    work = {
        "title": "Spouts", "doi": "https://doi.org/10.48550/arXiv.2401.00002",
        "id": "https://openalex.org/W1", "is_retracted": True, "cited_by_count": 1,
    }  # fmt: skip
    web.answer("semantic_scholar", "/graph/v1/paper/batch", "[null, null]")
    web.answer("openalex", "/works", json.dumps({"results": [work]}))
    (remark,) = round_of(web, shelf).remarks
    assert (remark.paper.id, remark.url) == ("spouts", "https://openalex.org/W1")
    assert remark.text == "OpenAlex says that the paper was retracted"


def test_the_report(web: LocalServices, shelf: Folder) -> None:
    report = json.loads(report_text(round_of(web, shelf), "site_src/signals/2026-03-17.jsonl"))
    assert report["changes"][0] == {
        "paper": "lids",
        "title": "Lids",
        "path": "site_src/papers/lids.yml",
        "line": 1,
        "key": "venue",
        "value": "ACL 2024",
        "claims": [
            {"value": "ACL 2024", "service": name, "url": url}
            for name, url in (
                ("Crossref", "https://doi.org/10.1000/lids"),
                ("ACL Anthology", "https://aclanthology.org/2024.acl-long.1"),
                ("Semantic Scholar", report["changes"][0]["claims"][2]["url"]),
            )
        ],
    }
    assert (report["day"], report["asked"], report["counts"]) == ("2026-03-17", 3, 2)


def change(path: str, line: int = 1, name: str = "a") -> Change:
    paper = Paper(id=name, source=Source(path, line), title="A")
    return Change(paper=paper, key="doi", claims=(Claim("10.1000/1", "S", "https://s.org"),))


def test_a_line_of_a_file_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text('{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n')
    assert write_changes(tmp_path, [change("all.jsonl", 2, "b")]) == []
    assert file.read_text() == (
        '{"id": "a", "title": "A"}\n{"id": "b", "title": "B", "doi": "10.1000/1"}\n'
    )
    (problem,) = write_changes(tmp_path, [change("all.jsonl", 1, "b")])
    assert str(problem) == (
        "all.jsonl:1:1: error: doi: cannot be written (the record is not on its line any more); "
        "add by hand: doi: 10.1000/1"
    )


def test_a_record_that_cannot_be_changed(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("{title: A}\n")
    (tmp_path / "b.yml").write_bytes(b"\xff")
    found = write_changes(tmp_path, [change("a.yml"), change("b.yml"), change("c.yml")])
    assert [problem.message for problem in found] == [
        "cannot be written (not a block mapping that starts in the first column)",
        "cannot be written (not UTF-8)",
        "cannot be written (No such file or directory)",
    ]


def test_the_file_of_a_day_is_kept_whole(tmp_path: Path) -> None:
    (tmp_path / "2026-03-17.jsonl").write_text('{"id":"z","stars":{"s":1}}\n')
    round_ = Round(day=TODAY, asked=1, counts=(Counts("a", {"s": 2}),))
    write_signals(round_, tmp_path)
    assert (tmp_path / "2026-03-17.jsonl").read_text() == (
        '{"id":"a","citations":{"s":2}}\n{"id":"z","stars":{"s":1}}\n'
    )
    assert [file.name for file in tmp_path.iterdir()] == ["2026-03-17.jsonl"]
