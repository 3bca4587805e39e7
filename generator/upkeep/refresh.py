"""A round: which papers are asked about, and what comes of it."""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.lookup import openalex, semantic_scholar
from generator.lookup.access import Access
from generator.records.files import read_utf8
from generator.records.models import Paper
from generator.signals import Counts, Signals
from generator.signals.lines import parse
from generator.signals.write import changed, file_text
from generator.upkeep import asking
from generator.upkeep.asking import Asked
from generator.upkeep.models import Proposal, Remark, Round
from generator.upkeep.published import is_preprint, proposal
from generator.upkeep.stars import repository_of, source_of
from generator.whole_files import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a round is to find out."""

    signals: bool = True
    published: bool = True
    limit: int | None = None
    """How many papers are asked about at most, from where the last round ended."""
    only: Collection[str] = ()
    """The ids of the papers that are asked about; all when there is none."""
    by_token: bool = False
    """Whether there is a token for GitHub."""


def chosen(papers: Sequence[Paper], signals: Signals, wishes: Wishes) -> tuple[list[Paper], str]:
    """Return the papers of a round by their ids, and the id with which the next one begins.

    Rounds go through all papers in turn, so that those asked longest ago come first.
    """
    ordered = sorted(papers, key=lambda paper: paper.id)
    if wishes.only:
        return [paper for paper in ordered if paper.id in wishes.only], ""
    if wishes.limit is None or wishes.limit >= len(ordered):
        return ordered, ""
    start = next((n for n, paper in enumerate(ordered) if paper.id >= signals.next), 0)
    turned = [*ordered[start:], *ordered[:start]]
    some = sorted(turned[: wishes.limit], key=lambda paper: paper.id)
    return some, turned[wishes.limit].id


def refresh(
    papers: Sequence[Paper],
    signals: Signals,
    access: Access,
    wishes: Wishes,
    today: datetime.date,
    advance: Callable[[int], None] = lambda _: None,
) -> Round:
    """Ask services about papers and return what is new; nothing is written."""
    some, following = chosen(papers, signals, wishes)
    asked = Asked()
    preprints = [paper for paper in some if is_preprint(paper)]
    asking.ask_about_papers(some if wishes.signals else preprints, asked, access, advance)
    if wishes.published:
        asking.ask_arxiv(preprints, asked, access)
        asking.ask_publishers(preprints, asked, access)
    if wishes.signals:
        asking.ask_stars(some, asked, access, by_token=wishes.by_token)
    proposals = [_proposal(paper, asked, wishes) for paper in some]
    return Round(
        day=today,
        asked=len(some),
        changes=tuple(change for one in proposals for change in one.changes),
        conflicts=tuple(conflict for one in proposals for conflict in one.conflicts),
        remarks=tuple(_remarks(some, asked)),
        counts=tuple(changed(signals, _counts(some, asked))) if wishes.signals else (),
        next=_next(signals.next or following, following, asked) if wishes.signals else "",
        troubles=tuple(asked.troubles.values()),
        offline=asked.offline and not asked.answered,
    )


def _proposal(paper: Paper, asked: Asked, wishes: Wishes) -> Proposal:
    if not wishes.published or not is_preprint(paper):
        return Proposal()
    return proposal(paper, asked.of(paper))


def _remarks(papers: Sequence[Paper], asked: Asked) -> list[Remark]:
    """Return what services say of papers that readers should know: retracted, withdrawn."""
    return [
        Remark(paper=paper, text=text, url=facts.url)
        for paper in papers
        if not (paper.status and paper.status.retracted)
        for facts in asked.of(paper)
        for text in facts.remarks
    ]


def _counts(papers: Sequence[Paper], asked: Asked) -> list[Counts]:
    return [
        Counts(
            paper.id,
            dict(asking.citations_of(asked.of(paper))),
            {source_of(name): asked.stars[name]}
            if (name := repository_of(paper)) in asked.stars
            else {},
        )
        for paper in papers
    ]


def _next(start: str, following: str, asked: Asked) -> str:
    """Return where the next round begins: where this one did, when nobody counted citations."""
    nobody = {semantic_scholar.NAME, openalex.NAME} <= asked.troubles.keys()
    return start if following and nobody else following


def signals_text(round_: Round, file: Path) -> str:
    """Return the new text of the day's file; "" when there is nothing to write."""
    if not round_.counts and not round_.next:
        return ""
    content = read_utf8(file, file.name)[0] if file.exists() else None
    before = [counts for _, counts in parse(content or b"", file.name).counts]
    return file_text(before, round_.counts, round_.next)


def write_signals(round_: Round, folder: Path) -> Path | None:
    """Write the counts of a round into the file of its day, and return that, if there are any."""
    file = folder / f"{round_.day.isoformat()}.jsonl"
    text = signals_text(round_, file)
    if not text:
        return None
    write_whole(file, text.encode("utf-8"))
    return file
