"""Pagefind on the same papers: a bare page for each of them, indexed by its own command."""

import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path

from tests.benchmarks.shelves import Record
from tests.benchmarks.watching import Watched, watch

PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{authors}</p><p>{tags}</p><p>{abstract}</p></main></body>
</html>
"""


def write_pages(papers: Iterable[Record], folder: Path) -> None:
    """Write one page a paper: its title, authors, tags and abstract."""
    for paper in papers:
        page = folder / "papers" / paper["id"] / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        texts = {
            "title": paper["title"],
            "authors": ", ".join(paper.get("authors", [])),
            "tags": ", ".join(paper.get("tags", [])),
            "abstract": paper.get("abstract") or "",
        }
        escaped = {name: escape(text) for name, text in texts.items()}
        page.write_text(PAGE.format(**escaped), encoding="utf-8", errors="replace")


def pagefind(python: Path, folder: Path) -> Watched:
    """Index the pages below a folder."""
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    command = [python, "-m", "pagefind", "--site", folder, "--silent"]
    return watch(command, folder)
