"""What upkeep says on GitHub: the body of its pull request and of its issue.

Titles, values and addresses come from strangers, so each is escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from generator.github import escape
from generator.github.upkeep_handover import Change, Claim, Conflict, Link, Links, Refreshed, Remark

PULL_TITLE = "Refresh facts"
ISSUE_TITLE = "Links that no longer work"
SHOWN = 300
"""How many papers, or links, are listed; GitHub's limit cuts longer lists."""
T = TypeVar("T", Change, Conflict, Remark)
PageOf = Callable[[str, int], str]
"""Gives the address of a line of a file on GitHub."""


def pull_body(refreshed: Refreshed, page_of: PageOf) -> str:
    """Return what the pull request says: each change, paper by paper, with its sources."""
    papers = f"{refreshed.asked:,} {'paper' if refreshed.asked == 1 else 'papers'}"
    parts = [
        f"On {refreshed.day} services were asked about {papers}. Every value names who says it: "
        "look before you merge. Titles and abstracts are never changed."
    ]
    parts += _section("Added to records", refreshed.changes, _change, page_of)
    parts += _section("To decide by hand", refreshed.conflicts, _conflict, page_of)
    parts += _section("To look at", refreshed.remarks, _remark, page_of)
    if refreshed.counts:
        number = f"{refreshed.counts:,} {'paper' if refreshed.counts == 1 else 'papers'}"
        file = escape.code(refreshed.signals)
        parts.append(f"### Signals\n\nCitations or stars of {number} changed: {file}.")
    if refreshed.troubles:
        lines = "\n".join(f"- {escape.text(trouble)}" for trouble in refreshed.troubles)
        parts.append(f"### Without an answer\n\n{lines}")
    return "\n\n".join(parts)


def _section(
    heading: str, told: Sequence[T], line: Callable[[T], str], page_of: PageOf
) -> list[str]:
    if not told:
        return []
    groups = [list(some) for _, some in groupby(told, key=lambda one: one.paper)]
    lines = [f"### {heading}\n"]
    for group in groups[:SHOWN]:
        first = group[0]
        record = escape.link(first.paper, page_of(first.path, first.line))
        lines.append(f"- {escape.text(first.title)} ({record})")
        lines += [f"  - {line(one)}" for one in group]
    if len(groups) > SHOWN:
        lines.append(f"- and {len(groups) - SHOWN:,} papers more")
    return ["\n".join(lines)]


def _change(change: Change) -> str:
    return f"{change.key}: {escape.code(change.value)}, says {_sources(change.claims)}"


def _sources(claims: Iterable[Claim]) -> str:
    return ", ".join(escape.link(claim.service, claim.url) for claim in claims)


def _conflict(conflict: Conflict) -> str:
    said = "; ".join(
        f"{escape.code(claim.value)} says {escape.link(claim.service, claim.url)}"
        for claim in conflict.claims
    )
    if conflict.key == "title":
        return f"published under another title, so nothing was added: {said}"
    return f"{conflict.key}: {said}"


def _remark(remark: Remark) -> str:
    return f"{escape.text(remark.text)} ({escape.link('source', remark.url)})"


def issue_body(links: Links, page_of: PageOf) -> str:
    """Return what the issue says: each dead link where it is written, and those that moved."""
    dead = [link for link in links.links if link.state == "dead"]
    moved = [link for link in links.links if link.state == "moved" and not link.derived]
    counts = ", ".join(f"{number:,} {state}" for state, number in links.counts.items() if number)
    parts = [
        f"On {links.day} all external links were asked for: {escape.text(counts)}. This list is "
        "brought up to date each week, and the issue is closed when all links work.",
        "\n".join(["### Dead\n", *_listed(dead, _dead, page_of)]),
    ]
    if moved:
        parts.append("\n".join(["### Moved for good\n", *_listed(moved, _moved, page_of)]))
    return "\n\n".join(parts)


def _listed(links: Sequence[Link], line: Callable[[Link], str], page_of: PageOf) -> Iterator[str]:
    for link in links[:SHOWN]:
        place = f"{link.path}, line {link.line}" + (f", {link.key}" if link.key else "")
        yield f"- {escape.link(place, page_of(link.path, link.line))}: {line(link)}"
    if len(links) > SHOWN:
        yield f"- and {len(links) - SHOWN:,} more"


def _dead(link: Link) -> str:
    return f"{escape.code(link.address)}, {escape.text(link.reason)}"


def _moved(link: Link) -> str:
    return f"{escape.code(link.address)} is now {escape.code(link.new)}"


def closing(links: Links) -> str:
    """Return the sentence with which the issue is closed."""
    return f"All links work again; they were asked for on {links.day}."
