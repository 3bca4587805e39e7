"""A paper as a record again: the keys and values that its file could have."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import asdict

from generator.records.models import Author, Paper
from generator.records.write import PAPER_KEYS

_WRITTEN = {"within": "in"}
"""How a record writes the names that a model has otherwise."""


def record_of(paper: Paper) -> dict[str, object]:
    """Return a paper's record without its id: plain texts, lists and mappings as JSON has them.

    Keys are in the standard order; what the record does not say has none.
    """
    known = ((key, _FORMS.get(key, _text)(getattr(paper, key))) for key in PAPER_KEYS)
    return {key: value for key, value in known if value}


def _text(value: object) -> object:
    return None if value is None else str(value)


def _texts(values: tuple[str, ...]) -> list[str]:
    return list(values)


def _authors(authors: tuple[Author, ...]) -> list[object]:
    return [_mapping(a) if a.orcid or a.affiliation else a.name for a in authors]


def _mapping(thing: Struct | None) -> dict[str, object]:
    known = asdict(thing) if thing else {}
    written = {_WRITTEN.get(key, key): value for key, value in known.items() if value}
    return {
        key: list(value) if isinstance(value, tuple) else str(value)
        for key, value in written.items()
    }


def _mappings(things: tuple[Struct, ...]) -> list[dict[str, object]]:
    return list(map(_mapping, things))


_FORMS: Mapping[str, Callable[..., object]] = {
    "authors": _authors,
    "publication": _mapping,
    "tags": _texts,
    "links": _mapping,
    "related": _mappings,
    "status": _mapping,
}


def beside(
    paper: Paper, record: Mapping[str, object], read: Mapping[str, object]
) -> dict[str, object]:
    """Return what a format has no field for: the id, and the values that are not `read` back.

    `read` is the record as an import reads it from the format's own fields; None stands for a key
    that it would have and the record has not.
    """
    keys = [key for key in PAPER_KEYS if record.get(key) != read.get(key)]
    return {"id": paper.id, **{key: record.get(key) for key in keys}}
