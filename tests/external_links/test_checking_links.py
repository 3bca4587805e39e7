"""Checking many links: each address once, politely, in one order, and offline."""

import datetime
import time
from collections.abc import Sequence

import httpx
import pytest
from helpers.small_web import SERVICES, TODAY, SmallWeb, feed, handle, moved

from generator.external_links import (
    Checked,
    Link,
    Memory,
    Plan,
    Result,
    State,
    check_links,
    plan_links,
)
from generator.external_links.lanes import run

OK = httpx.Response(200)
A, B, C = (f"https://{name}.example.org/" for name in "abc")
GONE = "https://gone.example.org/"


def link(address: str, line: int = 1, *, derived: bool = False) -> Link:
    return Link(address, "site_src/papers/a.yml", line, 1, "links.code", derived)


def plan(*addresses: str, memory: Memory | None = None, limit: int | None = None) -> Plan:
    links = [link(address, line) for line, address in enumerate(addresses, 1)]
    return plan_links(links, memory or Memory(), SERVICES, TODAY, limit=limit)


def checked(
    web: SmallWeb, *addresses: str, memory: Memory | None = None, limit: int | None = None
) -> Checked:
    memory = memory or Memory()
    planned = plan(*addresses, memory=memory, limit=limit)
    return check_links(planned, memory, web.client, SERVICES, TODAY, no_address=SmallWeb.is_gone)


def states(found: Checked) -> Sequence[tuple[str, State]]:
    return [(one.address, result.state) for one, result in found.found]


def test_an_address_is_asked_for_once_and_told_of_wherever_it_stands() -> None:
    web = SmallWeb({A: OK})
    found = checked(web, A, f"{A}#one", f"{A}#two")
    assert states(found) == [
        (A, State.FINE), (f"{A}#one", State.FINE), (f"{A}#two", State.FINE)
    ]  # fmt: skip
    assert web.asked == [f"HEAD {A}"]


def test_all_states_in_the_order_of_their_places() -> None:
    doi, paper = "https://doi.org/10.1000/9", "https://arxiv.org/abs/1806.07572"
    web = SmallWeb(
        {
            A: OK,
            B: moved(A),
            C: httpx.Response(403),
            "https://doi.org/api/handles/10.1000/9": handle(100),
            "https://export.arxiv.org/api/query": feed("1806.07572v1"),
        }
    )
    advanced: list[int] = []
    addresses = (GONE, C, doi, B, A, paper, f"{GONE}x", "https://down.example.org/")
    planned = plan(*addresses)
    found = check_links(
        planned, Memory(), web.client, SERVICES, TODAY,
        advance=advanced.append, no_address=SmallWeb.is_gone,
    )  # fmt: skip
    assert not found.offline
    assert states(found) == [
        (GONE, State.DEAD),
        (C, State.UNSURE),
        (doi, State.DEAD),
        (B, State.MOVED),
        (A, State.FINE),
        (paper, State.FINE),
        (f"{GONE}x", State.DEAD),
        ("https://down.example.org/", State.UNSURE),
    ]
    assert sum(advanced) == planned.asked == 8
    assert web.asked.count(f"HEAD {GONE}") == 1
    assert f"HEAD {GONE}x" not in web.asked  # the host is gone, and once is enough to know
    assert [one.address for one, _ in found.of(State.MOVED)] == [B]


def test_without_a_network_nothing_is_said() -> None:
    memory = Memory()
    found = checked(SmallWeb({}), A, B, C, GONE, memory=memory)
    assert (found.offline, found.found, found.left) == (True, (), 4)
    assert memory.fresh(A, TODAY, 7) is None


def test_hosts_that_are_gone_do_not_look_like_no_network() -> None:
    web = SmallWeb({"https://doi.org/api/handles/10.1000/1": handle(1)})
    assert states(checked(web, GONE, "https://gone.example.net/")) == [
        (GONE, State.DEAD), ("https://gone.example.net/", State.DEAD)
    ]  # fmt: skip


def test_no_links() -> None:
    assert checked(SmallWeb({})) == Checked()


def test_what_was_asked_lately_is_not_asked_again() -> None:
    def known(address: str, state: State, days: int) -> Result:
        return Result(address=address, state=state, day=TODAY - datetime.timedelta(days))

    memory = Memory()
    memory.learn([known(A, State.FINE, 6), known(B, State.FINE, 7), known(C, State.UNSURE, 1)])
    web = SmallWeb({B: OK, C: OK})
    assert [state for _, state in states(checked(web, A, B, C, memory=memory))] == [
        State.FINE, State.FINE, State.FINE
    ]  # fmt: skip
    assert sorted(web.asked) == [f"HEAD {B}", f"HEAD {C}"]
    web.asked.clear()
    checked(web, A, B, C, memory=memory)
    assert web.asked == []


def test_with_a_limit_those_asked_longest_ago_come_first() -> None:
    memory = Memory()
    memory.learn(
        Result(address=address, state=state, day=TODAY - datetime.timedelta(days))
        for address, days, state in ((A, 20, State.DEAD), (B, 30, State.FINE))
    )
    web = SmallWeb({A: OK, B: OK, C: OK})
    found = checked(web, A, B, C, memory=memory, limit=2)
    assert sorted(web.asked) == [f"HEAD {B}", f"HEAD {C}"]
    assert states(found) == [(A, State.DEAD), (B, State.FINE), (C, State.FINE)]  # A as it was
    assert found.left == 1
    assert states(checked(web, A, B, C, memory=memory, limit=2)) == [
        (A, State.FINE),
        (B, State.FINE),
        (C, State.FINE),
    ]


def test_how_long_it_takes_at_least() -> None:
    assert plan().seconds == 0.0
    assert plan(A, B, C).seconds == 0.0
    assert plan(A, f"{A}x", f"{A}y", B).seconds == 2.0
    papers = [f"https://arxiv.org/abs/1806.{number:05}" for number in range(250)]
    assert plan(*papers).seconds == 6.0  # three questions
    assert plan(*papers).asked == 250
    dois = [f"https://doi.org/10.1000/{number}" for number in range(101)]
    assert plan(*dois).seconds == pytest.approx(20.0)


def test_a_fault_of_ours_is_not_hidden() -> None:
    class Broken(SmallWeb):
        def __call__(self, _: httpx.Request) -> httpx.Response:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        checked(Broken({}), A)


def test_who_stops_early_stops_all_lanes() -> None:
    def slow(_: httpx.Request) -> httpx.Response:
        time.sleep(0.01)
        return OK

    addresses = [f"{A}{number}" for number in range(300)]
    web = SmallWeb(dict.fromkeys(addresses, slow))
    results = run(plan(*addresses).lanes, web.asking)
    next(results)
    results.close()
    assert len(web.asked) < 300
