"""Citations: what a reader takes away of the papers found, as BibTeX, RIS or CSV.

A file holds the citations of `GROUP` papers in the order of their numbers: a JSON list of objects
with `id`, `kind` (as BibTeX names it), `title`, `authors`, `date`, `venue`, `doi`, `arxiv`,
`address` and `bibtex`; `within`, `volume`, `issue`, `pages` and `publisher`
where a record tells how it was published.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator import addresses
from generator.exports.bibtex import address, kind_of
from generator.records.models import Paper, Publication
from generator.search import packing

_FACTS = ("within", "volume", "issue", "pages", "publisher")
FOLDER = addresses.search("citations")
GROUP = 64


def path(group: int) -> str:
    """Return the path of the citations of a group of papers."""
    return f"{FOLDER}/{group}.bin"


def groups(papers: int) -> range:
    """Return the numbers of the groups of so many papers."""
    return range(-(-papers // GROUP))


def citations(
    papers: Sequence[Paper], bibtex: Callable[[str], str], wanted: Iterable[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content, not yet packed, of each wanted group.

    `bibtex` gives a paper's entry for its id; it is asked for the papers of these groups alone.
    """
    for group in wanted:
        held = papers[group * GROUP : (group + 1) * GROUP]
        yield path(group), packing.packed([_citation(paper, bibtex(paper.id)) for paper in held])


def _citation(paper: Paper, entry: str) -> dict[str, object]:
    return {
        "id": paper.id,
        "kind": kind_of(paper),
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "date": str(paper.date or ""),
        "venue": paper.venue or "",
        "doi": paper.doi or "",
        "arxiv": paper.arxiv or "",
        "address": address(paper),
        "bibtex": entry,
        **(_published(paper.publication) if paper.publication else {}),
    }


def _published(known: Publication) -> dict[str, str]:
    facts = {name: getattr(known, name) for name in _FACTS}
    return {name: fact for name, fact in facts.items() if fact}
