"""Entries and facts to records: what an import knows of each paper."""

import datetime
import re
from collections.abc import Mapping, Sequence

from generator.importers.days import dated
from generator.importers.facts import Facts
from generator.importers.huggingface_page import Entry
from generator.importers.merge import Candidate
from generator.importers.weblinks import kind_of, links_in
from generator.problems import Problem, Severity
from generator.records.document import showable

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)


def candidates(
    entries: Sequence[Entry],
    facts: Sequence[Facts | None],
    *,
    path: str,
    year: int | None,
    today: datetime.date,
) -> tuple[list[Candidate], list[Problem]]:
    """Return a record for each entry of a page, in its order, and what is wrong with them.

    `facts` has an item for each entry; `year` and `today` say which year the page's dates mean.
    """
    problems: list[Problem] = []
    papers = []
    for entry, known in zip(entries, facts, strict=True):
        added = dated(entry.day, year, today) if entry.day else None
        if added is None:
            problems.append(_undated(entry, path))
        record = _record(entry, known, added)
        papers.append(Candidate(line=entry.line, record=_shown(record, entry, path, problems)))
    return papers, problems


def _undated(entry: Entry, path: str) -> Problem:
    reason = "no date stands above the paper" if entry.day is None else "that year has no such day"
    return Problem(
        path=path,
        line=entry.line,
        severity=Severity.WARNING,
        key="added",
        message=f"left out: {reason}",
        advice='write a line like "Mar 17" above it, or "added" in its record',
    )


def _shown(
    record: Mapping[str, object], entry: Entry, path: str, problems: list[Problem]
) -> dict[str, object]:
    """Return the record with characters that no page can show replaced, and report them."""

    def report(message: str) -> None:
        problems.append(
            Problem(
                path=path,
                line=entry.line,
                severity=Severity.WARNING,
                message=message,
                advice="delete it",
            )
        )

    return {k: showable(v, report) if isinstance(v, str) else v for k, v in record.items()}


def _record(entry: Entry, facts: Facts | None, added: datetime.date | None) -> dict[str, object]:
    record: dict[str, object] = {"title": entry.title, **(_of_facts(facts) if facts else {})}
    links = {**links_in(entry.abstract), **_code_link(facts)}
    record |= {"links": links, "added": str(added or ""), "abstract": entry.abstract}
    return {key: value for key, value in record.items() if value}


def _of_facts(facts: Facts) -> dict[str, object]:
    arxiv, doi = _identifiers(facts)
    return {
        "authors": list(facts.authors),
        "date": str(facts.published or ""),
        "venue": facts.venue,
        "arxiv": arxiv,
        "doi": doi,
    }


def _identifiers(facts: Facts) -> tuple[str | None, str | None]:
    """Return the arXiv id and the DOI; a DOI that arXiv gave (10.48550) is only the id again."""
    found = _ARXIV_DOI.fullmatch(facts.doi or "")
    arxiv = facts.arxiv_id or (found[1] if found else None)
    same = found is not None and arxiv is not None and found[1].casefold() == arxiv.casefold()
    return arxiv, None if same else facts.doi


def _code_link(facts: Facts | None) -> dict[str, str]:
    """Return the facts' link under the key that its address belongs to."""
    if facts is None or facts.code_url is None:
        return {}
    kind = kind_of(facts.code_url)
    return {kind if kind in {"project", "dataset"} else "code": facts.code_url}
