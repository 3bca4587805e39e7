"""Growth: when papers came onto the shelf, in steps of a length that fits the time between."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.records.models import Paper

WEEK = 7


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time by its first day, how many papers came in it, and how many there then were.

    Papers that do not say when they came are in neither number.
    """

    start: datetime.date
    added: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Every step from the first paper to the last, oldest first."""

    unit: str
    """How long a step is: day, week (from Monday), month, quarter or year."""
    steps: tuple[Step, ...]
    without: int
    """How many papers do not say when they came."""


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    most: int
    """Of more steps than this, longer ones are made."""
    number: Callable[[datetime.date], int]
    """Numbers the steps, one after the other without a gap."""
    start: Callable[[int], datetime.date]


UNITS = (
    _Unit("day", 14, datetime.date.toordinal, datetime.date.fromordinal),
    _Unit(
        "week",
        26,
        lambda day: (day.toordinal() - 1) // WEEK,  # 1 January of the year 1 was a Monday
        lambda number: datetime.date.fromordinal(number * WEEK + 1),
    ),
    _Unit(
        "month",
        36,
        lambda day: 12 * day.year + day.month - 1,
        lambda number: datetime.date(number // 12, number % 12 + 1, 1),
    ),
    _Unit(
        "quarter",
        40,
        lambda day: 4 * day.year + (day.month - 1) // 3,
        lambda number: datetime.date(number // 4, 3 * (number % 4) + 1, 1),
    ),
)
YEAR = _Unit("year", 0, lambda day: day.year, lambda number: datetime.date(number, 1, 1))


def growth(papers: Sequence[Paper]) -> Growth:
    """Return how the shelf grew to what it is."""
    days = Counter(paper.added for paper in papers if paper.added)
    without = len(papers) - days.total()
    if not days:
        return Growth(unit="day", steps=(), without=without)
    first, last = min(days), max(days)
    unit = next((u for u in UNITS if u.number(last) - u.number(first) < u.most), YEAR)
    added: Counter[int] = Counter()
    for day, number in days.items():
        added[unit.number(day)] += number
    return Growth(unit=unit.name, steps=_steps(added, unit), without=without)


def _steps(added: Counter[int], unit: _Unit) -> tuple[Step, ...]:
    steps, total = [], 0
    for number in range(min(added), max(added) + 1):
        total += added[number]
        steps.append(Step(unit.start(number), added[number], total))
    return tuple(steps)
