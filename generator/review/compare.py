"""Compare: which records differ between two shelves, and in what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Severity
from generator.records.models import Collection, Paper, Person, Tag
from generator.records.read import Records
from generator.review.facts import changes
from generator.review.models import HOWS, Change, Difference, How, Kind
from generator.same_paper import normalised_title

T = TypeVar("T", bound=Struct)

_SAME_PAPER: tuple[Callable[[Paper], str | None], ...] = (
    lambda paper: paper.doi and paper.doi.lower(),
    lambda paper: paper.arxiv,
    lambda paper: paper.openreview,
    lambda paper: paper.acl,
    lambda paper: paper.pmid,
    lambda paper: normalised_title(paper.title),
)
"""What tells that two records under two ids are one paper, the surest first."""

_UNKNOWN = "?"
"""What `salvage` puts in the place of a title that cannot be read."""


def differences(base: Records, head: Records) -> tuple[Difference, ...]:
    """Return each record that is not the same on both shelves: papers, tags, authors, collections.

    A paper keeps its identity by its id, or else by its DOI, another identifier or its title. A
    record that has errors, or cannot be read, is no less there.
    """
    return (
        *_in_order(_papers(base, head)),
        *_in_order(_tags(base, head)),
        *_in_order(_people(base, head)),
        *_in_order(_collections(base, head)),
    )


def _papers(base: Records, head: Records) -> Iterator[Difference]:
    old, new = _by_id(Paper, base.papers, base), _by_id(Paper, head.papers, head)
    gone = [paper for name, paper in old.items() if name not in new and name not in head.unread]
    come = [paper for name, paper in new.items() if name not in old and name not in base.unread]
    renamed = _renamed(gone, come)
    faulty = {paper.id for paper in head.damaged if isinstance(paper, Paper)}
    for paper in come:
        before = renamed.get(paper.id)
        yield _paper("renamed" if before else "added", before, paper, paper.id in faulty)
    for name in old.keys() & new.keys():
        if not new[name].digest or new[name].digest != old[name].digest:
            found = _paper("changed", old[name], new[name], name in faulty)
            if found.changes or found.faulty:
                yield found
    for name in old.keys() & head.unread - new.keys():
        yield replace(_paper("changed", old[name], None, faulty=True), changes=())
    taken = {paper.id for paper in renamed.values()}
    for paper in gone:
        if paper.id not in taken:
            yield _paper("removed", paper, None, faulty=False)


def _paper(how: How, old: Paper | None, new: Paper | None, faulty: bool) -> Difference:
    record = new or old
    assert record is not None  # noqa: S101 - one of the two is there
    found = changes(old, new)
    title = record.title
    if faulty:
        lost = {None, _UNKNOWN}
        found = tuple(change for change in found if change.new not in lost)
        title = (old.title if old else record.id) if title == _UNKNOWN else title
    if old and new and how == "changed" and old.source.path != new.source.path:
        found = (Change(key="file", old=old.source.path, new=new.source.path), *found)
    return Difference(
        kind="paper",
        how=how,
        id=record.id,
        was=old.id if old and how == "renamed" else None,
        title=title,
        path=record.source.path,
        line=record.source.line,
        faulty=faulty,
        changes=found,
    )


def _by_id(kind: type[T], sound: Iterable[T], records: Records) -> dict[str, T]:
    """Return records by id, those with problems too; the first of two equal ids counts."""
    by_id: dict[str, T] = {}
    damaged = (record for record in records.damaged if isinstance(record, kind))
    for record in (*sound, *damaged):
        by_id.setdefault(_name(record), record)
    return by_id


def _name(record: Struct) -> str:
    """Return what tells a record from others of its kind."""
    return str(getattr(record, "id", None) or getattr(record, "name", ""))


def _renamed(gone: Sequence[Paper], come: Sequence[Paper]) -> dict[str, Paper]:
    """Return the paper that each new one was before, by the new id."""
    found: dict[str, Paper] = {}
    left = {paper.id: paper for paper in gone}
    for sign in _SAME_PAPER:
        known = {value: paper for paper in left.values() if (value := sign(paper))}
        for paper in come:
            value = sign(paper)
            if value and value in known and paper.id not in found:
                found[paper.id] = left.pop(known.pop(value).id)
    return found


def _tags(base: Records, head: Records) -> Iterator[Difference]:
    if "tags.yml" not in base.unread | head.unread:
        old, new = _by_id(Tag, base.tags, base), _by_id(Tag, head.tags, head)
        yield from _compared("tag", old, new, lambda tag: tag.name)


def _people(base: Records, head: Records) -> Iterator[Difference]:
    if "authors.yml" not in base.unread | head.unread:
        yield from _compared("author", _numbered(base), _numbered(head), lambda person: person.name)


def _numbered(records: Records) -> dict[str, Person]:
    """Return the entries of authors.yml by id or name; a second one of a name has a number."""
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    damaged = (record for record in records.damaged if isinstance(record, Person))
    for person in (*records.people, *damaged):
        groups[_name(person)].append(person)
    return {
        f"{name} ({number})" if number > 1 else name: person
        for name, group in groups.items()
        for number, person in enumerate(group, 1)
    }


def _collections(base: Records, head: Records) -> Iterator[Difference]:
    old = _by_id(Collection, base.collections, base)
    new = _by_id(Collection, head.collections, head)
    unread = {p.path for p in head.problems if p.severity is Severity.ERROR}
    for found in _compared("collection", old, new, lambda collection: collection.title):
        if found.how == "removed" and found.path in unread:
            yield replace(found, how="changed", faulty=True, changes=())
        else:
            yield found


def _compared(
    kind: Kind, old: Mapping[str, T], new: Mapping[str, T], title: Callable[[T], str]
) -> Iterator[Difference]:
    for name in old.keys() | new.keys():
        before, after = old.get(name), new.get(name)
        record = before if after is None else after
        found = changes(before, after)
        if record is None or not (found or before is None or after is None):
            continue
        source = getattr(record, "source")  # noqa: B009 - every kind of record has one
        yield Difference(
            kind=kind,
            how="added" if before is None else "removed" if after is None else "changed",
            id=name,
            title=title(record),
            path=source.path,
            line=source.line,
            changes=found,
        )


def _in_order(found: Iterable[Difference]) -> list[Difference]:
    return sorted(found, key=lambda one: (HOWS.index(one.how), one.id))
