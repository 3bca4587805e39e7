"""Counts of papers by the year and by the venue in which they came out."""

from dataclasses import dataclass

from generator.catalog import Catalog

SHOWN_VENUES = 15


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a page, by its id or slug and its name, and how many papers it has."""

    id: str
    name: str
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The years that have papers, oldest first, each with their number."""

    counts: tuple[tuple[int, int], ...]
    undated: int

    @property
    def span(self) -> tuple[tuple[int, int], ...]:
        """Every year from the first to the last with its number, 0 for those between."""
        if not self.counts:
            return ()
        known = dict(self.counts)
        return tuple((year, known.get(year, 0)) for year in range(min(known), max(known) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Venues:
    """The venues of the most papers, the most first, and how much the others come to."""

    number: int
    first: tuple[Named, ...]
    others: int
    """How many venues are not among the first."""
    others_papers: int
    without: int
    """How many papers name no venue."""


def years(catalog: Catalog) -> Years:
    """Return how many papers came out in each year."""
    counts = tuple(sorted((year, len(papers)) for year, papers in catalog.years.items()))
    return Years(counts=counts, undated=len(catalog.papers) - sum(number for _, number in counts))


def venues(catalog: Catalog) -> Venues:
    """Return how many papers appeared where."""
    named = [Named(one.slug, one.name, len(one.papers)) for one in catalog.venues.values()]
    named.sort(key=lambda one: (-one.papers, one.id))
    first, others = named[:SHOWN_VENUES], named[SHOWN_VENUES:]
    return Venues(
        number=len(named),
        first=tuple(first),
        others=len(others),
        others_papers=sum(one.papers for one in others),
        without=len(catalog.papers) - sum(one.papers for one in named),
    )
