"""Measures the build of a catalog of any size, and prints a table.

    python -m tests.benchmarks.build DATA [--limit N] [--peers PYTHON] [--sample N] [--edits]

DATA is a .jsonl or .jsonl.gz file with a paper a line. PYTHON has hugo, pagefind and pagefind_bin
installed; Hugo builds the same papers, and Pagefind indexes Hugo's site, in turn with ours. Of all
times, only ratios mean much on another machine.
"""

import argparse
import json
import platform
import random
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # when run as a file

from generator.publish.parallel import cores
from tests.benchmarks import hugo, ours, peers, plain, tables
from tests.benchmarks.changes import KINDS, change
from tests.benchmarks.shelves import PAPERS, configure, read_papers, write_shelf
from tests.benchmarks.watching import Watched

LARGE = 50_000
LARGE_OPTIONS = {"author_page_min_papers": 2}
"""What a shelf of more than so many papers sets, or its site would be larger than hosts take."""
SEED = 4

Figures = dict[str, Any]


def main() -> None:
    """Measure, print the table, and write the figures as JSON where that is asked for."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = (args.keep or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        figures = measured(args, folder)
    print(tables.text(figures))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("data", type=Path, help="papers, as .jsonl or .jsonl.gz")
    parser.add_argument("--limit", type=int, default=0, help="measure the first N papers")
    parser.add_argument("--peers", type=Path, help="a Python that has Hugo and Pagefind")
    parser.add_argument("--sample", type=int, default=0, help="papers for plain MkDocs to build")
    parser.add_argument("--edits", action="store_true", help="build again after some changes")
    parser.add_argument(
        "--verify", action="store_true", help="and compare each site with a clean build"
    )
    parser.add_argument("--json", type=Path, help="where all figures go")
    parser.add_argument("--keep", type=Path, help="where shelf, sites and pages stay")
    parser.add_argument(
        "--set", type=_option, action="append", default=[], metavar="KEY=VALUE",
        help="an option of the plugin, such as newest=10",
    )  # fmt: skip
    return parser.parse_args()


def _option(text: str) -> tuple[str, Any]:
    key, _, value = text.partition("=")
    return key, yaml.safe_load(value)


def measured(args: argparse.Namespace, folder: Path) -> Figures:
    """Return all figures; what is written goes into the folder."""
    _say("Writing the shelf")
    shelf = folder / "shelf"
    for made in ("site", ".cache"):
        shutil.rmtree(shelf / made, ignore_errors=True)
    write_shelf(args.data, shelf, args.limit)
    papers = _count(shelf / PAPERS)
    options = (LARGE_OPTIONS if papers > LARGE else {}) | dict(args.set)
    config = configure(shelf, options)
    _say("Building")
    clean = ours.build(config)
    figures = {"papers": papers, "options": options, "machine": _machine()}
    figures["build"] = clean.figures | {"site": ours.site_figures(shelf / "site")}
    if args.peers:
        figures["peers"] = _peers(args, folder, clean.watched)
    if args.sample:
        _say("Plain MkDocs")
        sample = list(islice(read_papers(args.data, args.limit), args.sample))
        figures["plain_mkdocs"] = plain.milliseconds_a_page(sample, folder / "plain")
    if args.edits or args.verify:
        figures["edits"] = _edits(config, clean.watched, verify=args.verify)
    return figures


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"{what}…", file=sys.stderr)


def _count(file: Path) -> int:
    with file.open(encoding="utf-8") as lines:
        return sum(1 for _ in lines)


def _machine() -> Figures:
    return {"cores": cores(), "system": platform.system(), "python": platform.python_version()}


def _peers(args: argparse.Namespace, folder: Path, build: Watched) -> Figures:
    _say("Hugo")
    site = folder / "hugo"
    hugo.write_site(read_papers(args.data, args.limit), site)
    of_hugo = hugo.hugo(args.peers, site)
    _say("Pagefind")
    of_pagefind = peers.pagefind(args.peers, site / "public")
    seconds = of_hugo.seconds + of_pagefind.seconds
    worked = of_hugo.cpu_seconds + of_pagefind.cpu_seconds
    return {
        "what": "Hugo on a page a paper and its tags; Pagefind on Hugo's site; after our own build",
        "hugo": _figures(of_hugo),
        "pagefind": _figures(of_pagefind),
        "seconds": round(seconds, 2),
        "ours_by_theirs_in_seconds": round(build.seconds / seconds, 3),
        "ours_by_theirs_in_cpu_seconds": round(build.cpu_seconds / worked, 3),
        "ours_by_the_larger_in_memory": _ratios(build, of_hugo, of_pagefind),
    }


def _figures(watched: Watched) -> Figures:
    return {
        "seconds": round(watched.seconds, 2),
        "cpu_seconds": round(watched.cpu_seconds, 2),
        "peak_mb": ours.memory(watched),
    }


def _ratios(build: Watched, *others: Watched) -> Figures:
    """Return our peak by the larger one of others, for each way to count."""
    theirs = [ours.memory(one) for one in others]
    return {
        way: round(peak / max(one[way] or 1 for one in theirs), 3) if peak else None
        for way, peak in ours.memory(build).items()
    }


def _edits(config: Path, clean: Watched, *, verify: bool) -> Figures:
    """Return what builds take that go on from the one before, each after one change."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    shelf, figures = config.parent, {}
    for kind in KINDS:
        _say(f"One paper {kind}")
        paper = change(shelf / PAPERS, kind, chance)
        again = ours.build(config)
        figures[kind] = {"paper": paper} | _share(again.watched, clean) | again.figures
        if verify:
            _say("A clean build to compare")
            figures[kind]["different_files"] = _different(shelf)
    return figures


def _share(again: Watched, clean: Watched) -> Figures:
    return {
        "share_of_clean": round(again.seconds / clean.seconds, 4),
        "share_of_clean_in_cpu_seconds": round(again.cpu_seconds / clean.cpu_seconds, 4),
    }


def _different(shelf: Path) -> list[str]:
    """Build a copy of a shelf without a cache and return the files that differ."""
    copy = shelf.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(shelf, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    ours.build(copy / "mkdocs.yml")
    return ours.differences(shelf / "site", copy / "site")


if __name__ == "__main__":
    main()
