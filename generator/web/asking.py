"""Asking one server: in its time, again when it is worth it, and reading no more than a limit."""

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import httpx

from generator.web import guard
from generator.web.answers import Answer
from generator.web.bodies import BodyError, read_body
from generator.web.credentials import Credential
from generator.web.errors import OfflineError, WebError
from generator.web.manners import LONGEST_DELAY, RETRIED, Clock, Pacer, asked_wait, delay
from generator.web.requests import Request
from generator.web.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much: seconds without a byte, seconds for all of an answer, bytes."""

    timeout: float = 20.0
    total: float = 120.0
    body: int = 20_000_000
    retries: int = 3
    longest_wait: float = LONGEST_DELAY
    """The longest Retry-After, in seconds, that is waited for."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """An attempt without an answer that may be better the next time."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Sends requests, each to one server; follows no redirect."""

    http: httpx.Client
    pacer: Pacer
    clock: Clock
    limits: Limits
    credentials: Mapping[str, Credential] = field(repr=False)
    through_proxy: bool

    def ask(self, request: Request) -> Answer:
        """Return the answer of the first attempt that is worth having, else of the last one.

        OfflineError when the server cannot be reached, WebError when it gives no answer.
        """
        host, own = request.url.host, guard.is_loopback(request.url.host)
        for attempt in range(self.limits.retries + 1):
            with self.pacer.turn(host, own=own):
                result = self._once(request)
            if isinstance(result, Answer) and result.status not in RETRIED:
                return result
            wait = self._wait(result)
            if attempt == self.limits.retries or (wait or 0.0) > self.limits.longest_wait:
                break
            own_delay = 0.0 if own else delay(attempt)
            self.pacer.postpone(host, own_delay if wait is None else wait)
        if isinstance(result, Answer):
            return result
        raise WebError(str(request.url), result.reason)

    def _wait(self, result: Answer | _Failure) -> float | None:
        if isinstance(result, _Failure):
            return None
        return asked_wait(result.headers.get("retry-after"), self.clock.time())

    def _once(self, request: Request) -> Answer | _Failure:
        """Return the answer to one attempt, or why there is none if it is worth trying again."""
        url, guarded = str(request.url), request.guarded and not self.through_proxy
        with Watch(url, self.limits.total, guarded=guarded) as watch:
            result: Answer | _Failure | WebError
            try:
                result = self._tried(request, watch)
            except WebError as error:
                result = error
        if watch.late and not isinstance(result, Answer):
            raise WebError(url, f"the answer took longer than {self.limits.total:g} seconds")
        if isinstance(result, WebError):
            raise result
        return result

    def _tried(self, request: Request, watch: Watch) -> Answer | _Failure:
        url = str(request.url)
        try:
            return self._answer(request, watch)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            if _is_about_certificates(error):
                raise WebError(url, "the server's certificate is not trusted") from None
            reason = f"{request.url.host} cannot be reached; is this machine online?"
            raise OfflineError(url, reason) from None
        except httpx.TimeoutException:
            return _Failure(f"no answer within {self.limits.timeout:g} seconds")
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            return _Failure("the connection broke off")
        except BodyError as error:
            raise WebError(url, str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            raise WebError(url, "this cannot be asked") from None

    def _answer(self, request: Request, watch: Watch) -> Answer:
        credential = self._credential(request.url)
        with self.http.stream(
            request.method,
            _with_params(request.url, credential),
            headers={**request.headers, **credential.headers},
            content=request.content,
            extensions={"trace": watch.trace},
        ) as response:
            wanted = request.read and request.method != "HEAD"
            return Answer(
                url=str(request.url),
                status=response.status_code,
                headers=_headers(response),
                content=self._body(response) if wanted else b"",
            )

    def _body(self, response: httpx.Response) -> bytes:
        if response.is_stream_consumed:  # by a transport that had all of it at once
            return read_body([response.content], "", self.limits.body)
        encoding = response.headers.get("content-encoding", "")
        return read_body(self._in_time(response.iter_raw()), encoding, self.limits.body)

    def _in_time(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield a body's pieces; BodyError when all of them together take too long."""
        end = self.clock.steady() + self.limits.total
        for piece in pieces:
            yield piece
            if self.clock.steady() > end:
                raise BodyError(f"the answer took longer than {self.limits.total:g} seconds")

    def _credential(self, url: httpx.URL) -> Credential:
        is_safe = url.scheme == "https" or guard.is_loopback(url.host)
        known = self.credentials.get(url.host) if is_safe else None
        return known or Credential()


def hide_location(response: httpx.Response) -> None:
    """Take where a redirect leads out of the headers, as an event hook of httpx.

    httpx reads it even when it is not to follow, and fails when that is no address.
    """
    response.extensions["location"] = response.headers.pop("location", None)


def _headers(response: httpx.Response) -> dict[str, str]:
    headers = {name.lower(): value for name, value in response.headers.items()}
    location = response.extensions.get("location")
    return headers if location is None else {**headers, "location": location}


def _with_params(url: httpx.URL, credential: Credential) -> httpx.URL:
    return url.copy_merge_params(dict(credential.params)) if credential.params else url


def _is_about_certificates(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
