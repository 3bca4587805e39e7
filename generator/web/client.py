"""The client: asks servers politely, again when it is worth it, and never too much."""

import json as json_text
import os
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.request import getproxies

import httpx

from generator import __version__
from generator.web import guard
from generator.web.answers import Answer, Redirect, Values
from generator.web.bodies import BodyError, read_body
from generator.web.cache import AnswerCache
from generator.web.credentials import Credential, credentials_from
from generator.web.errors import OfflineError, RefusedError, WebError
from generator.web.manners import LONGEST_DELAY, PAUSES, RETRIED, Clock, Pacer, asked_wait, delay

HOME = "https://github.com/papershelf/papershelf"
MAX_BODY = 20_000_000
MAX_REDIRECTS = 5
CACHE_FOLDER = Path(".cache", "papershelf", "web")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def user_agent(contact: str = "") -> str:
    """Return how we name ourselves; Crossref and OpenAlex know a contact by its "mailto:"."""
    about = f"+{HOME}"
    if contact.isascii() and contact.isprintable() and "@" in contact and " " not in contact:
        about += f"; mailto:{contact}"
    return f"Papershelf/{__version__} ({about})"


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked: no key is in it, so that it can be shown and kept."""

    method: str
    url: httpx.URL
    headers: Values
    content: bytes | None = None
    guarded: bool = False
    """Whether only public hosts may be asked."""
    read: bool = True
    """Whether the body of the answer is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """An attempt without an answer that may be better the next time."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much: seconds without a byte, seconds for all of an answer, bytes."""

    timeout: float = 20.0
    total: float = 120.0
    body: int = MAX_BODY
    retries: int = 3
    longest_wait: float = LONGEST_DELAY
    """The longest Retry-After, in seconds, that is waited for."""


@dataclass(kw_only=True)
class _Parts:
    """What a client works with."""

    http: httpx.Client
    pacer: Pacer
    clock: Clock
    limits: Limits
    credentials: Mapping[str, Credential] = field(repr=False)
    resolve: guard.Resolve
    through_proxy: bool


