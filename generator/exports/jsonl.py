"""JSON Lines (https://jsonlines.org): papers as records, one a line, as a shelf can hold them."""

import json
from collections.abc import Iterable

from generator.exports.record import record_of
from generator.records.models import Paper


def jsonl_file(papers: Iterable[Paper]) -> str:
    """Return a line for each paper, with its id and all that its record says."""
    return "".join(line(paper.id, record_of(paper)) for paper in papers)


def line(name: str, record: dict[str, object]) -> str:
    """Return the line of a record, which ends with a line end."""
    return json.dumps({"id": name, **record}, ensure_ascii=False) + "\n"
