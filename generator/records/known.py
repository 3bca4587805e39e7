"""What is known of papers from an earlier reading, as bytes for the next one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec import DecodeError, Struct, msgpack

from generator.problems import Problem
from generator.records.models import Paper
from generator.records.read import Records


@dataclass(frozen=True, slots=True)
class Known:
    """Papers whose records need not be read again, by the digests of what was written."""

    papers: Mapping[int, Paper] = field(default_factory=dict)
    """Papers in whose reading nothing was wrong, not even slightly."""
    faultless: frozenset[int] = frozenset()
    """Those of them in which no check found anything wrong either."""


def learn(records: Records, problems: Iterable[Problem]) -> Known:
    """Return what is known after reading a shelf and checking it, with what the checks found."""
    unsound = _places(records.problems)
    faulty = _places(problems)
    papers = {p.digest: p for p in records.papers if p.digest and not _is_at(p, unsound)}
    faultless = (digest for digest, paper in papers.items() if not _is_at(paper, faulty))
    return Known(papers, frozenset(faultless))


def _places(problems: Iterable[Problem]) -> set[tuple[str, int]]:
    """Return the line of each problem in a file of lines, and line 0 of any other file."""
    return {(p.path, p.line if _has_lines(p.path) else 0) for p in problems}


def _is_at(paper: Paper, places: set[tuple[str, int]]) -> bool:
    path = paper.source.path
    return bool(places) and (path, paper.source.line if _has_lines(path) else 0) in places


def _has_lines(path: str) -> bool:
    return path.endswith(".jsonl")


class _Kept(Struct, array_like=True, forbid_unknown_fields=True):
    """How it is written; papers carry their digests, and few of them are faulty."""

    papers: list[Paper]
    faulty: list[int]


_decoder = msgpack.Decoder(_Kept)


def encode(known: Known) -> bytes:
    """Return what is known as bytes."""
    faulty = sorted(known.papers.keys() - known.faultless)
    return msgpack.encode(_Kept(list(known.papers.values()), faulty))


def decode(content: bytes) -> Known:
    """Return what bytes say is known; nothing, when they do not come from `encode`."""
    try:
        kept = _decoder.decode(content)
    except DecodeError:
        return Known()
    papers = {paper.digest: paper for paper in kept.papers}
    return Known(papers, frozenset(papers.keys() - set(kept.faulty)))
