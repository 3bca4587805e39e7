"""Measures how long one more paper takes, and what it costs to look at the nearest papers only.

  python -m tests.benchmarks.adding DATA [NEAREST]    papers of a .jsonl.gz file with keywords

Some papers are taken off the shelf and suggested tags for as new ones, beside the nearest papers
and beside all; printed are the seconds for one, and the share of the first three tags that it has.
"""

import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_values

from generator.contribute.nearby import MOST, catalog_nearby
from generator.contribute.suggest import suggest
from generator.records.models import Paper
from generator.records.read import Records
from tests.benchmarks.tags import catalog_of_keywords

PAPERS = 60
SHOWN = 3


def main(data: Path, nearest: int = MOST) -> None:
    """Print seconds and precision, beside the nearest papers and beside all."""
    catalog = catalog_of_keywords(data)
    records = Records(papers=catalog.papers, tags=tuple(catalog.tags.values()))
    known = [paper for paper in records.papers if len(paper.tags) > 1]
    sample = random.Random(1).sample(known, min(PAPERS, len(known)))  # noqa: S311
    print(f"{len(records.papers):,} papers, {len(records.tags):,} tags, {len(sample)} new in turn")
    for most in (nearest, len(records.papers)):
        start = time.perf_counter()
        right = sum(_right(records, paper, most) for paper in sample)
        seconds = (time.perf_counter() - start) / len(sample)
        share = right / (SHOWN * len(sample))
        print(
            f"beside {most:,}: {seconds:.1f} s each, precision at {SHOWN} {share:.3f}", flush=True
        )


def _right(records: Records, paper: Paper, most: int) -> int:
    """Return how many of the first tags suggested for a paper it has."""
    others = tuple(other for other in records.papers if other is not paper)
    new = with_values(paper, tags=(), digest=0)
    catalog = catalog_nearby(replace(records, papers=others), new, most)
    (found,) = suggest(catalog, [catalog.by_id[paper.id]], SHOWN, 0.0)
    return len({one.tag.id for one in found.suggestions} & set(paper.tags))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
