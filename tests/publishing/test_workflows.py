"""The workflows of this repository and of a new shelf: their form, their rights, their pins.

A new workflow comes into `RIGHTS`, and has cases in a module `cases_….py` (see `rig`).
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from workflows import EXPRESSION, Step, read_workflow, steps

from generator.publish.cache import FOLDER
from generator.scaffold.create import shelf_files, write_shelf

ROOT = Path(__file__).parents[2]
RIGHTS = {
    "check.yml": {
        "shelf": {"contents": "read"},
        "zensical": {"contents": "read"},
        "tests": {"contents": "read"},
    },
    "publish.yml": {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    },
    "paper-form.yml": {
        "read": {"contents": "read"},
        "propose": {
            "contents": "write",
            "pull-requests": "write",
            "issues": "write",
            "actions": "write",
        },
    },
    "review.yml": {"review": {"contents": "read"}},
    "review-comment.yml": {
        "comment": {"contents": "read", "actions": "read", "pull-requests": "write"},
    },
    "upkeep.yml": {
        "ask": {"contents": "read"},
        "propose": {
            "contents": "write",
            "pull-requests": "write",
            "issues": "write",
            "actions": "write",
        },
    },
}
"""What each job of each workflow may do; a new shelf has some of the jobs."""
OWN_JOBS = {"check.yml": {"zensical", "tests"}}
"""Jobs that test the program, which a new shelf does not hold."""
WORKFLOWS = tuple(sorted(RIGHTS))
BOTH = ("check.yml", "publish.yml")
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.fixture(scope="session")
def new_shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new-shelf")
    assert write_shelf(folder, shelf_files("A new shelf")) == []
    return folder


@pytest.fixture(params=["repository", "new shelf"])
def root(request: pytest.FixtureRequest, new_shelf: Path) -> Path:
    return ROOT if request.param == "repository" else new_shelf


def workflow_steps(root: Path) -> list[Step]:
    paths = (root / ".github/workflows" / name for name in WORKFLOWS)
    return [step for path in paths for step in steps(read_workflow(path))]


def test_there_are_no_other_workflows(root: Path) -> None:
    assert sorted(p.name for p in (root / ".github/workflows").iterdir()) == sorted(WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", [f"workflows/{name}" for name in WORKFLOWS]),
        ("vendor.dependabot", ["dependabot.yml"]),
        (
            "vendor.github-issue-forms",
            ["ISSUE_TEMPLATE/add-paper.yml", "ISSUE_TEMPLATE/correct-paper.yml"],
        ),
        ("vendor.github-issue-config", ["ISSUE_TEMPLATE/config.yml"]),
    ],
)
def test_github_accepts_the_files(root: Path, schema: str, files: list[str]) -> None:
    paths = [root / ".github" / file for file in files]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stdout == "ok -- validation done\n"
    assert result.returncode == 0


def test_zizmor_finds_nothing(root: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    options = ["--offline", "--pedantic", "--strict-collection", "--no-config", "--no-progress"]
    command = [zizmor, *options, "--format=json", root / ".github"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(result.stdout) == []
    assert result.returncode == 0, result.stderr
    for name in (*WORKFLOWS, "dependabot.yml"):
        assert name in result.stderr


def test_zizmor_would_find_an_unpinned_action(tmp_path: Path) -> None:
    workflow = tmp_path / ".github/workflows/check.yml"
    workflow.parent.mkdir(parents=True)
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    workflow.write_text(re.sub(r"@[0-9a-f]{40} # v", "@v", text), encoding="utf-8")
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-config", workflow]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "unpinned-uses" in result.stdout
    assert result.returncode != 0


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_to_a_commit_with_its_version(root: Path, name: str) -> None:
    text = (root / ".github/workflows" / name).read_text(encoding="utf-8")
    uses = re.findall(r"^\s*(?:- )?uses: (.*)$", text, re.MULTILINE)
    assert uses
    assert [use for use in uses if not PINNED.fullmatch(use)] == []


def test_a_new_shelf_has_the_actions_of_this_repository(new_shelf: Path) -> None:
    def actions(root: Path) -> set[str]:
        texts = (root / ".github/workflows" / name for name in WORKFLOWS)
        return {use for path in texts for use in PINNED.findall(path.read_text(encoding="utf-8"))}

    assert actions(new_shelf) == actions(ROOT)


def test_no_command_contains_an_expression(root: Path) -> None:
    commands = [step.run for step in workflow_steps(root) if step.run]
    assert commands
    assert [command for command in commands if EXPRESSION.search(command)] == []


def test_the_checked_out_repository_keeps_no_credentials(root: Path) -> None:
    checkouts = [s for s in workflow_steps(root) if s.uses.startswith("actions/checkout@")]
    assert checkouts
    assert all(step.inputs["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_job_has_the_rights_it_uses_and_no_others(root: Path, name: str) -> None:
    workflow = read_workflow(root / ".github/workflows" / name)
    left_out = set() if root == ROOT else OWN_JOBS.get(name, set())
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        job: rights for job, rights in RIGHTS[name].items() if job not in left_out
    }


def test_the_forms_of_a_new_shelf_are_those_of_this_repository(new_shelf: Path) -> None:
    def forms(root: Path) -> dict[str, str]:
        paths = (root / ".github/ISSUE_TEMPLATE").iterdir()
        return {path.name: path.read_text(encoding="utf-8") for path in paths}

    assert forms(new_shelf) == forms(ROOT)


def test_a_new_shelf_reads_its_forms_as_this_repository_does(new_shelf: Path) -> None:
    def text(root: Path) -> str:
        return (root / ".github/workflows/paper-form.yml").read_text(encoding="utf-8")

    ours = text(ROOT).replace("run: make setup", "run: pip install -r requirements.txt")
    assert text(new_shelf) == re.sub(r'run: make run ARGS="(.*)"', r"run: papershelf \1", ours)


def test_whose_commits_a_branch_holds_can_be_told(root: Path) -> None:
    workflow = read_workflow(root / ".github/workflows/paper-form.yml")
    (checkout,) = (s for s in steps(workflow) if "checkout" in s.uses and s.job == "propose")
    assert checkout.inputs["fetch-depth"] == 0


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_job_runs_for_ever_and_runs_do_not_pile_up(root: Path, name: str) -> None:
    workflow = read_workflow(root / ".github/workflows" / name)
    assert "concurrency" in workflow
    assert all(0 < job["timeout-minutes"] < 360 for job in workflow["jobs"].values())


def test_pull_requests_are_checked_and_the_main_branch_is_published(root: Path) -> None:
    check, publish = (read_workflow(root / ".github/workflows" / name) for name in BOTH)
    assert check["on"] == {
        "pull_request": None,
        "push": {"branches": ["main"]},
        "workflow_dispatch": None,
    }
    assert publish["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert publish["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_what_was_built_is_what_is_published(root: Path) -> None:
    (upload,) = [s for s in workflow_steps(root) if "/upload-pages-artifact@" in s.uses]
    assert upload.inputs == {"path": "site"}


def test_only_the_publication_keeps_its_site_for_the_next_run(root: Path) -> None:
    check, publish = (read_workflow(root / ".github/workflows" / name) for name in BOTH)
    assert not any("/cache" in step.uses for step in steps(check))
    (kept,) = (step for step in steps(publish) if "/cache" in step.uses)
    assert kept.inputs["path"].split() == [FOLDER, "site"]
    assert kept.inputs["key"] == "papershelf-${{ github.sha }}"
    assert kept.inputs["key"].startswith(kept.inputs["restore-keys"])
    assert kept.job == "build"  # the job that may do nothing but read


def test_git_leaves_out_what_is_kept(root: Path) -> None:
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    assert {"site/", f"{Path(FOLDER).parts[0]}/"} <= set(ignored)
