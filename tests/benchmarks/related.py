"""Measures related papers: how good with which evidence, how many are missed, how long it takes.

    python -m tests.benchmarks.related DATA [--limit N] [--exact]

DATA is a .jsonl or .jsonl.gz file with a paper a line. Where papers have `keywords` that their
authors gave, precision at 5 is the share of the first five links that share one; no ranking reads
them, nor the papers' tags. `--exact` compares every paper with every other, too, and says how many
of its links are found. Of all times, only ratios mean much on another machine.
"""

import argparse
import json
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from generator.catalog import Catalog, build_catalog
from generator.records.read import read_records
from generator.relate import Bounds, Links, related
from tests.benchmarks.shelves import Record, read_papers
from tests.benchmarks.tables import table

SHOWN = 6
COUNTED = 5
SEEN = ("id", "title", "authors", "date", "abstract", "added")
"""What the ranking is given."""
NEVER = 1 << 40
WITHOUT_PAIRS: dict[str, Any] = {"generator.relate.pairs.LEAST_PAPERS": NEVER}
WITHOUT_AUTHORS: dict[str, Any] = {"generator.relate.model.AUTHOR_WEIGHT": 0.0}
NO_TOPICS = Bounds(latent_from=NEVER)
WAYS: list[tuple[str, Bounds, Mapping[str, Any]]] = [
    ("words", NO_TOPICS, WITHOUT_PAIRS | WITHOUT_AUTHORS),
    ("words, pairs", NO_TOPICS, WITHOUT_AUTHORS),
    ("words, authors", NO_TOPICS, WITHOUT_PAIRS),
    ("words, topics", Bounds(), WITHOUT_PAIRS | WITHOUT_AUTHORS),
    ("words, pairs, authors", NO_TOPICS, {}),
    ("words, pairs, topics", Bounds(), WITHOUT_AUTHORS),
    ("words, topics, authors", Bounds(), WITHOUT_PAIRS),
    ("words, pairs, topics, authors", Bounds(), {}),
]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("data", type=Path, help="papers, as .jsonl or .jsonl.gz")
    parser.add_argument("--limit", type=int, default=0, help="measure the first N papers")
    parser.add_argument("--exact", action="store_true", help="say how many links are missed")
    args = parser.parse_args()
    records = list(read_papers(args.data, args.limit))
    catalog = _catalog(records)
    started, used = time.perf_counter(), time.process_time()
    found = related(catalog, SHOWN)
    seconds, used = time.perf_counter() - started, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(catalog.papers):,} papers: {seconds:.1f} s, {used:.1f} s of processor time, "
        f"{peak:,.0f} MB at most, reading included"
    )
    if args.exact:
        whole = related(catalog, SHOWN, bounds=replace(Bounds(), exact_below=NEVER))
        print(
            f"{_recall(found.links, whole.links):.1%} of the links of a full comparison are found"
        )
    keywords = {record["id"]: _keywords(record) for record in records if record.get("keywords")}
    if keywords:
        print(table(_ablation(catalog, keywords)))


def _catalog(records: list[Record]) -> Catalog:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "papers")
        folder.mkdir()
        lines = (
            json.dumps({key: record[key] for key in SEEN if key in record}) for record in records
        )
        (folder / "papers.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return build_catalog(read_records(Path(name), Path(name), {}))


def _ablation(catalog: Catalog, keywords: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    yield "Evidence", "Precision at 5"
    for name, bounds, changes in WAYS:
        with ExitStack() as stack:
            for target, value in changes.items():
                stack.enter_context(patch(target, value))
            yield name, f"{_precision(related(catalog, SHOWN, bounds=bounds).links, keywords):.4f}"


def _keywords(record: Mapping[str, Any]) -> set[str]:
    words = (re.sub(r"[^a-z0-9]+", " ", word.lower()).strip() for word in record["keywords"])
    return {word for word in words if word}


def _precision(links: Links, keywords: Mapping[str, set[str]]) -> float:
    shared = sum(
        bool(known & keywords.get(other, set()))
        for name, known in keywords.items()
        for other in links.ids(name)[:COUNTED]
    )
    return shared / (COUNTED * len(keywords))


def _recall(found: Links, whole: Links) -> float:
    wanted = {name: set(whole.ids(name)) for name in whole}
    met = sum(len(names & set(found.ids(name))) for name, names in wanted.items())
    return met / max(1, sum(map(len, wanted.values())))


if __name__ == "__main__":
    main()
