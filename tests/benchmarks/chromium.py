"""What a reader's browser fetches and works in Chromium, each session with an empty cache."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.host import Host, hosted
from tests.browser.checkers import FLAGS, find_browser, find_node

Sent = list[tuple[str, int]]
IN_SESSION = 10
LONGEST_MS = 600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What was sent until the index was open, and then for each query."""

    opening: Sent
    queries: list[Sent]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a Chromium."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = find_node()  # its own needs a library that may lack
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def _opened(browser: Browser, host: Host) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(LONGEST_MS)
    page.goto(f"{host.url}/bench/index.html", wait_until="load")
    yield page
    context.close()


def sessions(browser: Browser, site: Path, queries: Sequence[Sequence[str]]) -> list[Session]:
    """Return what each session fetches that asks some queries, ten results shown of each."""
    with hosted(site) as host:
        return [_session(browser, host, asked) for asked in queries]


def _session(browser: Browser, host: Host, queries: Sequence[str]) -> Session:
    host.look()
    with _opened(browser, host) as page:
        page.evaluate("visit()")
        opening = host.look()
        sent = []
        for query in queries:
            page.evaluate("query => search(query)", query)
            sent.append(host.look())
    return Session(opening=opening, queries=sent)


def timed(browser: Browser, site: Path, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return each query's answer with its milliseconds, all files being in memory."""
    with hosted(site) as host, _opened(browser, host) as page:
        answers: list[dict[str, Any]] = page.evaluate("queries => timed(queries)", list(queries))
        return answers


def traffic(found: Sequence[Session]) -> dict[str, object]:
    """Return the figures of some sessions."""
    opening = found[0].opening
    firsts = [one.queries[0] for one in found]
    lasts = [one.queries[-1] for one in found]
    return {
        "what": "bytes of the bodies of responses, counted by the server; text gzipped, .bin as is",
        "sessions": len(found),
        "bytes_before_typing": _total(opening),
        "files_before_typing": {path.rpartition("/")[2]: size for path, size in sorted(opening)},
        "first_query": _figures(firsts),
        f"query_{IN_SESSION}": _figures(lasts),
        "whole_session": {
            "what": f"all of it with {IN_SESSION} queries",
            "mean_bytes": round(mean(_total(one.opening) + _rest(one) for one in found)),
        },
    }


def _rest(session: Session) -> int:
    return sum(map(_total, session.queries))


def _total(sent: Sent) -> int:
    return sum(size for _, size in sent)


def _figures(sent: Sequence[Sent]) -> dict[str, object]:
    sizes = [_total(one) for one in sent]
    folders = sorted({_folder(path) for one in sent for path, _ in one})
    return {
        "mean_bytes": round(mean(sizes)),
        "median_bytes": round(median(sizes)),
        "max_bytes": max(sizes),
        "mean_requests": round(mean(map(len, sent)), 1),
        "mean_bytes_by_folder": {
            name: round(mean(_total([s for s in one if _folder(s[0]) == name]) for one in sent))
            for name in folders
        },
    }


def _folder(path: str) -> str:
    return path.rpartition("/")[0].removeprefix("/")


def milliseconds(answers: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the median and the 95th percentile of how long the answers took."""
    taken = [answer["ms"] for answer in answers]
    return {
        "median": round(median(taken), 1),
        "percentile_95": round(quantiles(taken, n=20)[18], 1),
    }
