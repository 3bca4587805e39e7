"""The command `papershelf fmt`: which files it takes, what it writes, says and ends with."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.shelf import Folder

from generator import cli
from generator.formatting.files import kind_of, record_files
from generator.formatting.form import Kind
from generator.scaffold.create import create_shelf

ROOT = Path(__file__).parents[2]
WILD = "venue: 'V'\ntitle: T # a\n"
FORM = "title: T  # a\nvenue: V\n"


@pytest.fixture
def wild(shelf: Folder) -> Folder:
    """Give a shelf with files in form, files that are not, and one that cannot be read."""
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    shelf.write("papers/wild.yml", WILD)
    shelf.write("papers/form.yml", FORM)
    shelf.write("papers/wrong.yml", "title: *x\n")
    shelf.write("papers/many.jsonl", '{"title":"T","id":"a"}\n{"id": "b",\n')
    shelf.write("papers/.hidden.yml", WILD)
    shelf.write("papers/notes.txt", WILD)
    shelf.write("tags.yml", "- {name: Tag, id: t}\r\n")
    shelf.write("authors.yml", "[]\n")
    shelf.write("collections/c.yml", "papers: [a]\ntitle: T\n")
    shelf.write("pages/index.md", "# Home\n")
    return shelf


def fmt(shelf: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli.main, ["fmt", "-f", str(shelf.root / "mkdocs.yml"), *map(str, arguments)]
    )


WRONG = """\
site_src/papers/many.jsonl:2:12: error: not JSON (Expecting property name enclosed in double \
quotes); write one record a line, with straight double quotes
site_src/papers/wrong.yml:1:8: error: *x is a YAML alias; write the value out, or put it in quotes
"""


def test_files_are_put_into_form(wild: Folder) -> None:
    result = fmt(wild)
    assert (result.exit_code, result.stdout) == (
        1,
        "formatted site_src/collections/c.yml\n"
        "formatted site_src/papers/many.jsonl\n"
        "formatted site_src/papers/wild.yml\n"
        "formatted site_src/tags.yml\n"
        "4 files formatted, 2 in form already, 1 left as they are\n",
    )
    assert result.stderr == WRONG + "2 errors in 2 files\n"
    assert (wild.source / "papers/wild.yml").read_bytes() == FORM.encode()
    assert (wild.source / "papers/form.yml").read_bytes() == FORM.encode()
    assert (wild.source / "papers/wrong.yml").read_bytes() == b"title: *x\n"
    assert (wild.source / "papers/.hidden.yml").read_bytes() == WILD.encode()
    assert (wild.source / "papers/many.jsonl").read_bytes() == (
        b'{"id": "a", "title": "T"}\n{"id": "b",\n'
    )
    assert (wild.source / "tags.yml").read_bytes() == b"- id: t\n  name: Tag\n"
    assert (wild.source / "collections/c.yml").read_bytes() == b"title: T\npapers:\n  - a\n"
    again = fmt(wild)
    assert again.stdout == "0 files formatted, 5 in form already, 2 left as they are\n"


def test_check_writes_nothing_and_names_the_first_line(wild: Folder) -> None:
    wild.write("papers/last.yml", "title: T\nvenue: V\n\n")
    result = fmt(wild, "--check", wild.source / "papers/wild.yml", wild.source / "papers/last.yml")
    assert (result.exit_code, result.stdout) == (1, "2 files not in form, 0 in form\n")
    assert result.stderr == (
        "site_src/papers/last.yml:3:1: error: not in form; run: papershelf fmt "
        "site_src/papers/last.yml\n"
        "site_src/papers/wild.yml:1:1: error: not in form; run: papershelf fmt "
        "site_src/papers/wild.yml\n"
        "2 errors in 2 files\n"
    )
    assert (wild.source / "papers/wild.yml").read_text() == WILD


def test_a_shelf_in_form_is_told_and_left(wild: Folder) -> None:
    result = fmt(wild, "--check", wild.source / "papers/form.yml")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "0 files not in form, 1 in form\n",
        "",
    )


def test_a_difference_is_shown_and_nothing_written(wild: Folder) -> None:
    wild.write("papers/wild.yml", WILD + "x: \u200b\n")
    result = fmt(wild, "--diff", wild.source / "papers/wild.yml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "--- site_src/papers/wild.yml\n+++ site_src/papers/wild.yml\n@@ -1,3 +1,3 @@\n"
        "-venue: 'V'\n-title: T # a\n-x: \\u200b\n+title: T  # a\n+venue: V\n+x: \"\\u200B\"\n"
        "1 file not in form, 0 in form\n"
    )
    assert (wild.source / "papers/wild.yml").read_text() == WILD + "x: \u200b\n"


def test_a_folder_is_its_records(wild: Folder) -> None:
    result = fmt(wild, wild.source / "collections")
    assert result.stdout.startswith("formatted site_src/collections/c.yml\n1 file formatted")
    assert (wild.source / "papers/wild.yml").read_text() == WILD


@pytest.mark.parametrize("name", ["papers/notes.txt", "pages/index.md", "../mkdocs.yml"])
def test_what_is_no_record_is_refused(wild: Folder, name: str) -> None:
    result = fmt(wild, wild.source / "papers/wild.yml", wild.source / name)
    assert result.exit_code == 2
    assert "is no file of records of this shelf" in result.stderr
    assert (wild.source / "papers/wild.yml").read_text() == WILD


def test_a_link_changes_where_it_leads(wild: Folder, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yml"
    target.write_text(WILD)
    target.chmod(0o640)
    (wild.source / "papers/link.yml").symlink_to(target)
    fmt(wild, wild.source / "papers/link.yml")
    assert (wild.source / "papers/link.yml").is_symlink()
    assert target.read_text() == FORM
    assert target.stat().st_mode & 0o777 == 0o640


def test_kinds_of_files(tmp_path: Path) -> None:
    kinds = {
        "papers/a.yml": Kind.PAPER,
        "papers/a.jsonl": Kind.LINES,
        "collections/a.yml": Kind.COLLECTION,
        "tags.yml": Kind.TAGS,
        "authors.yml": Kind.PEOPLE,
        "papers/a.yaml": None,
        "papers/.a.yml": None,
        "papers/below/a.yml": None,
        "collections/a.jsonl": None,
        "pages/a.yml": None,
        "papers": None,
        "../tags.yml": None,
    }
    assert {name: kind_of(tmp_path / name, tmp_path) for name in kinds} == {
        **kinds,
        "../tags.yml": None,
    }
    assert record_files(tmp_path / "nowhere") == []


def test_a_new_shelf_is_in_form(tmp_path: Path) -> None:
    create_shelf(tmp_path / "new", None)
    assert fmt(Folder(tmp_path / "new"), "--check").exit_code == 0


def test_a_new_record_is_in_form(tmp_path: Path) -> None:
    create_shelf(tmp_path / "new", None)
    config = str(tmp_path / "new/mkdocs.yml")
    made = CliRunner().invoke(cli.main, ["new", "Of Lamps: a Study", "-f", config])
    assert made.exit_code == 0
    assert fmt(Folder(tmp_path / "new"), "--check").exit_code == 0


def test_the_shelf_of_this_repository_is_in_form() -> None:
    assert fmt(Folder(ROOT), "--check").exit_code == 0
