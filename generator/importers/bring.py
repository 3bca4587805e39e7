"""Importing a file of another format: read everything, plan, then write."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.importers.decoding import read_source
from generator.importers.formats import FORMATS, Format, format_of
from generator.importers.keywords import Tagged, tagged
from generator.importers.merge import Candidate, Item, Plan, plan
from generator.importers.parsed import Parsed, Reject
from generator.importers.shelf_files import read_existing, write_items
from generator.importers.sidecars import (
    left_counts,
    left_path,
    left_text,
    rejects_path,
    write_beside,
)
from generator.problems import Problem, Severity, in_order
from generator.records.models import Tag

Fetch = Callable[[Sequence[Candidate]], Sequence[Candidate | Reject]]
"""Completes candidates by what services say of them; one may turn out to be no paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to import, and how."""

    file: Path
    format: str
    into: Path
    today: datetime.date
    """The day on which new records come, unless they say it themselves."""
    vocabulary: Sequence[Tag] = ()
    use_keywords: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)
    one_file: str = ""
    """The name of a JSONL file in `into` for new records; "" for a file each."""
    overwrite: bool = False
    write: bool = False
    rejects: Path | None = None
    fetch: Fetch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an import did, or would do: each paper's item, and what became no record."""

    items: Sequence[Item] = ()
    rejected: int = 0
    problems: Sequence[Problem] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    """How many entries have each field that records have no place for."""
    remark: str = ""
    """A sentence about keywords; "" when there is nothing to say."""
    rejects_file: Path | None = None
    left_file: Path | None = None
    written: bool = False


def bring(wanted: Wanted) -> Brought:
    """Plan an import, and write it when that is wanted; see `Wanted`.

    Nothing is written when the file cannot be read as its format, or when there is no folder to
    write into. A record that is there already is kept, or with `overwrite` gets the import's values
    and loses nothing else.
    """
    text, problems = read_source(wanted.file, FORMATS[wanted.format])
    if wanted.into.exists() and not wanted.into.is_dir():
        message, advice = "is not a folder", "give a folder"
        problems.append(Problem(path=str(wanted.into), message=message, advice=advice))
    if text is None or any(problem.severity is Severity.ERROR for problem in problems):
        return Brought(problems=problems)
    fetching = wanted.fetch is not None
    form = format_of(wanted.format, text, wanted.columns, fetching=fetching)
    parsed = _fetched(form.parse(text, str(wanted.file)), wanted.fetch)
    if parsed.problems and not parsed.candidates and not parsed.rejects:
        return Brought(problems=[*problems, *parsed.problems])
    known, made, unread = _planned(wanted, parsed)
    rejects = _rejects(parsed, made)
    refused = {id(candidate) for candidate, _ in made.refused}
    taken = [one for one in known.candidates if id(one) not in refused]
    problems += [*parsed.problems, *unread, *_unrefused(made)]
    problems += [reject.problem(str(wanted.file)) for reject in rejects]
    brought = Brought(
        items=made.items,
        rejected=len(rejects),
        problems=in_order(problems),
        left=left_counts(taken),
        remark=known.remark,
    )
    return _written(wanted, form, parsed, rejects, taken, brought) if wanted.write else brought


def _fetched(parsed: Parsed, fetch: Fetch | None) -> Parsed:
    if fetch is None:
        return parsed
    found = fetch(parsed.candidates)
    return replace(
        parsed,
        candidates=[one for one in found if isinstance(one, Candidate)],
        rejects=[*parsed.rejects, *(one for one in found if isinstance(one, Reject))],
    )


def _planned(wanted: Wanted, parsed: Parsed) -> tuple[Tagged, Plan, list[Problem]]:
    known = tagged(parsed.candidates, wanted.vocabulary, use_keywords=wanted.use_keywords)
    known = replace(known, candidates=[_dated(one, wanted.today) for one in known.candidates])
    existing, unread = read_existing(wanted.into)
    made = plan(
        known.candidates,
        existing,
        path=str(wanted.file),
        overwrite=wanted.overwrite,
        texts=wanted.write and not wanted.one_file,
    )
    return known, made, unread


def _dated(candidate: Candidate, today: datetime.date) -> Candidate:
    """Return a candidate with the day on which it comes; what Papershelf exported says it."""
    if candidate.id or "added" in candidate.record:
        return candidate
    return replace(candidate, record={**candidate.record, "added": today.isoformat()})


def _rejects(parsed: Parsed, made: Plan) -> list[Reject]:
    """Return all entries that become no record, in the order of the file."""
    refused = [_refused(candidate, problem) for candidate, problem in made.refused]
    return sorted([*parsed.rejects, *refused], key=lambda reject: (reject.line, reject.column))


def _refused(candidate: Candidate, problem: Problem) -> Reject:
    return Reject(
        line=candidate.line,
        text=candidate.text,
        reason=problem.message,
        advice=problem.advice,
        severity=problem.severity,
    )


def _unrefused(made: Plan) -> list[Problem]:
    refused = {id(problem) for _, problem in made.refused}
    return [problem for problem in made.problems if id(problem) not in refused]


def _written(
    wanted: Wanted,
    form: Format,
    parsed: Parsed,
    rejects: Sequence[Reject],
    taken: Sequence[Candidate],
    brought: Brought,
) -> Brought:
    """Write what is understood into records and all else beside the file."""
    place = wanted.rejects or rejects_path(wanted.file)
    text = form.rejected(parsed, rejects) if rejects else ""
    rejects_file, wrong = write_beside(place, text)
    left_file, also_wrong = write_beside(left_path(place), left_text(taken))
    sidecars = [problem for problem in (wrong, also_wrong) if problem]
    if sidecars:  # what would be lost must not be
        return replace(brought, problems=[*brought.problems, *sidecars])
    done, unwritten = write_items(brought.items, wanted.into, wanted.one_file)
    return replace(
        brought,
        items=done,
        problems=in_order([*brought.problems, *unwritten]),
        rejects_file=rejects_file,
        left_file=left_file,
        written=True,
    )
