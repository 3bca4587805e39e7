"""Events: what GitHub says has happened, read from a file that holds strangers' text.

The payloads: https://docs.github.com/webhooks/webhook-events-and-payloads
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MAX_EVENT_BYTES = 32 << 20
"""GitHub itself caps a payload at 25 MB."""

E = TypeVar("E", bound="Event")


class EventError(ValueError):
    """There is no reading the event; the message is a sentence."""


class Part(BaseModel):
    """A part of a payload; keys that it does not name are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class User(Part):
    """An account; `type` is "User", "Bot" or "Organization"."""

    login: str
    id: int = 0
    type: str = "User"


class Label(Part):
    """A label of an issue or a pull request."""

    name: str


class Issue(Part):
    """An issue; `body` is None where nothing was written."""

    number: int = Field(gt=0)
    title: str
    body: str | None = None
    state: str = "open"
    html_url: str = ""
    user: User | None = None
    labels: tuple[Label, ...] = ()
    pull_request: Mapping[str, Any] | None = None
    """What only a pull request has, where it comes in an issue's form."""


class Repository(Part):
    """A repository; `full_name` is owner/name."""

    full_name: str
    default_branch: str = "main"
    html_url: str = ""


class Branch(Part):
    """One end of a pull request; `repo` is None when the fork is gone."""

    ref: str
    sha: str
    repo: Repository | None = None


class PullRequest(Part):
    """A pull request."""

    number: int = Field(gt=0)
    title: str
    body: str | None = None
    state: str = "open"
    html_url: str = ""
    user: User | None = None
    head: Branch
    base: Branch


class WorkflowRun(Part):
    """A run of another workflow; `pull_requests` is empty for one from a fork."""

    id: int
    name: str | None = None
    event: str
    conclusion: str | None = None
    head_branch: str | None = None
    head_sha: str
    head_repository: Repository | None = None
    html_url: str = ""
    pull_requests: tuple[Mapping[str, Any], ...] = ()


class Event(Part):
    """What all payloads have."""

    action: str = ""
    repository: Repository
    sender: User | None = None


class IssueEvent(Event):
    """`issues`: opened, edited, reopened, labeled and so on."""

    issue: Issue


class PullRequestEvent(Event):
    """`pull_request`."""

    number: int
    pull_request: PullRequest


class WorkflowRunEvent(Event):
    """`workflow_run`."""

    workflow_run: WorkflowRun


def parse_event(model: type[E], text: str) -> E:
    """Return the payload in `text`; raise `EventError` when it is not of this kind."""
    try:
        return model.model_validate(json.loads(text), strict=False)
    except (ValueError, RecursionError) as error:
        raise EventError(f"the event is not what GitHub documents ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return "not JSON"


def read_event(model: type[E], environment: Mapping[str, str]) -> E:
    """Return the payload in the file that GITHUB_EVENT_PATH names.

    Raises `EventError` when there is none, or it cannot be read, or is of another kind.
    """
    path = environment.get("GITHUB_EVENT_PATH")
    if not path:
        raise EventError("there is no event; this command runs in a GitHub workflow")
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_EVENT_BYTES + 1)
    except OSError as error:
        raise EventError(f"the event cannot be read ({error.strerror})") from error
    if len(content) > MAX_EVENT_BYTES:
        raise EventError(f"the event is larger than {MAX_EVENT_BYTES >> 20} MB")
    return parse_event(model, content.decode("utf-8", "replace"))
