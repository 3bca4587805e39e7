"""What one job hands to the other is not believed: only one record of this shelf may change."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.github.proposal import (
    Change,
    Proposal,
    ProposalError,
    changed_file,
    decode,
    digest,
    encode,
)

FOLDER = "site_src/papers"
OLD = "title: A\r\n"
LINES = '{"id": "a"}\n{"id": "b"}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    papers = tmp_path / FOLDER
    papers.mkdir(parents=True)
    (papers / "a.yml").write_bytes(OLD.encode())
    (papers / "More_1.jsonl").write_bytes(LINES.encode())
    (papers / "link.yml").symlink_to("/etc/hostname")
    (tmp_path / "mkdocs.yml").write_text("site_name: S\n")
    return tmp_path


@pytest.mark.parametrize(
    ("body", "harm"),
    [("@everyone", "a mention"), ("<b>x</b>", "HTML"), ("Fixes #1", "a reference")],
)
def test_what_is_to_be_said_may_do_nothing(body: str, harm: str) -> None:
    handed = encode(Proposal(kind="add", body=body))
    with pytest.raises(ProposalError, match=f"^what was handed over to be said holds {harm}$"):
        decode(handed)


def proposal(path: str, paper: str = "a", **change: object) -> Proposal:
    given = {"path": path, "text": "title: B\n", **change}
    return Proposal(kind="add", paper=paper, body="x", change=Change.model_validate(given))


def test_a_new_file(root: Path) -> None:
    made = changed_file(root, FOLDER, proposal(f"{FOLDER}/b-2.yml", "b-2"))
    assert made == (root / FOLDER / "b-2.yml", "title: B\n")


def test_a_changed_file(root: Path) -> None:
    made = changed_file(root, FOLDER, proposal(f"{FOLDER}/a.yml", before=digest(OLD)))
    assert made == (root / FOLDER / "a.yml", "title: B\n")


def test_a_changed_line(root: Path) -> None:
    change = proposal(
        f"{FOLDER}/More_1.jsonl", "b", line=2, before=digest('{"id": "b"}'), text='{"id": "c"}'
    )
    assert changed_file(root, FOLDER, change)[1] == '{"id": "a"}\n{"id": "c"}\n'


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (proposal(".github/workflows/check.yml", "check"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/../tags.yml", "tags"), "the file is no record of this shelf"),
        (proposal(f"/{FOLDER}/b.yml", "b"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/deep/b.yml", "b"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/B.yml", "b"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/b.yaml", "b"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/b.yml\n", "b"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/.b.yml", "b"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/a.jsonl", "a"), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/a.yml", line=1), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/x..jsonl", line=1), "the file is no record of this shelf"),
        (proposal(f"{FOLDER}/b.yml", "c"), "the file is not that of the paper c"),
        (proposal(f"{FOLDER}/a.yml"), "site_src/papers/a.yml exists already"),
        (proposal(f"{FOLDER}/link.yml", "link"), "the file is a link"),
        (
            proposal(f"{FOLDER}/a.yml", before=digest("other")),
            "site_src/papers/a.yml has changed meanwhile",
        ),
        (proposal(f"{FOLDER}/c.yml", "c", before=digest("x")), "c.yml cannot be read"),
        (
            proposal(f"{FOLDER}/More_1.jsonl", line=2, before=digest("x"), text="{}"),
            "line 2 of site_src/papers/More_1.jsonl has changed meanwhile",
        ),
        (
            proposal(f"{FOLDER}/More_1.jsonl", line=9, before=digest("x"), text="{}"),
            "line 9 of site_src/papers/More_1.jsonl has changed meanwhile",
        ),
        (
            proposal(f"{FOLDER}/More_1.jsonl", line=1, text="{}\n{}"),
            "a record is one line of its file",
        ),
        (Proposal(kind="add", body="x"), "nothing changes"),
    ],
)
def test_nothing_else_may_change(root: Path, change: Proposal, message: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(ProposalError) as raised:
        changed_file(root, FOLDER, change)
    assert str(raised.value) == message
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_folder_that_leads_elsewhere(root: Path, tmp_path: Path) -> None:
    (root / FOLDER).rename(root / "papers")
    (root / FOLDER).symlink_to(root / "papers")
    made = changed_file(root, FOLDER, proposal(f"{FOLDER}/b.yml", "b"))
    assert made[0] == root / FOLDER / "b.yml"
    assert tmp_path


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "all of it"),
        ("[]", "all of it"),
        ('{"kind": "delete", "body": ""}', "kind"),
        ('{"kind": "add", "body": "", "paper": "../x"}', "paper"),
        ('{"kind": "add", "body": "", "more": 1}', "more"),
        (json.dumps({"kind": "add", "body": "x" * 20_001}), "body"),
        (
            json.dumps({"kind": "add", "body": "", "change": {"path": "a", "text": "x" * 50_001}}),
            "change.text",
        ),
        (
            '{"kind": "add", "body": "", "change": {"path": "a", "text": "", "line": -1}}',
            "change.line",
        ),
    ],
)
def test_what_is_no_proposal(text: str, where: str) -> None:
    with pytest.raises(ProposalError) as raised:
        decode(text)
    assert str(raised.value) == f"what was handed over is no proposal ({where})"


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, TEXT)
def test_what_is_handed_over_arrives_on_one_line(body: str, text: str) -> None:
    made = Proposal(kind="add", paper="a", body=body, change=Change(path="p", text=text))
    assert decode(encode(made)) == made
    assert len(encode(made).split("\n")) == 1
