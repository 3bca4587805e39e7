"""Files beside an import: entries that became no record, and fields that records have no place for.

Neither ever takes the place of a file that says something else.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from generator.importers.merge import Candidate
from generator.importers.writing import cannot, written
from generator.problems import Problem


def rejects_path(source: Path) -> Path:
    """Return where the rejects of a file go: beside it, with "rejects" in its name."""
    return source.with_name(f"{source.stem}.rejects{source.suffix}")


def left_path(rejects: Path) -> Path:
    """Return where the left fields go: beside the rejects."""
    return rejects.with_name(f"{rejects.stem.removesuffix('.rejects')}.left.jsonl")


def left_text(candidates: Sequence[Candidate]) -> str:
    """Return what records have no place for as JSON lines: line, title and fields of each entry."""
    lines = (
        {"line": one.line, "title": one.record["title"], "left": dict(one.left)}
        for one in candidates
        if one.left
    )
    return "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)


def left_counts(candidates: Sequence[Candidate]) -> Mapping[str, int]:
    """Return how many entries have each field that records have no place for."""
    return Counter(name for one in candidates for name in one.left if name != "keywords")


def write_beside(wanted: Path, text: str) -> tuple[Path | None, Problem | None]:
    """Write a text to a path, or to one with a number when another text stands there.

    Returns where it stands now; None when it is empty or cannot be written.
    """
    if not text:
        return None, None
    numbered = (wanted.with_name(f"{wanted.stem}-{n}{wanted.suffix}") for n in count(2))
    place = wanted
    try:
        while place.exists():
            if place.read_bytes() == text.encode("utf-8", "surrogatepass"):
                return place, None
            place = next(numbered)
    except OSError as error:
        return None, cannot(place, error.strerror or type(error).__name__)
    problem = written(place, text)
    return (None, problem) if problem else (place, None)
