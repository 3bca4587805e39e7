"""Checks across records: names that must exist, things that must not stand twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from collections.abc import Collection as Ids
from dataclasses import replace
from typing import TypeVar

from msgspec import Struct

from generator import links_in_markdown, record_checks
from generator.people.checks import check_people
from generator.problems import Problem, Severity, did_you_mean, nearest, quoted
from generator.records.document import Location, Source, problem_at
from generator.records.identifiers import fold
from generator.records.models import Collection, Paper, Status, Tag
from generator.records.read import Records
from generator.repeated import repeated_papers
from generator.rules import Rule

M = TypeVar("M", bound=Struct)


def check(records: Records, faultless: Set[int] = frozenset()) -> list[Problem]:
    """Return every problem of the shelf: those met in reading and those between records.

    `faultless` are the digests of papers in which an earlier check found nothing wrong; what each
    of them says for itself is not checked again.
    """
    papers = (*records.papers, *_damaged(Paper, records))
    collections = (*records.collections, *_damaged(Collection, records))
    ids = {paper.id for paper in papers} | records.unread
    tags = {tag.id: tag for tag in (*records.tags, *_damaged(Tag, records))}
    found: list[Problem] = list(records.problems)
    found += repeated_papers(papers)
    found += _successions(papers)
    for paper in records.papers:
        if paper.digest not in faultless:
            found += record_checks.completeness(paper)
    for paper in papers:
        if paper.digest not in faultless:
            found += record_checks.texts_of_paper(paper)
        found += _names_in_paper(paper, ids, None if "tags.yml" in records.unread else tags)
    found += _tags(records.tags, tags)
    for problem in check_people(records.people, records.papers, ids):
        found.append(replace(problem, rule=Rule.PEOPLE))
    for collection in records.collections:
        found += record_checks.emptiness(collection)
    for collection in collections:
        found += record_checks.text_of_collection(collection)
        found += _names_in_collection(collection, ids)
    return found


def _damaged(kind: type[M], records: Records) -> list[M]:
    return [thing for thing in records.damaged if isinstance(thing, kind)]


def _names_in_paper(paper: Paper, papers: Ids[str], tags: dict[str, Tag] | None) -> list[Problem]:
    """Return what is wrong with the tags and papers that a paper names."""
    found: list[Problem] = []
    if tags is not None and not _are_tags(paper.tags, tags):
        found += _paper_tags(paper, tags)
    if paper.related:
        found += _paper_links(paper, papers)
    if paper.status:
        found += _status(paper, paper.status, papers)
    if paper.notes:
        found += _links_in_text(paper.source, "notes", paper.notes, papers)
    return found


def _are_tags(names: Sequence[str], tags: dict[str, Tag]) -> bool:
    distinct = set(names)
    return len(distinct) == len(names) and distinct <= tags.keys()


def _paper_tags(paper: Paper, tags: dict[str, Tag]) -> Iterator[Problem]:
    for position, name in enumerate(paper.tags):
        key, where = f"tags[{position}]", ("tags", position)
        if name not in tags:
            advice = _tag_advice(name, tags)
            yield problem_at(
                paper.source,
                where,
                f"unknown tag {quoted(name)}",
                advice,
                key=key,
                rule=Rule.UNKNOWN_TAG,
            )
        elif name in paper.tags[:position]:
            message = f"{quoted(name)} stands twice"
            yield problem_at(
                paper.source,
                where,
                message,
                "keep one of them",
                Severity.WARNING,
                key,
                Rule.REPEATED_ENTRY,
            )


def _tag_advice(name: str, tags: dict[str, Tag]) -> str:
    names = {fold(alias): tag.id for tag in tags.values() for alias in (tag.name, *tag.aliases)}
    close = names.get(fold(name)) or names.get(fold(name.replace("-", " ")))
    close = close or nearest(name, tags)
    return f'did you mean "{close}"?' if close else "choose one of tags.yml, or add it there"


def _paper_links(paper: Paper, papers: Ids[str]) -> Iterator[Problem]:
    for position, related in enumerate(paper.related):
        where = ("related", position, "paper")
        key = f"related[{position}].paper"
        yield from _known(paper.source, where, key, related.paper, papers)
        if related.paper == paper.id:
            yield problem_at(
                paper.source,
                where,
                "the paper itself",
                "name another",
                key=key,
                rule=Rule.UNKNOWN_PAPER,
            )


def _known(
    source: Source, where: Location, key: str, name: str, papers: Ids[str]
) -> Iterator[Problem]:
    if name not in papers:
        close = nearest(name, papers)
        advice = f'did you mean "{close}"?' if close else "write the id of a paper on this shelf"
        yield problem_at(
            source, where, f"no paper {quoted(name)}", advice, key=key, rule=Rule.UNKNOWN_PAPER
        )


def _status(paper: Paper, status: Status, papers: Ids[str]) -> Iterator[Problem]:
    newer = status.superseded_by
    if (status.retracted is None) == (newer is None):
        advice = "write {retracted: address} or {superseded_by: id}"
        yield problem_at(
            paper.source,
            ("status",),
            "needs one of two keys",
            advice,
            key="status",
            rule=Rule.SUCCESSION,
        )
    if newer is not None:
        where = ("status", "superseded_by")
        yield from _known(paper.source, where, "status.superseded_by", newer, papers)


def _successions(papers: Iterable[Paper]) -> Iterator[Problem]:
    """Find papers that take each other's place in a circle, of one or of more."""
    by_id = {paper.id: paper for paper in papers}
    for paper in (paper for paper in by_id.values() if paper.status):
        if circle := _circle(paper.id, lambda name: _successor(by_id.get(name))):
            where = ("status", "superseded_by")
            advice = "name the paper to read instead"
            yield problem_at(
                paper.source,
                where,
                circle,
                advice,
                key="status.superseded_by",
                rule=Rule.SUCCESSION,
            )


