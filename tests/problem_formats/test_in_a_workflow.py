"""Commands in a workflow of GitHub: what is wrong is annotated at its line, whoever says it."""

import pytest
from click.testing import CliRunner, Result
from helpers.shelf import Folder

from generator import cli

AT = "site_src"


def run(shelf: Folder, *arguments: str) -> Result:
    config = shelf.root / "mkdocs.yml"
    config.write_text("site_name: S\nplugins: [papershelf: {paper_pages: framed}]\n")
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(shelf.root)}
    return CliRunner(env=variables).invoke(cli.main, [*arguments, "-f", str(config)])


@pytest.mark.parametrize("command", ["check", "build", "pages"])
def test_a_wrong_record(command: str, shelf: Folder) -> None:
    shelf.paper("a", "title: A\nvenu: V\n")
    folder = [str(shelf.root / "out")] if command == "pages" else []
    result = run(shelf, command, *folder)
    assert result.exit_code == 1
    assert (
        f"::error file={AT}/papers/a.yml,line=2,col=1,title=Papershelf (unknown-key)::venu: "
        'unknown key; did you mean "venue"?\n'
    ) in result.stdout + result.stderr


def test_a_record_that_is_not_in_form(shelf: Folder) -> None:
    shelf.paper("a", "venue: V\ntitle: A\n")
    result = run(shelf, "fmt", "--check")
    assert (
        f"::error file={AT}/papers/a.yml,line=1,col=1,title=Papershelf (form)::not in form; "
        f"run: papershelf fmt {AT}/papers/a.yml\n"
    ) in result.stderr


def test_a_record_that_was_renamed_is_told_where_others_name_it(shelf: Folder) -> None:
    shelf.paper("new-name", "title: A\n")
    shelf.paper("b", "title: B\nrelated:\n  - {paper: old-name, why: x}\n")
    shelf.write("collections/c.yml", "title: C\npapers:\n  - new-name\n  - old-name\n")
    result = run(shelf, "check")
    for place in ("collections/c.yml,line=4,col=5", "papers/b.yml,line=3,col=13"):
        assert f"::error file={AT}/{place},title=Papershelf (unknown-paper)::" in result.stdout
