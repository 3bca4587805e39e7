"""`papershelf refresh`: what it prints and writes."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.service_answers import Facts
from helpers.services import LocalServices, offline, services
from helpers.shelf import Folder

from generator import cli
from generator.web.services import VARIABLE

RECORD = 'title: Lids\narxiv: "2401.00001"\n'
SUMMARY = "asked about 1 paper; 2 keys "


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as running:
        running.know(
            Facts(
                title="Lids", arxiv="2401.00001", doi="10.1000/lids", issued=(2024,), citations=41,
                venue="ICML 2024", s2_venue="International Conference on Machine Learning",
                container="Proceedings of the International Conference on Machine Learning",
                type="proceedings-article",
            )
        )  # fmt: skip
        yield running


def refresh(shelf: Folder, base: str, *arguments: str) -> Result:
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    command = ["refresh", "-f", str(shelf.root / "mkdocs.yml"), *arguments]
    return CliRunner(env={VARIABLE: base, "GITHUB_TOKEN": ""}).invoke(cli.main, command)


def day() -> str:
    return datetime.date.today().isoformat()


def test_without_write_nothing_is_written(shelf: Folder, web: LocalServices) -> None:
    record = shelf.paper("lids", RECORD)
    before = record.read_text()
    result = refresh(shelf, web.base)
    assert result.stdout == (
        "lids  Lids\n"
        "  + venue: ICML 2024  (Crossref, https://doi.org/10.1000/lids; also Semantic Scholar)\n"
        "  + doi: 10.1000/lids  (Crossref, https://doi.org/10.1000/lids; also arXiv, Semantic "
        "Scholar)\n"
        f"{SUMMARY}to add to 1 record\n"
        "citations or stars of 1 paper changed\n"
        "nothing is written without --write\n"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert record.read_text() == before
    assert not (shelf.source / "signals").exists()


def test_what_is_found_is_written(shelf: Folder, web: LocalServices, tmp_path: Path) -> None:
    record = shelf.paper("lids", RECORD)
    result = refresh(shelf, web.base, "--write", "--report", str(tmp_path / "facts.json"))
    file = f"site_src/signals/{day()}.jsonl"
    assert result.stdout.endswith(
        f"{SUMMARY}added to 1 record\ncitations or stars of 1 paper changed, in {file}\n"
    )
    assert "\ndoi: 10.1000/lids\n" in record.read_text()
    assert (shelf.root / file).read_text() == (
        '{"id":"lids","citations":{"semantic-scholar":41}}\n'
    )
    assert json.loads((tmp_path / "facts.json").read_text())["signals"] == file
    again = refresh(shelf, web.base, "--write")
    assert again.stdout == "asked about 1 paper; nothing to add to records\n"


def test_papers_by_name(shelf: Folder, web: LocalServices) -> None:
    shelf.paper("lids", RECORD)
    shelf.paper("pots", "title: Pots\n")
    assert "asked about 1 paper;" in refresh(shelf, web.base, "lids").stdout
    result = refresh(shelf, web.base, "lid")
    assert (result.exit_code, result.stderr) == (2, 'no paper "lid"; did you mean "lids"?\n')


def test_a_limit(shelf: Folder, web: LocalServices) -> None:
    shelf.paper("lids", RECORD)
    shelf.paper("pots", "title: Pots\n")
    result = refresh(shelf, web.base, "--signals", "--limit", "1", "--write")
    assert result.stdout == (
        "asked about 1 paper; nothing to add to records\n"
        f"citations or stars of 1 paper changed, in site_src/signals/{day()}.jsonl\n"
        "the next round begins with pots\n"
    )


def test_what_is_to_be_decided_by_hand(shelf: Folder, web: LocalServices) -> None:
    shelf.paper("lids", 'title: "Lids, \\u202ereconsidered"\narxiv: "2401.00001"\n')
    result = refresh(shelf, web.base, "--published")
    assert result.stdout == (
        "lids  Lids, \\u202ereconsidered\n"
        "  ! published under another title, so nothing is added: "
        '"Lids" by arXiv, https://arxiv.org/abs/2401.00001; "Lids" by Semantic Scholar, '
        f"{result.stdout.partition('Semantic Scholar, ')[2].partition(chr(10))[0]}\n"
        "asked about 1 paper; nothing to add to records\n"
    )


def test_in_a_workflow_no_title_is_a_command(shelf: Folder, web: LocalServices) -> None:
    shelf.paper("lids", 'title: "Lids ##[add-mask]e"\narxiv: "2401.00001"\n')
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\n")
    variables = {VARIABLE: web.base, "GITHUB_TOKEN": "", "GITHUB_ACTIONS": "true"}
    command = ["refresh", "--published", "-f", str(shelf.root / "mkdocs.yml")]
    result = CliRunner(env=variables).invoke(cli.main, command)
    assert result.stdout.startswith("lids  Lids # #[add-mask]e\n  ! published under another title,")


def test_without_a_network(shelf: Folder) -> None:
    shelf.paper("lids", RECORD)
    with offline() as nobody:
        result = refresh(shelf, nobody.doi.removesuffix("/doi"), "--write")
    assert result.stdout == (
        "Nothing was asked: no service can be reached; is this machine online?\n"
    )
    assert result.exit_code == 1
    assert not (shelf.source / "signals").exists()


def test_wrong_records_are_told_first(shelf: Folder, web: LocalServices) -> None:
    shelf.paper("lids", "titel: Lids\n")
    result = refresh(shelf, web.base)
    assert result.exit_code == 1
    assert "titel: unknown key" in result.stderr
    assert web.requests == []


def test_a_record_that_cannot_be_changed(shelf: Folder, web: LocalServices) -> None:
    shelf.paper("lids", RECORD)
    shelf.write("papers/lids.yml", '{title: Lids, arxiv: "2401.00001"}\n')
    result = refresh(shelf, web.base, "--published", "--write")
    assert result.stderr == (
        "site_src/papers/lids.yml:1:1: error: venue, doi: cannot be written (not a block mapping "
        "that starts in the first column); add by hand: venue: ICML 2024, doi: 10.1000/lids\n"
        "1 error in 1 file\n"
    )
    assert result.exit_code == 1
