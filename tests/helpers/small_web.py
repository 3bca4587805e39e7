"""A small web for tests: pages and what each answers, without a network and without waiting."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

import httpx

from generator.external_links.asking import Asking
from generator.web.client import Client, Limits
from generator.web.manners import Clock
from generator.web.services import Services

TODAY = datetime.date(2026, 3, 17)
SERVICES = Services()
Answers = Mapping[str, Callable[[httpx.Request], httpx.Response] | httpx.Response | Exception]


@dataclass
class SmallWeb:
    """Answers by the address without its query; hosts that nothing is said of are out of reach."""

    answers: Answers
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url}")
        address = str(request.url.copy_with(query=None))
        answer = self.answers.get(address)
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(request)
        if answer is not None:
            return httpx.Response(answer.status_code, headers=answer.headers)
        if any(httpx.URL(known).host == request.url.host for known in self.answers):
            return httpx.Response(404)
        raise httpx.ConnectError("no address")

    @property
    def client(self) -> Client:
        ticks = count()
        clock = Clock(time=lambda: 0.0, steady=lambda: float(next(ticks)), sleep=lambda _: None)
        return Client(
            transport=httpx.MockTransport(self),
            clock=clock,
            limits=Limits(retries=1),
            credentials={},
            resolve=lambda _: ["93.184.216.34"],
        )

    @property
    def asking(self) -> Asking:
        return Asking(
            client=self.client, services=SERVICES, today=TODAY, has_no_address=self.is_gone
        )

    @staticmethod
    def is_gone(host: str) -> bool:
        return host.startswith("gone.")


def moved(target: str, status: int = 301) -> httpx.Response:
    return httpx.Response(status, headers={"location": target})


def handle(code: int) -> Callable[[httpx.Request], httpx.Response]:
    """Answer as the DOI system does."""
    status = {1: 200, 100: 404}.get(code, 500)
    return lambda _: httpx.Response(status, json={"responseCode": code, "handle": "10.1000/1"})


def feed(*ids: str) -> Callable[[httpx.Request], httpx.Response]:
    """Answer as arXiv's API does, with some papers."""
    entries = "".join(f"<entry><id>http://arxiv.org/abs/{name}</id></entry>" for name in ids)
    text = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    return lambda _: httpx.Response(200, text=text)
