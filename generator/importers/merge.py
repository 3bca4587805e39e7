"""Imported papers beside a shelf's records: what is new, the same, kept, or overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.importers.differences import differences, plain
from generator.problems import Problem, Severity, quoted
from generator.records.identifiers import RESERVED_IDS, paper_id
from generator.records.models import Paper
from generator.records.rewrite import RewriteError, replace_keys
from generator.records.rewrite_line import replace_values
from generator.records.write import record_text
from generator.same_paper import KnownPapers, in_short


class Action(StrEnum):
    """What an import does with one paper."""

    NEW = "new"
    SAME = "same"
    KEPT = "kept"
    OVERWRITTEN = "overwritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A paper to import: its record, and the line (from 1) where it stands in its source."""

    line: int
    record: Mapping[str, object]
    id: str = ""
    """The id that its source gives it; "" when the source knows no ids of ours."""
    text: str = ""
    """The entry as it stands in its source."""
    keywords: tuple[str, ...] = ()
    """What the source says it is about; no tags of the vocabulary yet."""
    left: Mapping[str, object] = field(default_factory=dict)
    """Fields of the source that a record has no place for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingRecord:
    """A record of the shelf: its file as problems name it, and what it says.

    `record` is None when it cannot be read; `text` is that of its file or of its line, None when
    neither can be changed.
    """

    path: str
    record: Mapping[str, object] | None = None
    text: str | None = None
    line: int = 0
    """The line (from 1) on which it stands among other records; 0 in a file of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What happens to one paper: the `keys` in which its record differs, the `text` to write."""

    action: Action
    id: str
    keys: tuple[str, ...] = ()
    text: str | None = None
    line: int = 0
    """The line of its file that `text` is for; 0 for the whole file."""
    path: str = field(default="", compare=False)
    """The file of a record that is there already."""
    title: str = field(default="", compare=False)
    record: Mapping[str, object] | None = field(default=None, compare=False)
    """The record, when it is new."""
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict, compare=False)
    """For each of the keys what the record says, and what the import says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What happens to each paper of an import, in its order, and what stands in the way."""

    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[tuple[Candidate, Problem], ...] = ()
    """The papers that are not taken, each with one of the problems."""


def plan(
    candidates: Sequence[Candidate],
    existing: Mapping[str, ExistingRecord],
    *,
    path: str,
    overwrite: bool = False,
    texts: bool = True,
) -> Plan:
    """Return what to do with each candidate beside the shelf's records, given by their ids.

    A record is a candidate's when one of their identifiers, or else their titles, are the same
    (`generator.same_paper` says which titles are of several papers).
    `path` is the import's source in problems; without `texts`, new records get none.
    """
    planner = _Planner(path, existing, overwrite, texts)
    for candidate in candidates:
        planner.take(candidate)
    return Plan(
        items=tuple(planner.items),
        problems=tuple(planner.problems),
        refused=tuple(planner.refused),
    )


@dataclass
class _Planner:
    """Decides paper by paper, so that no two get one id and none comes twice."""

    path: str
    existing: Mapping[str, ExistingRecord]
    overwrite: bool
    texts: bool
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[tuple[Candidate, Problem]] = field(default_factory=list)
    taken: set[str] = field(init=False)
    unread: dict[str, str] = field(init=False)
    named: dict[str, str] = field(init=False)
    """Ids of records, by the ids that they have or that their sources give them."""
    known: KnownPapers = field(init=False)
    claimed: dict[str, Candidate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        readable = {k: r.record for k, r in self.existing.items() if r.record is not None}
        self.unread = {key.casefold(): key for key in self.existing if key not in readable}
        self.taken = {*RESERVED_IDS, *(key.casefold() for key in readable)}
        self.named = {name: name for name in readable}
        self.known = KnownPapers(_in_short(record, name) for name, record in readable.items())

    def take(self, candidate: Candidate) -> None:
        found = self._found(candidate)
        if found is not None and found in self.claimed:
            self._refuse(candidate, self._repeated(candidate, self.claimed[found]))
            return
        item = self._new(candidate) if found is None else self._beside(candidate, found)
        if item.id.casefold() in self.unread:
            hidden = self.existing[self.unread[item.id.casefold()]]
            self._refuse(candidate, self._hidden(candidate, hidden))
            return
        self.items.append(item)
        self.taken.add(item.id.casefold())
        self.claimed[item.id] = candidate
        if candidate.id:
            self.named.setdefault(candidate.id, item.id)
        self.known.add(_in_short(candidate.record, item.id))

    def _found(self, candidate: Candidate) -> str | None:
        if candidate.id in self.named:
            return self.named[candidate.id]
        same = self.known.same(_in_short(candidate.record))
        return same.id if same else None

    def _refuse(self, candidate: Candidate, problem: Problem) -> None:
        self.problems.append(problem)
        self.refused.append((candidate, problem))

    def _new(self, candidate: Candidate) -> Item:
        record, title = candidate.record, str(candidate.record["title"])
        wanted = candidate.id if candidate.id.casefold() not in self.taken else ""
        name = wanted or paper_id(title, self.taken)
        text = record_text(record) if self.texts else None
        return Item(action=Action.NEW, id=name, text=text, record=record, title=title)

    def _beside(self, candidate: Candidate, name: str) -> Item:
        existing = self.existing[name]
        title = str(candidate.record["title"])
        changes = differences(existing.record or {}, candidate.record)
        same = Item(action=Action.SAME, id=name, path=existing.path, title=title)
        if not changes:
            return same
        keys = tuple(changes)
        was = existing.record or {}
        both = {key: (plain(was.get(key)), value) for key, value in changes.items()}
        same = replace(same, changes=both)
        if self.overwrite and (text := self._rewritten(existing, changes)) is not None:
            return replace(
                same, action=Action.OVERWRITTEN, keys=keys, text=text, line=existing.line
            )
        return replace(same, action=Action.KEPT, keys=keys)

    def _rewritten(self, existing: ExistingRecord, changes: Mapping[str, object]) -> str | None:
        reason = "it is not a YAML file of its own"
        if existing.text is not None:
            try:
                if existing.line:
                    return replace_values(existing.text, changes)
                return replace_keys(existing.text, changes)
            except RewriteError as error:
                reason = str(error)
        self.problems.append(
            Problem(
                path=existing.path,
                message=f"cannot be overwritten ({reason})",
                advice=f"change it by hand: {', '.join(changes)}",
            )
        )
        return None

    def _hidden(self, candidate: Candidate, unread: ExistingRecord) -> Problem:
        return Problem(
            path=self.path,
            line=candidate.line,
            message=f"{quoted(candidate.record['title'])} may be in {unread.path}",
            advice="mend that file, then import again",
        )

    def _repeated(self, candidate: Candidate, first: Candidate) -> Problem:
        same = candidate.record == first.record
        more = "" if same else " and says something else"
        return Problem(
            path=self.path,
            line=candidate.line,
            severity=Severity.WARNING if same else Severity.ERROR,
            message=f"{quoted(candidate.record['title'])} is on line {first.line} already{more}",
            advice="keep one of them",
        )


def _in_short(record: Mapping[str, object], name: str = "") -> Paper:
    return in_short({key: plain(value) for key, value in record.items()}, name)
