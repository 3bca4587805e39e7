"""Suggested tags on a terminal, and in a pipe."""

import sys
import textwrap
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from generator.contribute.suggest import Suggested
from generator.contribute.wording import reasons
from generator.problems import visible
from generator.wording import counted


def print_suggestions(
    suggested: Sequence[Suggested], written: Mapping[str, Sequence[str]], *, every: bool
) -> None:
    """Print tags for papers with what speaks for each, and a count; a "+" marks those `written`.

    `every` is whether all papers were looked at. Lines are wrapped on a terminal only.
    """
    console = Console(highlight=False, soft_wrap=True)
    width = console.width if console.is_terminal else sys.maxsize
    shown = [one for one in suggested if one.suggestions or not every]
    column = max((len(found.tag.id) for one in shown for found in one.suggestions), default=0)
    for one in shown:
        console.print(Text(visible(one.paper.title), "bold").append(f"  {one.paper.id}", "dim"))
        added = written.get(one.paper.id, ())
        for found in one.suggestions:
            sign = "+" if found.tag.id in added else " "
            head = f"{sign} {min(found.score, 0.99):.2f}  {found.tag.id:<{column}}  "
            room = max(24, width - len(head))
            lines = textwrap.wrap(visible(reasons(found)), room) or [""]
            console.print(Text(head).append(("\n" + " " * len(head)).join(lines), "dim"))
        if not one.suggestions:
            console.print(Text("  no tag of the vocabulary fits well"))
        console.print()
    console.print(Text(_suggested_text(suggested, written, every=every)))


def _suggested_text(
    suggested: Sequence[Suggested], written: Mapping[str, Sequence[str]], *, every: bool
) -> str:
    if not suggested and not every:
        return "every paper has a tag; 'papershelf suggest-tags --all' says which ones it lacks"
    tags = sum(len(one.suggestions) for one in suggested)
    text = f"{counted(tags, 'tag')} suggested for {counted(len(suggested), 'paper')}"
    if not written:
        return text
    number = sum(map(len, written.values()))
    return f"{text}; {number:,} written into {counted(len(written), 'record')}"
