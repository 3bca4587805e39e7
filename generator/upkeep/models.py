"""Models of upkeep: what a round of questions came to."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from generator.records.models import Paper
from generator.signals.models import Counts


class Claim(NamedTuple):
    """A value that a service gives, and where people can read it there."""

    value: str
    service: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A key that a record lacks, and what it should say; the claims all say the same."""

    paper: Paper
    key: str
    claims: tuple[Claim, ...]

    @property
    def value(self) -> str:
        """What is to be written."""
        return self.claims[0].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A key of which services say different things, so that a person has to choose."""

    paper: Paper
    key: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What services say of a paper that its record does not."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a service says of a paper that a person should look at: retracted, or withdrawn."""

    paper: Paper
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round came to; papers come by their ids."""

    day: datetime.date
    asked: int
    """Of how many papers services were asked."""
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[Remark, ...] = ()
    counts: tuple[Counts, ...] = ()
    """Counts that differ from those of the days before."""
    next: str = ""
    """The id with which the next round begins, when this one stopped at its limit."""
    troubles: tuple[str, ...] = ()
    """A sentence for each service that did not answer."""
    offline: bool = False
