"""Importing a page: read everything, plan, then write."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.importers import huggingface_page
from generator.importers.candidates import candidates
from generator.importers.facts import Facts, PlacedFacts, pair, read_facts
from generator.importers.huggingface_page import Entry
from generator.importers.merge import Action, Item, plan
from generator.importers.shelf_files import read_existing, source_text, write_items
from generator.problems import Problem, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import did, and every problem; each group is in the order of the page."""

    problems: tuple[Problem, ...] = ()
    created: tuple[Item, ...] = ()
    same: tuple[Item, ...] = ()
    kept: tuple[Item, ...] = ()
    overwritten: tuple[Item, ...] = ()


def import_page(
    file: Path,
    into: Path,
    *,
    today: datetime.date,
    facts: Path | None = None,
    overwrite: bool = False,
    year: int | None = None,
) -> Outcome:
    """Write a record into the folder `into` for each paper of a page that is not there yet.

    A record that a person changed is kept, or with `overwrite` gets the import's values and loses
    nothing else. The page's dates are of `year`, or the latest such days by `today`. Nothing is
    written when the page or the facts cannot be read.
    """
    text, problems = source_text(file, "the text of a page")
    if into.exists() and not into.is_dir():
        problems.append(Problem(path=str(into), message="is not a folder", advice="give a folder"))
    known, found = _read_facts(facts)
    problems += found
    if text is None or problems:
        return Outcome(problems=tuple(in_order(problems)))
    page = huggingface_page.parse(text, str(file))
    paired, found = _paired(page.entries, known, file, facts)
    problems += [*page.unplaced, *found]
    papers, found = candidates(page.entries, paired, path=str(file), year=year, today=today)
    existing, unread = read_existing(into)
    made = plan(papers, existing, path=str(file), overwrite=overwrite)
    done, unwritten = write_items(made.items, into)
    return _outcome(done, [*problems, *found, *unread, *made.problems, *unwritten])


def _read_facts(path: Path | None) -> tuple[tuple[PlacedFacts, ...], list[Problem]]:
    if path is None:
        return (), []
    text, problems = source_text(path, "a JSON file")
    if text is None:
        return (), problems
    return read_facts(text, str(path))


def _paired(
    entries: Sequence[Entry], known: Sequence[PlacedFacts], file: Path, facts: Path | None
) -> tuple[tuple[Facts | None, ...], list[Problem]]:
    if facts is None:
        return (None,) * len(entries), []
    return pair(entries, known, str(file), str(facts))


def _outcome(items: Iterable[Item], problems: Iterable[Problem]) -> Outcome:
    by_action = {action: tuple(i for i in items if i.action is action) for action in Action}
    return Outcome(
        problems=tuple(in_order(problems)),
        created=by_action[Action.NEW],
        same=by_action[Action.SAME],
        kept=by_action[Action.KEPT],
        overwritten=by_action[Action.OVERWRITTEN],
    )
