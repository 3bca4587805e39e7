"""Additions: what someone asks to have on the shelf, and what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.contribute.suggest import Suggestion
from generator.problems import Problem
from generator.records.models import Paper

Record = Mapping[str, object]
"""A record as it will be written: keys of `records.write.PAPER_KEYS`, values as YAML has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What someone wants on the shelf, in their words, and the facts that they gave.

    `text` is an identifier, an address, a title or one BibTeX entry, and may be "" when `given` has
    a title. `given` is in record form (`contribute.given` makes it of a form's fields): it says
    what no service says, and where a service says otherwise, the difference is told.
    """

    text: str
    given: Record = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A paper that a search for a title found."""

    record: Record
    request: str
    """What to ask for to have just this paper: "arXiv:2305.19466"."""
    likeness: float
    """How like the title is to the one asked for, from 0 to 1."""


Choose = Callable[[str, Sequence[Candidate]], Candidate | None]
"""Asks a person which of several candidates, the likeliest first, a title means; None for none."""


def nobody(title: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """Choose none: there is nobody to ask."""
    del title, candidates
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a paper is added."""

    id: str = ""
    """The id to give it; "" for one made of its title."""
    tags: tuple[str, ...] = ()
    """Tags of the vocabulary that it gets, before all suggested ones."""
    suggest: bool = True
    """Whether tags are suggested."""
    confidence: float = 0.8
    """What a suggested tag must score to be written."""
    note: str = ""
    """Markdown for `notes`."""
    choose: Choose = nobody
    write: bool = True
    """Whether the file is written; False for a trial."""


AS_USUAL = Choices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A key of which a service says something else than the person who asked."""

    key: str
    given: object
    found: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A new record: what it says, from where, and what there is to say of it."""

    id: str
    path: str
    """Its file from the shelf's root, with "/"."""
    text: str
    """What the file holds."""
    record: Record
    origins: Mapping[str, str]
    """For each key of the record, who says so: an address, a service, or "you"."""
    asked: tuple[str, ...] = ()
    """The services that were asked, in that order."""
    problems: tuple[Problem, ...] = ()
    """What `papershelf check` says of the record: it may be a near-duplicate, something may miss.

    Never an error: that is a refusal.
    """
    suggested: tuple[Suggestion, ...] = ()
    """Tags that it might have, the likeliest first; those sure enough stand in the record."""
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    """Sentences on what was left out or could not be had."""
    paper: Paper
    """The paper that a reader of the shelf gets of it."""
    written: bool = False


class Reason(StrEnum):
    """Why a paper was not added."""

    UNCLEAR = "unclear"
    """The request cannot be understood, or means several papers."""
    NOT_FOUND = "not found"
    DUPLICATE = "duplicate"
    OFFLINE = "offline"
    """There is no network."""
    UNAVAILABLE = "unavailable"
    """A service does not answer as it should; asking later may help."""
    WRONG = "wrong"
    """The record would hold an error."""
    UNWRITTEN = "unwritten"
    """The file cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a paper was not added, in whole sentences of plain text.

    A sentence may quote the request: it is on one line, and everything hidden in it is spelled out,
    but it is not escaped for Markdown or HTML.
    """

    reason: Reason
    sentences: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    """Papers that may be meant, the likeliest first."""
    duplicate_of: str = ""
    """The id of the paper that is on the shelf already."""
