"""Requests to GitHub's REST interface: pages, limits, and errors told as sentences.

https://docs.github.com/rest/using-the-rest-api: pagination by the header Link (RFC 8288), primary
and secondary rate limits, best practices.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import httpx

from generator import __version__
from generator.problems import shown

Json: TypeAlias = dict[str, Any]

API_URL = "https://api.github.com"
API_VERSION = "2022-11-28"
PAGE = 100
MAX_PAGES = 30
TRIES = 4
LONGEST_WAIT = 120.0
"""Seconds; a limit that lasts longer is an error, for a job has an end."""

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_NEXT = re.compile(r'<([^<>]+)>\s*;[^,]*\brel="?next"?')
_NOT_PERMITTED = "not permitted to create or approve pull requests"


class GitHubError(Exception):
    """GitHub refused or did not answer; the message is a sentence and never holds the token.

    `status` is the HTTP status, 0 without an answer.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        """Take the sentence and the status."""
        super().__init__(message)
        self.status = status


class Requests:
    """Asks below one repository, with one token, one thing after the other."""

    def __init__(
        self,
        repository: str,
        token: str,
        *,
        url: str = API_URL,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Take owner/name, a token, and the interface's address; the rest is for tests."""
        if not _REPOSITORY.fullmatch(repository):
            raise GitHubError(f"{shown(repository)} is no repository; it is written owner/name")
        self.repository = repository
        self._root = f"{url.rstrip('/')}/repos/{repository}"
        self._sleep = sleep
        self._now = now
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "User-Agent": f"Papershelf/{__version__}",
            "X-GitHub-Api-Version": API_VERSION,
        }
        self._transport = transport
        self._client = httpx.Client(headers=headers, timeout=30, transport=transport)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Requests":
        """Return what the variables of a workflow say."""
        for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN"):
            if not environment.get(name):
                raise GitHubError(f"the variable {name} is not set; this runs in a GitHub workflow")
        url = environment.get("GITHUB_API_URL") or API_URL
        return cls(environment["GITHUB_REPOSITORY"], environment["GITHUB_TOKEN"], url=url)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Any:
        """Return the JSON that a path below the repository answers; None for an empty answer."""
        return _json(self._answer(method, f"{self._root}/{path}", query, values))

    def pages(self, path: str, query: Mapping[str, str | int]) -> Iterator[Json]:
        """Yield the objects of a list, page after page."""
        url, asked = f"{self._root}/{path}", {**query, "per_page": PAGE}
        for _ in range(MAX_PAGES):
            answer = self._answer("GET", url, asked, None)
            entries = _json(answer)
            if not isinstance(entries, list):
                raise GitHubError(f"GitHub's answer to {path} is not a list")
            yield from (entry for entry in entries if isinstance(entry, dict))
            match = _NEXT.search(answer.headers.get("Link", ""))
            if not match:
                return
            url, asked = match[1], {}
            if _origin(url) != _origin(self._root):  # the token goes nowhere else
                raise GitHubError("GitHub's list goes on at another host")
        raise GitHubError(f"GitHub's list {path} has more than {MAX_PAGES} pages")

    def download(self, path: str, limit: int) -> bytes:
        """Return the file that a path below the repository leads to, of at most `limit` bytes.

        GitHub keeps files at other hosts, which are never given the token.
        """
        answer = self._answer("GET", f"{self._root}/{path}", None, None, redirects=True)
        if not answer.has_redirect_location:
            return _limited_to(limit, [answer.content])
        target = answer.url.join(answer.headers["Location"])
        if target.scheme != "https" and _origin(str(target)) != _origin(self._root):
            raise GitHubError("GitHub's file is at an address without encryption")
        try:
            with (
                httpx.Client(timeout=30, transport=self._transport) as client,
                client.stream("GET", target) as found,
            ):
                if not found.is_success:
                    raise GitHubError(f"GitHub's file is not there ({found.status_code})")
                return _limited_to(limit, found.iter_bytes())
        except httpx.HTTPError as error:
            message = f"GitHub's file could not be read ({type(error).__name__})"
            raise GitHubError(message) from error

    def _answer(
        self,
        method: str,
        url: str,
        query: Mapping[str, str | int] | None,
        values: Mapping[str, object] | None,
        *,
        redirects: bool = False,
    ) -> httpx.Response:
        for tried in range(1, TRIES + 1):
            answer = self._once(method, url, query, values)
            wait = self._wait(answer, tried, safe=method == "GET")
            if wait is None or tried == TRIES:
                break
            self._sleep(wait)
        if isinstance(answer, httpx.Response) and (
            answer.is_success or (redirects and answer.has_redirect_location)
        ):
            return answer
        raise _error(answer, f"{method} {urlsplit(url).path}")

    def _once(
        self,
        method: str,
        url: str,
        query: Mapping[str, str | int] | None,
        values: Mapping[str, object] | None,
    ) -> httpx.Response | httpx.HTTPError:
        try:
            return self._client.request(method, url, params=query or None, json=values)
        except httpx.HTTPError as error:
            return error

    def _wait(
        self, answer: httpx.Response | httpx.HTTPError, tried: int, *, safe: bool
    ) -> float | None:
        """Return how many seconds to wait before the same request again; None for never."""
        if isinstance(answer, httpx.HTTPError):
            # Where nothing was sent, sending it again cannot do it twice.
            again = safe or isinstance(answer, httpx.ConnectError | httpx.ConnectTimeout)
            return float(2**tried) if again else None
        if answer.status_code in {403, 429}:
            seconds = self._limited(answer, tried)
            return seconds if seconds is not None and seconds <= LONGEST_WAIT else None
        return float(2**tried) if answer.status_code >= 500 and safe else None

    def _limited(self, answer: httpx.Response, tried: int) -> float | None:
        """Return how long a limit lasts, as GitHub asks us to reckon; None when it is none."""
        after = answer.headers.get("Retry-After", "")
        if after.isdecimal():
            return float(after)
        if answer.headers.get("X-RateLimit-Remaining") == "0":
            reset = answer.headers.get("X-RateLimit-Reset", "")
            return max(1.0, float(reset) - self._now()) if reset.isdecimal() else 60.0
        limited = answer.status_code == 429 or "rate limit" in _message(answer).lower()
        return 60.0 * 2 ** (tried - 1) if limited else None


