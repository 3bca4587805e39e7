"""The two workflows that review: one runs a stranger's code without rights, one the other way."""

from pathlib import Path
from typing import Any

import pytest
from workflows import EXPRESSION, Step, read_workflow, steps

from generator.github.review_comment import FILE, MARK
from generator.scaffold.create import shelf_files, write_shelf

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["repository", "new shelf"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "new shelf":
        assert write_shelf(tmp_path, shelf_files("A new shelf")) == []
    root = ROOT if request.param == "repository" else tmp_path
    return root / ".github/workflows"


def named(folder: Path, name: str) -> tuple[dict[str, Any], list[Step], str]:
    file = folder / name
    read = read_workflow(file)
    return read, list(steps(read)), file.read_text(encoding="utf-8")


def test_what_a_pull_request_starts_may_only_read(folder: Path) -> None:
    read, found, text = named(folder, "review.yml")
    assert read["on"] == {"pull_request": None, "workflow_dispatch": None}
    assert read["permissions"] == {}
    assert [job["permissions"] for job in read["jobs"].values()] == [{"contents": "read"}]
    assert not any(word in text for word in ("secrets", "github.token", "GITHUB_TOKEN"))
    # Nothing that a stranger wrote is as much as named.
    assert EXPRESSION.findall(text) == [
        "github.ref",
        "github.event_name == 'pull_request' && 2 || 0",
        "github.event_name == 'pull_request' && 'HEAD^1' || 'origin/main'",
    ]
    handed = {step.inputs["name"]: step.inputs["path"] for step in found if "upload" in step.uses}
    assert handed == {MARK: f"review/{FILE}", "preview": "preview"}


def test_what_may_write_runs_only_what_main_holds(folder: Path) -> None:
    read, found, text = named(folder, "review-comment.yml")
    first, _, _ = named(folder, "review.yml")
    assert read["on"] == {"workflow_run": {"workflows": [first["name"]], "types": ["completed"]}}
    uses = [step.uses.partition("@")[0] for step in found if step.uses]
    assert uses == ["actions/checkout", "actions/setup-python"]
    (checkout,) = (step for step in found if step.uses.startswith("actions/checkout@"))
    assert checkout.inputs == {"persist-credentials": False}  # the commit is main's last
    assert {name for step in found for name in step.env} == {"GITHUB_TOKEN"}
    assert EXPRESSION.findall(text) == [
        "github.event.workflow_run.head_repository.id",
        "github.event.workflow_run.head_branch",
        "github.token",
    ]


def test_a_review_that_is_out_of_date_is_stopped_and_comments_wait(folder: Path) -> None:
    review, comment = (named(folder, name)[0] for name in ("review.yml", "review-comment.yml"))
    assert review["concurrency"] == {
        "group": "review-${{ github.ref }}",
        "cancel-in-progress": True,
    }
    assert comment["concurrency"]["cancel-in-progress"] is False
    assert comment["jobs"]["comment"]["if"] == "github.event.workflow_run.conclusion == 'success'"
