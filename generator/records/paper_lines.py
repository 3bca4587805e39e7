"""Papers of a JSON Lines file: a quick way for lines in order, and an exact one for all others."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from generator.problems import Problem
from generator.records.digests import digest
from generator.records.document import Document, Mark, Source
from generator.records.forms import JsonPaperRecord
from generator.records.json_reader import lines_of, read_line, read_plain_line
from generator.records.models import Paper
from generator.records.reading import Reading, made
from generator.records.validation import validate
from generator.records.yaml_reader import read_yaml
from generator.rules import Rule


def papers_of_lines(path: Path, into: Reading) -> Iterator[Paper]:
    """Yield the paper of each line that holds one, known ones as they are known."""
    content, shown = into.content(path)
    if content is None:
        return
    empty = True
    for number, line in lines_of(content):
        if not line or line.isspace():
            continue
        written = digest(shown, line)
        source = Source(shown, number)
        if written in into.known:
            paper: Paper | None = _standing(into.known[written], source)
        elif (text := line.decode("utf-8")).isspace():
            continue
        else:
            paper = _plain_paper(text, source, written) or _paper(text, source, written, into)
        empty = False
        if paper:
            yield paper
    if empty:
        advice = "write one record a line"
        into.problems.append(
            Problem(path=shown, message="empty file", advice=advice, rule=Rule.NO_RECORD)
        )


def _standing(paper: Paper, source: Source) -> Paper:
    """Return a paper at the line on which it stands now."""
    return paper if paper.source == source else replace(paper, source=source)


def _plain_paper(line: str, source: Source, written: int) -> Paper | None:
    """Return the paper of a line with nothing unusual and nothing wrong."""
    value = read_plain_line(line)
    if value is None:
        return None
    record, _ = validate(JsonPaperRecord, Document(value, source))
    return made(Paper, record, source, digest=written) if record else None


def _paper(line: str, source: Source, written: int, into: Reading) -> Paper | None:
    """Return the paper of any line, and note every problem in it."""
    document, problems = read_line(line, source)
    into.problems += problems
    if document is None:
        return None
    record, _ = validate(JsonPaperRecord, document)
    if record:
        return made(Paper, record, source, digest=written)
    into.unread |= _id_of(document)
    return into.valid(JsonPaperRecord, Paper, _with_columns(document, line), digest=written)


def _with_columns(document: Document, line: str) -> Document:
    """Return a line's record with the columns that YAML, which JSON nearly is, gives its parts."""
    source = document.source
    marked, _ = read_yaml(line, source.path)
    places = marked.source.marks if marked else {}
    marks = {where: Mark(source.line, mark.column) for where, mark in places.items()}
    return Document(document.value, Source.marked(source.path, source.line, marks))


def _id_of(document: Document) -> set[str]:
    value = document.value.get("id") if isinstance(document.value, dict) else None
    return {value} if isinstance(value, str) else set()
