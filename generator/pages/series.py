"""Series: lists of papers, newest first, of which the long ones fill several pages.

The list's own page shows the newest part and leads to the others; a part says nothing of how many
papers or parts there are, for that changes with every paper.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator import addresses
from generator.pages.faces import text_face
from generator.pages.later import Later
from generator.pages.page import Crumb, Page
from generator.pages.parts import (
    Part,
    Scale,
    Step,
    cut_newest_first,
    steps,
    surely_whole,
)
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.records.dates import MONTHS
from generator.records.models import Paper
from generator.wording import shortened

ONE_IN = 12
MOST_WAYS = 300
"""With more parts than this, a list's own page leads to the newest part of each year alone."""

Group = tuple[str, Sequence[Paper]]
"""A heading and the papers under it."""
Way = tuple[str, list[Step]]
"""A year or what else a reader looks for, and the parts that hold papers of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A list of papers and the page that it stands on."""

    path: str
    kind: str
    title: str
    crumbs: tuple[Crumb, ...]
    papers: Sequence[Paper]
    label: Callable[[Paper], str]
    """What a reader looks for in the list: a year, a month, an edition."""
    has_headings: bool = False
    """Whether labels are headings on the pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What the own page of a list shows of it: the newest papers and the ways to the others."""

    papers: Sequence[Paper]
    ways: Sequence[Way]
    steps: Sequence[Step]
    starts: Mapping[str, str]
    """For each label the path of the part where its newest papers stand."""


def year_label(paper: Paper) -> str:
    """Return the year that a paper came out in."""
    return str(paper.date.year) if paper.date else "Without a date"


def month_label(paper: Paper) -> str:
    """Return the month that a paper came out in."""
    return MONTHS[paper.date.month - 1] if paper.date and paper.date.month else "Without a month"


def is_short(shelf: Shelf, papers: Sequence[Paper]) -> bool:
    """Tell whether papers, however long their cards, stand on one page."""
    return surely_whole(len(papers), shelf.weights.heaviest)


def beginning(shelf: Shelf, series: Series) -> Beginning:
    """Return what the own page of a list shows of it."""
    *others, newest = _parts(shelf, series.papers)
    numbers = _numbers(series, others)
    starts = {label: addresses.part(series.path, here[0]) for label, here in numbers.items()}
    return Beginning(
        papers=newest.entries,
        ways=_ways(series, numbers),
        steps=steps(series.path, newest.number, newest.number),
        starts=starts | dict.fromkeys(map(series.label, newest.entries), series.path),
    )


def grouped(papers: Sequence[Paper], label: Callable[[Paper], str]) -> Later[Group]:
    """Return papers under the labels that neighbours share."""
    return Later(lambda: [(heading, list(group)) for heading, group in groupby(papers, key=label)])


def plans(shelf: Shelf, series: Series) -> Iterator[Plan]:
    """Yield the plans of a list's parts but for the newest, which its own page shows."""
    parts = _parts(shelf, series.papers)
    face = text_face(repr((series.title, series.crumbs)))
    for part in reversed(parts[:-1]):
        is_next_to_last = part.number + 1 == len(parts)
        key = key_of(face, part.number, is_next_to_last, shelf.faces.of(part.entries))
        # The number of parts as far as the page depends on it.
        last = part.number + (1 if is_next_to_last else 2)
        path = addresses.part(series.path, part.number)
        yield Plan(path, series.kind, key, partial(_page, shelf, series, part, last))


def _page(shelf: Shelf, series: Series, part: Part[Paper], last: int) -> Page:
    path = addresses.part(series.path, part.number)
    title = f"{series.title}, part {part.number}"
    labels = [series.label(part.entries[end]) for end in (-1, 0)]
    span = " – ".join(dict.fromkeys(labels))
    sections = grouped(part.entries, series.label)
    return Page(
        path=path,
        kind=series.kind,
        title=title,
        description=shortened(f"{title}: {span}. From {shelf.settings.site_name}."),
        body=shelf.render(
            "part_of_papers.md.j2",
            path,
            title=title,
            groups=sections if series.has_headings else [(span, part.entries)],
            steps=steps(series.path, part.number, last),
        ),
        crumbs=(*series.crumbs, (series.title, series.path)),
        updated=updated(part.entries),
    )


def _parts(shelf: Shelf, papers: Sequence[Paper]) -> list[Part[Paper]]:
    if is_short(shelf, papers):
        return [Part(1, tuple(papers))]
    weights = shelf.weights
    return cut_newest_first(
        papers, Scale(lambda paper: weights[paper.id], lambda paper: paper.id, ONE_IN)
    )


def _numbers(series: Series, parts: Sequence[Part[Paper]]) -> dict[str, list[int]]:
    """Return for each label the parts that hold papers of it, the newest first."""
    numbers: dict[str, list[int]] = {}
    for part in reversed(parts):
        for label in dict.fromkeys(map(series.label, part.entries)):
            numbers.setdefault(label, []).append(part.number)
    return numbers


def _ways(series: Series, numbers: Mapping[str, list[int]]) -> list[Way]:
    """Return the labels with the parts that they lead to; of very many only some."""
    shown = None if sum(map(len, numbers.values())) <= MOST_WAYS else 1
    every = max(1, -(-len(numbers) // MOST_WAYS))
    return [
        (label, [(str(number), addresses.part(series.path, number)) for number in here[:shown]])
        for label, here in list(numbers.items())[::every]
    ]
