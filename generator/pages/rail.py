"""What stands beside the papers of a venue or of a year: a plot, topics, people, a search."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import addresses
from generator.catalog import Author, Catalog
from generator.pages import plot, topic
from generator.pages.render import Shelf
from generator.records.dates import MONTHS
from generator.records.models import Paper, Tag

SHOWN_TOPICS = 8
LEAST_PAPERS = 3
"""The cards of fewer papers say all that could stand beside them."""


@dataclass(frozen=True, slots=True)
class Rail:
    """What is counted among some papers; all of it follows from them and the vocabulary."""

    heading: str
    plot: Markup
    topics: Sequence[tuple[Tag, int]]
    people: Sequence[tuple[Author, int]]
    search: Markup
    """What follows Explore's address, to find these papers."""


def venue_rail(shelf: Shelf, slug: str, papers: Sequence[Paper]) -> Rail | None:
    """Return what stands beside the papers of a venue; nothing for a few."""
    years = topic.years(papers)
    return _rail(shelf, papers, ("Years", "Papers by year", years), ("venue", slug))


def year_rail(shelf: Shelf, year: int, papers: Sequence[Paper]) -> Rail | None:
    """Return what stands beside the papers of a year; nothing for a few."""
    months = Counter(paper.date.month for paper in papers if paper.date and paper.date.month)
    counts = [(name[:3], months[number]) for number, name in enumerate(MONTHS, start=1)]
    shown = counts if len(months) > 1 else []
    return _rail(shelf, papers, ("Months", "Papers by month", shown), ("years", f"{year}-{year}"))


def _rail(
    shelf: Shelf,
    papers: Sequence[Paper],
    plotted: tuple[str, str, Sequence[tuple[str, int]]],
    found: tuple[str, str],
) -> Rail | None:
    if len(papers) < LEAST_PAPERS:
        return None
    heading, title, counts = plotted
    highest = max((number for _, number in counts), default=0)
    return Rail(
        heading,
        plot.small(title, counts, highest) if counts else Markup(""),
        topics(shelf.catalog, papers),
        topic.people(shelf, papers),
        Markup(addresses.explore_query([found])),
    )


def topics(catalog: Catalog, papers: Iterable[Paper]) -> list[tuple[Tag, int]]:
    """Return the tags that several of some papers have and how many, the most frequent first.

    A wider tag has the papers of those below it.
    """
    counts = Counter(topic for paper in papers for topic in catalog.topics_of(paper))
    found = [(catalog.tags[name], number) for name, number in counts.items() if number > 1]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name, pair[0].id))[:SHOWN_TOPICS]
