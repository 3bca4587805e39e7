"""Writing signals: the text of a day's file, with only what changed since the days before."""

from collections.abc import Iterable, Mapping

from generator.signals.lines import line_text
from generator.signals.models import Counts, Signals


def changed(signals: Signals, counted: Iterable[Counts]) -> list[Counts]:
    """Return of each paper the counts that differ from the last ones of their sources."""
    left = (
        Counts(
            counts.id,
            _changed(signals, counts.id, "citations", counts.citations),
            _changed(signals, counts.id, "stars", counts.stars),
        )
        for counts in counted
    )
    return [counts for counts in left if counts.citations or counts.stars]


def _changed(signals: Signals, paper: str, kind: str, numbers: Mapping[str, int]) -> dict[str, int]:
    return {
        source: number
        for source, number in numbers.items()
        if signals.latest(paper, kind, source) != number
    }


def file_text(before: Iterable[Counts], new: Iterable[Counts], following: str = "") -> str:
    """Return the text of a day's file: what it said `before`, with what is new in its place.

    `following` is the id with which the next limited round begins; "" when all were asked for.
    """
    rows = {counts.id: counts for counts in before}
    for counts in new:
        old = rows.get(counts.id, Counts(counts.id))
        rows[counts.id] = Counts(
            counts.id, {**old.citations, **counts.citations}, {**old.stars, **counts.stars}
        )
    first = [f'{{"next":"{following}"}}'] if following else []
    return "".join(f"{line}\n" for line in [*first, *(line_text(rows[i]) for i in sorted(rows))])
