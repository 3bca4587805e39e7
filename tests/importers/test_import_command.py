"""The command `papershelf import`: what it prints, writes and returns."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SHELVES
from helpers.services import services

from generator.cli import main
from generator.records.read import read_records


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SHELVES / "small", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str, **variables: str) -> Result:
    return CliRunner(env=variables).invoke(main, ["import", *arguments])


def test_a_dry_run_then_a_real_one(shelf: Path) -> None:
    bib = "@misc{a, title={On Spouts}, keywords={spouts}, file={x}}\n@misc{b}\n"
    (shelf / "refs.bib").write_text(bib)
    dry = invoke("bibtex", "refs.bib")
    assert (dry.exit_code, dry.stdout, dry.stderr) == (
        1,
        "fields that records have no place for: file (1)\n"
        "1 new, 0 the same, 0 different, 0 overwritten, 1 not understood\n"
        "nothing is written yet; papershelf import bibtex refs.bib --write writes it\n",
        "refs.bib:2:1: error: title: missing; write title: …\n1 error in 1 file\n",
    )
    assert not (shelf / "refs.rejects.bib").exists()
    done = invoke("bibtex", "refs.bib", "--write")
    assert done.exit_code == 1
    assert "entries that are not understood: refs.rejects.bib\n" in done.stdout
    text = (shelf / "site_src/papers/on-spouts.yml").read_text("utf-8")
    assert "title: On Spouts\ntags: [spouts]\nadded: " in text


def test_all_is_well_without_rejects(shelf: Path) -> None:
    (shelf / "p.csv").write_text("Paper;Who\nOn Lamps;Ada Lamp, Bo Lid\n")
    done = invoke("csv", "p.csv", "--columns", "authors=Who", "--write", "--into", "elsewhere")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "1 new, 0 the same, 0 different, 0 overwritten, 0 not understood\n"
    [paper] = (shelf / "elsewhere").iterdir()
    assert "authors:\n  - Ada Lamp\n  - Bo Lid\n" in paper.read_text("utf-8")


def test_a_folder_is_enough_without_a_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ris").write_text("TY  - JOUR\nTI  - On Lamps\nKW  - x\nER  - \n")
    assert invoke("ris", "a.ris", "--into", "papers", "--write").exit_code == 0
    assert (tmp_path / "papers" / "on-lamps.yml").exists()
    assert invoke("ris", "a.ris").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["csv", "x", "--columns", "title"], '--columns: "title" is not KEY=NAME'),
        (["csv", "x", "--columns", "titel=A"], '--columns: no key "titel"; did you mean "title"?'),
        (["ris", "x", "--one-file", "a.yml"], "--one-file is the name of a file that ends in"),
        (["ris", "x", "--one-file", "a/b.jsonl"], "--one-file is the name of a file that ends in"),
        (["ris"], "Missing argument 'FILE'"),
    ],
)
def test_wrong_usage(shelf: Path, arguments: list[str], message: str) -> None:
    del shelf
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


LIST = """\
## Spouts

- [NTK](https://arxiv.org/abs/1806.07572) [[code](https://github.com/a/b)]
- [Nobody Knows This](https://arxiv.org/abs/1901.56789)
- [paper](https://arxiv.org/abs/1901.56780)
"""


def test_papers_of_a_list_are_looked_up(shelf: Path) -> None:
    (shelf / "list.md").write_text(LIST)
    with services() as web:
        web.settings(shelf)
        done = invoke("markdown", "list.md", "--fetch", "--write", **web.environment)
    assert "2 new, 0 the same, 0 different, 0 overwritten, 1 not understood" in done.stdout
    assert "1 of 3: arXiv:1806.07572\n2 of 3: arXiv:1901.56789\narXiv:1901.56789: " in done.stderr
    reason = "list.md:5:1: error: no title, and no service tells that of arXiv:1901.56780; write"
    assert reason in done.stderr
    papers = {p.arxiv: p for p in read_records(shelf / "site_src", shelf).papers if p.arxiv}
    found = papers["1806.07572"]
    assert found.title.startswith("Neural Tangent Kernel")
    assert (found.links.code, found.tags) == ("https://github.com/a/b", ("spouts",))
    assert found.abstract
    assert papers["1901.56789"].title == "Nobody Knows This"
