"""Checked facts beside a page: authors, date, venue and identifiers, as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

from pydantic import AfterValidator

from generator.importers.huggingface_page import Entry
from generator.problems import Problem, Severity, quoted
from generator.records import schemes
from generator.records.document import Document, Mark, Source
from generator.records.forms import Address, Date, Line, Model
from generator.records.validation import validate
from generator.records.yaml_reader import read_yaml
from generator.same_paper import normalised_title

_FORM = 'write a list of {"title": …, "authors": […], "published": …}'


class Facts(Model):
    """What is known of one paper; what is not known is null or left out."""

    title: Line
    authors: tuple[Line, ...] = ()
    published: Date | None = None
    venue: Line | None = None
    arxiv_id: Annotated[str, AfterValidator(schemes.arxiv_id)] | None = None
    doi: Annotated[str, AfterValidator(schemes.doi)] | None = None
    code_url: Address | None = None


@dataclass(frozen=True, slots=True)
class PlacedFacts:
    """Facts and the place in their file where they begin."""

    facts: Facts
    mark: Mark


def read_facts(text: str, path: str) -> tuple[tuple[PlacedFacts, ...], list[Problem]]:
    """Return the facts in a JSON text, and every problem in it."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return (), [_not_json(path, error.msg, error.lineno, error.colno)]
    except (RecursionError, ValueError) as error:
        return (), [_not_json(path, str(error))]
    if not isinstance(value, list):
        return (), [Problem(path=path, message="not a list", advice=_FORM)]
    sources = _sources(text, path, len(value))
    read = [_facts(item, source) for item, source in zip(value, sources, strict=True)]
    placed = tuple(facts for facts, _ in read if facts)
    return placed, list(chain.from_iterable(problems for _, problems in read))


def _not_json(path: str, reason: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(
        path=path, line=line, column=column, message=f"not JSON ({reason})", advice=_FORM
    )


def _sources(text: str, path: str, number: int) -> list[Source]:
    """Return the source of each entry of a JSON list, read as YAML, which JSON is nearly."""
    document, _ = read_yaml(text, path)
    entries = document.source.entries() if document else []
    return entries if len(entries) == number else [Source(path)] * number


def _facts(item: object, source: Source) -> tuple[PlacedFacts | None, list[Problem]]:
    facts, problems = validate(Facts, Document(item, source))
    return (PlacedFacts(facts, source.at()) if facts else None), problems


def pair(
    entries: Sequence[Entry], facts: Sequence[PlacedFacts], page_path: str, facts_path: str
) -> tuple[tuple[Facts | None, ...], list[Problem]]:
    """Return each entry's facts, found by title, and a warning for all that stay alone.

    The same title to the letter comes first, then the same but for case and punctuation.
    """
    exact: dict[str, PlacedFacts] = {}
    folded: dict[str, PlacedFacts] = {}
    for placed in facts:
        exact.setdefault(placed.facts.title, placed)
        folded.setdefault(normalised_title(placed.facts.title), placed)
    found = [exact.get(e.title) or folded.get(normalised_title(e.title)) for e in entries]
    problems = _without_facts(entries, found, page_path)
    problems += _without_entry(facts, [placed for placed in found if placed], facts_path)
    return tuple(placed.facts if placed else None for placed in found), problems


def _without_facts(
    entries: Iterable[Entry], found: Iterable[PlacedFacts | None], path: str
) -> list[Problem]:
    return [
        _warning(path, Mark(entry.line, 1), f"no facts for {quoted(entry.title)}")
        for entry, placed in zip(entries, found, strict=True)
        if placed is None
    ]


def _without_entry(
    facts: Iterable[PlacedFacts], used: Sequence[PlacedFacts], path: str
) -> list[Problem]:
    used_once = {id(placed) for placed in used}
    return [
        _warning(path, placed.mark, f"no paper of the page for {quoted(placed.facts.title)}")
        for placed in facts
        if id(placed) not in used_once
    ]


def _warning(path: str, mark: Mark, message: str) -> Problem:
    return Problem(
        path=path,
        line=mark.line,
        column=mark.column,
        severity=Severity.WARNING,
        message=message,
        advice="write the same title in both files",
    )
