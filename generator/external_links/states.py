"""States: what an answer says about a link."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from generator.web.answers import Answer


class State(StrEnum):
    """What became of a link; only what is certain is called dead."""

    FINE = "fine"
    MOVED = "moved"
    """For good (301, 308): the new address takes the place of the old one."""
    REDIRECTED = "redirected"
    """For now (302, 303, 307)."""
    DEAD = "dead"
    """The page is not there (404, 410), or the host has no address any more."""
    UNSURE = "unsure"
    """No answer, or one that tells nothing: many publishers refuse programs."""


GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was found out about an address, without its fragment, on a day."""

    address: str
    state: State
    day: datetime.date
    reason: str = ""
    """Why it is dead or unsure, as part of a sentence."""
    new: str = ""
    """Where it moved to, or leads for now."""


def state_of(answer: Answer) -> tuple[State, str, str]:
    """Return the state that an answer means, the reason, and the new address (RFC 9110, 15)."""
    if answer.status in GONE:
        return State.DEAD, f"the server answers {answer.status}", ""
    if not 200 <= answer.status < 300:
        return State.UNSURE, f"the server answers {answer.status}", ""
    if not answer.redirects:
        return State.FINE, "", ""
    stations = [*(hop.url for hop in answer.redirects[1:]), answer.url]
    moved = ""
    for hop, target in zip(answer.redirects, stations, strict=True):
        if not hop.is_permanent:
            break
        moved = target
    return (State.MOVED, "", moved) if moved else (State.REDIRECTED, "", answer.url)
