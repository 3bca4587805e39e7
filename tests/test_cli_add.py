"""The commands add and new: what a contributor sees, in a pipe and on a terminal."""

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import COMMANDS, TESTS
from helpers.services import LocalServices, services
from helpers.shelf import Folder

from generator import cli

OFFLINE = {"PAPERSHELF_SERVICES": "http://127.0.0.1:9"}
FILO = """\
site_src/papers/filo.yml
  title        FiLo: Zero-Shot Anomaly Detection by Fine-Grained Description and High-Quality Localization  [arXiv]
  authors      Zhaopeng Gu, Bingke Zhu, Guibo Zhu, Yingying Chen and 3 more  [arXiv]
  date         2024-04-21  [arXiv]
  venue        ACM MM 2024  [Crossref]
"""  # noqa: E501
NEXT = """\
next: papershelf check
      git add {root}site_src/papers/filo.yml && git commit -m "Add filo"
"""


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as local:
        yield local


@pytest.fixture
def config(shelf: Folder) -> str:
    file = shelf.root / "mkdocs.yml"
    file.write_text("site_name: S\nplugins: [papershelf]\n")
    shelf.write("tags.yml", "- {id: anomalies, name: Anomaly detection}\n")
    return str(file)


def invoke(*arguments: str, stdin: str | bytes = "", **variables: str) -> Result:
    return CliRunner(env=variables).invoke(cli.main, arguments, input=stdin)


def next_step(shelf: Folder) -> str:
    return NEXT.format(root=os.path.relpath(shelf.root) + "/")


def files(shelf: Folder) -> list[str]:
    folder = shelf.source / "papers"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_one_paper(shelf: Folder, config: str, web: LocalServices) -> None:
    result = invoke("add", "2404.13671", "-f", config, **web.environment)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(FILO)
    assert "\n  from arXiv, https://arxiv.org/abs/2404.13671\n" in result.stdout
    assert re.search(
        r"\n  \+ 0\.\d\d  anomalies  the title says “Anomaly Detection”", result.stdout
    )
    assert result.stdout.endswith(next_step(shelf))
    assert files(shelf) == ["filo.yml"]
    check = invoke("check", "-f", config)
    assert (check.exit_code, check.stderr) == (0, "")


def test_a_trial_prints_the_record_alone(shelf: Folder, config: str, web: LocalServices) -> None:
    trial = invoke("add", "--dry-run", "2404.13671", "-f", config, **web.environment)
    assert trial.exit_code == 0
    assert trial.stderr.startswith("site_src/papers/filo.yml (not written)\n  title  ")
    assert files(shelf) == []
    invoke("add", "2404.13671", "-f", config, **web.environment)
    assert (shelf.source / "papers" / "filo.yml").read_text(encoding="utf-8") == trial.stdout


def test_options(shelf: Folder, config: str, web: LocalServices) -> None:
    options = ["--id", "x", "--tag", "anomaly detection", "--no-tags", "--note", "Read *this*."]
    result = invoke("add", "1806.07572", *options, "-f", config, **web.environment)
    assert result.exit_code == 0
    text = (shelf.source / "papers" / "x.yml").read_text(encoding="utf-8")
    assert "\ntags: [anomalies]\n" in text
    assert text.endswith("\nnotes: >-\n  Read *this*.\n")


def test_several_papers_of_which_one_is_not_known(
    shelf: Folder, config: str, web: LocalServices
) -> None:
    result = invoke("add", "2401.00001", "2404.13671", "-f", config, **web.environment)
    assert result.exit_code == 1
    assert result.stdout.startswith(FILO)
    assert result.stdout.endswith(next_step(shelf))
    assert result.stderr == (
        "arXiv:2401.00001 is not known to arXiv\n"
        '  to write the record yourself: papershelf new "Title"\n'
    )
    assert files(shelf) == ["filo.yml"]


def test_the_same_paper_twice(config: str, web: LocalServices) -> None:
    requests = ["2404.13671", "doi:10.1145/3664647.3680685"]
    result = invoke("add", *requests, "-f", config, **web.environment)
    assert result.exit_code == 1
    assert result.stderr == (
        'doi:10.1145/3664647.3680685: "FiLo: Zero-Shot Anomaly Detection by Fine-Grained '
        'Descripti…" is on the shelf already: site_src/papers/filo.yml:2, papers/filo/\n'
    )


ENTRIES = """\
@misc{filo, title={FiLo}, eprint={2404.13671}, archivePrefix={arXiv}}
@article{lids, title={Lids of {P}ots}, author={Pot, Ann}, year=2020, journal={Steam}}
"""


@pytest.mark.parametrize("arguments", [["add"], ["add", "-"]])
def test_bibtex_in_a_pipe(
    arguments: list[str], shelf: Folder, config: str, web: LocalServices
) -> None:
    result = invoke(*arguments, "-f", config, stdin=ENTRIES, **web.environment)
    assert result.exit_code == 0
    assert files(shelf) == ["filo.yml", "lids-of-pots.yml"]
    assert "\n  authors      Ann Pot  [you]\n" in result.stdout
    assert '-m "Add 2 papers"\n' in result.stdout


def test_bibtex_that_is_broken(shelf: Folder, config: str, web: LocalServices) -> None:
    broken = ENTRIES + "@misc{broken, title={x"
    result = invoke("add", "-", "-f", config, stdin=broken, **web.environment)
    assert result.exit_code == 1
    assert result.stderr.startswith("the input:3:1: error: ")
    assert len(files(shelf)) == 2


def test_lines_in_a_pipe(shelf: Folder, config: str, web: LocalServices) -> None:
    stdin = "# of the reading group\n2404.13671\n\n"
    result = invoke("add", "-f", config, stdin=stdin, **web.environment)
    assert (result.exit_code, files(shelf)) == (0, ["filo.yml"])


