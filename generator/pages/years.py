"""Pages of years: one a year, and the index with its plot."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.catalog import Catalog
from generator.pages import series
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.plan import Plan, key_of
from generator.pages.plot import bars
from generator.pages.rail import year_rail
from generator.pages.render import Shelf, updated
from generator.pages.series import Series

PATH = addresses.index("years")
CRUMB: Crumb = ("Years", PATH)


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every year."""
    catalog, faces = shelf.catalog, shelf.faces
    counted = key_of(faces.shelf, year_counts(catalog))
    yield Plan(PATH, "years", counted, partial(index_page, shelf))
    years = [0, *catalog.years, 0]
    for later, year, earlier in zip(years, years[1:], years[2:], strict=False):
        key = key_of(earlier, later, faces.of(catalog.years[year]))
        yield Plan(path_of(year), "year", key, partial(_page, shelf, year, earlier, later))
        yield from series.plans(shelf, _series(shelf, year))


def year_counts(catalog: Catalog) -> int:
    """Return a number for the years and how many papers each has."""
    return key_of(*(n for year, papers in catalog.years.items() for n in (year, len(papers))))


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


def _series(shelf: Shelf, year: int) -> Series:
    return Series(
        path=path_of(year),
        kind="year",
        title=f"Papers of {year}",
        crumbs=(CRUMB,),
        papers=shelf.catalog.years[year],
        label=series.month_label,
    )


def _page(shelf: Shelf, year: int, earlier: int, later: int) -> Page:
    listed = _series(shelf, year)
    return Page(
        path=listed.path,
        kind="year",
        title=listed.title,
        description=f"The papers of {shelf.settings.site_name} that came out in {year}.",
        body=shelf.render(
            "year.md.j2",
            listed.path,
            title=listed.title,
            papers=listed.papers,
            shown=series.beginning(shelf, listed),
            earlier=earlier,
            later=later,
            rail=year_rail(shelf, year, listed.papers),
        ),
        crumbs=listed.crumbs,
        updated=updated(listed.papers),
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
