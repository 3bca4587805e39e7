"""Correcting: one key of one record gets the value that a form says, and all else stays."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from generator.contribute.addition import Reason, Refusal
from generator.contribute.given import authors_in
from generator.contribute.soundness import own_problems
from generator.contribute.standing import Standing
from generator.contribute.wanted_tags import wanted_tags
from generator.importers.differences import differences
from generator.lookup.identifiers import identify
from generator.problems import Problem, has_errors, nearest, quoted
from generator.records.dates import parse
from generator.records.document import Document, showable
from generator.records.forms import JsonPaperRecord, PaperRecord, folded
from generator.records.json_reader import read_jsonl
from generator.records.models import Paper
from generator.records.reading import made
from generator.records.rewrite import RewriteError, replace_keys
from generator.records.rewrite_line import replace_values
from generator.records.schemes import BadValueError
from generator.records.validation import validate
from generator.records.yaml_reader import read_yaml

_PAGE = re.compile(r"(?:.*/)?papers/([^/?#]+?)(?:\.html|/)?(?:[?#].*)?")
_LISTS = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """What a form calls a part of a record: its key, and the key within where there is one."""

    key: str
    inner: str = ""


PLACES: Mapping[str, Place] = {
    "Title": Place("title"),
    "Authors": Place("authors"),
    "Date": Place("date"),
    "Venue": Place("venue"),
    "Tags": Place("tags"),
    "Abstract": Place("abstract"),
    "Summary in one sentence": Place("tldr"),
    "Note": Place("notes"),
    "arXiv id": Place("arxiv"),
    "DOI": Place("doi"),
    "OpenReview id": Place("openreview"),
    "ACL Anthology id": Place("acl"),
    "PubMed id": Place("pmid"),
    "Link to the code": Place("links", "code"),
    "Link to the project's page": Place("links", "project"),
    "Link to the PDF": Place("links", "pdf"),
    "Link to the data": Place("links", "dataset"),
    "Link to a video": Place("links", "video"),
    "Link to slides": Place("links", "slides"),
    "Retracted (link to the notice)": Place("status", "retracted"),
    "Replaced by a newer paper (its id on this shelf)": Place("status", "superseded_by"),
}
SOMETHING_ELSE = "Something else"
"""The last option of the form, which a person has to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A record's text before and after: of its file, or of its line of a file of lines."""

    paper: Paper
    key: str
    before: str
    after: str
    line: int = 0
    """From 1; 0 for a file of its own."""
    problems: tuple[Problem, ...] = ()
    """What a check warns of in the new record; never an error."""


def named_paper(text: str, standing: Standing) -> Paper | Refusal:
    """Return the paper that an id, or the address of its page, names."""
    line = folded(text)
    match = _PAGE.fullmatch(line)
    name = match[1] if match else line.strip("/")
    papers = {paper.id: paper for paper in reversed(standing.records.papers)}
    if name in papers:
        return papers[name]
    close = nearest(name, papers) if len(name) < 200 else ""
    advice = f"did you mean {quoted(close)}?" if close else "copy the end of its page's address"
    return _no(Reason.NOT_FOUND, f"no paper {quoted(name)} is on the shelf; {advice}")


def plan_correction(
    paper: Paper, field: str, value: str, content: str, standing: Standing
) -> Correction | Refusal:
    """Return the record with the value that a form says for a field, or why that cannot be. Pure.

    `content` is the text of the record's file, byte for byte.
    """
    place = PLACES.get(field)
    if place is None:
        return _no(Reason.UNCLEAR, f"{quoted(field)} is for a person to read")
    if not paper.source.path.endswith((".yml", ".jsonl")):
        file = paper.source.path.rpartition("/")[2]
        return _no(Reason.UNCLEAR, f"{file} is for a person to change, as it is no YAML or JSONL")
    line = paper.source.line if paper.source.path.endswith(".jsonl") else 0
    before = content.split("\n")[line - 1] if line else content
    existing = _record(before, paper, line)
    if existing is None:
        return _no(Reason.WRONG, f"{paper.source.path} cannot be read as it stands")
    value = showable(value, lambda _: None).replace("\ufffd", "")
    try:
        wanted = _value(place, value, existing, standing)
    except BadValueError as error:
        return _no(Reason.WRONG, f"{place.key}: {quoted(folded(value))}: {error}")
    if isinstance(wanted, Refusal):
        return wanted
    changes = differences(existing, {place.key: wanted})
    if not changes:
        return _no(Reason.DUPLICATE, f"the record says {quoted(folded(value))} already")
    try:
        after = (replace_values if line else replace_keys)(before, changes)
    except RewriteError as error:
        return _no(Reason.WRONG, f"{paper.source.path} cannot be changed safely ({error})")
    made_so = Correction(paper=paper, key=place.key, before=before, after=after, line=line)
    return _checked(made_so, standing)


def _value(
    place: Place, text: str, existing: Mapping[str, object], standing: Standing
) -> object | Refusal:
    """Return a value in record form out of what a person typed."""
    if place.inner:
        other = existing.get(place.key) if place.key == "links" else None
        return {**(other if isinstance(other, dict) else {}), place.inner: folded(text)}
    if place.key == "tags":
        words = [word for part in _LISTS.split(text) if (word := folded(part))]
        tags = wanted_tags(words, None, standing.tags)
        return tags if isinstance(tags, Refusal) else list(tags.ids)
    return _READ.get(place.key, folded)(text)


def _identifier(kind: str) -> Callable[[str], object]:
    def read(text: str) -> str:
        found = identify(text)
        return found.value if found and found.kind == kind else folded(text)

    return read


_READ: Mapping[str, Callable[[str], object]] = {
    "authors": authors_in,
    "date": lambda text: str(parse(folded(text))),
    "abstract": lambda text: text.strip(),
    "notes": lambda text: text.strip(),
    **{kind: _identifier(kind) for kind in ("arxiv", "doi", "openreview", "acl", "pmid")},
}


def _record(text: str, paper: Paper, line: int) -> dict[str, object] | None:
    """Return a record as it stands; None when the text is not what the paper was read of."""
    document, _ = _document(text, paper, line)
    value = document.value if document else None
    if not isinstance(value, dict) or (line and value.get("id") != paper.id):
        return None
    return value


def _document(text: str, paper: Paper, line: int) -> tuple[Document | None, list[Problem]]:
    if not line:
        return read_yaml(text, paper.source.path)
    return next(iter(read_jsonl(text, paper.source.path)), (None, []))


def _checked(correction: Correction, standing: Standing) -> Correction | Refusal:
    """Return a correction with what a check warns of, or what is wrong in it."""
    old = correction.paper
    document, problems = _document(correction.after, old, correction.line)
    if document is None or has_errors(problems):
        return _wrong(problems)
    record, wrong = validate(JsonPaperRecord if correction.line else PaperRecord, document)
    if record is None:
        return _wrong(wrong)
    more = {} if correction.line else {"id": old.id}
    paper = made(Paper, record, document.source, **more)
    if repeated := standing.known.same(paper, but=old.id):
        sentence = f"this is what the record of {quoted(repeated.title)} says; name the right paper"
        return _no(Reason.WRONG, sentence)
    found = own_problems(paper, standing.records, standing.taken)
    if has_errors(found):
        return _wrong(found)
    return replace(correction, problems=tuple(found))


def _wrong(problems: list[Problem]) -> Refusal:
    return Refusal(reason=Reason.WRONG, sentences=tuple(problem.text for problem in problems))


def _no(reason: Reason, sentence: str) -> Refusal:
    return Refusal(reason=reason, sentences=(sentence,))
