"""Checking links: plan which addresses to ask, ask them, and say what was found."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.external_links.asking import (
    ARXIV_BATCH,
    Asking,
    LinkClient,
    Task,
    has_no_address,
    host_of,
    way_of,
)
from generator.external_links.lanes import AT_ONCE, Lanes, NoNetworkError, run
from generator.external_links.memory import Memory
from generator.external_links.places import Link
from generator.external_links.states import Result, State
from generator.web.manners import PAUSES, pause_of
from generator.web.services import Services

FRESH_DAYS = 7
LINK_PAUSES: Mapping[str, float] = {**PAUSES, "doi.org": 0.2}
"""Pauses of generator.web; the DOI system is made for many questions, and answers in no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which addresses are asked, each once."""

    links: tuple[Link, ...]
    """All links, in the order of their places."""
    known: Mapping[str, Result] = field(default_factory=dict)
    """What is known well enough, by address."""
    lanes: Lanes = field(default_factory=dict)
    left: int = 0
    """How many addresses wait for another day, because of a limit."""

    @property
    def asked(self) -> int:
        """How many addresses are asked."""
        return sum(len(task.addresses) for tasks in self.lanes.values() for task in tasks)

    @property
    def seconds(self) -> float:
        """How long asking takes at least, for the pauses between two questions to one host."""
        lengths = [
            (len(tasks) - 1) * pause_of(h, LINK_PAUSES)[1] for h, tasks in self.lanes.items()
        ]
        return max([sum(lengths) / AT_ONCE, *lengths], default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of links, in the order of their places."""

    found: tuple[tuple[Link, Result], ...] = ()
    offline: bool = False
    left: int = 0
    """How many addresses were not asked for, and are not known."""

    def of(self, state: State) -> list[tuple[Link, Result]]:
        """Return the links in a state."""
        return [(link, result) for link, result in self.found if result.state is state]


def plan_links(
    links: Iterable[Link],
    memory: Memory,
    services: Services,
    today: datetime.date,
    *,
    fresh_days: int = FRESH_DAYS,
    limit: int | None = None,
) -> Plan:
    """Return what to ask: each address once, those asked longest ago first, at most `limit`.

    Of what is left for another day the last result counts, however old.
    """
    ordered = tuple(sorted(links, key=lambda link: (link.path, link.line, link.column, link[:])))
    wanted = sorted({link.asked for link in ordered})
    known = {a: one for a in wanted if (one := memory.fresh(a, today, fresh_days))}
    open_ = [address for address in wanted if address not in known]
    open_.sort(key=lambda address: (memory.last_asked(address), address))
    chosen = open_ if limit is None else open_[:limit]
    left = open_[len(chosen) :]
    known |= {address: one for address in left if (one := memory.last(address))}
    return Plan(links=ordered, known=known, lanes=_lanes(chosen, services), left=len(left))


def _lanes(addresses: Sequence[str], services: Services) -> dict[str, list[Task]]:
    by_way: dict[str, list[str]] = {}
    for address in addresses:
        by_way.setdefault(way_of(address), []).append(address)
    papers = by_way.pop("arxiv", [])
    batches = (papers[at : at + ARXIV_BATCH] for at in range(0, len(papers), ARXIV_BATCH))
    tasks = [Task("arxiv", tuple(batch)) for batch in batches]
    tasks += [Task(way, (address,)) for way, some in by_way.items() for address in some]
    lanes: dict[str, list[Task]] = {}
    for task in tasks:
        host = pause_of(host_of(task, services), LINK_PAUSES)[0]
        lanes.setdefault(host, []).append(task)
    return lanes


def check_links(
    plan: Plan,
    memory: Memory,
    client: LinkClient,
    services: Services,
    today: datetime.date,
    *,
    advance: Callable[[int], None] = lambda _: None,
    no_address: Callable[[str], bool] = has_no_address,
) -> Checked:
    """Ask for what a plan says and return what became of every link; `memory` learns it.

    Without a network nothing is said of any link.
    """
    asking = Asking(client=client, services=services, today=today, has_no_address=no_address)
    results = dict(plan.known)
    try:
        for result in run(plan.lanes, asking):
            results[result.address] = result
            memory.learn([result])
            advance(1)
    except NoNetworkError:
        return Checked(offline=True, left=plan.asked + plan.left)
    found = tuple((link, results[link.asked]) for link in plan.links if link.asked in results)
    return Checked(found=found, left=plan.left)
