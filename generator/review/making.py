"""Making a review: all that is to be said of the way from one shelf to another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from generator import addresses
from generator.problems import Problem
from generator.records.read import Records
from generator.review.advice import Advice, advice
from generator.review.compare import differences
from generator.review.models import Difference, FileChange, Found, Review
from generator.review.problems import new_problems


@dataclass(frozen=True, slots=True)
class Side:
    """A shelf before or after a change: its records, and all that the checks find."""

    records: Records
    problems: Sequence[Problem]


def make_review(
    base: Side,
    head: Side,
    files: Iterable[FileChange] = (),
    *,
    commit: str = "",
    source: str = "site_src",
    directories: bool = True,
    unformatted: Iterable[str] = (),
) -> Review:
    """Return the review of a change.

    `files` are all files that changed; those whose records differ are told by the records alone.
    `source` is the folder of the records from the root; `directories` as for `addresses.url`;
    `unformatted` are files that are not in the form of `papershelf fmt`.
    """
    compared = differences(base.records, head.records)
    found = tuple(replace(one, page=_page(one, directories=directories)) for one in compared)
    problems = new_problems(base.problems, base.records, head.problems, head.records)
    advised = advice(head.records, found)
    said = advised or Advice()
    return Review(
        base=commit,
        before=len(base.records.papers),
        after=len(head.records.papers),
        differences=found,
        files=tuple(_untold(files, found, source)),
        problems=tuple(map(Found.of, problems)),
        standing=len(head.problems) - len(problems),
        advised=advised is not None,
        duplicates=said.duplicates,
        suggestions=said.suggestions,
        unformatted=tuple(unformatted),
    )


def _page(one: Difference, *, directories: bool) -> str:
    """Return the file of a record's page, "" of a record that has none of its own."""
    if one.kind == "author" or one.how == "removed":
        return ""
    path = addresses.page(f"{one.kind}s", one.id)
    return addresses.file_of(path, directories=directories)


def _untold(
    files: Iterable[FileChange], found: Iterable[Difference], source: str
) -> Iterator[FileChange]:
    """Yield the files that no difference tells of, by path."""
    told = {path for one in found for path in _paths(one, source)}
    for file in sorted(files, key=lambda file: file.path):
        if file.path not in told:
            yield file


def _paths(one: Difference, source: str) -> Iterator[str]:
    """Yield the files that a difference tells of: where the record is, and where it was."""
    yield one.path
    if one.was:
        yield f"{source}/papers/{one.was}.yml"
    for change in one.changes:
        if change.key == "file" and isinstance(change.old, str):
            yield change.old
