"""A local stand-in for the services that know papers: it answers as they document.

    with services() as web:
        web.settings(folder)                    # settings whose services are these
        web.client(), web.services              # for look_up(identifier, client, services)
        web.environment                         # PAPERSHELF_SERVICES, for a command
        web.know(Facts(title="…", arxiv="2401.00001"))     # another paper
        web.fail("crossref", 500, times=2)      # then right answers again
        web.fail("arxiv", 429, retry_after="7")
        web.behave("openalex", "slow")          # or garbage, truncated, huge, loop, private
        assert web.asked("arxiv") == ["/api/query?id_list=1806.07572"]

It knows seven papers of this repository's shelf (tests/lookup/papers.json). Nothing here waits:
a slow answer is held back until the server stops, and the client's clock is not the real one.
"""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from generator.settings import Options, Settings
from generator.web.client import Client, Limits
from generator.web.manners import Clock
from generator.web.services import VARIABLE, Services
from helpers import service_answers as answers
from helpers.service_answers import Facts, known_papers

Behaviour = Literal["slow", "garbage", "truncated", "huge", "loop", "private"]
ANSWER = tuple[int, str, bytes]
NOT_FOUND: ANSWER = (404, "text/plain", b"Resource not found.")


@dataclass
class FakeClock:
    """A clock that sleeping moves on; `slept` has all sleeps in seconds."""

    now: float = 1_790_000_000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(time=lambda: self.now, steady=lambda: self.now, sleep=self.sleep)


@dataclass
class _Failure:
    status: int
    retry_after: str | None
    times: int | None


class LocalServices:
    """All services below one address of this machine, each at its own name."""

    def __init__(self) -> None:
        self.papers = known_papers()
        self.base = ""
        self.time = FakeClock()
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: list[Any] = []
        self.released = threading.Event()
        self._failures: dict[str, _Failure] = {}
        self._behaviours: dict[str, Behaviour] = {}
        self._answers: dict[tuple[str, str], ANSWER] = {}

    @property
    def services(self) -> Services:
        return Services.below(self.base)

    @property
    def options(self) -> dict[str, Any]:
        """What stands under the plugin in mkdocs.yml."""
        return {"services": self.services.model_dump()}

    @property
    def environment(self) -> dict[str, str]:
        return {VARIABLE: self.base}

    def settings(self, root: Path, **options: Any) -> Settings:
        """Return the settings of a shelf that asks here."""
        return Settings(
            root=root, site_name="S", options=Options(services=self.services, **options)
        )

    def client(self, cache: Path | None = None, **arguments: Any) -> Client:
        """Return a client that never waits for long: its sleeps are in `time.slept`."""
        arguments = {
            "limits": Limits(timeout=5.0, retries=2),
            "credentials": {},
            "clock": self.time.clock,
            **arguments,
        }
        return Client("editor@example.org", cache, **arguments)

    def know(self, *papers: Facts) -> None:
        """Add papers that the services know."""
        self.papers = [*papers, *self.papers]

    def fail(
        self, service: str, status: int, *, retry_after: str | None = None, times: int | None = None
    ) -> None:
        """Let a service answer with a status, always or the next `times` times."""
        self._failures[service] = _Failure(status, retry_after, times)

    def behave(self, service: str, how: Behaviour) -> None:
        """Let a service misbehave from now on."""
        self._behaviours[service] = how

    def answer(self, service: str, path: str, content: str, *, status: int = 200) -> None:
        """Give an answer of one's own at a path (without the service's name and the query)."""
        self._answers[service, path] = (status, "text/plain; charset=utf-8", content.encode())

    def asked(self, service: str = "") -> list[str]:
        """Return the paths, with their queries, that were asked of a service or of all."""
        return [path for name, path, _ in self.requests if service in ("", name)]

    def headers(self, service: str) -> list[dict[str, str]]:
        """Return the headers of each request to a service, by small letters."""
        return [headers for name, _, headers in self.requests if name == service]

    def failure(self, service: str) -> _Failure | None:
        failure = self._failures.get(service)
        if failure and failure.times is not None:
            failure.times -= 1
            if failure.times <= 0:
                del self._failures[service]
        return failure

    def behaviour(self, service: str) -> Behaviour | None:
        return self._behaviours.get(service)

    def respond(self, service: str, path: str, query: dict[str, str], body: Any) -> ANSWER:
        """Return the right answer."""
        if own := self._answers.get((service, path)):
            return own
        responder = _RESPONDERS.get(service)
        return responder(self, path, query, body) if responder else NOT_FOUND

    def find(self, **identifiers: str | None) -> Facts | None:
        """Return the paper with one of the identifiers, without regard to case."""
        for paper in self.papers:
            for name, value in identifiers.items():
                known = getattr(paper, name)
                if value and known and known.casefold() == value.casefold():
                    return paper
        return None

    def titled(self, query: str, count: int) -> list[Facts]:
        """Return the papers whose titles share most words with a query."""
        words = _words(query)
        shared = [(len(words & _words(paper.title)), paper) for paper in self.papers]
        best = sorted((s for s in shared if s[0]), key=lambda s: -s[0])
        return [paper for _, paper in best[:count]]


