"""Fitting: sections of Markdown within a limit, and how many entries of each had no room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_OWN = 120
"""Characters that a section takes beside its title and its blocks."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and entries below it, a block of Markdown each, of which some may be left out."""

    title: str
    entries: Sequence[Any]
    block: Callable[[Any], str] = str
    """Makes Markdown of an entry; it is called for those alone that may have room."""
    most: int = 1_000
    """No more blocks are shown."""
    folded: bool = False
    """Whether it is opened by a reader."""


def fitted(head: Sequence[str], sections: Sequence[Section], limit: int) -> str:
    """Return paragraphs and sections of at most `limit` characters together.

    Of each section the first blocks are shown for which there is room, then how many are left out.
    """
    told = [section for section in sections if section.entries]
    room = limit - sum(len(part) + 2 for part in head) - sum(len(s.title) + _OWN for s in told)
    parts = list(head)
    for section in told:
        kept: list[str] = []
        for block in map(section.block, section.entries[: section.most]):
            if len(block) + 2 > room:
                break
            room -= len(block) + 2
            kept.append(block)
        parts += _shown(section, kept)
    return "\n\n".join(parts) + "\n"


def _shown(section: Section, kept: Sequence[str]) -> Iterator[str]:
    left = len(section.entries) - len(kept)
    more = [f"… and {left:,} more"] if left else []
    is_list = bool(kept) and kept[0].startswith("- ")
    text = "\n\n".join(["\n".join(kept), *more] if is_list else [*kept, *more])
    if not section.folded:
        yield f"### {section.title}\n\n{text}"
        return
    summary = f"<summary>{section.title} ({len(section.entries):,})</summary>"
    yield f"<details>{summary}\n\n{text}\n\n</details>"
