"""Lanes: the questions to one host one after the other, those to many hosts beside each other."""

import queue
import threading
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from generator.external_links.asking import (
    Asking,
    Task,
    UnreachableError,
    ask,
    has_network,
    unreached,
)
from generator.external_links.states import Result

Lanes = Mapping[str, Sequence[Task]]
"""Tasks by the host that they ask."""
AT_ONCE = 16
"""How many hosts are asked at a time."""
PATIENCE = 3
"""After how many hosts out of reach, and none within, it is asked whether there is a network."""


class NoNetworkError(Exception):
    """No host at all can be reached."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """What is left of a lane whose host cannot be reached."""

    tasks: Sequence[Task]


_Event = Result | _Lost | Exception | None
"""None when a lane is done; an exception is a fault of ours, and ends the run."""


def run(lanes: Lanes, asking: Asking) -> Generator[Result, None, None]:
    """Yield the results of all tasks, in no order.

    NoNetworkError when no host can be reached. A caller that stops early stops all lanes.
    """
    events: queue.Queue[_Event] = queue.Queue()
    stop = threading.Event()
    lost: list[_Lost] = []
    online = False
    busy = len(lanes)
    with ThreadPoolExecutor(AT_ONCE, "links") as threads:
        try:
            for host in sorted(lanes, key=lambda host: (-len(lanes[host]), host)):
                threads.submit(_walk, lanes[host], asking, events, stop)
            while busy:
                event = events.get()
                if isinstance(event, Exception):
                    raise event
                if isinstance(event, Result):
                    online = True
                    yield event
                elif event is None:
                    busy -= 1
                else:
                    lost.append(event)
                    online = online or _online(len(lost), len(lanes), asking)
        finally:
            stop.set()
    for left in lost:
        for task in left.tasks:
            yield from unreached(task, asking)


def _online(lost: int, lanes: int, asking: Asking) -> bool:
    """Tell whether there is a network for certain; NoNetworkError when there is none."""
    if lost < min(PATIENCE, lanes):
        return False
    if has_network(asking):
        return True
    raise NoNetworkError


def _walk(
    tasks: Sequence[Task], asking: Asking, events: "queue.Queue[_Event]", stop: threading.Event
) -> None:
    """Ask a host for everything, until it cannot be reached."""
    place = 0
    try:
        for place, task in enumerate(tasks):  # noqa: B007 - tells how far it came
            if stop.is_set():
                return
            for result in ask(task, asking):
                events.put(result)
    except UnreachableError:
        events.put(_Lost(tasks[place:]))
    except Exception as error:
        events.put(error)
    finally:
        events.put(None)
