"""Answers: what a pull request that a form asked for says, or why there is none, in Markdown.

Everything that a form or a service said is escaped.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.contribute.addition import Addition, Refusal
from generator.contribute.finding import YOU
from generator.contribute.standing import Standing
from generator.github import escape
from generator.github.correcting import Correction
from generator.records.write import in_order

HOW_TO_EDIT = (
    "Edit this issue (the three dots at its upper right, then Edit) and mend that; the form is "
    "read again by itself. Close the issue if you changed your mind."
)
FOR_A_PERSON = (
    "Thank you. This needs a person who reads it; the people who keep this shelf have been told by "
    "this issue."
)
_SHOWN_VALUE = 200
_MOST_ROWS = 20


def added(addition: Addition, unclear: Sequence[str] = ()) -> str:
    """Return what the pull request of a new paper says: facts, who says so, what is doubtful.

    `unclear` is what of the form could not be read.
    """
    rows = [_row(key, addition.record[key], addition) for key in in_order(addition.record)]
    parts = ["| | | From |\n|---|---|---|\n" + "\n".join(rows[:_MOST_ROWS])]
    parts += _list("To look at", [problem.text for problem in addition.problems])
    parts += _list("Said otherwise in the form", _differences(addition))
    parts += _list("Remarks", [*unclear, *addition.remarks])
    written = addition.record.get("tags")
    chosen = set(written) if isinstance(written, list | tuple) else set()
    others = [one.tag.id for one in addition.suggested if one.tag.id not in chosen]
    parts += _list("Tags that it might have, too", others)
    return "\n\n".join(parts)


def _row(key: str, value: object, addition: Addition) -> str:
    shown = _origin(addition.origins.get(key, ""))
    return f"| {key} | {escape.text(_plain(value), _SHOWN_VALUE)} | {shown} |"


def _origin(said: str) -> str:
    """Return who says something, as a link where an address follows the name."""
    name, _, address = said.rpartition(", ")
    if name and address.startswith(("https://", "http://")):
        return escape.link(name, address, 100)
    return escape.text("the form" if said == YOU else said)


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value)


def _differences(addition: Addition) -> Iterator[str]:
    for one in addition.differences:
        yield f"{one.key}: {_plain(one.given)[:_SHOWN_VALUE]}"


def _list(title: str, sentences: Iterable[str]) -> list[str]:
    lines = [f"- {escape.text(sentence, 500)}" for sentence in sentences]
    return [f"**{title}**", "\n".join(lines[:_MOST_ROWS])] if lines else []


def corrected(correction: Correction, source: str, standing: Standing) -> str:
    """Return what the pull request of a correction says: the lines before and after, the source."""
    page = escape.link(correction.paper.title, standing.page_of(correction.paper))
    parts = [f"{page}: `{correction.key}`", escape.block(_difference(correction), language="diff")]
    if source:
        parts.append(f"Source: {escape.link(source, source)}")
    parts += _list("To look at", [problem.text for problem in correction.problems])
    return "\n\n".join(parts)


def _difference(correction: Correction) -> str:
    before, after = correction.before.splitlines(), correction.after.splitlines()
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join(line[:_SHOWN_VALUE] + "…" * (len(line) > _SHOWN_VALUE) for line in changed)


def refused(refusal: Refusal, standing: Standing) -> str:
    """Return why a form became no pull request, and what to do."""
    if refusal.duplicate_of:
        return _repeated(refusal.duplicate_of, standing)
    sentences = [f"- {escape.text(sentence, 500)}" for sentence in refusal.sentences[:_MOST_ROWS]]
    parts = ["This cannot become a pull request yet:", "\n".join(sentences)]
    if refusal.candidates:
        named = [
            f"- {escape.code(one.request)}: {escape.text(_plain(one.record.get('title', '')))}"
            for one in refusal.candidates
        ]
        parts += ["If one of these is the paper, write what stands before it:", "\n".join(named)]
    return "\n\n".join([*parts, HOW_TO_EDIT])


def _repeated(name: str, standing: Standing) -> str:
    paper = next(paper for paper in standing.records.papers if paper.id == name)
    link = escape.link(paper.title, standing.page_of(paper))
    return (
        f"This paper is on the shelf already: {link}.\n\nIs something wrong there? Its page leads "
        "to a form that corrects it. Is it another paper after all? Edit this issue (the three "
        "dots at its upper right, then Edit) and give a link to it."
    )


def unreadable(sentences: Sequence[str]) -> str:
    """Return what is wrong with a form itself."""
    lines = "\n".join(f"- {escape.text(sentence, 500)}" for sentence in sentences)
    return f"This form cannot be read:\n\n{lines}\n\n{HOW_TO_EDIT}"
