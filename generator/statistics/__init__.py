"""Statistics: a catalog in numbers, as the page of that name shows them."""

import datetime
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.statistics.completeness import Known, completeness
from generator.statistics.counts import Venues, Years, venues, years
from generator.statistics.growth import Growth, growth
from generator.statistics.topics import Topics, topics

__all__ = ["Statistics", "statistics"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What is counted of a shelf. No paper is in it: as long as the counts stay, so does it."""

    papers: int
    authors: int
    collections: int
    newest: datetime.date | None
    """The last day on which a paper came onto the shelf."""
    years: Years
    venues: Venues
    topics: Topics
    growth: Growth
    completeness: tuple[Known, ...]


def statistics(catalog: Catalog) -> Statistics:
    """Return the numbers of a catalog."""
    papers, dated = catalog.papers, years(catalog)
    return Statistics(
        papers=len(papers),
        authors=len(catalog.authors),
        collections=len(catalog.collections),
        newest=catalog.newest_addition,
        years=dated,
        venues=venues(catalog),
        topics=topics(catalog, dated),
        growth=growth(papers),
        completeness=completeness(papers, catalog.tags),
    )