def _words(text: str) -> set[str]:
    return {word.strip(".,:;()\"'").casefold() for word in text.split()} - {"of", "the", "a", ""}


def _json(value: Any) -> ANSWER:
    return 200, "application/json", json.dumps(value).encode()


def _arxiv(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    del body
    if path != "/api/query":
        return NOT_FOUND
    if ids := query.get("id_list"):
        wanted = [name.partition("v")[0] for name in ids.split(",")]
        found = [paper for name in wanted if (paper := web.find(arxiv=name))]
    else:
        count = int(query.get("max_results", "10"))
        terms = query.get("search_query", "").replace("ti:", " ").replace('"', " ")
        found = [p for p in web.titled(terms.replace(" AND ", " "), count) if p.arxiv]
    return 200, "application/atom+xml; charset=utf-8", answers.arxiv_feed(found).encode()


def _crossref(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    del body
    path = path.removeprefix("/v1")
    if path == "/works":
        title = query.get("query.title") or query.get("query.bibliographic", "")
        found = [p for p in web.titled(title, int(query.get("rows", "20"))) if p.doi]
        return _json(answers.crossref_list(found))
    paper = web.find(doi=path.removeprefix("/works/"))
    return _json(answers.crossref_one(paper)) if paper else NOT_FOUND


def _openalex(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    del body
    if path == "/works":
        return _json(answers.openalex_list(_openalex_hits(web, query)))
    kind, _, value = path.removeprefix("/works/").partition(":")
    paper = _by_openalex(web, value) if kind == "doi" else web.find(pmid=value)
    if paper is None:
        return 404, "text/html", b"<!doctype html><title>404 Not Found</title>"
    return _json(answers.openalex_work(paper))


def _openalex_hits(web: LocalServices, query: dict[str, str]) -> list[Facts]:
    kind, _, value = query.get("filter", "").partition(":")
    if kind == "doi":
        dois = [doi.removeprefix("https://doi.org/") for doi in value.split("|")]
        return [paper for doi in dois if (paper := _by_openalex(web, doi))]
    text = value if kind == "title.search" else query.get("search", "")
    return web.titled(text, int(query.get("per-page") or query.get("per_page", "25")))


def _by_openalex(web: LocalServices, doi: str) -> Facts | None:
    known = (p for p in web.papers if answers.openalex_doi(p) == doi.lower())
    return next(known, None)


def _semantic_scholar(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    path = path.removeprefix("/graph/v1/paper/")
    if path == "batch":
        found = [_by_scholar(web, name) for name in body["ids"]]
        return _json([p and answers.semantic_scholar_paper(p) for p in found])
    if path == "search/match":
        best = web.titled(query.get("query", ""), 1)
        data = [answers.semantic_scholar_paper(p) | {"matchScore": 174.2} for p in best]
        return _json({"data": data}) if data else _scholar_error("Title match not found")
    if path == "search":
        best = web.titled(query.get("query", ""), int(query.get("limit", "10")))
        data = [answers.semantic_scholar_paper(p) for p in best]
        return _json({"total": len(data), "offset": 0, "data": data})
    paper = _by_scholar(web, path)
    if paper is None:
        return _scholar_error(f"Paper with id {path} not found")
    return _json(answers.semantic_scholar_paper(paper))


def _scholar_error(message: str) -> ANSWER:
    return 404, "application/json", json.dumps({"error": message}).encode()


def _by_scholar(web: LocalServices, name: str) -> Facts | None:
    kind, _, value = name.partition(":")
    keys = {"ARXIV": "arxiv", "DOI": "doi", "ACL": "acl", "PMID": "pmid"}
    if kind.upper() not in keys:
        return None
    if kind.upper() == "DOI" and value.lower().startswith("10.48550/arxiv."):
        return web.find(arxiv=value[15:])
    return web.find(**{keys[kind.upper()]: value})


def _openreview(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    del body
    if path == "/notes/search":
        found = [p for p in web.titled(query.get("term", ""), 5) if p.openreview]
        notes = [answers.openreview_note(paper) for paper in found]
        return _json({"notes": notes, "count": len(notes)})
    paper = web.find(openreview=query.get("id") or query.get("forum"))
    if path != "/notes" or paper is None:
        error = {"name": "NotFoundError", "message": "The Note was not found", "status": 404}
        return 404, "application/json", json.dumps(error).encode()
    return _json({"notes": [answers.openreview_note(paper)], "count": 1})


def _openreview_old(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    status, kind, content = _openreview(web, path, query, body)
    if status != 200:
        return status, kind, content
    old = web.find(openreview=query.get("id") or query.get("forum"))
    return _json({"notes": [answers.openreview_old_note(old)] if old else [], "count": 1})


def _acl(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    del query, body
    paper = web.find(acl=path.strip("/").removesuffix(".bib"))
    if paper is None or not path.endswith(".bib"):
        return NOT_FOUND
    return 200, "text/plain; charset=utf-8", answers.acl_bibtex(paper).encode()


def _doi(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    """Answer as the DOI system does (DOI Handbook, "REST API Response Format")."""
    del query, body
    doi = path.removeprefix("/api/handles/")
    known = web.find(doi=doi) is not None or doi == "10.1000/1"
    said = {"responseCode": 1 if known else 100, "handle": doi}
    return 200 if known else 404, "application/json", json.dumps(said).encode()


def _github(web: LocalServices, path: str, query: dict[str, str], body: Any) -> ANSWER:
    if path == "/graphql":
        return _json(_stars(web, body["query"]))
    del query, body
    for paper in web.papers:
        if paper.code and path.casefold() == f"/repos/{_repository(paper.code)}".casefold():
            return _json(answers.github_repository(paper))
    return 404, "application/json", b'{"message": "Not Found", "status": "404"}'


def _stars(web: LocalServices, query: str) -> dict[str, Any]:
    """Answer as GitHub's GraphQL interface does: null and an error for what is not there."""
    stars = {_repository(paper.code).casefold(): paper.stars for paper in web.papers if paper.code}
    asked = re.findall(r'(r\d+): repository\(owner: "([^"]+)", name: "([^"]+)"\)', query)
    found = {name: stars.get(f"{owner}/{repo}".casefold()) for name, owner, repo in asked}
    data = {
        name: number if number is None else {"stargazerCount": number}
        for name, number in found.items()
    }
    errors = [
        {"type": "NOT_FOUND", "path": [name]} for name, value in data.items() if value is None
    ]
    return {"data": data, **({"errors": errors} if errors else {})}


def _repository(code: str) -> str:
    return "/".join(code.rstrip("/").split("/")[-2:])


_RESPONDERS = {
    "arxiv": _arxiv,
    "crossref": _crossref,
    "openalex": _openalex,
    "semantic_scholar": _semantic_scholar,
    "openreview": _openreview,
    "openreview_old": _openreview_old,
    "acl": _acl,
    "doi": _doi,
    "github": _github,
}


def _handler(web: LocalServices) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_HEAD(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            self._answer(json.loads(self.rfile.read(length)))

        def _answer(self, body: Any) -> None:
            parts = urlsplit(self.path)
            service, _, rest = parts.path.strip("/").partition("/")
            path = "/" + unquote(rest)
            headers = {name.lower(): value for name, value in self.headers.items()}
            shown = path + (f"?{unquote(parts.query)}" if parts.query else "")
            web.requests.append((service, shown, headers))
            if body is not None:
                web.bodies.append(body)
            if failure := web.failure(service):
                extra = {"Retry-After": failure.retry_after} if failure.retry_after else {}
                self._send(failure.status, "text/plain", b"no", extra)
            elif how := web.behaviour(service):
                self._misbehave(how)
            else:
                query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
                self._send(*web.respond(service, path, query, body))

        def _misbehave(self, how: Behaviour) -> None:
            if how == "slow":
                web.released.wait()
                self.close_connection = True
            elif how == "garbage":
                self._send(200, "text/html", b"\x00\xff<html><body>}{ not an answer" * 9)
            elif how == "huge":
                packed = gzip.compress(b"\x20" * 30_000_000)
                self._send(200, "application/json", packed, {"Content-Encoding": "gzip"})
            elif how == "truncated":
                self._send(200, "application/json", b'{"message": {"ti', length=5000)
                self.close_connection = True
            elif how == "loop":
                self._send(302, "text/plain", b"", {"Location": self.path})
            else:
                place = "http://169.254.169.254/latest/meta-data/"
                self._send(302, "text/plain", b"", {"Location": place})

        def _send(
            self,
            status: int,
            kind: str,
            content: bytes,
            headers: dict[str, str] | None = None,
            length: int | None = None,
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(length or len(content)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that went away."""


@contextmanager
def services() -> Iterator[LocalServices]:
    """Run the services on a port of this machine, until the end of the block."""
    web = LocalServices()
    server = _Server(("127.0.0.1", 0), _handler(web))
    web.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def offline() -> Iterator[Services]:
    """Yield services that nothing answers for: a port of this machine that is closed."""
    server = _Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = server.server_address[1]
    server.server_close()
    yield Services.below(f"http://127.0.0.1:{port}")
