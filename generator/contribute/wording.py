"""Wording: what speaks for a tag, as a person would say it, and as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.contribute.suggest import Suggested, Suggestion

_NAMES_SHOWN = 2


def reasons(suggestion: Suggestion) -> str:
    """Return what speaks for a tag in one sentence, without the full stop."""
    return "; ".join(_reasons(suggestion)) or "its words are a little like those of such papers"


def _reasons(found: Suggestion) -> Iterator[str]:
    if found.below:
        yield f"narrower than “{found.below.name}”, which it has"
    if found.in_title:
        yield f"the title says {_quoted(found.in_title)}"
    elif found.in_abstract:
        yield f"the abstract says {_quoted(found.in_abstract)}"
    named = found.in_title or found.in_abstract
    if named and found.naming_and_having:
        others = _of(found.naming_and_having, found.naming, "other paper")
        yield f"{others} that say so have the tag"
    if found.sharing > 1 or (found.sharing and not named):
        yield f"{_of(found.sharing, found.closest, 'closest paper')} have it"
    if found.words:
        yield f"papers with it speak of {_listed(found.words)}, too"
    elif found.entry_words and not named:
        yield f"its entry in tags.yml speaks of {_listed(found.entry_words)}"


def _of(some: int, of: int, noun: str) -> str:
    return f"{some} of the {of} {noun}s" if of != 1 else f"{some} of 1 {noun}"


def _quoted(names: Sequence[str]) -> str:
    return _listed([f"“{name}”" for name in names[:_NAMES_SHOWN]])


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def as_json(suggested: Iterable[Suggested], written: Mapping[str, Sequence[str]]) -> str:
    """Return suggestions as JSON: papers, each with its tags, those suggested and those written.

    `written` are the tags that were added to records, by the papers' ids.
    """
    papers = [_paper(one, written.get(one.paper.id, ())) for one in suggested]
    return json.dumps({"papers": papers}, ensure_ascii=False, indent=2) + "\n"


def _paper(one: Suggested, written: Sequence[str]) -> dict[str, Any]:
    paper = one.paper
    return {
        "id": paper.id,
        "file": paper.source.path,
        "line": paper.source.line,
        "title": paper.title,
        "tags": list(paper.tags),
        "written": list(written),
        "suggestions": [_suggestion(found) for found in one.suggestions],
    }


def _suggestion(found: Suggestion) -> dict[str, Any]:
    return {
        "tag": found.tag.id,
        "score": found.score,
        "why": reasons(found),
        "evidence": {
            "title": list(found.in_title),
            "abstract": list(found.in_abstract),
            "naming": {"papers": found.naming, "having": found.naming_and_having},
            "closest": {"papers": found.closest, "having": found.sharing},
            "words": list(found.words),
            "entry": list(found.entry_words),
            "narrower_than": found.below.id if found.below else None,
        },
    }
