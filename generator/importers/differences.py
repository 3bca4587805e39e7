"""What an import would change in a record, and what makes no difference."""

from collections.abc import Mapping, Sequence

from generator.records.document import Bare
from generator.records.schemes import BadValueError, pages, without_version


def differences(
    existing: Mapping[str, object], imported: Mapping[str, object]
) -> dict[str, object]:
    """Return the imported values that a record does not have yet, as they would be written.

    The day it was added belongs to the record. An author who has the same name, and a link that
    the import does not give, stay as the record has them.
    """
    wanted = {key: value for key, value in imported.items() if key != "added"}
    if "authors" in wanted:
        wanted["authors"] = _with_known_authors(plain(existing.get("authors")), wanted["authors"])
    if "links" in wanted:
        wanted["links"] = _with_known_links(plain(existing.get("links")), wanted["links"])
    return {k: v for k, v in wanted.items() if _form(k, plain(existing.get(k))) != _form(k, v)}


def _with_known_authors(existing: object, imported: object) -> object:
    if not isinstance(existing, list) or not isinstance(imported, Sequence):
        return imported
    known = {str(author["name"]): author for author in existing if _has_name(author)}
    return [known.get(str(name), name) for name in imported]


def _has_name(author: object) -> bool:
    return isinstance(author, dict) and "name" in author


def _with_known_links(existing: object, imported: object) -> object:
    if not isinstance(existing, dict) or not isinstance(imported, Mapping):
        return imported
    return {**existing, **imported}


def _form(key: str, value: object) -> object:
    """Return a value as it is compared: without what makes no difference to a reader."""
    if isinstance(value, str):
        folded = " ".join(value.split())
        if key == "pages":
            return _pages(folded)
        if key == "arxiv":
            return without_version(folded)
        return folded.casefold() if key == "doi" else folded
    if isinstance(value, list | tuple):
        return [_form("", item) for item in value]
    if isinstance(value, Mapping):
        return {name: _form(name, item) for name, item in value.items()}
    return value


def _pages(text: str) -> str:
    try:
        return pages(text)
    except BadValueError:
        return text


def plain(value: object) -> object:
    """Return a record's value with the text of what is not text: dates, numbers."""
    if isinstance(value, Bare):
        return None if value.kind == "empty" else value.text
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
