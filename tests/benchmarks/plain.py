"""Plain MkDocs with Material on a sample of the papers: bare pages, without a search."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.shelves import Record
from tests.benchmarks.watching import Watched, watch

CONFIG = """\
site_name: Plain
site_url: https://example.org/
theme: {name: material, font: false}
markdown_extensions: [md_in_html]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}}
"""
COMMAND = [sys.executable, "-m", "mkdocs", "build", "-q"]
MS = 1000


def milliseconds_a_page(papers: Sequence[Record], folder: Path) -> dict[str, object]:
    """Return what a page takes, from two builds of which one has a quarter of the pages.

    The time that MkDocs takes to start is in both, and so in neither's difference.
    """
    sizes = (len(papers) // 4, len(papers))
    few, all_of_them = (_built(papers[:size], folder) for size in sizes)
    pages = max(1, sizes[1] - sizes[0])
    return {
        "what": "bare pages, no search; from the difference of two builds",
        "pages": sizes,
        "seconds": [round(one.seconds, 2) for one in (few, all_of_them)],
        "ms_a_page": round((all_of_them.seconds - few.seconds) / pages * MS, 2),
        "cpu_ms_a_page": round((all_of_them.cpu_seconds - few.cpu_seconds) / pages * MS, 2),
    }


def _built(papers: Sequence[Record], folder: Path) -> Watched:
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG + "plugins: []\n", encoding="utf-8")
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    for paper in papers:
        authors = ", ".join(paper.get("authors", []))
        text = f"# {paper['title']}\n\n{authors}\n\n## Abstract\n\n{paper.get('abstract') or ''}\n"
        (docs / f"{paper['id']}.md").write_text(text, encoding="utf-8", errors="replace")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    return watch(COMMAND, folder)
