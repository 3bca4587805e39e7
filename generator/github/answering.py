"""Answering a form: from an issue's text to a proposal, or to why there is none."""

import datetime
from pathlib import Path
from typing import Literal

from generator.contribute.adding import add_paper
from generator.contribute.addition import Choices, Refusal, Request
from generator.contribute.given import record_given
from generator.contribute.standing import Standing, stands
from generator.github import answers, escape
from generator.github.correcting import (
    SOMETHING_ELSE,
    Correction,
    named_paper,
    plan_correction,
)
from generator.github.events import Issue
from generator.github.forms import Filled, parse_form
from generator.github.outputs import VALUE_LIMIT
from generator.github.proposal import MAX_BODY, MAX_TEXT, Change, Proposal, digest, encode
from generator.lookup.identifiers import identify
from generator.settings import Settings
from generator.web.answers import Web

KINDS: dict[str, Literal["add", "correct"]] = {"add": "add", "correct": "correct"}
TOO_LONG = "the record would be too long for a form; write it into a file and open a pull request"


def answer(
    issue: Issue, settings: Settings, client: Web, *, today: datetime.date
) -> Proposal | None:
    """Return what to answer to an issue; None when it is no form, or closed.

    Reads the records and asks services; writes nothing.
    """
    if issue.state != "open" or issue.pull_request is not None:
        return None
    filled = parse_form(issue.body or "")
    if filled is None:
        return None
    kind = KINDS[filled.form.name]
    if sentences := filled.too_long():
        return Proposal(kind=kind, body=answers.unreadable(sentences))
    standing = stands(settings)
    if kind == "add":
        proposal = _added(filled, settings, client, standing, today)
    else:
        proposal = _corrected(filled, standing, settings.root)
    if len(encode(proposal).encode("utf-8")) > VALUE_LIMIT:
        return Proposal(kind=kind, body=answers.unreadable([TOO_LONG]))
    return proposal


def request_of(filled: Filled) -> tuple[Request, tuple[str, ...]]:
    """Return what a filled-in form asks for, and what in it is unclear.

    A link that names a paper comes before everything else; of another, the BibTeX entry or the
    title says which paper it is.
    """
    values = dict(filled.values)
    link = values.pop("link", "")
    entry = values.pop("bibtex", "")
    named = identify(link)
    known = named is not None and named.kind != "title"
    said = values if known or named is not None else {**values, "link": link}
    given, unclear = record_given(said)
    if known or not (entry or "title" in given):
        return Request(text=link, given=given), unclear
    return Request(text=entry, given=given), unclear


def _added(
    filled: Filled, settings: Settings, client: Web, standing: Standing, today: datetime.date
) -> Proposal:
    request, unclear = request_of(filled)
    choices = Choices(write=False)
    addition = add_paper(request, settings, client, today=today, choices=choices, standing=standing)
    if isinstance(addition, Refusal):
        return Proposal(kind="add", body=_within(answers.refused(addition, standing)))
    if len(addition.text) > MAX_TEXT:
        return Proposal(kind="add", body=answers.unreadable([TOO_LONG]))
    body = answers.added(addition, unclear)
    change = Change(path=addition.path, text=addition.text)
    return Proposal(kind="add", paper=addition.id, body=_within(body), change=change)


def _corrected(filled: Filled, standing: Standing, root: Path) -> Proposal:
    values = filled.values
    paper = named_paper(values.get("paper", ""), standing)
    if isinstance(paper, Refusal):
        return Proposal(kind="correct", body=_within(answers.refused(paper, standing)))
    if values.get("field", SOMETHING_ELSE) == SOMETHING_ELSE:
        return Proposal(kind="correct", paper=paper.id, body=answers.FOR_A_PERSON)
    text = (root / paper.source.path).read_bytes().decode("utf-8")
    planned = plan_correction(paper, values["field"], values.get("value", ""), text, standing)
    if isinstance(planned, Refusal):
        body = answers.refused(planned, standing)
        return Proposal(kind="correct", paper=paper.id, body=_within(body))
    if len(planned.after) > MAX_TEXT:
        return Proposal(kind="correct", body=answers.unreadable([TOO_LONG]))
    return Proposal(
        kind="correct",
        paper=paper.id,
        body=_within(answers.corrected(planned, values.get("source", ""), standing)),
        change=_change(planned),
    )


def _change(correction: Correction) -> Change:
    return Change(
        path=correction.paper.source.path,
        line=correction.line,
        before=digest(correction.before),
        text=correction.after,
    )


def _within(body: str) -> str:
    return escape.cut(body, MAX_BODY)
