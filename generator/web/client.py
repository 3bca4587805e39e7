"""The client: asks other people's servers politely, follows their redirects, keeps answers."""

import json as json_text
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.request import getproxies

import httpx

from generator import __version__
from generator.web import guard
from generator.web.answers import Answer, Redirect, Values
from generator.web.asking import Asker, Limits, hide_location
from generator.web.cache import AnswerCache
from generator.web.credentials import Credential, credentials_from
from generator.web.errors import RefusedError, WebError
from generator.web.manners import PAUSES, Clock, Pacer, asked_wait
from generator.web.requests import Request, parsed, redirected, target

__all__ = ["CACHE_FOLDER", "Client", "Limits", "user_agent"]

HOME = "https://github.com/papershelf/papershelf"
MAX_REDIRECTS = 5
CACHE_FOLDER = Path(".cache", "papershelf", "web")


def user_agent(contact: str = "") -> str:
    """Return how we name ourselves; Crossref and OpenAlex know a contact by its "mailto:"."""
    about = f"+{HOME}"
    if contact.isascii() and contact.isprintable() and "@" in contact and " " not in contact:
        about += f"; mailto:{contact}"
    return f"Papershelf/{__version__} ({about})"


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
        self._resolve = resolve
        self._clock = clock
        self._cache = AnswerCache(cache) if cache else None
        self._agent = user_agent(contact)
        self._asker = Asker(
            http=httpx.Client(
                transport=transport,
                timeout=limits.timeout,
                follow_redirects=False,
                # So that each connection is looked at when it is made (`watch`).
                limits=httpx.Limits(max_keepalive_connections=0),
                event_hooks={"response": [hide_location]},
            ),
            pacer=Pacer(clock, pauses),
            clock=clock,
            limits=limits,
            credentials=credentials_from(os.environ) if credentials is None else credentials,
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
        self._asker.http.close()

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
        request = self._request("POST", url, params, headers)
        return self._kept(replace(request, content=content), fresh_for)

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
        Errors as for `get`, but for those of a status.
        """
        request = replace(self._request(method, url, None, headers), read=read)
        return self._followed(request) if follow else self._asker.ask(request)

    def _request(
        self, method: str, url: str, params: Values | None, headers: Values | None
    ) -> Request:
        address = parsed(url)
        if params:
            address = address.copy_merge_params(dict(params))
        own = {"user-agent": self._agent, "accept-encoding": "gzip", "accept": "*/*"}
        named = {name.lower(): value for name, value in (headers or {}).items()}
        if not self._private and guard.is_private(address.host, self._resolve):
            raise RefusedError(str(address), "an address of a private network is not asked")
        return Request(method, address, {**own, **named}, guarded=not self._private)

    def _kept(self, request: Request, fresh_for: timedelta | None) -> Answer:
        now, seconds = self._clock.time(), fresh_for.total_seconds() if fresh_for else 0.0
        if not self._cache or not seconds:
            return self._successful(self._followed(request))
        if kept := self._cache.read(request.name, now, seconds):
            return kept
        answer = self._successful(self._followed(request))
        self._cache.write(request.name, answer, now)
        return answer

    def _followed(self, request: Request) -> Answer:
        first, hops = request.url.host, list[Redirect]()
        first_is_private: bool | None = None
        while True:
            answer = self._asker.ask(request)
            url = target(request, answer)
            if url is None:
                return replace(answer, redirects=tuple(hops))
            hops.append(Redirect(str(request.url), answer.status))
            if len(hops) > MAX_REDIRECTS:
                raise WebError(hops[0].url, f"more than {MAX_REDIRECTS} redirects")
            if first_is_private is None:
                first_is_private = guard.is_private(first, self._resolve)
            guarded = request.guarded or not first_is_private or url.host != first
            if guarded and guard.is_private(url.host, self._resolve):
                raise RefusedError(hops[-1].url, "it leads into a private network")
            request = redirected(request, url, guarded=guarded)

    def _successful(self, answer: Answer) -> Answer:
        """Return an answer of success; WebError for another one."""
        if 200 <= answer.status < 300:
            return answer
        reason = f"the server answered {answer.status} {_phrase(answer.status)}".rstrip()
        if answer.status == 429:
            reason = "the server was asked too often (429 Too Many Requests); try again later"
        wait = asked_wait(answer.headers.get("retry-after"), self._clock.time())
        raise WebError(answer.url, reason, status=answer.status, wait=wait)


def _phrase(status: int) -> str:
    return httpx.codes.get_reason_phrase(status)
