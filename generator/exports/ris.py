"""RIS: papers as the references that most reference managers read.

Format: https://en.wikipedia.org/wiki/RIS_(file_format).
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from generator.exports.bibtex import address, container, kind_of
from generator.exports.person_names import name_parts
from generator.exports.record import beside, record_of
from generator.importers.assembly import OWN, read_record
from generator.importers.ris import OWN_TAG, entry_of, tags_of
from generator.records.dates import PartialDate
from generator.records.models import Paper, Publication

TYPES = {
    "article": "JOUR",
    "inproceedings": "CPAPER",
    "incollection": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "mastersthesis": "THES",
    "report": "RPRT",
    "preprint": "UNPB",
    "dataset": "DATA",
    "software": "COMP",
    "other": "GEN",
}
"""The type of a reference by the type of a record's publication."""
_TOLD = {"misc": "other", "inproceedings": "inproceedings", "article": "article"}
_GENRES = {"thesis": "PhD thesis", "mastersthesis": "Master’s thesis"}


def ris_file(
    papers: Iterable[Paper],
    keys: Mapping[str, str],
    tag_names: Mapping[str, str],
    *,
    plain: bool = False,
) -> str:
    """Return papers as references, each line ending as the format has it (CRLF).

    `keys` are the citation keys by the papers' ids, `tag_names` the topics' names by theirs. What
    RIS has no tag for stands as JSON in C8, unless `plain`.
    """
    references = (_reference(paper, keys[paper.id], tag_names, plain) for paper in papers)
    return "\r\n".join("".join(f"{line}\r\n" for line in lines) for lines in references)


def _reference(paper: Paper, key: str, tag_names: Mapping[str, str], plain: bool) -> Iterator[str]:
    facts = ((tag, " ".join(value.split())) for tag, value in _facts(paper, key, tag_names))
    lines = [f"{tag}  - {value}" for tag, value in facts if value]
    yield from lines
    if not plain:
        raw = "\n".join([*lines, "ER  - "])
        own = beside(paper, record_of(paper), read_record(entry_of(tags_of(raw), 1, raw)))
        written = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        yield f"{OWN_TAG}  - {OWN}: {_on_one_line(written)}"
    yield "ER  - "


def _on_one_line(text: str) -> str:
    """Return JSON without the signs at which some programs break lines."""
    for sign in "\x85\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _facts(paper: Paper, key: str, tag_names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known = paper.publication or Publication()
    type_ = known.type or _TOLD[kind_of(paper)]
    first, _, last = (known.pages or "").partition("–")
    date = known.date or paper.date
    yield "TY", TYPES[type_]
    yield "ID", key
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", _name(author.name)
    for editor in known.editors:
        yield "ED", _name(editor)
    yield "PY", str(date.year) if date else ""
    yield "DA", _day(date) if date else ""
    yield "JO" if type_ == "article" else "T2", container(paper)
    yield "T3", known.series or ""
    yield "VL", known.volume or ""
    yield "IS", known.issue or ""
    yield "SP", first
    yield "EP", last
    yield "ET", known.edition or ""
    yield "PB", known.publisher or ""
    yield "CY", known.place or ""
    yield "SN", known.issn or ""
    yield "SN", known.isbn or ""
    yield "M3", _GENRES.get(type_, "")
    yield "DO", paper.doi or ""
    yield "AN", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield "UR", address(paper)
    yield "L1", paper.links.pdf or ""
    yield "AB", paper.abstract or ""
    for tag in paper.tags:
        yield "KW", tag_names.get(tag, tag)


def _name(name: str) -> str:
    """Return a name as RIS has it: "van Beethoven, Ludwig, Jr."."""
    parts = name_parts(name)
    family = f"{parts.particle} {parts.family}".strip()
    return ", ".join(part for part in (family, parts.given, parts.suffix) if part)


def _day(date: PartialDate) -> str:
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"
