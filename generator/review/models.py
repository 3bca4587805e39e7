"""The review of a change: what differs between two shelves, and what a maintainer should know.

Plain data: it is written as JSON where a pull request's own code runs, and read again, strictly,
where nothing of that may be believed.
"""

from typing import Literal

from msgspec import Struct

from generator.problems import Problem, Severity

Value = str | tuple[str, ...] | None
"""What a key holds: a text, a list of texts, or nothing."""

Kind = Literal["paper", "tag", "author", "collection"]
KINDS: tuple[Kind, ...] = ("paper", "tag", "author", "collection")
How = Literal["added", "renamed", "changed", "removed"]
HOWS: tuple[How, ...] = ("added", "renamed", "changed", "removed")


class Change(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One key of a record and what it held before and holds after."""

    key: str
    """As in the record; an inner one with the outer before it: "links.code"."""
    old: Value = None
    new: Value = None


class Difference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One record that is not the same on both shelves."""

    kind: Kind
    how: How
    id: str
    was: str | None = None
    """Its id before, of a paper that was renamed."""
    title: str
    path: str
    """The record's file, before the change where it was removed."""
    line: int = 1
    faulty: bool = False
    """Whether the record has errors, so that only what could be read of it is compared."""
    changes: tuple[Change, ...] = ()
    """All keys of a record that was added or removed."""
    page: str = ""
    """The file of its page on the site, where it has one: "papers/filo/index.html"."""


class FileChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that holds no record, such as a hand-written page."""

    path: str
    how: Literal["added", "changed", "removed"]


class Duplicate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two records that may be one paper; `id` is the one that is new or changed."""

    id: str
    other: str
    title: str
    """The other's title."""
    path: str
    line: int = 1
    why: str


class TagSuggestion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tag that a new paper might have."""

    id: str
    tag: str
    score: float
    """How likely a person would choose it, from 0 to 1."""
    why: str


class LinkState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address that the change brings, and what came of asking for it."""

    id: str
    """The paper's."""
    address: str
    state: str
    note: str = ""


class Found(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A problem of a record, as the check words it."""

    path: str
    line: int = 1
    column: int = 1
    severity: Literal["error", "warning"]
    text: str

    @staticmethod
    def of(problem: Problem) -> "Found":
        """Return a problem as a review holds it."""
        return Found(
            path=problem.path,
            line=problem.line,
            column=problem.column,
            severity="error" if problem.severity is Severity.ERROR else "warning",
            text=problem.text,
        )


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a change does to a shelf."""

    base: str = ""
    """The commit that is compared with, where it is one."""
    before: int
    """How many papers the shelf had."""
    after: int
    differences: tuple[Difference, ...] = ()
    """Papers first, then tags, authors, collections; each added, renamed, changed, removed."""
    files: tuple[FileChange, ...] = ()
    problems: tuple[Found, ...] = ()
    """Those that were not there before."""
    standing: int = 0
    """How many problems were there before and still are."""
    advised: bool = True
    """Whether duplicates and tags were looked for; not where very many papers changed."""
    duplicates: tuple[Duplicate, ...] = ()
    suggestions: tuple[TagSuggestion, ...] = ()
    links: tuple[LinkState, ...] | None = None
    """None when the links were not asked for."""
    unformatted: tuple[str, ...] = ()
    """Changed files that `papershelf fmt` would write otherwise."""
