"""Manners: how long to wait between two requests to a host, and before asking it again."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep, time

PAUSES: Mapping[str, float] = {
    "arxiv.org": 3.0,
    "api.crossref.org": 1.0,
    "api.openalex.org": 1.0,
    "api.semanticscholar.org": 1.0,
    "api.openreview.net": 1.0,
    "api2.openreview.net": 1.0,
    "openreview.net": 1.0,
    "aclanthology.org": 1.0,
    "api.github.com": 1.0,
}
"""Seconds from one request to the next, by host; a host below one of them counts as that one.

- arXiv: one request in three seconds over one connection, for all its hosts together
  (https://info.arxiv.org/help/api/tou.html).
- Crossref: several requests a second, less for searches and without a contact
  (https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/).
- OpenAlex: 100 requests a second, and an allowance a day
  (https://developers.openalex.org/api-reference/authentication).
- Semantic Scholar: one request a second with a key, else what all others leave
  (https://www.semanticscholar.org/product/api).
- GitHub: at least one second between two requests
  (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api).
- OpenReview and the ACL Anthology name no limit.
"""
OTHERS_PAUSE = 1.0
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which it is worth asking again."""
FIRST_DELAY = 1.0
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, so that tests have their own: seconds since 1970, seconds of a steady clock, sleep."""

    time: Callable[[], float] = time
    steady: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep


def pause_of(host: str, pauses: Mapping[str, float] = PAUSES) -> tuple[str, float]:
    """Return the host whose limits a host shares, and the seconds between two requests."""
    parts = host.split(".")
    for start in range(len(parts)):
        name = ".".join(parts[start:])
        if name in pauses:
            return name, pauses[name]
    return host, OTHERS_PAUSE


def delay(attempt: int) -> float:
    """Return the seconds before the next attempt, after failed attempt `attempt` (from 0).

    They double each time, up to `LONGEST_DELAY`; without chance, so that a run can be repeated.
    """
    return min(FIRST_DELAY * 2.0 ** min(attempt, 10), LONGEST_DELAY)


def asked_wait(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks to wait (RFC 9110, 10.2.3), or None.

    `value` is a number of seconds or an HTTP date, `now` the time in seconds since 1970.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(0.0, (date - datetime.fromtimestamp(now, UTC)).total_seconds())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


@dataclass
class _Line:
    """Who waits for one host: one at a time, the next not before `free`, in steady seconds."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0


class Pacer:
    """Lets one request at a time through to each host, with the host's pause between two."""

    def __init__(self, clock: Clock, pauses: Mapping[str, float] = PAUSES) -> None:
        self._clock = clock
        self._pauses = pauses
        self._lines: dict[str, _Line] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, *, own: bool = False) -> Iterator[None]:
        """Wait until it is polite to ask a host, and keep it until the end of the block.

        A host of one's `own` machine or network has no pause.
        """
        name, pause = pause_of(host, self._pauses)
        line = self._line(name)
        with line.lock:
            wait = line.free - self._clock.steady()
            if wait > 0:
                self._clock.sleep(wait)
            line.free = self._clock.steady() + (0.0 if own else pause)
            yield

    def postpone(self, host: str, seconds: float) -> None:
        """Let nobody ask a host for some seconds from now on."""
        line = self._line(pause_of(host, self._pauses)[0])
        line.free = max(line.free, self._clock.steady() + seconds)

    def _line(self, name: str) -> _Line:
        with self._lock:
            return self._lines.setdefault(name, _Line())
