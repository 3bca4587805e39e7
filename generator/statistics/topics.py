"""Topics: how many papers each has over the years, and which stand together on papers.

A wider topic has the papers of those below it, as everywhere on the site.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.catalog import Catalog
from generator.statistics.counts import Named, Years

SHOWN_TOPICS = 12
SHOWN_PAIRS = 15
MOST_PERIODS = 12
LENGTHS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
"""A period has so many years; but the first one, which may have fewer."""

Array = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Period:
    """Neighbouring years that are counted together; the first and the last one."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and its papers in each period; those without a date are in none."""

    topic: Named
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two topics and the number of papers that have both."""

    first: Named
    second: Named
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The topics of the most papers, and the pairs of the most papers; the most first."""

    number: int
    """How many topics have papers."""
    periods: tuple[Period, ...]
    all: tuple[int, ...]
    """The papers of each period, of whatever topic."""
    first: tuple[Topic, ...]
    pairs: tuple[Pair, ...]


def topics(catalog: Catalog, years: Years) -> Topics:
    """Return the counts of topics."""
    tagged = (
        Named(tag.id, tag.name, len(catalog.papers_tagged.get(tag.id, ())))
        for tag in catalog.tags.values()
    )
    named = sorted((one for one in tagged if one.papers), key=lambda one: (-one.papers, one.name))
    place = {paper.id: number for number, paper in enumerate(catalog.papers)}
    held = [
        np.array([place[paper.id] for paper in catalog.papers_tagged[one.id]], np.int64)
        for one in named
    ]
    spans = periods(years)
    within = _within(catalog, spans)
    counts = [_counted(within[papers], len(spans)) for papers in held[:SHOWN_TOPICS]]
    return Topics(
        number=len(named),
        periods=spans,
        all=_counted(within, len(spans)),
        first=tuple(map(Topic, named, counts)),
        pairs=tuple(_pairs(catalog, named, held)),
    )


def periods(years: Years) -> tuple[Period, ...]:
    """Return the time between the first and the last year in periods that are not too many."""
    if not years.counts:
        return ()
    first, last = years.counts[0][0], years.counts[-1][0]
    length = next((n for n in LENGTHS if last - first < n * MOST_PERIODS), LENGTHS[-1])
    ends = range(last, first - 1, -length)
    return tuple(Period(max(first, end - length + 1), end) for end in reversed(ends))


def _within(catalog: Catalog, spans: Sequence[Period]) -> Array:
    """Return for each paper the place of its period; after the last one, if it has no date."""
    at = {
        year: number
        for number, span in enumerate(spans)
        for year in range(span.first, span.last + 1)
    }
    none = len(spans)
    places = [at[paper.date.year] if paper.date else none for paper in catalog.papers]
    return np.array(places, np.int64)


def _counted(within: Array, number: int) -> tuple[int, ...]:
    return tuple(np.bincount(within, minlength=number + 1)[:number].tolist())


def _pairs(catalog: Catalog, named: Sequence[Named], held: Sequence[Array]) -> Iterator[Pair]:
    """Yield the pairs of the most papers; a topic makes no pair with one above it."""
    above = [{tag.id for tag in catalog.tag_path(catalog.tags[one.id])} for one in named]
    shown = 0
    for first, second, papers in _together(held, len(catalog.papers)):
        one, other = named[first], named[second]
        if one.id in above[second] or other.id in above[first]:
            continue
        yield Pair(one, other, papers)
        shown += 1
        if shown == SHOWN_PAIRS:
            return


def _together(held: Sequence[Array], papers: int) -> Iterator[tuple[int, int, int]]:
    """Yield two places of lists that share papers, and how many, the most first.

    Papers with equally many topics are counted at once.
    """
    if not held:
        return
    of_paper = np.concatenate(held)
    topic = np.repeat(np.arange(len(held)), [len(one) for one in held])
    topic = topic[np.argsort(of_paper, kind="stable")]  # each paper's topics in turn
    sizes = np.bincount(of_paper, minlength=papers)
    starts = np.cumsum(sizes) - sizes
    codes = [
        _codes(topic[starts[sizes == size, None] + np.arange(size)], len(held))
        for size in np.unique(sizes).tolist()
        if size > 1
    ]
    found, counts = np.unique(np.concatenate([*codes, np.zeros(0, np.int64)]), return_counts=True)
    for place in np.argsort(-counts, kind="stable"):
        first, second = divmod(int(found[place]), len(held))
        yield first, second, int(counts[place])


def _codes(rows: Array, number: int) -> Array:
    """Return a number for each two topics of each row."""
    one, other = np.triu_indices(rows.shape[1], 1)
    return np.ravel(rows[:, one] * number + rows[:, other])
