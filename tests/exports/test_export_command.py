"""The command `papershelf export`: what it writes and returns; an import finds all the same."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SHELVES

from generator.cli import main
from generator.exports.files import FORMATS


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SHELVES / "small", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_import_of_the_export_finds_all_the_same(shelf: Path, form: str) -> None:
    del shelf
    done = invoke("export", form, "-o", "out.txt")
    assert (done.exit_code, done.stdout) == (0, "8 papers in out.txt\n")
    again = invoke("import", form, "out.txt")
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == "0 new, 8 the same, 0 different, 0 overwritten, 0 not understood\n"


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_empty_shelf_gets_all_papers_again(shelf: Path, form: str) -> None:
    invoke("export", form, "-o", "out.txt")
    papers = shelf / "site_src" / "papers"
    papers.rename(shelf / "old")
    assert invoke("import", form, "out.txt", "--write").exit_code == 0
    before = invoke("export", "jsonl").stdout
    shutil.rmtree(papers)
    (shelf / "old").rename(papers)
    assert invoke("export", "jsonl").stdout == before


def test_a_choice_goes_to_standard_output(shelf: Path) -> None:
    del shelf
    done = invoke("export", "bibtex", "--tag", "spouts", "--plain")
    assert done.exit_code == 0
    assert done.stdout.startswith("@misc{quill2023pouring,\n")
    assert "x-papershelf" not in done.stdout


def test_wrong_usage(shelf: Path) -> None:
    result = invoke("export", "ris", "--tag", "teapot")
    assert (result.exit_code, "did you mean" in result.stderr) == (2, True)
    assert invoke("export", "docx").exit_code == 2
    (shelf / "site_src/papers/pouring.yml").write_text("titel: x\n")
    assert invoke("export", "ris").exit_code == 1


def test_a_file_that_cannot_be_written(shelf: Path) -> None:
    (shelf / "file").write_text("")
    result = invoke("export", "ris", "-o", "file/x.ris")
    assert result.exit_code == 1
    assert "file/x.ris:1:1: error: cannot be written" in result.stderr
