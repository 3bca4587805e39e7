"""Manners: pauses, delays, Retry-After, and who comes when."""

import threading

import pytest
from helpers.services import FakeClock
from hypothesis import given
from hypothesis import strategies as st

from generator.web.manners import Pacer, asked_wait, delay, pause_of

NOON = 1_790_000_000.0
"""Mon, 21 Sep 2026 14:13:20 GMT."""


@pytest.mark.parametrize(
    ("host", "name", "pause"),
    [
        ("arxiv.org", "arxiv.org", 3.0),
        ("export.arxiv.org", "arxiv.org", 3.0),
        ("api.crossref.org", "api.crossref.org", 1.0),
        ("notarxiv.org", "notarxiv.org", 1.0),
        ("example.org", "example.org", 1.0),
    ],
)
def test_a_host_shares_the_limits_of_the_host_above_it(host: str, name: str, pause: float) -> None:
    assert pause_of(host) == (name, pause)


def test_delays_double_up_to_a_limit() -> None:
    assert [delay(attempt) for attempt in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert delay(10_000) == 60


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("Mon, 21 Sep 2026 14:13:50 GMT", 30.0),
        ("Mon, 21 Sep 2026 13:00:00 GMT", 0.0),
        ("Mon, 21 Sep 2026 14:13:50", 30.0),
        (None, None),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("Mon, 99 Foo 2026", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert asked_wait(value, NOON) == seconds


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+:\d+ [A-Z+0-9]*"))
def test_any_retry_after_is_a_wait_or_none(value: str) -> None:
    wait = asked_wait(value, NOON)
    assert wait is None or wait >= 0


def test_a_host_has_its_pause_and_others_need_not_wait() -> None:
    time = FakeClock()
    pacer = Pacer(time.clock, {"slow.example": 3.0})
    for host in ("slow.example", "slow.example", "api.slow.example", "localhost"):
        with pacer.turn(host, own=host == "localhost"):
            pass
    assert time.slept == [3.0, 3.0]


def test_a_pause_counts_from_the_beginning_of_the_question_before() -> None:
    time = FakeClock()
    pacer = Pacer(time.clock, {"slow.example": 3.0})
    with pacer.turn("slow.example"):
        time.now += 2.0
    with pacer.turn("slow.example"):
        pass
    assert time.slept == [1.0]


def test_nobody_asks_a_host_that_wants_to_be_left_alone() -> None:
    time = FakeClock()
    pacer = Pacer(time.clock, {})
    pacer.postpone("a.example", 30.0)
    pacer.postpone("a.example", 5.0)
    with pacer.turn("a.example"):
        pass
    assert time.slept == [30.0]


def test_one_at_a_time_asks_a_host() -> None:
    pacer, inside, most = Pacer(FakeClock().clock, {"a.example": 0.0}), 0, 0
    lock = threading.Lock()

    def ask() -> None:
        nonlocal inside, most
        for _ in range(50):
            with pacer.turn("a.example"):
                with lock:
                    inside += 1
                    most = max(most, inside)
                with lock:
                    inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