def _limited_to(limit: int, parts: Iterable[bytes]) -> bytes:
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > limit:
            raise GitHubError(f"GitHub's file is larger than {limit:,} bytes")
    return bytes(content)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _json(answer: httpx.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except (ValueError, RecursionError) as error:
        raise GitHubError("GitHub's answer is not JSON", answer.status_code) from error


def _message(answer: httpx.Response) -> str:
    """Return what an error's body says, on one line."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return ""
    if not isinstance(body, dict):
        return ""
    errors = body.get("errors")
    found = [e.get("message") or e.get("code") for e in _objects(errors)]
    more = "; ".join(str(entry) for entry in found if entry)
    return str(body.get("message", "")) + (f" ({more})" if more else "")


def _objects(errors: object) -> list[Json]:
    return [e for e in errors if isinstance(e, dict)] if isinstance(errors, list) else []


def _error(answer: httpx.Response | httpx.HTTPError, what: str) -> GitHubError:
    if isinstance(answer, httpx.HTTPError):
        return GitHubError(f"GitHub did not answer {what} ({type(answer).__name__})")
    status, said = answer.status_code, _message(answer)
    advice = _advice(status, said)
    reason = f": {shown(said)}" if said else ""
    return GitHubError(f"GitHub refused {what} with {status}{reason}{advice}", status)


def _advice(status: int, said: str) -> str:
    if _NOT_PERMITTED in said:
        return (
            "; in the repository's settings, under Actions, General, switch on 'Allow GitHub "
            "Actions to create and approve pull requests'"
        )
    if "rate limit" in said.lower() or status == 429:
        return "; run the workflow again in an hour"
    if status in {401, 403, 404}:
        return "; give the job the permissions that docs/github.md names"
    return ""
