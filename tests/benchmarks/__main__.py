"""Compares a strict build of this repository's shelf with plain MkDocs and Material.

    python -m tests.benchmarks [RUNS]

Two peers, both Material as it comes, with as many Markdown pages as the shelf has:

- the same pages, as `papershelf pages` writes them, with Material's own search;
- bare pages, each a title, authors and an abstract, without search: the least that could be built.

All build in turn, so that a slow moment of the machine meets all; what counts is the ratio.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from generator.pages import Shelf, all_pages
from generator.publish.pipeline import load_shelf, write_pages
from generator.settings import read_settings
from tests.benchmarks.plain import CONFIG

ROOT = Path(__file__).parent.parent.parent
MKDOCS = [sys.executable, "-m", "mkdocs", "build"]


def same_pages(folder: Path, shelf: Shelf) -> int:
    """Write a site of the shelf's own pages and return their number."""
    number = write_pages(shelf, folder / "docs")
    (folder / "docs" / "about.md").write_text("# About\n")
    (folder / "mkdocs.yml").write_text(CONFIG)
    return number


def bare_pages(folder: Path, shelf: Shelf) -> None:
    """Write a site of as many pages with nothing but a title, authors and an abstract."""
    for page, paper in zip(all_pages(shelf), cycle(shelf.catalog.papers), strict=False):
        path = folder / "docs" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        authors = ", ".join(author.name for author in paper.authors)
        path.write_text(f"# {paper.title}\n\n{authors}\n\n## Abstract\n\n{paper.abstract}\n")
    (folder / "mkdocs.yml").write_text(CONFIG + "plugins: []\n")


def seconds(command: Sequence[str]) -> float:
    """Return how long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=os.environ)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print the median time of each build and the median ratio of ours to it."""
    settings, _ = read_settings(ROOT / "mkdocs.yml")
    shelf = load_shelf(settings)[0] if settings else None
    if shelf is None:
        sys.exit("the shelf has problems; run: papershelf check")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        number = same_pages(folder / "same", shelf)
        bare_pages(folder / "bare", shelf)
        builds = {
            "papershelf": ["--strict", "-f", str(ROOT / "mkdocs.yml")],
            "the same pages": ["-f", str(folder / "same" / "mkdocs.yml")],
            "bare pages": ["-f", str(folder / "bare" / "mkdocs.yml")],
        }
        print(f"{number} pages, {runs} runs in turn after one to warm up")
        rounds = [
            {peer: seconds([*MKDOCS, *rest, "-d", name + "/site"]) for peer, rest in builds.items()}
            for _ in range(runs + 1)
        ][1:]
    for peer in builds:
        times = [one[peer] for one in rounds]
        ratio = statistics.median(one["papershelf"] / one[peer] for one in rounds)
        print(f"{peer:>15}: median {statistics.median(times):.2f} s, ours takes {ratio:.2f} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
