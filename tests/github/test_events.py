"""Events are read as GitHub documents them, and never end in a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.github.events import (
    Event,
    EventError,
    IssueEvent,
    PullRequestEvent,
    WorkflowRunEvent,
    parse_event,
    read_event,
)

REPOSITORY: dict[str, Any] = {"full_name": "a/b", "default_branch": "trunk", "private": False}
ISSUE: dict[str, Any] = {
    "number": 3,
    "title": "t",
    "body": None,
    "labels": [{"name": "x", "id": 1}],
}
END: dict[str, Any] = {"ref": "x", "sha": "0" * 40, "repo": None}


def test_an_issue() -> None:
    event = parse_event(
        IssueEvent,
        json.dumps({"action": "opened", "issue": ISSUE, "repository": REPOSITORY, "more": 1}),
    )
    assert (event.action, event.issue.number, event.issue.body) == ("opened", 3, None)
    assert [label.name for label in event.issue.labels] == ["x"]
    assert event.repository.default_branch == "trunk"


def test_other_events() -> None:
    common = {"repository": REPOSITORY}
    pull = {"number": 4, "title": "t", "head": END, "base": {**END, "repo": REPOSITORY}}
    read = parse_event(PullRequestEvent, json.dumps({"number": 4, "pull_request": pull, **common}))
    assert read.pull_request.head.repo is None
    run = {"id": 5, "event": "pull_request", "head_sha": "0" * 40, "pull_requests": []}
    ended = parse_event(WorkflowRunEvent, json.dumps({"workflow_run": run, **common}))
    assert ended.workflow_run.id == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the event is not what GitHub documents (not JSON)"),
        ("[" * 100_000, "the event is not what GitHub documents (not JSON)"),
        ("{}", "the event is not what GitHub documents (repository: Field required)"),
        (
            json.dumps({"issue": {**ISSUE, "number": 0}, "repository": REPOSITORY}),
            "the event is not what GitHub documents (issue.number: Input should be greater than 0)",
        ),
    ],
)
def test_what_is_no_event(text: str, message: str) -> None:
    with pytest.raises(EventError) as raised:
        parse_event(IssueEvent, text)
    assert str(raised.value) == message


@given(
    st.text()
    | st.recursive(st.none() | st.text(), lambda i: st.dictionaries(st.text(), i)).map(json.dumps)
)
def test_any_text(text: str) -> None:
    with pytest.raises(EventError, match=r"^the event is not what GitHub documents \("):
        parse_event(IssueEvent, text)


def test_where_the_event_is(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(b'{"repository": {"full_name": "a/b"}, "action": "\xff"}')
    assert read_event(Event, {"GITHUB_EVENT_PATH": str(file)}).action == "\ufffd"
    with pytest.raises(EventError, match=r"^there is no event; this command runs in a GitHub work"):
        read_event(Event, {})
    with pytest.raises(EventError, match=r"^the event cannot be read \(No such file or directory"):
        read_event(Event, {"GITHUB_EVENT_PATH": str(tmp_path / "none")})
