"""Shelves to measure: papers from a JSON Lines file as a shelf of ours."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from generator.records.forms import LinksRecord
from generator.same_paper import normalised_title

CONFIG = """\
site_name: Measured
site_url: https://example.org/
docs_dir: site_src/pages
theme: {name: material}
plugins: [papershelf: {options}]
"""
PAPERS = "site_src/papers/papers.jsonl"
"""Where a shelf has its papers, one a line."""

Record = dict[str, Any]


def read_papers(data: Path, limit: int = 0) -> Iterator[Record]:
    """Yield the papers of a .jsonl or .jsonl.gz file, all or the first `limit`, as we know them."""
    opened = gzip.open if data.suffix == ".gz" else open
    with opened(data, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit or None):
            paper = json.loads(line)
            links = paper.get("links", {})
            known = LinksRecord.model_fields
            yield paper | {"links": {key: value for key, value in links.items() if key in known}}


def _told_apart(papers: Iterable[Record]) -> Iterator[Record]:
    """Yield papers that a shelf takes: each id and DOI once, and a title that several have marked.

    Every volume of some proceedings begins with a "Preface".
    """
    seen: set[str] = set()
    for paper in papers:
        title = normalised_title(paper["title"])
        if paper["id"] in seen or (paper.get("doi") or paper["id"]).lower() in seen:
            continue
        if title in seen:
            paper["title"] += f" ({paper['id']})"
        seen |= {paper["id"], title, (paper.get("doi") or paper["id"]).lower()}
        yield paper


def write_shelf(data: Path, folder: Path, limit: int = 0) -> Path:
    """Write the papers as a shelf whose vocabulary has all their tags; return its mkdocs.yml."""
    source = folder / "site_src"
    for name in ("papers", "pages"):
        (source / name).mkdir(parents=True, exist_ok=True)
    (source / "pages" / "about.md").write_text("# About\n", encoding="utf-8")
    tags: dict[str, None] = {}
    with (folder / PAPERS).open("w", encoding="utf-8") as file:
        for paper in _told_apart(read_papers(data, limit)):
            tags |= dict.fromkeys(paper.get("tags", []))
            file.write(json.dumps(paper) + "\n")
    listed = [{"id": tag, "name": tag} for tag in sorted(tags)]
    (source / "tags.yml").write_text(json.dumps(listed), encoding="utf-8")  # JSON is YAML
    return configure(folder, {})


def configure(folder: Path, options: Mapping[str, object]) -> Path:
    """Write a shelf's mkdocs.yml with some options of ours, and return it."""
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.replace("{options}", json.dumps(options)), encoding="utf-8")
    return config
