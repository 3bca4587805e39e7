"""Cards: what a result shows of a paper, one small file each, so that a reader loads ten of them.

A card is a JSON list: id, title, authors, year (0 when unknown), venue, tag ids, abstract, status
("", "retracted" or "superseded"). It holds all that the index knows of the paper, so that matches
can be marked, phrases checked, and a card of another build noticed.
"""

import json
from collections.abc import Sequence
from typing import Any

from generator.records.models import Paper
from generator.search import packing
from generator.search.documents import body

FOLDER = "search/papers"


def cards(papers: Sequence[Paper]) -> dict[str, bytes]:
    """Return a file for each paper, named by its number."""
    return {
        f"{FOLDER}/{number}.bin": packing.gzipped(packed(_card(paper)))
        for number, paper in enumerate(papers)
    }


def packed(value: Any) -> bytes:
    """Return a value as the shortest JSON, in UTF-8; half a surrogate pair becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        pairs = text.encode("utf-16", "surrogatepass")
        return pairs.decode("utf-16", "replace").encode("utf-8")


def _card(paper: Paper) -> list[object]:
    status = paper.status
    return [
        paper.id,
        paper.title,
        [author.name for author in paper.authors],
        paper.date.year if paper.date else 0,
        paper.venue or "",
        list(paper.tags),
        body(paper),
        "" if not status else "retracted" if status.retracted else "superseded",
    ]
