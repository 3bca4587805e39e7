"""The lines of the tables on the page of statistics."""

import datetime
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator import addresses, markdown_text
from generator.catalog import Catalog
from generator.pages.links_from import LinksFrom
from generator.pages.plot import row
from generator.records.dates import MONTHS
from generator.statistics import Statistics
from generator.statistics.topics import Period

PARTS = {
    "authors": "Authors",
    "date": "Date",
    "venue": "Venue",
    "tags": "Topics",
    "abstract": "Abstract",
    "code": "Code",
    "project": "Project page",
    "pdf": "PDF",
    "doi": "DOI",
    "arxiv": "arXiv",
    "openreview": "OpenReview",
    "acl": "ACL Anthology",
    "pmid": "PubMed",
    "dataset": "Data",
    "video": "Video",
    "slides": "Slides",
    "tldr": "Summary in a sentence",
    "added": "Day of arrival",
}
FILTERS = frozenset({"code", "project", "dataset", "video", "slides"})
"""The parts that Explore can filter by."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what is counted, how many papers, their share in words and as a bar."""

    name: Markup
    papers: Markup
    share: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the large numbers: as it is shown, what it counts, and where it leads."""

    number: str
    noun: str
    target: Markup


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes lines for one page, with links from there."""

    counted: Statistics
    catalog: Catalog
    to: LinksFrom

    def figures(self) -> list[Figure]:
        """Return the largest numbers of the shelf."""
        counted, span = self.counted, self.counted.years.counts
        code = next(one.papers for one in counted.completeness if one.part == "code")
        years = "–".join(dict.fromkeys(str(year) for year, _ in (*span[:1], *span[-1:])))
        listed = [
            (counted.papers, "paper", "papers"),
            (counted.authors, "author", "authors"),
            (counted.topics.number, "topic", "tags"),
            (counted.venues.number, "venue", "venues"),
            (counted.collections, "collection", "collections"),
        ]
        figures = [
            Figure(f"{n:,}", noun + ("" if n == 1 else "s"), self.to(addresses.index(kind)))
            for n, noun, kind in listed
            if n or noun == "paper"
        ]
        if years:
            noun = "year" if len(span) == 1 else "years"
            figures.insert(1, Figure(years, noun, self.to(addresses.index("years"))))
        if code:
            figures.append(Figure(f"{code:,}", "with code", self._found(("has", "code"))))
        return figures

    def years(self) -> list[Row]:
        """Return the years, newest first, and the papers without one."""
        counts, undated = self.counted.years.counts, self.counted.years.undated
        named = [(Markup(f"[{year}]({self.to(year)})"), number) for year, number in counts]
        if undated:
            named.insert(0, (Markup("Without a date"), undated))
        return [replace(self._row(*one), bar=Markup("")) for one in reversed(named)]

    def venues(self) -> list[Row]:
        """Return the venues of the most papers, the others, and the papers without one."""
        venues = self.counted.venues
        highest = venues.first[0].papers if venues.first else 0
        rows = [
            self._row(_link(one.name, self.to(self.catalog.venues[one.id])), one.papers, highest)
            for one in venues.first
        ]
        if venues.others:
            noun = "other venue" if venues.others == 1 else "other venues"
            name = Markup(f"[{venues.others:,} {noun}]({self.to(addresses.index('venues'))})")
            rows.append(self._row(name, venues.others_papers))
        if venues.without:
            rows.append(self._row(Markup("Without a venue"), venues.without))
        return rows

    def pairs(self) -> list[Row]:
        """Return the pairs of topics that most papers have; the number leads to these papers."""
        pairs, tags = self.counted.topics.pairs, self.catalog.tags
        highest = pairs[0].papers if pairs else 0
        return [
            self._row(
                Markup(" + ").join(
                    _link(t.name, self.to(tags[t.id])) for t in (one.first, one.second)
                ),
                one.papers,
                highest,
                self._found(("tag", one.first.id), ("tag", one.second.id)),
            )
            for one in pairs
        ]

    def completeness(self) -> list[Row]:
        """Return the parts of a record and how many papers have them."""
        whole = self.counted.papers
        return [
            self._row(
                Markup(PARTS[one.part]),
                one.papers,
                whole,
                self._found(("has", one.part)) if one.part in FILTERS and one.papers else None,
            )
            for one in self.counted.completeness
        ]

    def _row(
        self, name: Markup, number: int, highest: int = 0, target: Markup | None = None
    ) -> Row:
        """Return a line; without a `highest` number to be compared with, its bar is empty."""
        papers = Markup(f"[{number:,}]({target})" if target else f"{number:,}")
        bar = row(number if highest else 0, highest)
        return Row(name, papers, share_text(number, self.counted.papers), bar)

    def _found(self, *filters: tuple[str, str]) -> Markup:
        return Markup(self.to.search + addresses.explore_query(filters))


def _link(name: str, target: Markup) -> Markup:
    return Markup(f"[{markdown_text.escape(name)}]({target})")


def share_text(number: int, whole: int) -> str:
    """Return a share in percent; only nothing is 0% and only all of it 100%."""
    percent = round(100 * number / whole) if whole else 0
    if percent == 0 and number:
        return "<1%"
    return ">99%" if percent == 100 and number < whole else f"{percent}%"


def period_text(period: Period) -> str:
    """Return "2017", "2016–17" or "1998–2003"."""
    first, last = period.first, period.last
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"


def step_text(day: datetime.date, unit: str) -> str:
    """Return a step of growth by its first day: "17 Mar 2026", "Mar 2026", "2026 Q1" or "2026"."""
    month = f"{MONTHS[day.month - 1][:3]} {day.year}"
    texts = {
        "month": month,
        "quarter": f"{day.year} Q{(day.month + 2) // 3}",
        "year": str(day.year),
    }
    return texts.get(unit, f"{day.day} {month}")
