"""Changes of a shelf, as its people make them: one paper edited, added, removed, renamed."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.shelves import Record

NEWEST = "2100-01-01"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def change(file: Path, kind: str, chance: random.Random) -> str:
    """Change a random record of a .jsonl file with two at least; return the record's id."""
    with file.open(encoding="utf-8") as lines:
        place = chance.randrange(1, sum(1 for _ in lines))
    changed = file.with_suffix(".new")
    above = named = ""
    with file.open(encoding="utf-8") as lines, changed.open("w", encoding="utf-8") as into:
        for number, line in enumerate(lines):
            if number == place:
                record = json.loads(line)
                named = record["id"]
                into.writelines(map(_line, KINDS[kind](record, json.loads(above))))
            else:
                into.write(line)
            above = line
    changed.replace(file)
    return named


def _line(record: Record) -> str:
    return json.dumps(record) + "\n"


def _edited(record: Record, other: Record) -> list[Record]:
    """Put a sentence of the other abstract in the place of the first one."""
    first, *rest = _SENTENCE.split(record.get("abstract") or "")
    sentence = _SENTENCE.split(other.get("abstract") or "Nobody knew.")[-1]
    return [record | {"abstract": " ".join([sentence if sentence != first else "New.", *rest])}]


def _added(record: Record, other: Record) -> list[Record]:
    """Add a paper with the title and the abstract of two others, as the newest."""
    taken = {key: record[key] for key in ("date", "venue", "authors", "tags") if key in record}
    new = {"id": f"{record['id']}-new", "title": f"{other['title']} Again", "added": NEWEST}
    return [record, {**taken, **new, "abstract": record.get("abstract") or ""}]


def _removed(record: Record, other: Record) -> list[Record]:
    del record, other
    return []


def _renamed(record: Record, other: Record) -> list[Record]:
    del other
    return [record | {"id": f"{record['id']}-renamed"}]


KINDS: dict[str, Callable[[Record, Record], list[Record]]] = {
    "edited": _edited,
    "added": _added,
    "removed": _removed,
    "renamed": _renamed,
}
"""What stands in the place of a record after each change; a second one is there to take from."""
