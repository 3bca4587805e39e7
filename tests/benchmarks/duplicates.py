"""Measures which records that are one paper are found, and which others are warned of.

  python -m tests.benchmarks.duplicates DATA     papers of a .jsonl or .jsonl.gz file

Some papers are planted a second time, in six ways of telling them otherwise.
"""

import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_values

from generator.catalog import Catalog
from generator.contribute.duplicates import near_duplicates
from generator.problems import Problem
from generator.records.document import Source
from generator.records.models import Paper
from generator.relate import related
from tests.benchmarks.shelves import read_papers, write_shelf
from tests.benchmarks.tables import table
from tests.benchmarks.tags import catalog_of, catalog_of_keywords

EACH = 60
"""So many papers are planted in each way."""
SEED = 1
FILE = "planted.jsonl"
_PLACES = re.compile(r"(\S+):(\d+) \(")

Told = tuple[str, str]
"""Another title and another abstract."""
Place = tuple[str, int]
"""A file and a line."""


class Tellings:
    """Ways to tell of a paper otherwise."""

    def __init__(self, papers: list[Paper]) -> None:
        self.chance = random.Random(SEED)  # noqa: S311
        self.papers = papers
        some = self.chance.sample(papers, min(300, len(papers)))
        self.words = [word for paper in some for word in (paper.abstract or "").split()]

    def ways(self) -> dict[str, Callable[[Paper], Told]]:
        """Return the ways by what they change."""
        return {
            "no subtitle, 30 % other words": lambda p: (_main(p), self.changed(p, 0.3)),
            "another subtitle, 30 % other words": lambda p: (
                _main(p) + ": New Insights and Results",
                self.changed(p, 0.3),
            ),
            "a subtitle more, half the sentences": lambda p: (
                p.title + ": An Extended Study",
                " ".join(re.split(r"(?<=[.!?]) ", p.abstract or "")[::2]),
            ),
            "a letter less in the title, 50 % other words": lambda p: (
                _slipped(p.title),
                self.changed(p, 0.5),
            ),
            "another title, 10 % other words": lambda p: (self.title(), self.changed(p, 0.1)),
            "another title, 30 % other words": lambda p: (self.title(), self.changed(p, 0.3)),
        }

    def changed(self, paper: Paper, share: float) -> str:
        """Return a paper's abstract with a share of its words from others."""
        words = (paper.abstract or "").split()
        return " ".join(
            self.chance.choice(self.words) if self.chance.random() < share else word
            for word in words
        )

    def title(self) -> str:
        """Return the title of another paper."""
        return self.chance.choice(self.papers).title + " Revisited"


def _main(paper: Paper) -> str:
    return paper.title.partition(":")[0]


def _slipped(title: str) -> str:
    longest = max(title.split(), key=len)
    middle = len(longest) // 2
    return title.replace(longest, longest[:middle] + longest[middle + 1 :], 1)


def planted(catalog: Catalog) -> Iterator[tuple[str, Paper, Paper]]:
    """Yield ways of telling, papers, and those papers told so."""
    papers = [p for p in catalog.papers if p.authors and len(p.abstract or "") > 500]
    tellings = Tellings(papers)
    number = 0
    for way, tell in tellings.ways().items():
        wanted = "no subtitle" in way or "another subtitle" in way
        fit = [p for p in papers if (": " in p.title) == wanted or "title" not in way[:10]]
        for paper in tellings.chance.sample(fit, min(EACH, len(fit))):
            number += 1
            title, abstract = tell(paper)
            changes = {"id": f"planted-{number}", "title": title, "abstract": abstract}
            source = Source(FILE, number)
            yield way, paper, with_values(paper, **changes, digest=number, source=source)


def main(data: Path) -> None:
    """Print how many of each way are found, and every other warning."""
    if "keywords" in next(iter(read_papers(data, 1)), {}):
        catalog = catalog_of_keywords(data)
    else:
        with tempfile.TemporaryDirectory() as name:
            catalog = catalog_of(write_shelf(data, Path(name)))
    told = list(planted(catalog))
    every = (*catalog.papers, *(copy for _, _, copy in told))
    catalog = replace(catalog, papers=every, by_id={paper.id: paper for paper in every})
    way_of: dict[frozenset[Place], str] = {}
    origin: dict[Place, Place] = {}
    for way, paper, copy in told:
        place, planted_at = (paper.source.path, paper.source.line), (FILE, copy.source.line)
        way_of[frozenset({place, planted_at})] = way
        origin[planted_at] = place
    found: dict[str, int] = dict.fromkeys(way_of.values(), 0)
    others: list[Problem] = []
    for problem in near_duplicates(catalog, related(catalog, 0).neighbours):
        match = _PLACES.search(problem.message)
        places = (problem.path, problem.line), (match[1], int(match[2])) if match else ("", 0)
        if way := way_of.get(frozenset(places), ""):
            found[way] += 1
        elif len({origin.get(place, place) for place in places}) > 1:
            others.append(problem)
    rows = [(way, str(number)) for way, number in found.items()]
    print(table(iter([("Told otherwise", f"Found of {EACH}"), *rows])))
    print(f"\n{len(others)} warnings of others among {len(every):,} records", *others, sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
