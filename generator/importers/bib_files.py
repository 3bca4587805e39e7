"""BibTeX files among a shelf's records: each entry is a paper, as a line of a JSONL file is.

Its id is its key as a slug, or what `x-papershelf` says; its tags stand in the field `tags`. Fields
that a record has no place for are passed over, as BibTeX does.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from generator.importers import bibtex_blocks
from generator.importers.assembly import assembled
from generator.importers.bibtex_blocks import Block
from generator.importers.bibtex_entry import entry_of, text_of
from generator.importers.parsed import Reject
from generator.problems import Problem, Severity, quoted
from generator.records.digests import digest
from generator.records.document import Document, Location, Mark, Source, showable
from generator.records.forms import PaperRecord
from generator.records.identifiers import slug
from generator.records.models import Paper
from generator.records.read import ReadPapers
from generator.records.reading import Reading

_TAGS = re.compile(r"[,;\s]+")
_PLACES = {
    "title": ("title",),
    "authors": ("author",),
    "date": ("year", "date"),
    "abstract": ("abstract",),
    "tags": ("tags",),
    "doi": ("doi",),
    "arxiv": ("eprint", "arxiv"),
}
"""The fields in which the keys of a record stand, for the places of problems."""


def papers_of_bib(path: Path, into: Reading) -> Iterator[Paper]:
    """Yield the paper of each entry that is one, known ones as they are known."""
    content, shown = into.content(path)
    if content is None:
        return

    def report(message: str) -> None:
        problem = Problem(path=shown, severity=Severity.WARNING, message=message)
        into.problems.append(problem)

    blocks = bibtex_blocks.read(showable(content.decode("utf-8"), report))
    into.problems += [reject.problem(shown) for reject in blocks.rejects]
    if not blocks.entries and not blocks.rejects:
        advice = "write entries, or delete it"
        into.problems.append(Problem(path=shown, message="no entries", advice=advice))
    for block in blocks.entries:
        written = digest(shown, _written(block))
        source = Source.marked(shown, block.line, dict(_marks(block)))
        if known := into.known.get(written):
            yield known if known.source == source else replace(known, source=source)
        elif paper := _paper(block, source, written, into):
            yield paper


def _written(block: Block) -> bytes:
    """Return all that an entry says, what it has from macros and its parent as well."""
    said = (block.kind, block.key, sorted(block.fields.items()))
    return repr(said).encode("utf-8", "surrogatepass")


def _marks(block: Block) -> Iterator[tuple[Location, Mark]]:
    yield (), Mark(block.line, block.column)
    for key, fields in _PLACES.items():
        pattern = rf"\b(?:{'|'.join(fields)})\s*=\s*"
        if found := re.search(pattern, block.text, re.IGNORECASE):
            before = block.text[: found.end()]
            lines = before.count("\n")
            column = len(before) - before.rfind("\n") if lines else block.column + len(before)
            yield (key,), Mark(block.line + lines, column)


def _paper(block: Block, source: Source, written: int, into: Reading) -> Paper | None:
    entry = entry_of(block)
    made = assembled(entry)
    name = slug(block.key)
    if isinstance(made, Reject):
        into.problems.append(made.problem(source.path))
        into.unread.add(name)
        return None
    wrong = {key: value for key, value in made.left.items() if key not in entry.left}
    into.problems += [_left(key, value, source) for key, value in wrong.items()]
    record = dict(made.record)
    if "tags" not in record and (said := made.left.get("tags")):
        record["tags"] = [tag for tag in _TAGS.split(text_of(str(said))) if tag]
    if not (made.id or name):
        into.problems.append(_nameless(block, source))
        return None
    return into.valid(
        PaperRecord, Paper, Document(record, source), id=made.id or name, digest=written
    )


def _left(key: str, value: object, source: Source) -> Problem:
    mark = source.at(key)
    return Problem(
        path=source.path,
        line=mark.line,
        column=mark.column,
        severity=Severity.WARNING,
        key=key,
        message=f"{quoted(value)} is none, and is left out",
        advice="mend it, or delete the field",
    )


def _nameless(block: Block, source: Source) -> Problem:
    return Problem(
        path=source.path,
        line=block.line,
        column=block.column,
        message=f"the key {quoted(block.key)} makes no id",
        advice="write a key with letters: @article{jacot2018neural, …}",
    )


BIB_FILES: Mapping[str, ReadPapers] = MappingProxyType({".bib": papers_of_bib})
"""What reads files among the records that are neither YAML nor JSON."""
