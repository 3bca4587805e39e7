"""The page of statistics: the shelf in numbers, each plot with its table."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.pages.faces import text_face
from generator.pages.page import Page
from generator.pages.plan import Plan
from generator.pages.plot import bars, small, stacked
from generator.pages.render import Shelf
from generator.pages.statistics_rows import Rows, period_text, step_text
from generator.statistics import Statistics, statistics
from generator.statistics.growth import Growth
from generator.statistics.topics import Topics
from generator.wording import shortened

PATH = addresses.index("statistics")


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plan of the page, which follows from the numbers alone."""
    counted = statistics(shelf.catalog)
    key = text_face(repr(counted)) >> 1
    yield Plan(PATH, "statistics", key, partial(statistics_page, shelf, counted))


def statistics_page(shelf: Shelf, counted: Statistics) -> Page:
    """Return the page."""
    rows = Rows(counted, shelf.catalog, shelf.links_from(PATH))
    name = shelf.settings.site_name
    return Page(
        path=PATH,
        kind="statistics",
        title="Statistics",
        description=shortened(
            f"{name} in numbers: papers by year, venue and topic, and its growth."
        ),
        body=shelf.render(
            "statistics.md.j2",
            PATH,
            counted=counted,
            rows=rows,
            years_plot=_years_plot(counted),
            growth_plot=_growth_plot(counted.growth),
            topic_plots=_topic_plots(counted.topics),
            periods=list(map(period_text, counted.topics.periods)),
            step_text=step_text,
        ),
        updated=counted.newest.isoformat() if counted.newest else None,
    )


def _years_plot(counted: Statistics) -> Markup:
    return bars("Papers by year", [(str(year), n) for year, n in counted.years.span])


def _growth_plot(growth: Growth) -> Markup:
    steps = [
        (step_text(step.start, growth.unit), step.total - step.added, step.added)
        for step in growth.steps
    ]
    return stacked("Papers on the shelf", steps)


def _topic_plots(topics: Topics) -> list[Markup]:
    """Return a small plot for each topic, all to one scale."""
    labels = list(map(period_text, topics.periods))
    highest = max((max(one.counts, default=0) for one in topics.first), default=0)
    return [
        small(
            f"{one.topic.name}, papers by year", list(zip(labels, one.counts, strict=True)), highest
        )
        for one in topics.first
    ]
