"""Requests: what is asked, without the keys that are sent along, and where a redirect leads."""

from dataclasses import dataclass, replace
from urllib.parse import urljoin

import httpx

from generator.web.answers import Answer, Values
from generator.web.errors import RefusedError, WebError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OF_ALL_HOSTS = ("user-agent", "accept-encoding", "accept")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server: no key is in it, so that it can be shown and kept."""

    method: str
    url: httpx.URL
    headers: Values
    content: bytes | None = None
    guarded: bool = False
    """Whether only public hosts may be asked."""
    read: bool = True
    """Whether the body of the answer is wanted."""

    @property
    def name(self) -> str:
        """What tells this question from others."""
        body = (self.content or b"").decode("utf-8", "replace")
        return "\n".join([self.method, str(self.url), self.headers["accept"], body])


def parsed(url: str) -> httpx.URL:
    """Return an address without its fragment; RefusedError when it is none to ask."""
    try:
        address = httpx.URL(url)
        host = address.host
    except (httpx.InvalidURL, ValueError):
        raise RefusedError(url, "not a web address") from None
    if address.scheme not in {"http", "https"} or not host:
        raise RefusedError(url, "not an http or https address")
    if address.userinfo:
        raise RefusedError(host, "an address with a password in it is not asked")
    return address.copy_with(fragment=None)


def target(request: Request, answer: Answer) -> httpx.URL | None:
    """Return where a redirect leads, None for another answer.

    WebError when that is no address to follow, or the question is one that is not sent on.
    """
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or location is None:
        return None
    if request.method not in {"GET", "HEAD"}:
        raise WebError(answer.url, "the server moved, and the question was not sent on")
    try:
        return parsed(urljoin(str(request.url), location))
    except (httpx.InvalidURL, ValueError, RefusedError):
        raise WebError(answer.url, "it leads to something that is no web address") from None


def redirected(request: Request, url: httpx.URL, *, guarded: bool) -> Request:
    """Return the request for the next address; headers for one host stay with that host."""
    headers = request.headers
    if url.host != request.url.host:
        headers = {name: headers[name] for name in _OF_ALL_HOSTS}
    return replace(request, url=url, headers=headers, guarded=guarded)