def _circle(start: str, following: Callable[[str], str | None]) -> str:
    """Return a message with the way from `start` back to itself, or "" when there is none."""
    way = [start]
    while (name := following(way[-1])) and name not in way:
        way.append(name)
    return "a circle: " + " → ".join([*way, start]) if name == start else ""


def _successor(paper: Paper | None) -> str | None:
    return paper.status.superseded_by if paper and paper.status else None


def _links_in_text(source: Source, key: str, text: str, papers: Ids[str]) -> Iterator[Problem]:
    for name in links_in_markdown.paper_links(text):
        yield from _known(source, (key,), key, name, papers)


def _tags(tags: Iterable[Tag], known: dict[str, Tag]) -> Iterator[Problem]:
    by_id: dict[str, Tag] = {}
    words: dict[str, Tag] = {}
    for tag in tags:
        earlier = by_id.setdefault(tag.id, tag)
        if earlier is not tag:
            message = f"{quoted(tag.id)} is already on line {earlier.source.line}"
            yield problem_at(
                tag.source, ("id",), message, "keep one of them", key="id", rule=Rule.REPEATED_ENTRY
            )
            continue
        for word in dict.fromkeys(fold(w) for w in (tag.id, tag.name, *tag.aliases)):
            other = words.setdefault(word, tag)
            if other is not tag:
                message = f"{quoted(word)} also means {quoted(other.id)}"
                yield problem_at(
                    tag.source,
                    ("aliases",),
                    message,
                    "keep it at one tag",
                    key="aliases",
                    rule=Rule.REPEATED_ENTRY,
                )
    every = {**known, **by_id}
    for tag in by_id.values():
        yield from _parent(tag, every)


def _parent(tag: Tag, tags: dict[str, Tag]) -> Iterator[Problem]:
    if tag.parent is None:
        return
    if tag.parent not in tags:
        message = f"unknown tag {quoted(tag.parent)}"
        advice = did_you_mean(tag.parent, list(tags)) or "name a tag of this file"
        yield problem_at(
            tag.source, ("parent",), message, advice, key="parent", rule=Rule.UNKNOWN_TAG
        )
        return
    if circle := _circle(tag.id, lambda name: tags[name].parent if name in tags else None):
        yield problem_at(
            tag.source, ("parent",), circle, "name a wider tag", key="parent", rule=Rule.SUCCESSION
        )


def _names_in_collection(collection: Collection, papers: Ids[str]) -> Iterator[Problem]:
    if collection.description:
        yield from _links_in_text(collection.source, "description", collection.description, papers)
    seen: set[str] = set()
    for position, entry in enumerate(collection.papers):
        where = ("papers", position, "paper")
        key = f"papers[{position}]"
        yield from _known(collection.source, where, key, entry.paper, papers)
        if entry.paper in seen:
            message = f"{quoted(entry.paper)} stands twice"
            yield problem_at(
                collection.source,
                where,
                message,
                "keep one of them",
                key=key,
                rule=Rule.REPEATED_ENTRY,
            )
        seen.add(entry.paper)
