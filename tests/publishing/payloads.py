"""Events as GitHub documents them, and what a hostile stranger could write into them.

https://docs.github.com/webhooks/webhook-events-and-payloads
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

REPOSITORY: Json = {
    "id": 1296269,
    "name": "papers-demo",
    "full_name": "someone/papers-demo",
    "private": False,
    "owner": {"login": "someone", "type": "User"},
    "html_url": "https://github.com/someone/papers-demo",
    "default_branch": "main",
}
FORK: Json = {
    **REPOSITORY,
    "id": 1296270,
    "full_name": "stranger/papers-demo",
    "owner": {"login": "stranger", "type": "User"},
    "html_url": "https://github.com/stranger/papers-demo",
    "fork": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What starts a workflow: its name and payload, and the branch that it happened on."""

    name: str
    payload: Json
    ref: str = "main"

    def with_value(self, *keys: str, value: object) -> "Event":
        """Return the event with another value at a place of its payload."""
        payload = deepcopy(self.payload)
        inner = payload
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value
        return Event(name=self.name, payload=payload, ref=self.ref)


def issue_event(
    title: str, body: str | None, *, action: str = "opened", number: int = 12, state: str = "open"
) -> Event:
    """Return what opening or editing an issue starts."""
    issue = {
        "id": 73464126,
        "number": number,
        "title": title,
        "body": body,
        "state": state,
        "user": {"login": "stranger", "type": "User"},
        "author_association": "NONE",
        "labels": [],
        "html_url": f"https://github.com/someone/papers-demo/issues/{number}",
    }
    payload = {"action": action, "issue": issue, **_common()}
    if action == "edited":
        payload["changes"] = {"body": {"from": "before"}}
    return Event(name="issues", payload=payload)


def pull_request_event(
    *,
    branch: str,
    title: str = "A change",
    body: str = "",
    action: str = "opened",
    number: int = 21,
    fork: bool = True,
    sha: str = "0" * 40,
) -> Event:
    """Return what opening or pushing to a pull request starts; by default it is from a fork."""
    repository = FORK if fork else REPOSITORY
    owner = repository["owner"]["login"]
    pull = {
        "id": 279147437,
        "number": number,
        "title": title,
        "body": body,
        "state": "open",
        "draft": False,
        "user": {"login": owner, "type": "User"},
        "labels": [],
        "html_url": f"https://github.com/someone/papers-demo/pull/{number}",
        "head": {"ref": branch, "label": f"{owner}:{branch}", "sha": sha, "repo": repository},
        "base": {"ref": "main", "label": "someone:main", "sha": "0" * 40, "repo": REPOSITORY},
    }
    payload = {"action": action, "number": number, "pull_request": pull, **_common()}
    return Event(name="pull_request", payload=payload, ref=f"refs/pull/{number}/merge")


def workflow_run_event(
    *,
    name: str,
    event: str = "pull_request",
    branch: str = "patch-1",
    conclusion: str = "success",
    run_id: int = 30433642,
    fork: bool = True,
    sha: str = "0" * 40,
) -> Event:
    """Return what the end of another workflow's run starts; `pull_requests` is empty for a fork."""
    run = {
        "id": run_id,
        "name": name,
        "event": event,
        "status": "completed",
        "conclusion": conclusion,
        "head_branch": branch,
        "head_sha": sha,
        "head_repository": FORK if fork else REPOSITORY,
        "repository": REPOSITORY,
        "pull_requests": [],
        "html_url": f"https://github.com/someone/papers-demo/actions/runs/{run_id}",
    }
    payload = {
        "action": "completed",
        "workflow": {"name": name, "path": f".github/workflows/{name.lower()}.yml"},
        "workflow_run": run,
        **_common(),
    }
    return Event(name="workflow_run", payload=payload)


def dispatch_event(inputs: Mapping[str, str] | None = None, *, ref: str = "main") -> Event:
    """Return what starting a workflow by hand or by another workflow is."""
    values = dict(inputs) if inputs is not None else None
    payload = {"ref": f"refs/heads/{ref}", "inputs": values, **_common()}
    return Event(name="workflow_dispatch", payload=payload, ref=ref)


def schedule_event(schedule: str) -> Event:
    """Return what the clock starts."""
    return Event(name="schedule", payload={"schedule": schedule, **_common()})


def _common() -> Json:
    return {"repository": REPOSITORY, "sender": {"login": "stranger", "type": "User"}}


def hostile_texts(canary: Path, precious: Path) -> Iterator[tuple[str, str]]:
    """Yield what a stranger may write, each with a name.

    Whoever executes one of them makes the file `canary`, or deletes the folder `precious`.
    """
    run = f"touch {canary}"
    away = f"rm -rf {precious}"
    yield (
        "shell",
        f"\"; {run}; {away} # '; {run}; {away} # $({run}) `{run}` ${{IFS}} $({away}) "
        "${{ secrets.X }} ${{ github.token }} ${{ toJSON(github) }}",
    )
    yield (
        "commands",
        "a\n::error file=x::PWNED\n::set-output name=plan::PWNED\n::add-mask::PWNED\n"
        "::stop-commands::PWNED\n##[error]PWNED\nplan=PWNED\nplan<<PWNED\nPWNED\nPWNED\n",
    )
    yield "control", "\x00\x07\x1b[31mPWNED\x1b[0m\x08\r\u202ePWNED\u2028\u2066\ufeff\ud800"
    yield (
        "markdown",
        "@someone @org/team #1 GH-2 <img src=x onerror=alert(1)> [x](javascript:alert(1)) "
        "![i](https://evil.example/i.png) https://github.com/a/b/issues/1 "
        "<!-- papershelf:form --> fixes #1 [skip ci] </details> ``` ../../.github/workflows/a.yml",
    )
    yield "megabyte", "PWNED " * 170_000
