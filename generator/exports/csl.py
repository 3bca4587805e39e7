"""CSL-JSON: papers as the items that citation processors and Zotero read.

Format: https://github.com/citation-style-language/schema, schemas/input/csl-data.json.
"""

import json
from collections.abc import Iterable, Mapping

from generator.exports.bibtex import address, container, kind_of
from generator.exports.person_names import name_parts
from generator.exports.record import beside, record_of
from generator.importers.assembly import OWN, read_record
from generator.importers.csl import entry_of
from generator.records.dates import PartialDate
from generator.records.models import Paper, Publication

TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "thesis": "thesis",
    "mastersthesis": "thesis",
    "report": "report",
    "preprint": "article",
    "dataset": "dataset",
    "software": "software",
    "other": "document",
}
"""The type of an item by the type of a record's publication."""
_GENRES = {"thesis": "PhD thesis", "mastersthesis": "Master’s thesis", "preprint": "preprint"}
_TOLD = {"misc": "preprint", "inproceedings": "inproceedings", "article": "article"}
"""The type that a venue tells, where a record does not say it."""
_FACTS = {
    "series": "collection-title",
    "volume": "volume",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "place": "publisher-place",
    "isbn": "ISBN",
    "issn": "ISSN",
}


def csl_file(
    papers: Iterable[Paper],
    keys: Mapping[str, str],
    tag_names: Mapping[str, str],
    *,
    plain: bool = False,
) -> str:
    """Return papers as a JSON list of items, one a line.

    `keys` are the citation keys by the papers' ids, `tag_names` the topics' names by theirs. What
    CSL has no variable for stands in `custom`, under `papershelf`, unless `plain`.
    """
    items = (_item(paper, keys[paper.id], tag_names, plain=plain) for paper in papers)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _item(
    paper: Paper, key: str, tag_names: Mapping[str, str], *, plain: bool
) -> dict[str, object]:
    known = paper.publication or Publication()
    type_ = known.type or _TOLD[kind_of(paper)]
    item: dict[str, object] = {
        "id": key,
        "type": TYPES[type_],
        "title": paper.title,
        "author": [_name(author.name) for author in paper.authors],
        "container-title": "" if type_ == "preprint" else container(paper),
        **{variable: getattr(known, fact) for fact, variable in _FACTS.items()},
        "number" if type_ in ("report", "preprint") else "issue": known.issue,
        "editor": list(map(_name, known.editors)),
        "issued": _issued(known.date or paper.date),
        "genre": _GENRES.get(type_),
        "DOI": paper.doi,
        "PMID": paper.pmid,
        "URL": address(paper),
        "abstract": paper.abstract,
        "keyword": ", ".join(tag_names.get(tag, tag) for tag in paper.tags),
    }
    item = {variable: value for variable, value in item.items() if value}
    if not plain:
        own = beside(paper, record_of(paper), read_record(entry_of(item, 1, "")))
        item["custom"] = {OWN: own}
    return item


def _name(name: str) -> dict[str, str]:
    parts = name_parts(name)
    known = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
    }
    return {part: text for part, text in known.items() if text}


def _issued(date: PartialDate | None) -> dict[str, object] | None:
    if date is None:
        return None
    parts = [part for part in (date.year, date.month, date.day) if part]
    return {"date-parts": [parts]}
