"""Citations: what a reader takes away of the papers found, as BibTeX, RIS or CSV.

A file holds the citations of `GROUP` papers in the order of their numbers: a JSON list of objects
with `id`, `kind` (as BibTeX names it), `title`, `authors`, `date`, `venue`, `doi`, `arxiv`,
`address` and `bibtex`.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from generator import addresses
from generator.exports.bibtex import address, kind
from generator.records.models import Paper
from generator.search import packing

FOLDER = addresses.search("citations")
GROUP = 64


def citations(papers: Sequence[Paper], bibtex: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files; `bibtex` holds each paper's entry by its id."""
    groups = [papers[start : start + GROUP] for start in range(0, len(papers), GROUP)]

    def file(group: Sequence[Paper]) -> bytes:
        held = [_citation(paper, bibtex[paper.id]) for paper in group]
        return packing.gzipped(packing.packed(held))

    with ThreadPoolExecutor() as threads:
        files = threads.map(file, groups)
        return {f"{FOLDER}/{number}.bin": content for number, content in enumerate(files)}


def _citation(paper: Paper, entry: str) -> dict[str, object]:
    return {
        "id": paper.id,
        "kind": kind(paper.venue),
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "date": str(paper.date or ""),
        "venue": paper.venue or "",
        "doi": paper.doi or "",
        "arxiv": paper.arxiv or "",
        "address": address(paper),
        "bibtex": entry,
    }
