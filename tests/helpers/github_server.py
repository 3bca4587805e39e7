"""A local stand-in for GitHub's REST interface: it answers as https://docs.github.com/rest says.

    with GitHubServer() as github:
        environment |= github.environment          # GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN
        github.add_comment(3, "hello", author="someone")
        github.fail_next(429, {"Retry-After": "1"})
        ...
        assert github.bodies(3) == [...]

It holds issues, pull requests, comments and artifacts, gives lists in pages with a header `Link`,
and refuses a wrong token (401), a missing thing (404), what the token may not do (403), and a
second pull request of one branch (422). `github.writes` lists what was changed, in order, each as
method, path and body; `github.grant({"issues": "write"})` gives a token that may do just this.
"""

import io
import json
import re
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - of nothing
BOT = "github-actions[bot]"
DAY = "2026-10-01T12:00:00Z"
Json = dict[str, Any]


@dataclass
class Failure:
    """An answer that the server gives instead of the right one."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


class GitHubServer:
    """One repository, someone/papers-demo by default, on a port of this machine."""

    def __init__(self, repository: str = "someone/papers-demo", *, page: int = 100) -> None:
        """Take the repository's name and how many entries a page has at most."""
        self.repository = repository
        self.page = page
        self.issues: dict[int, Json] = {}
        self.comments: dict[int, list[Json]] = {}
        self.writes: list[tuple[str, str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.dispatches: list[Json] = []
        self.files: dict[int, list[str]] = {}
        """The paths of the files that pull requests change."""
        self.artifacts: dict[int, tuple[Json, bytes]] = {}
        self.branches: set[str] = {"main"}
        self.may_open_pull_requests = True
        self.tokens: dict[str, Mapping[str, str] | None] = {TOKEN: None}
        self._failures: list[Failure] = []
        self._failing: dict[str, int] = {}
        self._last_id = 1000
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The interface's address, as GITHUB_API_URL has it."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def token(self) -> str:
        """A token that may do everything."""
        return TOKEN

    def grant(self, permissions: Mapping[str, str]) -> str:
        """Return a new token with a job's permissions, such as {"issues": "write"}."""
        token = f"ghs_{len(self.tokens):04d}{TOKEN[8:]}"
        self.tokens[token] = dict(permissions)
        return token

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which a step finds this server."""
        return {
            "GITHUB_API_URL": self.url,
            "GITHUB_REPOSITORY": self.repository,
            "GITHUB_TOKEN": TOKEN,
        }

    # --- what a test sets up and looks at ----------------------------------------

    def fail_next(
        self, status: int, headers: Mapping[str, str] | None = None, body: Any = None
    ) -> None:
        """Answer the next request with this status; several calls queue up."""
        self._failures.append(Failure(status, headers or {}, body))

    def fail_on(self, part: str, status: int) -> None:
        """Answer every request whose path has this part with this status."""
        self._failing[part] = status

    def add_issue(
        self, number: int, title: str = "", body: str | None = None, author: str = "someone"
    ) -> Json:
        """Add an open issue."""
        return self._new_issue(number, title, body, author, [])

    def add_pull_request(
        self, number: int, branch: str, title: str = "", body: str = "", author: str = BOT
    ) -> Json:
        """Add an open pull request of a branch of the repository."""
        issue = self._new_issue(number, title, body, author, [])
        self.branches.add(branch)
        return self._as_pull_request(issue, branch, "main")

    def add_fork(self, number: int, owner: str, branch: str, sha: str) -> Json:
        """Add an open pull request of a fork's branch, which ends at a commit."""
        issue = self._new_issue(number, "", "", owner, [])
        pull = self._as_pull_request(issue, branch, "main")
        name = f"{owner}/{self.repository.partition('/')[2]}"
        repo = {"full_name": name, "default_branch": "main"}
        pull["head"] |= {"label": f"{owner}:{branch}", "sha": sha, "repo": repo}
        return pull

    def add_artifact(
        self, run_id: int, name: str, files: Mapping[str, bytes], *, archive: bytes | None = None
    ) -> Json:
        """Add what a run left: some files as an archive, or any bytes as one."""
        if archive is None:
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
                for path, content in files.items():
                    opened.writestr(path, content)
            archive = made.getvalue()
        number = 5000 + len(self.artifacts)
        entry = {
            "id": number,
            "name": name,
            "size_in_bytes": len(archive),
            "expired": False,
            "created_at": DAY,
            "workflow_run": {"id": run_id},
        }
        self.artifacts[number] = entry, archive
        return entry

    def add_comment(self, number: int, body: str, author: str = "someone") -> Json:
        """Add a comment under an issue or a pull request."""
        self._last_id += 1
        page = f"https://github.com/{self.repository}/issues/{number}"
        comment = {
            "id": self._last_id,
            "body": body,
            "user": _user(author),
            "html_url": f"{page}#issuecomment-{self._last_id}",
            "created_at": DAY,
            "updated_at": DAY,
        }
        self.comments.setdefault(number, []).append(comment)
        return comment

    def bodies(self, number: int) -> list[str]:
        """Return the text of each comment under an issue or a pull request."""
        return [comment["body"] for comment in self.comments.get(number, [])]

    def pull_requests(self, state: str = "open") -> list[Json]:
        """Return the pull requests in a state."""
        return [i for i in self.issues.values() if "head" in i and i["state"] == state]

    # --- answers -------------------------------------------------------------------

    def answer(
        self, method: str, target: str, headers: Mapping[str, str], body: Any
    ) -> tuple[int, dict[str, str], Any]:
        """Return status, headers and JSON for a request."""
        with self._lock:
            self.requests.append((method, target))
            if self._failures:
                failure = self._failures.pop(0)
                said = failure.body if failure.body is not None else _says(failure.status)
                return failure.status, dict(failure.headers), said
            if match := re.fullmatch(r"/files/(\d+)", target):  # as at another host: no token
                assert not headers.get("Authorization"), "the token was sent to another host"
                return 200, {}, self.artifacts[int(match[1])][1]
            for part, status in self._failing.items():
                if part in target:
                    return status, {}, _says(status)
            scheme, _, token = (headers.get("Authorization") or "").partition(" ")
            if scheme != "Bearer" or token not in self.tokens:
                return 401, {}, {**_says(401), "message": "Bad credentials"}
            parts = urlsplit(target)
            prefix = f"/repos/{self.repository}"
            if parts.path != prefix and not parts.path.startswith(prefix + "/"):
                return 404, {}, _says(404)
            if not self._may(token, method, parts.path.removeprefix(prefix).strip("/")):
                return 403, {}, _says(403)
            if method != "GET":
                self.writes.append((method, parts.path, body))
            query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
            found = self._routed(method, parts.path.removeprefix(prefix).strip("/"), query, body)
            if isinstance(found, list):
                return self._paged(found, parts.path, query)
            if found[0] == 302:
                return 302, {"Location": str(found[1])}, None
            return found[0], {}, found[1]

    def _may(self, token: str, method: str, path: str) -> bool:
        permissions = self.tokens[token]
        wanted = next((names for start, names in _PERMISSIONS if re.match(start, path)), ())
        levels = {"write"} if method != "GET" else {"read", "write"}
        return (
            permissions is None
            or not wanted
            or any(permissions.get(name) in levels for name in wanted)
        )

    def _routed(
        self, method: str, path: str, query: Mapping[str, str], body: Any
    ) -> tuple[int, Any] | list[Json]:
        for verb, pattern, name in _ROUTES:
            match = re.fullmatch(pattern, path)
            if verb == method and match:
                answer: tuple[int, Any] | list[Json] = getattr(self, name)(
                    *match.groups(), query=query, body=body
                )
                return answer
        return 404, _says(404)

    def _paged(
        self, entries: list[Json], path: str, query: Mapping[str, str]
    ) -> tuple[int, dict[str, str], list[Json]]:
        size = min(int(query.get("per_page", 30)), self.page)
        number = int(query.get("page", 1))
        start = (number - 1) * size
        headers = {}
        if start + size < len(entries):
            following = urlencode({**query, "page": number + 1})
            last = urlencode({**query, "page": -(-len(entries) // size)})
            address = f"{self.url}{path}"
            headers["Link"] = f'<{address}?{following}>; rel="next", <{address}?{last}>; rel="last"'
        return 200, headers, entries[start : start + size]

    def _repository(self, **_: Any) -> tuple[int, Any]:
        page = f"https://github.com/{self.repository}"
        names = {"full_name": self.repository, "default_branch": "main", "html_url": page}
        return 200, {"name": self.repository.partition("/")[2], "private": False, **names}

    def _list_issues(self, query: Mapping[str, str], **_: Any) -> list[Json]:
        state, creator = query.get("state", "open"), query.get("creator")
        labels = set(filter(None, query.get("labels", "").split(",")))
        found = sorted(self.issues.values(), key=lambda issue: -issue["number"])
        return [
            issue
            for issue in found
            if state in {"all", issue["state"]}
            and (creator is None or issue["user"]["login"] == creator)
            and labels <= {label["name"] for label in issue["labels"]}
        ]

    def _get_issue(self, number: str, **_: Any) -> tuple[int, Any]:
        issue = self.issues.get(int(number))
        return (200, issue) if issue else (404, _says(404))

    def _post_issue(self, body: Json, **_: Any) -> tuple[int, Any]:
        if not body.get("title"):
            return 422, _invalid("Issue", "title", "missing_field")
        labels = body.get("labels", [])
        return 201, self._new_issue(self._next(), body["title"], body.get("body"), BOT, labels)

    def _patch_issue(self, number: str, body: Json, **_: Any) -> tuple[int, Any]:
        issue = self.issues.get(int(number))
        if issue is None:
            return 404, _says(404)
        issue.update({key: body[key] for key in ("title", "body", "state") if key in body})
        return 200, issue

    def _list_comments(self, number: str, **_: Any) -> tuple[int, Any] | list[Json]:
        if int(number) not in self.issues:
            return 404, _says(404)
        return self.comments.get(int(number), [])

    def _post_comment(self, number: str, body: Json, **_: Any) -> tuple[int, Any]:
        if int(number) not in self.issues:
            return 404, _says(404)
        if len(body.get("body", "")) > 65_536:
            return 422, _invalid("IssueComment", "body", "too_long")
        return 201, self.add_comment(int(number), body["body"], BOT)

    def _patch_comment(self, name: str, body: Json, **_: Any) -> tuple[int, Any]:
        for comment in (c for comments in self.comments.values() for c in comments):
            if comment["id"] == int(name):
                comment["body"] = body["body"]
                return 200, comment
        return 404, _says(404)

    def _list_pulls(self, query: Mapping[str, str], **_: Any) -> list[Json]:
        state, head = query.get("state", "open"), query.get("head")
        return [
            pull
            for pull in sorted(self.issues.values(), key=lambda issue: -issue["number"])
            if "head" in pull
            and state in {"all", pull["state"]}
            and head in {None, pull["head"]["label"]}
        ]

    def _get_pull(self, number: str, **_: Any) -> tuple[int, Any]:
        pull = self.issues.get(int(number))
        return (200, pull) if pull and "head" in pull else (404, _says(404))

    def _post_pull(self, body: Json, **_: Any) -> tuple[int, Any]:
        if not self.may_open_pull_requests:
            text = "GitHub Actions is not permitted to create or approve pull requests."
            return 403, {**_says(403), "message": text}
        head = f"{self.repository.partition('/')[0]}:{body['head']}"
        if any(pull["head"]["label"] == head for pull in self.pull_requests()):
            text = f"A pull request already exists for {head}."
            return 422, _invalid("PullRequest", "", "custom", text)
        issue = self._new_issue(self._next(), body["title"], body.get("body"), BOT, [])
        return 201, self._as_pull_request(issue, body["head"], body["base"])

    def _patch_pull(self, number: str, body: Json, **_: Any) -> tuple[int, Any]:
        pull = self.issues.get(int(number))
        if pull is None or "head" not in pull:
            return 404, _says(404)
        pull.update({key: body[key] for key in ("title", "body", "state") if key in body})
        return 200, pull

    def _list_files(self, number: str, **_: Any) -> list[Json]:
        return [{"filename": path, "status": "added"} for path in self.files.get(int(number), [])]

    def _list_artifacts(
        self, run_id: str, query: Mapping[str, str], **_: Any
    ) -> tuple[int, dict[str, Any]]:
        found = [
            entry
            for entry, _ in self.artifacts.values()
            if entry["workflow_run"]["id"] == int(run_id)
            and query.get("name") in {None, entry["name"]}
        ]
        return 200, {"total_count": len(found), "artifacts": found}

    def _get_archive(self, number: str, **_: Any) -> tuple[int, Any]:
        if int(number) not in self.artifacts:
            return 404, _says(404)
        return 302, f"{self.url}/files/{number}"

    def _dispatch(self, workflow: str, body: Json, **_: Any) -> tuple[int, Any]:
        self.dispatches.append({"workflow": workflow, **body})
        return 204, None

    # --- things ------------------------------------------------------------------

    def _next(self) -> int:
        return max(self.issues, default=0) + 1

    def _new_issue(
        self, number: int, title: str, body: str | None, author: str, labels: list[str]
    ) -> Json:
        issue = {
            "id": 9000 + number,
            "number": number,
            "title": title,
            "body": body,
            "state": "open",
            "user": _user(author),
            "labels": [{"name": name} for name in labels],
            "html_url": f"https://github.com/{self.repository}/issues/{number}",
            "created_at": DAY,
            "updated_at": DAY,
        }
        self.issues[number] = issue
        return issue

    def _as_pull_request(self, issue: Json, branch: str, base: str) -> Json:
        owner = self.repository.partition("/")[0]
        page = f"https://github.com/{self.repository}/pull/{issue['number']}"
        repo = {"full_name": self.repository, "default_branch": "main"}
        ends = {"head": branch, "base": base}
        issue |= {
            key: {"ref": ref, "label": f"{owner}:{ref}", "sha": "0" * 40, "repo": repo}
            for key, ref in ends.items()
        }
        issue |= {"html_url": page, "pull_request": {"html_url": page}, "draft": False}
        return issue


_ROUTES = (
    ("GET", "", "_repository"),
    ("GET", "issues", "_list_issues"),
    ("POST", "issues", "_post_issue"),
    ("GET", r"issues/(\d+)", "_get_issue"),
    ("PATCH", r"issues/(\d+)", "_patch_issue"),
    ("GET", r"issues/(\d+)/comments", "_list_comments"),
    ("POST", r"issues/(\d+)/comments", "_post_comment"),
    ("PATCH", r"issues/comments/(\d+)", "_patch_comment"),
    ("GET", "pulls", "_list_pulls"),
    ("POST", "pulls", "_post_pull"),
    ("GET", r"pulls/(\d+)", "_get_pull"),
    ("PATCH", r"pulls/(\d+)", "_patch_pull"),
    ("GET", r"pulls/(\d+)/files", "_list_files"),
    ("GET", r"actions/runs/(\d+)/artifacts", "_list_artifacts"),
    ("GET", r"actions/artifacts/(\d+)/zip", "_get_archive"),
    ("POST", r"actions/workflows/([\w.-]+)/dispatches", "_dispatch"),
)

# The start of a path, and the permissions of which one is enough to go on.
_PERMISSIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"issues/(\d+|comments)", ("issues", "pull-requests")),
    (r"issues", ("issues",)),
    (r"pulls", ("pull-requests",)),
    (r"actions", ("actions",)),
)

_SENTENCES = {
    401: "Requires authentication",
    403: "Resource not accessible by integration",
    404: "Not Found",
    422: "Validation Failed",
    429: "You have exceeded a secondary rate limit.",
    500: "Server Error",
}


def _says(status: int) -> Json:
    page = "https://docs.github.com/rest"
    message = _SENTENCES.get(status, "Error")
    return {"message": message, "documentation_url": page, "status": str(status)}


def _invalid(resource: str, name: str, code: str, message: str = "") -> Json:
    error = {"resource": resource, "field": name, "code": code}
    return {**_says(422), "errors": [error | ({"message": message} if message else {})]}


def _user(login: str) -> Json:
    return {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"}


def _handler(server: GitHubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def _respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            content = self.rfile.read(length)
            body = json.loads(content) if content else None
            status, headers, said = server.answer(self.command, self.path, self.headers, body)
            text = b"" if said is None or isinstance(said, bytes) else json.dumps(said).encode()
            payload = said if isinstance(said, bytes) else text
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _respond  # noqa: N815

    return Handler
