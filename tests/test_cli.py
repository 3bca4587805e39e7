"""The command: what it prints, and its exit codes."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import SHELVES, copy, run
from helpers.shelf import Folder

from generator import __version__, cli
from generator.cli.lazily import commands_of

WARNINGS = """\
site_src/papers/unfinished.yml:2:8: warning: abstract: missing; copy it from the paper
site_src/papers/unfinished.yml:2:8: warning: authors: missing; write authors: [First Author, Second Author]
site_src/papers/unfinished.yml:2:8: warning: date: missing; write when the paper first came out: date: 2018-06
site_src/papers/unfinished.yml:2:8: warning: tags: missing; choose some from tags.yml
4 warnings in 1 file
"""  # noqa: E501
COUNTS = "8 papers, 5 tags, 7 authors, 4 venues, 2 collections\n"
SMALL = str(SHELVES / "small" / "mkdocs.yml")


def invoke(*arguments: str, **variables: str) -> Result:
    return CliRunner(env=variables).invoke(cli.main, arguments)


def wrong(folder: Folder) -> str:
    """Write a shelf with an error and return the path of its mkdocs.yml."""
    folder.write("papers/wrong.yml", "titel: Näme\ndate: 20188\n")
    (folder.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    return str(folder.root / "mkdocs.yml")


def commands(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    for name, command in commands_of(group).items():
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield (*names, name)


@pytest.mark.parametrize("names", list(commands(cli.main)), ids=" ".join)
def test_every_command_has_help_with_examples(names: tuple[str, ...]) -> None:
    result = invoke(*names, "--help")
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout
    examples = " ".join(result.stdout.partition("Examples:")[2].split()) + " "
    assert f"papershelf {' '.join(names)} " in examples
    for option in find(names).params:
        assert isinstance(option, click.Argument) or option.help


def find(names: tuple[str, ...]) -> click.Command:
    command: click.Command = cli.main
    for name in names:
        assert isinstance(command, click.Group)
        command = commands_of(command)[name]
    return command


def test_the_version() -> None:
    assert invoke("--version").stdout == f"papershelf, version {__version__}\n"


@pytest.mark.parametrize("arguments", [["zzz"], ["check", "--zzz"], ["pages"], ["import", "x"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert invoke(*arguments).exit_code == 2


def test_check_says_what_is_there() -> None:
    result = invoke("check", "-f", SMALL)
    assert (result.exit_code, result.stdout, result.stderr) == (0, COUNTS, WARNINGS)


def test_a_strict_check_fails_on_warnings() -> None:
    result = invoke("check", "--strict", "-f", SMALL)
    assert (result.exit_code, result.stderr) == (1, WARNINGS)


def test_check_fails_on_errors(shelf: Folder) -> None:
    result = invoke("check", "-f", wrong(shelf))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        'site_src/papers/wrong.yml:1:1: error: titel: unknown key; did you mean "title"?\n'
        "site_src/papers/wrong.yml:1:1: error: title: missing; write title: …\n"
        'site_src/papers/wrong.yml:2:7: error: date: "20188": not a date; write 2018, 2018-06 or '
        "2018-06-20\n"
        "3 errors in 1 file\n"
    )


def test_problems_on_a_terminal_have_colours_and_an_excerpt(shelf: Folder) -> None:
    result = invoke("check", "-f", wrong(shelf), FORCE_COLOR="1", TERM="xterm", COLUMNS="200")
    assert "\x1b[1;31merror: \x1b[0m" in result.stderr
    plain = re.sub(r"\x1b\[[0-9;]*m", "", result.stderr)
    assert "2018-06-20\n    2 | date: 20188\n      |       ^\n" in plain


def test_problems_in_a_pipe_are_plain(shelf: Folder) -> None:
    done = run(
        "papershelf", "check", "-f", wrong(shelf), folder=shelf.root, TERM="xterm", COLUMNS="40"
    )
    assert done.code == 1
    assert "\x1b" not in done.out + done.err
    assert "    2 | " not in done.err
    assert max(map(len, done.err.splitlines())) > 90


def test_a_pipe_named_like_a_record_hangs_no_command(shelf: Folder) -> None:
    config = wrong(shelf)
    os.mkfifo(shelf.source / "papers" / "pipe.yml")
    result = invoke("check", "-f", config, FORCE_COLOR="1")
    assert result.exit_code == 1
    assert "is a pipe or a device" in result.stderr


def test_without_mkdocs_yml(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    for command in ("check", "build", "serve", "schema"):
        result = invoke(command, "-f", str(path))
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{path}:1:1: error: cannot be read (No such file")


def test_a_wrong_option_in_mkdocs_yml(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - papershelf: {newst: 1}\n")
    result = invoke("check", "-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert 'plugins.papershelf.newst: unknown option; did you mean "newest"?' in result.stderr


def test_pages_are_written(tmp_path: Path) -> None:
    result = invoke("pages", str(tmp_path / "out"), "-f", SMALL)
    assert (result.exit_code, result.stderr) == (0, WARNINGS)
    written = list((tmp_path / "out").rglob("*.md"))
    assert result.stdout == f"{len(written)} pages in {tmp_path / 'out'}\n"
    assert (tmp_path / "out/papers/pouring.md") in written
    again = invoke("pages", str(tmp_path / "out"), "-f", SMALL)
    assert (again.exit_code, again.stdout) == (0, result.stdout)


def test_no_pages_of_a_wrong_shelf(shelf: Folder) -> None:
    result = invoke("pages", str(shelf.root / "out"), "-f", wrong(shelf))
    assert result.exit_code == 1
    assert not (shelf.root / "out").exists()


def test_pages_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = invoke("pages", str(tmp_path / "file" / "out"), "-f", SMALL)
    assert result.exit_code == 2
    assert "Not a directory" in result.stderr
    assert "Traceback" not in result.stderr


def test_schemas_are_written(tmp_path: Path) -> None:
    names = [f"{name}.schema.json" for name in ("paper", "collection", "tags", "authors")]
    result = invoke("schema", "--into", str(tmp_path / "s"))
    assert result.exit_code == 0
    assert result.stdout == "".join(f"{tmp_path / 's' / name}\n" for name in names)
    folder = copy("small", tmp_path / "small")
    assert invoke("schema", "-f", str(folder / "mkdocs.yml")).exit_code == 0
    assert sorted(p.name for p in (folder / "site_src/schema").iterdir()) == sorted(names)


def untagged(shelf: Folder) -> str:
    """Write a shelf with two papers that lack tags, and return the path of its mkdocs.yml."""
    shelf.write("tags.yml", "- {id: lids, name: lids}\n- {id: steam, name: steam}\n")
    shelf.write("papers/a.yml", "title: Lids # 1\nabstract: Lids, lids and lids.\n")
    shelf.write("papers/b.yml", "title: Pots\nabstract: Steam of pots.\ntags: [steam]\n")
    shelf.write("papers/c.yml", "title: Cups\nabstract: No such thing.\n")
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    return str(shelf.root / "mkdocs.yml")


def test_tags_are_suggested(shelf: Folder) -> None:
    result = invoke("suggest-tags", "-f", untagged(shelf))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Lids  a\n"
        "  0.99  lids  the title says “Lids”\n\n"
        "Cups  c\n"
        "  no tag of the vocabulary fits well\n\n"
        "1 tag suggested for 2 papers\n"
    )


def test_tags_are_written_when_asked(shelf: Folder) -> None:
    config = untagged(shelf)
    result = invoke("suggest-tags", "a", "b", "--write", "-f", config)
    assert result.exit_code == 0
    assert "\n+ 0.99  lids  " in result.stdout
    assert result.stdout.endswith("suggested for 2 papers; 1 written into 1 record\n")
    file = shelf.source / "papers/a.yml"
    assert file.read_text() == "title: Lids # 1\ntags: [lids]\nabstract: Lids, lids and lids.\n"
    again = invoke("suggest-tags", "--write", "--format", "json", "-f", config)
    (paper,) = json.loads(again.stdout)["papers"]
    assert (paper["id"], paper["written"], paper["suggestions"]) == ("c", [], [])


def test_a_record_that_cannot_be_written_is_told(shelf: Folder) -> None:
    config = untagged(shelf)
    file = shelf.write("papers/a.yml", "{title: Lids, abstract: Lids lids lids}\n")
    result = invoke("suggest-tags", "--write", "-f", config)
    assert result.exit_code == 1
    assert result.stderr == (
        "site_src/papers/a.yml:1:1: error: tags: cannot be written (not a block mapping that "
        "starts in the first column); add by hand: lids\n1 error in 1 file\n"
    )
    assert file.read_text() == "{title: Lids, abstract: Lids lids lids}\n"


def test_a_paper_that_is_not_there_has_no_tags_suggested(shelf: Folder) -> None:
    config = untagged(shelf)
    for arguments, message in (
        (["aa"], 'no paper "aa"; did you mean "a"?'),
        (["a", "--all"], "name papers or write --all, not both"),
    ):
        result = invoke("suggest-tags", *arguments, "-f", config)
        assert result.exit_code == 2
        assert message in result.stderr


def test_tags_when_nothing_is_to_be_done(shelf: Folder) -> None:
    shelf.paper("a", "title: A\n")
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    result = invoke("suggest-tags", "-f", str(shelf.root / "mkdocs.yml"))
    assert (result.exit_code, result.stdout) == (
        0,
        "every paper has a tag; 'papershelf suggest-tags --all' says which ones it lacks\n",
    )
    assert invoke("suggest-tags", "-f", wrong(shelf)).exit_code == 1


def test_check_warns_of_one_paper_in_two_records(shelf: Folder) -> None:
    shelf.paper("a", "title: Stable Lids of Pots\n")
    shelf.paper("b", "title: Stable Lids for Pots\n")
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    result = invoke("check", "-f", str(shelf.root / "mkdocs.yml"))
    assert result.exit_code == 0
    assert result.stderr.startswith(
        'site_src/papers/b.yml:1:8: warning: title: may be the paper "Stable Lids of Pots" at '
        "site_src/papers/a.yml:1 (one title; in common: 1 author and 100 % of the words of the "
        "abstracts); keep one record"
    )
