"""Measures the search on a catalog of any size, and prints all figures as one JSON object.

    python -m tests.benchmarks.search DATA [--queries FILE] [--limit N] [--peers PYTHON]

DATA is a .jsonl or .jsonl.gz file with a paper a line; FILE has a known-item query a line: kind, q
(the query), id (of the paper meant). PYTHON has pagefind and pagefind_bin installed. Of all times,
only ratios mean much on another machine.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # when run as a file

from tests.benchmarks import chromium, known_items, node, peers
from tests.benchmarks.edits import moved_cuts
from tests.benchmarks.known_items import Known
from tests.benchmarks.shelves import read_papers, write_shelf
from tests.benchmarks.watching import Watched, watch

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 2
SESSIONS = 60
OWN_SESSIONS = 20
TIMED = 300
EDITS = 200
TIMES = ("index_seconds", "index_cpu_seconds")
PARTS = ("reading_seconds", "checking_seconds", "index_seconds")

OWN_FACTS = ("papers", "index_seconds", "bytes", "files", "term_shard_bytes")

Figures = dict[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("data", type=Path, help="papers, as .jsonl or .jsonl.gz")
    parser.add_argument("--queries", type=Path, help="known-item queries, as .jsonl")
    parser.add_argument("--limit", type=int, default=0, help="measure the first N papers")
    parser.add_argument("--peers", type=Path, help="a Python that has Pagefind")
    parser.add_argument("--lunr-queries", type=int, default=500, help="how many to compare")
    parser.add_argument("--keep", type=Path, help="where shelf, site and pages stay")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = (args.keep or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(measured(args, folder), indent=2))


def measured(args: argparse.Namespace, folder: Path) -> Figures:
    """Return all figures; what is written goes into the folder."""
    figures = _built(args, folder)
    _say("Edits")
    figures["edits"] = moved_cuts(folder / "documents.json", EDITS)
    known = _known(args)
    _say("Quality")
    figures["quality"] = node.quality(folder, known)
    _say("lunr.js over its whole index")
    figures["lunr"] = node.compare_with_lunr(folder, args.lunr_queries)
    with chromium.chromium() as browser:
        _say("Chromium")
        three = known_items.of_three_words(known)
        figures["traffic"] = _traffic(browser, folder, three, SESSIONS)
        figures |= _worked(browser, folder, known)
        _say("This repository's own shelf")
        figures["own_shelf"] = _own_shelf(browser, folder / "own")
    return figures


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"{what}…", file=sys.stderr)


def _known(args: argparse.Namespace) -> Known:
    papers = read_papers(args.data, args.limit)
    if args.queries:
        return known_items.known_items(args.queries, papers)
    return known_items.of_titles({paper["id"]: paper["title"] for paper in papers})


def _built(args: argparse.Namespace, folder: Path) -> Figures:
    """Build with ours and Pagefind in turn, so that a slow moment of the machine meets both."""
    _say("Building")
    config = write_shelf(args.data, folder / "shelf", args.limit)
    if args.peers:
        peers.write_pages(read_papers(args.data, args.limit), folder / "pages")
    ours: list[Watched] = []
    theirs: list[Watched] = []
    for _ in range(ROUNDS):
        ours.append(_build(config, folder))
        theirs += [peers.pagefind(args.peers, folder / "pages")] if args.peers else []
    build = _build_figures(ours)
    return {"build": build} | ({"pagefind": _ratio(build, theirs)} if theirs else {})


def _build(config: Path, folder: Path) -> Watched:
    return watch([sys.executable, "-m", "tests.benchmarks.building", config, folder], ROOT)


def _build_figures(rounds: list[Watched]) -> Figures:
    said = [json.loads(one.output) for one in rounds]
    return {
        "what": "the index alone, in a process of its own, without the writing of its files;"
        " reading and checking are apart. edited, added: the index made of that one after one"
        " abstract was edited, or one paper came. ru_maxrss_mb: by getrusage, before the index and"
        " with it",
        **said[-1],
        "seconds_of_each_round": [one["index_seconds"] for one in said],
        **{name: median(one[name] for one in said) for name in TIMES},
        "with_reading_seconds": round(median(sum(one[part] for part in PARTS) for one in said), 2),
    }


def _ratio(build: Figures, rounds: list[Watched]) -> Figures:
    seconds = median(one.seconds for one in rounds)
    worked = median(one.cpu_seconds for one in rounds)
    return {
        "what": "Pagefind's command on a bare page a paper, in turn with ours",
        "seconds_of_each_round": [round(one.seconds, 2) for one in rounds],
        "seconds": round(seconds, 2),
        "cpu_seconds": round(worked, 2),
        "peak_mb": max(one.peak_mb or 0 for one in rounds) or None,
        "ours_by_pagefind": round(build["index_seconds"] / seconds, 3),
        "ours_by_pagefind_in_cpu_seconds": round(build[TIMES[1]] / worked, 3),
        "ours_with_reading_by_pagefind": round(build["with_reading_seconds"] / seconds, 3),
    }


def _traffic(browser: Browser, folder: Path, queries: list[str], sessions: int) -> Figures:
    asked = known_items.asked(queries, sessions, chromium.IN_SESSION)
    return chromium.traffic(chromium.sessions(browser, folder / "site", asked))


def _worked(browser: Browser, folder: Path, known: Known) -> Figures:
    site = folder / "site"
    three = known_items.chosen(known_items.of_three_words(known), TIMED)
    mixed = known_items.chosen([item["q"] for item in known], TIMED)
    answered = [chromium.timed(browser, site, mixed) for _ in range(ROUNDS)]
    return {
        "cpu_ms": {
            "what": "index.search in a worker, ten results, all files in memory, nothing unpacked;"
            " each round in a browser page of its own",
            "queries": [len(three), len(mixed)],
            "three_words": [
                chromium.milliseconds(chromium.timed(browser, site, three)) for _ in range(ROUNDS)
            ],
            "all_kinds": [chromium.milliseconds(answers) for answers in answered],
        },
        "node_and_chromium": _compared(mixed, answered[0], node.answers(folder, mixed)),
    }


def _compared(queries: list[str], chromiums: list[Figures], nodes: list[Figures]) -> Figures:
    def shown(answer: Figures) -> tuple[object, ...]:
        hits = [(hit["id"], hit["score"], hit["snippet"]) for hit in answer["hits"]]
        return answer["total"], hits

    pairs = zip(queries, chromiums, nodes, strict=True)
    different = [query for query, one, other in pairs if shown(one) != shown(other)]
    return {
        "what": "queries with the same total, and the same ids, scores and snippets of ten hits",
        "queries": len(queries),
        "same": len(queries) - len(different),
        "different": different,
    }


def _own_shelf(browser: Browser, folder: Path) -> Figures:
    folder.mkdir(parents=True, exist_ok=True)
    build = json.loads(_build(ROOT / "mkdocs.yml", folder).output)
    listed = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    known = known_items.of_titles({id: title for id, title, *_ in listed})  # noqa: A001
    queries = known_items.of_three_words(known)
    traffic = _traffic(browser, folder, queries, OWN_SESSIONS)
    first = traffic["bytes_before_typing"] + traffic["first_query"]["mean_bytes"]
    facts = {name: build[name] for name in OWN_FACTS}
    return {**facts, "bytes_with_one_query": first, "traffic": traffic}


if __name__ == "__main__":
    main()
