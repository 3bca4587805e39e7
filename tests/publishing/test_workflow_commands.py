"""The commands that check and publish, run one after the other in a clean clone."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workflows import read_workflow, run_step, runner_environment, steps

ROOT = Path(__file__).parents[2]
SITE_URL = "https://someone.example.io/papers-demo/"
VALUES = {
    "steps": {"pages": {"outputs": {"base_url": SITE_URL.rstrip("/")}}},
    "github": {"server_url": "https://github.com", "repository": "someone/papers-demo"},
}
RUN_HERE = ("check.yml", "publish.yml")
"""The workflows whose commands look at no event; those of the others are run by their cases."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone") / "papers-demo"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
    return folder


@pytest.fixture
def environment(clone: Path, tmp_path: Path) -> dict[str, str]:
    known = tmp_path / "mypy"  # what is known of files that have not changed
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", known)
    return runner_environment(clone, tmp_path) | {
        # What is installed already serves the clone, too; the code is the clone's own.
        "PAPERSHELF_VENV": sys.prefix,
        "PYTHONPATH": str(clone),
        "MYPY_CACHE_DIR": str(known),
        # These tests run here and now; of the nested run it matters that it runs and passes.
        "PYTEST_ARGS": "tests/scaffold tests/publishing/test_workflows.py",
    }


def commands_succeed(name: str, clone: Path, environment: dict[str, str]) -> str:
    """Run every command of a workflow; return all they printed."""
    printed = []
    for step in steps(read_workflow(clone / ".github/workflows" / name)):
        if step.run:
            result = run_step(step, clone, environment, VALUES)
            assert result.returncode == 0, f"{step.job}: {step.name}\n{result.stdout}"
            printed.append(result.stdout)
    assert printed
    return "".join(printed)


def test_the_code_under_test_is_the_clone(clone: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", "import generator; print(generator.__file__)"]
    result = subprocess.run(
        command, cwd=clone, env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == str(clone / "generator/__init__.py")


def test_check(clone: Path, environment: dict[str, str]) -> None:
    printed = commands_succeed("check.yml", clone, environment)
    assert re.search(r"\d+ passed", printed)
    assert (clone / "site/index.html").is_file()


def test_publish(clone: Path, environment: dict[str, str]) -> None:
    commands_succeed("publish.yml", clone, environment)
    home = (clone / "site/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{SITE_URL}">' in home
    assert "https://github.com/someone/papers-demo" in home


def test_a_wrong_record_stops_the_check_and_is_marked(
    clone: Path, environment: dict[str, str]
) -> None:
    record = clone / "site_src/papers/wrong.yml"
    record.write_text('title: "Wrong"\nvenu: NeurIPS 2018\n', encoding="utf-8")
    try:
        (check,) = (
            step
            for step in steps(read_workflow(clone / ".github/workflows/check.yml"))
            if step.run == "make check"
        )
        result = run_step(check, clone, environment, VALUES)
    finally:
        record.unlink()
    assert result.returncode != 0
    place = "file=site_src/papers/wrong.yml,line=2,col=1,title=Papershelf (unknown-key)"
    for start in ("site_src/papers/wrong.yml:2:1: error: venu: ", f"::error {place}::venu: "):
        assert f"\n{start}" in f"\n{result.stdout}"
