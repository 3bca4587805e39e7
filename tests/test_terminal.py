"""The stages of a build: what is shown of them on a terminal, and what is noted."""

import json
import re
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import copy
from helpers import site

from generator import cli, terminal
from generator.terminal import Show, Stage, timings_text


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second pass whenever someone asks for the time."""
    seconds = count()
    monkeypatch.setattr(terminal.time, "monotonic", lambda: float(next(seconds)))


def two_stages(show: Show) -> None:
    with show.stage("Outer"), show.stage("Inner", 3) as advance:
        advance(2)
        advance(1)
    with show.stage("Last"):
        pass


@pytest.mark.usefixtures("clock")
def test_a_stage_counts_without_the_stages_within_it(capsys: pytest.CaptureFixture[str]) -> None:
    show = Show(quiet=False)
    two_stages(show)
    assert show.stages == [Stage("Inner", 1, 3), Stage("Outer", 2, 0), Stage("Last", 1, 0)]
    assert capsys.readouterr().err == ""


def test_a_terminal_shows_one_bar_at_a_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    show = Show(quiet=False)
    two_stages(show)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    lines = shown.replace("\r", "\n").splitlines()
    assert [line for line in lines if "Inner" in line and "Outer" in line] == []
    assert any(re.search(r"Inner .* 3/3 [\d,]+ a second", line) for line in lines)
    assert lines[-1].split() == ["Last", "0:00:00"]
    assert [stage.name for stage in show.stages] == ["Inner", "Outer", "Last"]


def test_a_quiet_build_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    two_stages(Show(quiet=True))
    assert capsys.readouterr().err == ""


def test_stages_are_written_as_json() -> None:
    text = timings_text([Stage("A", 0.12345, 7), Stage("B", 2, 0)], 2.5006)
    assert json.loads(text) == {
        "seconds": 2.501,
        "stages": [
            {"name": "A", "seconds": 0.123, "parts": 7},
            {"name": "B", "seconds": 2, "parts": 0},
        ],
    }


@pytest.mark.parametrize("way", ["framed", "mkdocs"])
def test_a_build_writes_its_timings(way: str, tmp_path: Path) -> None:
    change = ("- papershelf:", f"- papershelf:\n      paper_pages: {way}")
    folder = copy("small", tmp_path / "small", change)
    file = folder / "stages.json"
    command = ["build", "-q", "-f", str(folder / "mkdocs.yml"), "--timings", str(file)]
    assert CliRunner().invoke(cli.main, command).exit_code == 0
    found = json.loads(file.read_text(encoding="utf-8"))
    parts = {stage["name"]: stage["parts"] for stage in found["stages"]}
    if way == "mkdocs":
        assert parts == {"MkDocs": 0}
    else:
        files = [file for file in site.pages(folder / "site") if file.name != "404.html"]
        pages = [file for file in files if not site.is_redirect(file)]
        assert parts["Making pages"] == len(pages) - 1  # and one that is written by hand
    assert sum(stage["seconds"] for stage in found["stages"]) <= found["seconds"] + 0.01


def test_timings_that_cannot_be_written(tmp_path: Path) -> None:
    folder = copy("small", tmp_path / "small")
    file = str(tmp_path / "none" / "stages.json")
    command = ["build", "-q", "-f", str(folder / "mkdocs.yml"), "--timings", file]
    done = CliRunner().invoke(cli.main, command)
    assert done.exit_code == 2
    assert f"{file}: No such file or directory" in done.stderr
