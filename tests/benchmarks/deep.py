"""Measures what `papershelf check --deep` finds of papers, and how long it takes.

  python -m tests.benchmarks.deep DATA     papers of a .jsonl or .jsonl.gz file

Some papers are planted a second time: as preprints told otherwise, and with a misspelt title.
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_values

from generator.catalog import Catalog
from generator.deep_checks.papers import doubtful_papers
from generator.records.document import Source
from generator.records.models import Paper
from tests.benchmarks.duplicates import EACH, SEED, Tellings, _slipped
from tests.benchmarks.shelves import write_shelf
from tests.benchmarks.tables import table
from tests.benchmarks.tags import catalog_of

FILE = "planted"
_PLACE = re.compile(rf"\b{FILE}:(\d+)")


def preprints(papers: list[Paper]) -> Iterator[tuple[str, Paper]]:
    """Yield ways of telling, and papers told so as preprints, half of them without one author."""
    tellings, chance = Tellings(papers), random.Random(SEED)  # noqa: S311
    new: dict[str, Callable[[Paper], str]] = {
        "another title": lambda _: tellings.title(),
        "two words of the title others": lambda p: f"Towards {' '.join(p.title.split()[2:])}",
    }
    for way, title in new.items():
        for share in (0.1, 0.3, 0.5):
            for number, paper in enumerate(chance.sample(papers, EACH)):
                some = (
                    paper.authors[:-1] if number % 2 and len(paper.authors) > 2 else paper.authors
                )
                abstract = tellings.changed(paper, share)
                told = with_values(paper, title=title(paper), abstract=abstract, authors=some)
                told = with_values(told, venue=None, doi=None, arxiv="2401.00001")
                yield f"a preprint, {way}, {share:.0%} other words", told


def misspelt(papers: list[Paper]) -> Iterator[tuple[str, Paper]]:
    """Yield papers with a letter less in the title, and no author in common."""
    chance = random.Random(SEED)  # noqa: S311
    for paper in chance.sample(papers, EACH):
        title = _slipped(paper.title)
        yield "a letter less in the title, no authors", with_values(paper, title=title, authors=())


def main(data: Path) -> None:
    """Print how many of each way are found, and every other warning."""
    with tempfile.TemporaryDirectory() as name:
        catalog = catalog_of(write_shelf(data, Path(name)))
    start = time.monotonic()
    others = list(doubtful_papers(catalog, ()))
    seconds = time.monotonic() - start
    fit = [
        p for p in catalog.papers if len(p.authors) > 1 and len(p.abstract or "") > 500 and p.venue
    ]
    told = list(enumerate((*preprints(fit), *misspelt(fit)), start=1))
    copies = [
        with_values(paper, id=f"planted-{n}", source=Source(FILE, n), digest=n)
        for n, (_, paper) in told
    ]
    way_of = {number: way for number, (way, _) in told}
    found = dict.fromkeys(way_of.values(), 0)
    for problem in doubtful_papers(_with(catalog, copies), ()):
        at = _PLACE.search(f"{problem}")
        if at:
            found[way_of[int(at[1])]] += 1
    rows = [(way, str(number)) for way, number in found.items()]
    print(table(iter([("Told otherwise", f"Found of {EACH}"), *rows])))
    print(f"\n{len(others)} warnings of {len(catalog.papers):,} records, in {seconds:.1f} s")
    print(*others, sep="\n")


def _with(catalog: Catalog, papers: list[Paper]) -> Catalog:
    every = (*catalog.papers, *papers)
    return replace(catalog, papers=every, by_id={paper.id: paper for paper in every})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
