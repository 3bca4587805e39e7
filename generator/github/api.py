"""GitHub's REST interface, as far as our workflows need it, and never twice what is there once.

https://docs.github.com/rest; what to do at a limit stands under "Best practices" and "Rate limits".
What we wrote before is known by a marker at the beginning of its body, an HTML comment, and by its
author: anybody can write a marker.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from generator.github.escape import cut
from generator.github.rest import GitHubError, Json, Requests

__all__ = ["GitHub", "GitHubError", "Thing", "marker"]

BOT = "github-actions[bot]"
"""Who writes with a workflow's own token."""
_MARKER_NAME = re.compile(r"[a-z0-9][a-z0-9:/_-]*")


def marker(name: str) -> str:
    """Return the line by which we know what we wrote: "report" is `<!-- papershelf:report -->`."""
    if not _MARKER_NAME.fullmatch(name) or "--" in name:
        raise ValueError(f"{name!r} cannot stand in a marker")
    return f"<!-- papershelf:{name} -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A comment, an issue or a pull request: its number (of a comment, its id) and its page.

    `done` is "made", "changed" or "same".
    """

    number: int
    url: str
    done: str


class GitHub:
    """What may be done in one repository with one token.

    Every method raises `GitHubError`, whose message is a sentence without the token.
    """

    def __init__(self, requests: Requests, author: str = BOT) -> None:
        """Take what asks, and the name of the account that the token writes as."""
        self._requests = requests
        self._author = author

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "GitHub":
        """Return the repository that the variables of a workflow name.

        They are GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL; PAPERSHELF_BOT is the name of
        the account, where the token is not the workflow's own.
        """
        return cls(Requests.of(environment), environment.get("PAPERSHELF_BOT") or BOT)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._requests.close()

    def get(self, path: str, **query: str | int) -> Any:
        """Return what a path below the repository says: `get("issues/3")`."""
        return self._requests.ask("GET", path, query=query)

    def pages(self, path: str, **query: str | int) -> Iterator[Json]:
        """Yield the entries of a list, page after page."""
        return self._requests.pages(path, query)

    def download(self, path: str, limit: int) -> bytes:
        """Return the file that a path below the repository leads to, of at most `limit` bytes."""
        return self._requests.download(path, limit)

    # --- comments --------------------------------------------------------------

    def comment(self, number: int, name: str, body: str) -> Thing:
        """Write a comment under an issue or a pull request, or bring ours up to date.

        `name` is the marker's. There is never a second comment with it.
        """
        whole = cut(f"{marker(name)}\n{body}")
        old = self._own(f"issues/{number}/comments", name)
        if old is None:
            made = self._send("POST", f"issues/{number}/comments", {"body": whole})
            return _thing(made, "made", "id")
        if old.get("body") == whole:
            return _thing(old, "same", "id")
        changed = self._send("PATCH", f"issues/comments/{_int(old, 'id')}", {"body": whole})
        return _thing(changed, "changed", "id")

    def has_comment(self, number: int, name: str) -> bool:
        """Tell whether a comment of ours stands under an issue or a pull request."""
        return self._own(f"issues/{number}/comments", name) is not None

    # --- issues ----------------------------------------------------------------

    def issue(self, name: str, title: str, body: str, labels: Sequence[str] = ()) -> Thing:
        """Open an issue, or bring ours up to date if one with this marker is open."""
        whole = cut(f"{marker(name)}\n{body}")
        old = self._own_issue(name)
        if old is None:
            values: dict[str, object] = {"title": title, "body": whole, "labels": list(labels)}
            return _thing(self._send("POST", "issues", values), "made")
        return self._brought_up("issues", old, title, whole)

    def close_issue(self, name: str, comment: str) -> Thing | None:
        """Close our open issue with this marker, after a comment that says why, if there is one."""
        old = self._own_issue(name)
        if old is None:
            return None
        number = _int(old, "number")
        self.comment(number, f"{name}-closed", comment)
        values = {"state": "closed", "state_reason": "completed"}
        return _thing(self._send("PATCH", f"issues/{number}", values), "changed")

    def _own_issue(self, name: str) -> Json | None:
        found = self._own("issues", name, state="open", creator=self._author)
        return found if found is None or "pull_request" not in found else None

    # --- pull requests ---------------------------------------------------------

    def pull_request(self, branch: str, base: str, title: str, body: str, name: str) -> Thing:
        """Open the pull request of a branch of this repository, or bring the open one up to date.

        `name` is the marker's. A branch never has a second one.
        """
        whole = cut(f"{marker(name)}\n{body}")
        old = self.open_pull_request(branch)
        if old is None:
            values: dict[str, object] = {
                "title": title,
                "body": whole,
                "head": branch,
                "base": base,
                "maintainer_can_modify": True,
            }
            return _thing(self._send("POST", "pulls", values), "made")
        return self._brought_up("pulls", old, title, whole)

    def open_pull_request(self, branch: str) -> Json | None:
        """Return the open pull request of a branch of this repository, if there is one."""
        return next(iter(self._pull_requests(branch, "open")), None)

    def closed_pull_requests(self, branch: str) -> list[Json]:
        """Return the closed pull requests of a branch of this repository, merged or not."""
        return self._pull_requests(branch, "closed")

    def _pull_requests(self, branch: str, state: str) -> list[Json]:
        own = self._requests.repository
        found = self.pages("pulls", state=state, head=f"{own.partition('/')[0]}:{branch}")
        return [pull for pull in found if _is_of(pull, own, branch)]

    # --- workflows -------------------------------------------------------------

    def dispatch(self, workflow: str, ref: str, inputs: Mapping[str, str] | None = None) -> None:
        """Start a workflow, by the name of its file, on a branch.

        What the workflow's own token does starts no other workflow, except in this way.
        """
        path = f"actions/workflows/{quote(workflow, safe='')}/dispatches"
        self._send("POST", path, {"ref": ref, "inputs": dict(inputs or {})})

    # ---------------------------------------------------------------------------

    def _send(self, method: str, path: str, values: Mapping[str, object]) -> Json:
        answer = self._requests.ask(method, path, values=values)
        return answer if isinstance(answer, dict) else {}

    def _brought_up(self, kind: str, old: Json, title: str, body: str) -> Thing:
        if (old.get("title"), old.get("body")) == (title, body):
            return _thing(old, "same")
        values = {"title": title, "body": body}
        path = f"{kind}/{_int(old, 'number')}"
        return _thing(self._send("PATCH", path, values), "changed")

    def _own(self, path: str, name: str, **query: str) -> Json | None:
        """Return the first entry of a list that we wrote and that begins with a marker."""
        start = marker(name)
        for entry in self.pages(path, **query):
            user = entry.get("user") or {}
            if user.get("login") == self._author and str(entry.get("body")).startswith(start):
                return entry
        return None


def _is_of(pull: Json, repository: str, branch: str) -> bool:
    """Tell whether a pull request is of a branch of a repository, and not of a fork of it.

    An organization may have both, and GitHub's filter `head` names no more than the owner.
    """
    head = pull.get("head") or {}
    name = str((head.get("repo") or {}).get("full_name"))
    return head.get("ref") == branch and name.lower() == repository.lower()


def _thing(entry: Json, done: str, key: str = "number") -> Thing:
    return Thing(number=_int(entry, key), url=str(entry.get("html_url", "")), done=done)


def _int(entry: Json, key: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int):
        raise GitHubError(f"GitHub's answer has no {key}")
    return value
