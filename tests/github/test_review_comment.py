"""The review as one comment: under which pull request, once, and with which warning."""

import json
from collections.abc import Iterator

import pytest
from helpers.github_server import GitHubServer

from generator.github.api import GitHub
from generator.github.events import WorkflowRunEvent
from generator.github.review_comment import comment_on
from generator.github.review_links import addresses_in, addresses_of
from generator.review.markdown import NOWHERE, Addresses

SHA = "a" * 40
NUMBER = 21
REVIEW = {
    "base": "b" * 40,
    "before": 1,
    "after": 2,
    "differences": [
        {
            "kind": "paper",
            "how": "added",
            "id": "lids",
            "title": "Lids",
            "path": "site_src/papers/lids.yml",
        }
    ],
}
ENVIRONMENT = {"GITHUB_REPOSITORY": "someone/papers-demo"}


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    with GitHubServer() as server:
        server.add_fork(NUMBER, "stranger", "patch-1", SHA)
        server.add_artifact(7, "review", {"review.json": json.dumps(REVIEW).encode()})
        yield server


def event(**changes: object) -> WorkflowRunEvent:
    run = {
        "id": 7,
        "name": "Review",
        "event": "pull_request",
        "conclusion": "success",
        "head_branch": "patch-1",
        "head_sha": SHA,
        "head_repository": {"full_name": "stranger/papers-demo"},
        **changes,
    }
    payload = {"workflow_run": run, "repository": {"full_name": "someone/papers-demo"}}
    return WorkflowRunEvent.model_validate(payload, strict=False)


def comment(server: GitHubServer, **changes: object) -> str:
    with GitHub.of(server.environment) as github:
        return comment_on(event(**changes), github, "site_src", ENVIRONMENT)


def test_one_comment_that_is_kept_current(server: GitHubServer) -> None:
    assert comment(server) == "The comment under pull request 21: made."
    assert comment(server) == "The comment under pull request 21: same."
    (body,) = server.bodies(NUMBER)
    assert body == (
        "<!-- papershelf:review -->\n## Adds 1 paper\n\n2 papers, 1 before. It brings no problem.\n"
        "[Preview of the site](https://github.com/someone/papers-demo/actions/runs/7#artifacts): "
        "unzip it and open `CHANGED.html`.\n\n### Added papers\n\n"
        f"**[Lids](https://github.com/someone/papers-demo/blob/{SHA}/site%5Fsrc/papers/lids.yml"
        "#L1)** · `site_src/papers/lids.yml`\n\n"
        "<sub>Of commit `aaaaaaaaaa`; brought up to date after each push.</sub>\n"
    )
    server.add_artifact(8, "review", {"review.json": b'{"before": 1, "after": 1}'})
    assert comment(server, id=8) == "The comment under pull request 21: changed."
    (body,) = server.bodies(NUMBER)
    assert "## Changes no record" in body


@pytest.mark.parametrize(
    "changes",
    [
        {"head_sha": "c" * 40},
        {"head_branch": "patch-2"},
        {"head_branch": None},
        {"head_repository": {"full_name": "other/papers-demo"}},
        {"head_repository": {"full_name": "stranger/papers"}},
        {"head_repository": None},
    ],
)
def test_only_the_pull_request_of_the_run(server: GitHubServer, changes: dict[str, object]) -> None:
    sentence = "No open pull request has this commit as its last; there is nothing to say."
    assert comment(server, **changes) == sentence
    assert server.writes == []


def test_a_closed_pull_request(server: GitHubServer) -> None:
    server.issues[NUMBER]["state"] = "closed"
    assert comment(server).startswith("No open pull request")


def test_two_pull_requests_of_one_commit(server: GitHubServer) -> None:
    server.add_fork(22, "stranger", "patch-1", SHA)
    assert comment(server).startswith("No open pull request")


@pytest.mark.parametrize("changes", [{"event": "push"}, {"conclusion": "failure"}])
def test_runs_that_left_nothing(server: GitHubServer, changes: dict[str, object]) -> None:
    sentence = "The run left no review: no pull request started it, or it did not end well."
    assert comment(server, **changes) == sentence
    assert server.requests == []


def test_a_branch_that_another_workflow_proposes(server: GitHubServer) -> None:
    pull = server.add_pull_request(23, "form/12")
    pull["head"]["sha"] = SHA
    repository = {"full_name": "someone/papers-demo"}
    changes = {"event": "workflow_dispatch", "head_branch": "form/12"}
    found = comment(server, head_repository=repository, **changes)
    assert found == "The comment under pull request 23: made."


def test_nothing_is_said_where_nothing_changes(server: GitHubServer) -> None:
    server.add_artifact(8, "review", {"review.json": b'{"before": 1, "after": 1}'})
    sentence = "Pull request 21 changes nothing on the shelf; there is nothing to say."
    assert comment(server, id=8) == sentence
    assert comment(server, id=9) == "The run left no review; there is nothing to say."
    assert server.bodies(NUMBER) == []


def test_what_is_no_review_is_told(server: GitHubServer) -> None:
    server.add_artifact(8, "review", {"review.json": b"{"})
    assert comment(server, id=8) == (
        "What the run left is no review, so nothing was written: what should be a review is none: "
        "Input data was truncated."
    )
    server.add_artifact(9, "review", {"other.json": b"{"})
    assert comment(server, id=9).endswith("written: the artifact holds no review.json.")


def test_a_change_of_more_than_records_is_told(server: GitHubServer) -> None:
    server.files[NUMBER] = [
        "site_src/papers/lids.yml",
        "site_src/pages/about.md",
        "site_src/theme/main.html",
        "site_src/tags.yml",
        "generator/`cli`.py",
        ".github/workflows/check.yml",
        "mkdocs.yml",
        "Makefile",
    ]
    comment(server)
    (body,) = server.bodies(NUMBER)
    assert body.splitlines()[1] == (
        "> **This pull request changes more than records:** `site_src/theme/main.html`, "
        "``generator/`cli`.py``, `.github/workflows/check.yml` and 2 more. What is said below and "
        "the preview were made with these changes, so read them yourself."
    )


def test_where_links_lead() -> None:
    server = {**ENVIRONMENT, "GITHUB_SERVER_URL": "https://git.example"}
    files = f"https://git.example/someone/papers-demo/blob/{SHA}"
    assert addresses_of(server, SHA, "main") == Addresses(files=files)
    for wrong in ({"GITHUB_REPOSITORY": "x y/z"}, {"GITHUB_SERVER_URL": "javascript:x"}):
        assert addresses_of({**ENVIRONMENT, **wrong}, SHA) == NOWHERE
    assert addresses_in({"GITHUB_EVENT_NAME": "pull_request"}) == NOWHERE
    assert addresses_in({}) == NOWHERE
