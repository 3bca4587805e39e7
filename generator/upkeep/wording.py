"""A round in words, for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.problems import quoted, visible
from generator.records.models import Paper
from generator.upkeep.models import Change, Claim, Conflict, Remark, Round
from generator.wording import counted

OFFLINE = "Nothing was asked: no service can be reached; is this machine online?"
Told = Change | Conflict | Remark


def round_text(round_: Round, signals: str, *, write: bool) -> str:
    """Return what is new, paper by paper with its sources, and what was or would be written.

    `signals` is the shown path of the file of the day, "" when none is written.
    """
    if round_.offline:
        return OFFLINE
    lines = [*_papers(round_), *map(visible, round_.troubles)]
    return "\n".join([*lines, *_summary(round_, signals, write=write)])


def _papers(round_: Round) -> Iterator[str]:
    told: list[Told] = [*round_.changes, *round_.conflicts, *round_.remarks]
    told.sort(key=lambda one: one.paper.id)
    for _, some in groupby(told, key=lambda one: one.paper.id):
        group = list(some)
        yield _head(group[0].paper)
        yield from (f"  {_line(one)}" for one in group)


def _head(paper: Paper) -> str:
    return f"{paper.id}  {visible(paper.title)}"


def _line(one: Told) -> str:
    if isinstance(one, Change):
        return f"+ {one.key}: {visible(one.value)}  ({_sources(one.claims)})"
    if isinstance(one, Remark):
        return f"! {visible(one.text)}  ({visible(one.url)})"
    values = "; ".join(f"{quoted(c.value)} by {c.service}, {visible(c.url)}" for c in one.claims)
    if one.key == "title":
        return f"! published under another title, so nothing is added: {values}"
    return f"! {one.key}: services disagree, so choose by hand: {values}"


def _sources(claims: Sequence[Claim]) -> str:
    """Return "Crossref, https://doi.org/10.1000/1; also arXiv"."""
    first, *others = claims
    also = f"; also {', '.join(claim.service for claim in others)}" if others else ""
    return f"{first.service}, {visible(first.url)}{also}"


def _summary(round_: Round, signals: str, *, write: bool) -> Iterator[str]:
    yield f"asked about {counted(round_.asked, 'paper')}; {_added(round_, write=write)}"
    if round_.counts:
        papers = counted(len(round_.counts), "paper")
        yield f"citations or stars of {papers} changed" + (f", in {signals}" if write else "")
    if round_.next:
        yield f"the next round begins with {round_.next}"
    if not write and (round_.changes or round_.counts):
        yield "nothing is written without --write"


def _added(round_: Round, *, write: bool) -> str:
    if not round_.changes:
        return "nothing to add to records"
    keys = counted(len(round_.changes), "key")
    records = counted(len({change.paper.id for change in round_.changes}), "record")
    return f"{keys} {'added' if write else 'to add'} to {records}"