def test_a_title_in_a_pipe_says_what_to_write(config: str, web: LocalServices) -> None:
    title = "Transformer for Image Super-Resolution"
    result = invoke("add", title, "-f", config, **web.environment)
    assert result.exit_code == 1
    assert result.stderr == (
        '"Transformer for Image Super-Resolution" may mean several papers\n'
        "  1. 0.75  Recursive Generalization Transformer for Image Super-Resolution (Zheng Chen, "
        "Yulun Zhang, Jinjin Gu, Linghe Kong, Xiaokang Yang; 2023-03-11)  arXiv:2303.06373\n"
        "  2. 0.57  Part-Aware Transformer for Generalizable Person Re-identification (Hao Ni, "
        "Yuke Li, Lianli Gao, Heng Tao Shen, Jingkuan Song; 2023-08-07; ICCV 2023)  "
        "arXiv:2308.03322\n"
        "  write which one: papershelf add arXiv:2303.06373\n"
    )


def test_without_network(shelf: Folder, config: str) -> None:
    result = invoke("add", "2404.13671", "-f", config, **OFFLINE)
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first.startswith("2404.13671: there is no network: ")
    assert second == '  to write the record yourself: papershelf new "Title"'
    assert files(shelf) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add"], "name a paper: papershelf add arXiv:2305.19466"),
        (["add", "Attention", "is", "all"], 'put a title in quotes: papershelf add "Attention is '
         'all"'),
        (["add", "--id", "x", "1806.07572", "2404.13671"], "--id is for one paper"),
        (["new"], "Missing argument 'TITLE'."),
    ],
)  # fmt: skip
def test_wrong_usage(arguments: list[str], message: str, config: str) -> None:
    result = invoke(*arguments, "-f", config, **OFFLINE)
    assert result.exit_code == 2
    assert f"Error: {message}\n" in result.stderr


@pytest.mark.parametrize("stdin", [b"\xff\xfe", b"x" * 5_000_001], ids=["not UTF-8", "too long"])
def test_input_that_is_not_read(stdin: bytes, config: str) -> None:
    result = invoke("add", "-", "-f", config, stdin=stdin, **OFFLINE)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: the input is ")


HOSTILE = [
    '"; rm -rf / #',
    "$(touch pwned)",
    "`touch pwned`",
    "${{ github.token }}",
    "../../../etc/passwd",
    "a\x1b[31m\x00\u202eb",
    "x" * 1_000_000,
    "\n\n",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_requests(text: str, shelf: Folder, config: str, web: LocalServices) -> None:
    before = sorted(shelf.root.rglob("*"))
    result = invoke("add", "-f", config, "--", text, **web.environment)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") <= 2
    assert all(line.isprintable() and len(line) < 600 for line in result.stderr.splitlines())
    after = [path for path in sorted(shelf.root.rglob("*")) if ".cache" not in path.parts]
    assert after == before


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_hostile_titles_of_a_skeleton(text: str, shelf: Folder, config: str) -> None:
    result = invoke("new", "-f", config, "--", text)
    assert result.exit_code == 0, result.stderr
    (name,) = files(shelf)
    assert re.fullmatch(r"[a-z0-9-]{1,96}\.yml", name)
    assert [
        line for line in invoke("check", "-f", config).stderr.splitlines() if "error" in line
    ] == []


def test_a_skeleton(config: str) -> None:
    result = invoke("new", "Lids: of pots", "-f", config)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "site_src/papers/lids.yml: fill in what you know, then run papershelf check\n"
    )
    again = invoke("new", "Lids: of pots", "-f", config)
    assert again.exit_code == 1
    assert again.stderr == (
        'Lids: of pots: "Lids: of pots" is on the shelf already: site_src/papers/lids.yml:6, '
        "papers/lids/\n"
    ).removeprefix("Lids: of pots: ")
    other = invoke("new", "--id", "lids", "Others", "-f", config)
    assert other.stderr == 'Others: the id "lids" is another paper\'s; choose another\n'


def on_a_terminal(folder: Path, answer: str, *arguments: str, **variables: str) -> str:
    """Run a command on a terminal of its own, answer its question, and return all it showed."""
    main, other = pty.openpty()
    command = [sys.executable, "-c", f"import sys; {COMMANDS['papershelf']}", *arguments]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **variables}
    with subprocess.Popen(
        command, cwd=folder, env=env, stdin=other, stdout=other, stderr=other
    ) as process:
        os.close(other)
        shown = b""
        answered = False
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                piece = os.read(main, 4096)
            except OSError:
                break
            shown += piece
            if b"Which one" in shown and not answered:
                os.write(main, answer.encode() + b"\n")
                answered = True
        process.wait(10)
    os.close(main)
    return shown.decode("utf-8", "replace")


@pytest.mark.parametrize(("answer", "name"), [("1", "recursive-generalization"), ("0", "")])
def test_a_title_on_a_terminal_asks(
    answer: str, name: str, shelf: Folder, config: str, web: LocalServices
) -> None:
    title = "Transformer for Image Super-Resolution"
    shown = on_a_terminal(Path(config).parent, answer, "add", title, **web.environment)
    assert "Which one (0 for none) [0]: " in shown
    assert [file.startswith(name) for file in files(shelf)] == ([True] if name else [])
    assert ("may mean several papers" in shown) is not bool(name)


def test_this_repository_takes_a_paper() -> None:
    """The shelf of this repository itself: nothing is written."""
    config = str(TESTS.parent / "mkdocs.yml")
    result = invoke("add", "--dry-run", "2305.19466", "-f", config, **OFFLINE)
    assert result.exit_code == 1
    assert "is on the shelf already: site_src/papers/the-impact-of-positional" in result.stderr
