"""`papershelf check --fix`: what it mends, says and leaves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.shelf import Folder

from generator import cli

LINES = (
    '{"id": "x", "title": "X", "date": "2018/06/20"}\r\n\r\n'
    '{"id": "y", "title": "Y",\r\n{"id":"z","title":"Z","tags":["Tee","Tee"]}'
)


def check(shelf: Folder, *arguments: str, **variables: str) -> Result:
    config = shelf.root / "mkdocs.yml"
    config.write_text("site_name: S\nplugins: [papershelf]\n")
    return CliRunner(env=variables).invoke(cli.main, ["check", "-f", str(config), *arguments])


@pytest.fixture
def wrong(shelf: Folder) -> Folder:
    """Give a shelf with much to mend."""
    shelf.write("tags.yml", "\ufeff- {id: t, name: Tee}\n")
    shelf.write("authors.yml", "- name: A\n  homepage: http://github.com/a\n")
    shelf.write("collections/c.yml", "title: 'C  D'\npapers: [a]\n")
    one = shelf.paper("a", "title: 1984 # x\ntags: [Tee]\ndate: 2018/06/20\nvenu: V\n")
    one.chmod(0o640)
    shelf.write("papers/many.jsonl", LINES)
    return shelf


FIXED = """\
site_src/authors.yml:2:13: fixed: homepage: "http://github.com/a" → "https://github.com/a"
site_src/collections/c.yml:1:8: fixed: title: "C  D" → "C D"
site_src/papers/a.yml:1:8: fixed: title: "1984" → "1984"
site_src/papers/a.yml:2:8: fixed: tags[0]: "Tee" → "t"
site_src/papers/a.yml:3:7: fixed: date: "2018/06/20" → "2018-06-20"
site_src/papers/many.jsonl:1:48: fixed: "CRLF" → "LF"
site_src/papers/many.jsonl:1:35: fixed: date: "2018/06/20" → "2018-06-20"
site_src/papers/many.jsonl:4:31: fixed: tags[0]: "Tee" → "t"
site_src/papers/many.jsonl:4:37: fixed: tags[1]: "Tee" → taken out
site_src/tags.yml:1:1: fixed: "byte order mark" → taken out
"""


def test_files_are_mended(wrong: Folder) -> None:
    result = check(wrong, "--fix")
    assert result.exit_code == 1
    assert result.stderr.startswith(FIXED)
    assert "mended by" not in result.stderr
    papers = wrong.source / "papers"
    assert (
        (papers / "a.yml")
        .read_bytes()
        .startswith(b'title: "1984" # x\ntags: [t]\ndate: 2018-06-20\nvenu: V\n')
    )
    assert (papers / "a.yml").stat().st_mode & 0o777 == 0o640
    assert (papers / "many.jsonl").read_bytes() == (
        b'{"id": "x", "title": "X", "date": "2018-06-20"}\n\n'
        b'{"id": "y", "title": "Y",\n{"id":"z","title":"Z","tags":["t"]}'
    )
    assert (wrong.source / "tags.yml").read_bytes() == b"- {id: t, name: Tee}\n"
    left = [line for line in result.stderr.splitlines() if ": error: " in line]
    assert left == [
        'site_src/papers/a.yml:4:1: error: venu: unknown key; did you mean "venue"?',
        "site_src/papers/many.jsonl:3:26: error: not JSON (Expecting property name enclosed in "
        "double quotes); write one record a line, with straight double quotes",
    ]
    assert check(wrong, "--fix").stderr.count("fixed: ") == 0


def test_what_can_be_mended_is_counted(wrong: Folder) -> None:
    result = check(wrong)
    assert result.stderr.endswith("8 of these are mended by: papershelf check --fix\n")
    told = json.loads(check(wrong, "--format", "json").stdout)
    places = [(p["path"][9:], p["line"], p["key"]) for p in told["problems"] if p["fixable"]]
    assert places == [
        ("papers/a.yml", 1, "title"),
        ("papers/a.yml", 2, "tags[0]"),
        ("papers/a.yml", 3, "date"),
        ("papers/many.jsonl", 1, "date"),
        ("papers/many.jsonl", 1, ""),
        ("papers/many.jsonl", 4, "tags[0]"),
        ("papers/many.jsonl", 4, "tags[1]"),
        ("tags.yml", 1, ""),
    ]


def test_one_that_can_be_mended_is_counted_as_one(shelf: Folder) -> None:
    shelf.paper("a", "title: A\ndate: 2018/06/20\n")
    assert check(shelf).stderr.endswith("1 of these is mended by: papershelf check --fix\n")


def test_a_difference_is_shown_and_nothing_written(wrong: Folder) -> None:
    before = {path: path.read_bytes() for path in wrong.source.rglob("*.*") if path.is_file()}
    result = check(wrong, "--fix", "--diff")
    assert result.exit_code == 1
    assert (
        "--- site_src/collections/c.yml\n+++ site_src/collections/c.yml\n@@ -1,2 +1,2 @@\n"
        "-title: 'C  D'\n+title: C D\n papers: [a]\n"
    ) in result.stdout
    assert "fixed: " not in result.stderr
    assert {path: path.read_bytes() for path in before} == before


def test_a_difference_needs_something_to_differ(shelf: Folder) -> None:
    result = check(shelf, "--diff")
    assert result.exit_code == 2
    assert "--diff shows what --fix would change: write both" in result.stderr


def test_programs_read_standard_output(wrong: Folder) -> None:
    told = json.loads(check(wrong, "--fix", "--format", "json").stdout)
    assert [fix["fix"] for fix in told["fixed"]] == [
        "https",
        "white-space",
        "quotes",
        "tag",
        "date",
        "line-ends",
        "date",
        "tag",
        "repeated-tag",
        "line-ends",
    ]
    assert {problem["rule"] for problem in told["problems"]} == {"unknown-key", "syntax", "missing"}
    log = json.loads(check(wrong, "--format", "sarif").stdout)
    assert len(log["runs"][0]["results"]) == len(told["problems"])


def test_the_counts_of_a_sound_shelf_leave_standard_output_to_programs(shelf: Folder) -> None:
    shelf.paper("a", "title: A\n")
    result = check(shelf, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["problems"]) == (0, [])
    assert result.stderr == "1 paper, 1 tag, 1 author, 0 venues, 0 collections\n"
    assert check(shelf).stdout == result.stderr


def test_a_workflow_gets_annotations(shelf: Folder, tmp_path: Path) -> None:
    shelf.paper("a", "title: A\nvenu: ::error::V ##[group]\n")
    above = str(tmp_path.parent)
    result = check(shelf, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=above)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        'site_src/papers/a.yml:2:1: error: venu: unknown key; did you mean "venue"?\n'
        f"::error file={tmp_path.name}/site_src/papers/a.yml,line=2,col=1,"
        'title=Papershelf (unknown-key)::venu: unknown key; did you mean "venue"?\n'
        "1 error in 1 file\n"
    )
    plain = check(shelf, "--format", "text", GITHUB_ACTIONS="true")
    assert plain.stderr == "".join(result.stdout.splitlines(keepends=True)[::2])
    asked = check(shelf, "--format", "github", GITHUB_WORKSPACE=above)
    assert asked.stdout == result.stdout
