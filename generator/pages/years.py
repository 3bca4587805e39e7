"""Pages of years: one a year, and the index with its plot."""

from collections.abc import Iterator

from markupsafe import Markup

from generator import addresses
from generator.pages.page import Crumb, Page
from generator.pages.plot import bars
from generator.pages.render import Shelf, path_of, updated

PATH = addresses.index("years")
CRUMB: Crumb = ("Years", PATH)


def index_page(shelf: Shelf) -> Page:
    """Return the list of years."""
    catalog = shelf.catalog
    undated = sum(paper.date is None for paper in catalog.papers)
    return Page(
        path=PATH,
        kind="years",
        title="Years",
        description=f"The papers of {shelf.settings.site_name} by the year they came out.",
        body=shelf.render("years.md.j2", PATH, plot=years_plot(shelf), undated=undated),
        updated=updated(catalog.papers),
    )


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of every year."""
    years = list(shelf.catalog.years)
    for position, year in enumerate(years):
        path = path_of(year)
        papers = shelf.catalog.years[year]
        body = shelf.render(
            "year.md.j2",
            path,
            title=f"Papers of {year}",
            papers=papers,
            earlier=years[position + 1] if position + 1 < len(years) else None,
            later=years[position - 1] if position else None,
        )
        yield Page(
            path=path,
            kind="year",
            title=f"Papers of {year}",
            description=f"The papers of {shelf.settings.site_name} that came out in {year}.",
            body=body,
            crumbs=(CRUMB,),
            updated=updated(papers),
        )


def years_plot(shelf: Shelf) -> Markup:
    """Return the number of papers a year as an SVG figure, empty years included."""
    counts = {year: len(papers) for year, papers in shelf.catalog.years.items()}
    if not counts:
        return Markup("")
    span = range(min(counts), max(counts) + 1)
    return bars("Papers by year", [(str(year), counts.get(year, 0)) for year in span])


def year_links(shelf: Shelf, path: str) -> Markup:
    """Return the years as links with their counts, oldest first: the plot in words."""
    years = sorted(shelf.catalog.years.items())
    return Markup(" · ").join(
        Markup(f"[{year}]({addresses.relative(path_of(year), path)}) {len(papers)}")
        for year, papers in years
    )