class Client:
    """An HTTP client for other people's servers; threads may share one.

    It names itself and the `contact` (an e-mail address), keeps to each host's pause and asks one
    host one thing at a time, tries again after time-outs and the statuses of `manners.RETRIED`
    (with Retry-After, up to a limit), follows a few redirects, and keeps answers in `cache` for
    calls that say how long they stay fresh. With `private=False` no address of this machine or a
    private network is asked; no redirect leads to one from another host.
    """

    def __init__(
        self,
        contact: str = "",
        cache: Path | None = None,
        *,
        limits: Limits | None = None,
        private: bool = True,
        pauses: Mapping[str, float] = PAUSES,
        credentials: Mapping[str, Credential] | None = None,
        clock: Clock | None = None,
        resolve: guard.Resolve = guard.resolve,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        clock, limits = clock or Clock(), limits or Limits()
        self._private = private
        self._cache = AnswerCache(cache) if cache else None
        self._agent = user_agent(contact)
        self._parts = _Parts(
            http=httpx.Client(transport=transport, timeout=limits.timeout, follow_redirects=False),
            pacer=Pacer(clock, pauses),
            clock=clock,
            limits=limits,
            credentials=credentials_from(os.environ) if credentials is None else credentials,
            resolve=resolve,
            through_proxy=transport is None and bool(getproxies()),
        )

    def __enter__(self) -> Self:
        """Return the client, which the block closes at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the client."""
        self.close()

    def close(self) -> None:
        """Give back all connections."""
        self._parts.http.close()

    def get(
        self,
        url: str,
        *,
        params: Values | None = None,
        headers: Values | None = None,
        fresh_for: timedelta | None = None,
    ) -> Answer:
        """Return the answer at an address, one of success, if need be from the cache.

        OfflineError when the host cannot be reached, WebError (with the status) else.
        """
        return self._kept(self._request("GET", url, params, headers), fresh_for)

    def post(
        self,
        url: str,
        data: object,
        *,
        params: Values | None = None,
        headers: Values | None = None,
        fresh_for: timedelta | None = None,
    ) -> Answer:
        """Return the answer to `data`, sent as JSON; otherwise as `get`. For questions only."""
        content = json_text.dumps(data, separators=(",", ":")).encode()
        headers = {"content-type": "application/json", **(headers or {})}
        return self._kept(self._request("POST", url, params, headers, content), fresh_for)

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Values | None = None,
        follow: bool = True,
        read: bool = True,
    ) -> Answer:
        """Return whatever a server answers in the end, of any status, never from the cache.

        Without `follow` a redirect is the answer; without `read` the body is left unread.
        """
        request = replace(self._request(method, url, None, headers), read=read)
        return self._followed(request) if follow else self._patiently(request)

    def _request(
        self,
        method: str,
        url: str,
        params: Values | None,
        headers: Values | None,
        content: bytes | None = None,
    ) -> _Request:
        parsed = _parsed(url)
        if params:
            parsed = parsed.copy_merge_params(dict(params))
        own = {"user-agent": self._agent, "accept-encoding": "gzip", "accept": "*/*"}
        named = {name.lower(): value for name, value in (headers or {}).items()}
        if not self._private and guard.is_private(parsed.host, self._parts.resolve):
            raise RefusedError(str(parsed), "an address of a private network is not asked")
        return _Request(method, parsed, {**own, **named}, content, guarded=not self._private)

    def _kept(self, request: _Request, fresh_for: timedelta | None) -> Answer:
        seconds = fresh_for.total_seconds() if fresh_for else 0.0
        asked, now = _asked(request), self._parts.clock.time()
        if self._cache and seconds and (kept := self._cache.read(asked, now, seconds)):
            return kept
        answer = _successful(self._followed(request))
        if self._cache and seconds:
            self._cache.write(asked, answer, now)
        return answer

    def _followed(self, request: _Request) -> Answer:
        hops: list[Redirect] = []
        first, asked_is_private = request.url.host, None
        while True:
            answer = self._patiently(request)
            target = _target(request, answer)
            if target is None:
                return replace(answer, redirects=tuple(hops))
            hops.append(Redirect(str(request.url), answer.status))
            if len(hops) > MAX_REDIRECTS:
                raise WebError(str(request.url), f"more than {MAX_REDIRECTS} redirects")
            if asked_is_private is None:
                asked_is_private = guard.is_private(first, self._parts.resolve)
            guarded = request.guarded or not asked_is_private or target.host != first
            if guarded and guard.is_private(target.host, self._parts.resolve):
                raise RefusedError(hops[-1].url, "it leads into a private network")
            request = _redirected(request, target, answer.status, guarded)

    def _patiently(self, request: _Request) -> Answer:
        """Return the answer of the first attempt that is worth having, else of the last one."""
        limits, host = self._parts.limits, request.url.host
        for attempt in range(limits.retries + 1):
            own = guard.is_loopback(host)
            with self._parts.pacer.turn(host, own=own):
                result = self._once(request)
            if isinstance(result, Answer) and result.status not in RETRIED:
                return result
            wait = self._wait(result)
            if attempt == limits.retries or (wait or 0.0) > limits.longest_wait:
                break
            seconds = delay(attempt) if wait is None else wait
            self._parts.pacer.postpone(host, 0.0 if own and wait is None else seconds)
        if isinstance(result, Answer):
            return result
        raise WebError(str(request.url), result.reason)

    def _wait(self, result: Answer | _Failure) -> float | None:
        if isinstance(result, _Failure):
            return None
        return asked_wait(result.headers.get("retry-after"), self._parts.clock.time())

    def _once(self, request: _Request) -> Answer | _Failure:
        """Return the answer to one attempt, or why there is none if it is worth trying again."""
        url, limits = str(request.url), self._parts.limits
        try:
            return self._answer(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            if _is_about_certificates(error):
                raise WebError(url, "the server's certificate is not trusted") from None
            reason = f"{request.url.host} cannot be reached; is this machine online?"
            raise OfflineError(url, reason) from None
        except httpx.TimeoutException:
            return _Failure(reason=f"no answer within {limits.timeout:g} seconds")
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            return _Failure(reason="the connection broke off")
        except BodyError as error:
            raise WebError(url, str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            raise WebError(url, "this cannot be asked") from None

    def _answer(self, request: _Request) -> Answer:
        parts = self._parts
        with parts.http.stream(
            request.method,
            self._with_key_params(request.url),
            headers={**request.headers, **self._credential(request.url).headers},
            content=request.content,
        ) as response:
            if request.guarded and not parts.through_proxy and _peer_is_private(response):
                raise RefusedError(str(request.url), "it leads into a private network")
            headers = {name.lower(): value for name, value in response.headers.items()}
            content = b""
            if request.read and request.method != "HEAD":
                content = self._body(response)
        return Answer(
            url=str(request.url), status=response.status_code, headers=headers, content=content
        )

    def _body(self, response: httpx.Response) -> bytes:
        limit = self._parts.limits.body
        if response.is_stream_consumed:  # by a transport that had all of it at once
            return read_body([response.content], "", limit)
        encoding = response.headers.get("content-encoding", "")
        return read_body(self._in_time(response.iter_raw()), encoding, limit)

    def _in_time(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield a body's pieces; BodyError when all of them together take too long."""
        total, steady = self._parts.limits.total, self._parts.clock.steady
        end = steady() + total
        for piece in pieces:
            yield piece
            if steady() > end:
                raise BodyError(f"the answer took longer than {total:g} seconds")

    def _credential(self, url: httpx.URL) -> Credential:
        is_safe = url.scheme == "https" or guard.is_loopback(url.host)
        known = self._parts.credentials.get(url.host) if is_safe else None
        return known or Credential()

    def _with_key_params(self, url: httpx.URL) -> httpx.URL:
        params = self._credential(url).params
        return url.copy_merge_params(dict(params)) if params else url


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
        host = parsed.host
    except (httpx.InvalidURL, ValueError):
        raise RefusedError(url, "not a web address") from None
    if parsed.scheme not in {"http", "https"} or not host:
        raise RefusedError(url, "not an http or https address")
    if parsed.userinfo:
        raise RefusedError(host, "an address with a password in it is not asked")
    return parsed.copy_with(fragment=None)


def _asked(request: _Request) -> str:
    body = (request.content or b"").decode("utf-8", "replace")
    return "\n".join([request.method, str(request.url), request.headers["accept"], body])


def _successful(answer: Answer) -> Answer:
    if 200 <= answer.status < 300:
        return answer
    phrase = httpx.codes.get_reason_phrase(answer.status)
    reason = f"the server answered {answer.status} {phrase}".rstrip()
    wait = None
    if answer.status == 429:
        reason = "the server was asked too often (429 Too Many Requests); try again later"
    if answer.status == 503 or answer.status == 429:
        value = answer.headers.get("retry-after", "")
        wait = float(value) if value.isascii() and value.isdigit() and len(value) < 9 else None
    raise WebError(answer.url, reason, status=answer.status, wait=wait)


def _target(request: _Request, answer: Answer) -> httpx.URL | None:
    """Return where a redirect leads; WebError when that is no address to follow."""
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or location is None:
        return None
    if request.method not in {"GET", "HEAD"}:
        raise WebError(answer.url, "the server moved, and the question was not sent on")
    try:
        return _parsed(str(request.url.join(location)))
    except (httpx.InvalidURL, ValueError, RefusedError):
        raise WebError(answer.url, "it leads to something that is no web address") from None


def _redirected(request: _Request, target: httpx.URL, status: int, guarded: bool) -> _Request:
    """Return the next request; what the caller added for one host stays with that host."""
    del status
    own = {name: request.headers[name] for name in ("user-agent", "accept-encoding", "accept")}
    headers = request.headers if target.host == request.url.host else own
    return replace(request, url=target, headers=headers, guarded=guarded)


def _peer_is_private(response: httpx.Response) -> bool:
    """Tell whether the connection leads into a private network, whatever the name said before."""
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return address is not None and not guard.is_global(str(address[0]))


def _is_about_certificates(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
