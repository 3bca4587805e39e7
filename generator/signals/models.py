"""Models of signals: counts of one day, and the series that the counts of many days make."""

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec import Struct

from generator.problems import Problem

KINDS = ("citations", "stars")
"""What is counted: papers that cite a paper, and stars of the repository of its code."""
MOST = 100_000_000
"""No count is higher; one that is comes from a mistake."""


class Counts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One line of a file: what each source counted for a paper, by the name of the source.

    A source of citations is a service ("semantic-scholar"), one of stars a repository
    ("github.com/owner/name"), so that counts are compared with counts of the same kind alone.
    """

    id: str
    citations: dict[str, int] = {}
    stars: dict[str, int] = {}

    def of(self, kind: str) -> Mapping[str, int]:
        """Return the counts of a kind by their sources."""
        return self.citations if kind == "citations" else self.stars


class Point(Struct, frozen=True, gc=False):
    """What was counted on a day; there are many, so each is small."""

    day: datetime.date
    number: int


@dataclass(frozen=True, slots=True)
class Series:
    """What one source counted for a paper, day by day; only days on which the number changed."""

    source: str
    points: tuple[Point, ...]

    def at(self, day: datetime.date) -> int | None:
        """Return the number that held on a day; None before the first count."""
        place = bisect_right(self.points, day, key=lambda point: point.day)
        return self.points[place - 1].number if place else None

    def gained(self, since: datetime.date, until: datetime.date) -> int | None:
        """Return how much the number grew between two days; None when it was not counted before.

        Negative when a source took some of its counts back.
        """
        before, after = self.at(since), self.at(until)
        return None if before is None or after is None else after - before


class Place(NamedTuple):
    """A line of a file."""

    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """All signals of a shelf."""

    series: Mapping[str, Mapping[str, tuple[Series, ...]]] = field(default_factory=dict)
    """Series by paper, then by kind; sources by name."""
    days: tuple[datetime.date, ...] = ()
    """The days of all files, the oldest first."""
    next: str = ""
    """The id with which the next limited round begins; "" for the first of all."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each paper is named first."""
    problems: tuple[Problem, ...] = ()

    def of(self, paper: str, kind: str) -> tuple[Series, ...]:
        """Return the series of a paper, by its id, one for each source."""
        return self.series.get(paper, {}).get(kind, ())

    def latest(self, paper: str, kind: str, source: str) -> int | None:
        """Return what a source counted last."""
        found = (series for series in self.of(paper, kind) if series.source == source)
        return next((series.points[-1].number for series in found), None)
