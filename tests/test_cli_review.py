"""The command `papershelf review`: its forms, its files, its links, and what it refuses."""

import datetime
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Done
from conftest import copy

from generator import cli
from generator.external_links import Checked, Link, Result, State
from generator.review import exchange

DAY = datetime.date(2026, 10, 1)


def invoke(*arguments: str, **variables: str) -> Done:
    return CliRunner(env=variables).invoke(cli.main, ["review", *arguments])


@pytest.fixture
def base(tmp_path: Path) -> str:
    return str(copy("small", tmp_path / "base"))


@pytest.fixture
def head(tmp_path: Path) -> Path:
    folder = copy("small", tmp_path / "head")
    file = folder / "site_src/papers/lid-theory.yml"
    text = file.read_text("utf-8").replace("Journal of Vessels", "Vessels Today")
    file.write_text(text + "links: {code: 'https://code.example/lids'}\n", encoding="utf-8")
    return folder


def config(folder: Path) -> str:
    return str(folder / "mkdocs.yml")


def test_for_people(base: str, head: Path) -> None:
    result = invoke("--base", base, "-f", config(head))
    assert result.exit_code == 0
    assert result.stdout == (
        "Changes 1 paper.\n"
        "8 papers. It brings no problem.\n"
        "\n"
        "changed paper: Lid Theory  lid-theory  site_src/papers/lid-theory.yml\n"
        "  venue: [-Journal of Vessels-] {+Vessels Today+}\n"
        "  links.code: https://code.example/lids\n"
        "\n"
        "papershelf fmt would change site_src/papers/lid-theory.yml\n"
    )


def test_for_programs_into_a_file(base: str, head: Path, tmp_path: Path) -> None:
    output = tmp_path / "made/review.json"
    result = invoke("--base", base, "-f", config(head), "--format", "json", "--output", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    review = exchange.decode(output.read_bytes())
    assert [one.id for one in review.differences] == ["lid-theory"]
    assert json.loads(output.read_bytes())["before"] == 8


def test_for_a_comment_and_for_the_summary_of_a_run(base: str, head: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    arguments = ("--base", base, "-f", config(head), "--format", "markdown", "--summary")
    result = invoke(*arguments, GITHUB_STEP_SUMMARY=str(summary))
    assert result.stdout.startswith("## Changes 1 paper\n\n8 papers. It brings no problem.\n")
    assert summary.read_text("utf-8") == result.stdout


def test_only_links_that_the_change_brings(
    base: str, head: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Link] = []

    def ask(_settings: object, links: Iterable[Link], *_: object) -> Checked:
        asked.extend(links)
        address = "https://code.example/lids"
        reason = "the server answers 404"
        result = Result(address=address, state=State.DEAD, day=DAY, reason=reason)
        return Checked(found=tuple((link, result) for link in asked))

    monkeypatch.setattr("generator.cli.reviewing.ask_links", ask)
    result = invoke("--base", base, "-f", config(head), "--links")
    assert [link.address for link in asked] == ["https://code.example/lids"]
    line = "link https://code.example/lids (lid-theory): dead: the server answers 404\n"
    assert line in result.stdout


def test_a_preview(base: str, head: Path, tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    arguments = ("--base", base, "-f", config(head), "--preview", str(preview))
    result = invoke(*arguments)
    assert result.exit_code == 0
    assert result.stderr == (
        f"no preview: there is no site in {head / 'site'} to preview; run papershelf build first\n"
    )
    (head / "site").mkdir()
    (head / "site/index.html").write_text("<title>x</title>", encoding="utf-8")
    result = invoke(*arguments)
    assert result.stderr == f"1 page in {preview}; open {preview}/CHANGED.html\n"
    assert (preview / "CHANGED.html").is_file()


def test_another_head(base: str, head: Path) -> None:
    result = invoke("--base", str(head), "--head", base, "-f", config(head))
    assert "venue: [-Vessels Today-] {+Journal of Vessels+}" in result.stdout


def test_what_is_no_base(head: Path) -> None:
    result = invoke("--base", "--upload-pack=x", "-f", config(head))
    assert result.exit_code == 2
    assert result.stderr == 'error: "--upload-pack=x" cannot be the name of a commit\n'
