"""What an author's page says besides their papers: co-authors, topics, venues, years, names."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from generator.catalog import Author, Catalog, Venue, venue_name
from generator.pages import plot, topic
from generator.pages.render import Shelf
from generator.people.authors import printed_names
from generator.records.identifiers import address_slug
from generator.records.models import Paper

LEAST_PAPERS = 2
"""The card of a single paper says all that could stand beside it."""
LEAST_IN_PLOT = 5
LEAST_FOR_VENUES = 3
"""Of fewer papers, each names its own venue."""
SHOWN_BESIDE = 12
SHOWN_VENUES = 8
SHOWN_NAMES = 200
"""Names of more would fill a page of their own."""


def coauthors(shelf: Shelf, author: Author) -> list[tuple[Author, int]]:
    """Return the people an author wrote with and on how many papers, the most frequent first."""
    counts: dict[str, int] = {}
    for paper in author.papers:
        for slug in dict.fromkeys(shelf.catalog.slugs_of(paper)):
            counts[slug] = counts.get(slug, 0) + 1
    del counts[author.slug]
    pairs = [(shelf.catalog.authors[slug], number) for slug, number in counts.items()]
    return sorted(pairs, key=lambda pair: (-pair[1], shelf.sort_key(pair[0])))


def venues(catalog: Catalog, papers: Sequence[Paper]) -> list[tuple[Venue, int]]:
    """Return where some papers appeared and how many, the most frequent first.

    A venue is named as it is on these papers, for what others print is not to change the page.
    """
    names: dict[str, Counter[str]] = {}
    for paper in papers:
        if paper.venue:
            slug = catalog.venue_slugs[paper.venue]
            names.setdefault(slug, Counter())[venue_name(paper.venue)] += 1
    if len(papers) < LEAST_FOR_VENUES:
        names = {slug: some for slug, some in names.items() if some.total() > 1}
    found = [
        (Venue(slug=slug, name=min(some, key=lambda n: (-some[n], n)), papers=()), some.total())
        for slug, some in names.items()
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))[:SHOWN_VENUES]


def years_plot(papers: Sequence[Paper]) -> Markup:
    """Return the papers by year as a small figure; nothing for a few, or for a single year."""
    years = topic.years(papers) if len(papers) >= LEAST_IN_PLOT else []
    highest = max((number for _, number in years), default=0)
    return plot.small("Papers by year", years, highest) if years else Markup("")


def span(papers: Sequence[Paper]) -> str:
    """Return the years of some papers: "2019–2024", "2024", or nothing without a date."""
    years = [paper.date.year for paper in papers if paper.date]
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def variants(catalog: Catalog, author: Author) -> list[str]:
    """Return the other ways in which papers print the author's name."""
    printed = printed_names(author.slug, author.papers, catalog.authorship)
    return sorted(printed.keys() - {author.name})


def doubtful(catalog: Catalog, author: Author) -> int:
    """Return how many of an author's papers may be by another one of the name, for all they say."""
    if not author.namesakes:
        return 0
    settled = {paper for person in catalog.people for paper in person.papers}
    return sum(
        entry.orcid is None and address_slug(entry.name) in catalog.authorship.ambiguous
        for paper in author.papers
        if paper.id not in settled
        for entry, slug in zip(paper.authors, catalog.slugs_of(paper), strict=True)
        if slug == author.slug
    )
