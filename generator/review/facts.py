"""Facts: what a record says, key by key, as texts and lists of texts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.records.dates import PartialDate
from generator.records.models import (
    Author,
    Collection,
    CollectionEntry,
    Paper,
    Person,
    Related,
    Tag,
)
from generator.records.write import rank
from generator.review.models import Change, Value

_NO_KEYS = frozenset({"id", "source", "digest"})
_OTHER_NAMES = {"within": "in"}
"""Keys that Python does not take as names."""


class _Key(NamedTuple):
    name: str
    of: Callable[[Any], Any]


def _key(name: str) -> _Key:
    return _Key(name, lambda record: getattr(record, name))


def _inner(outer: str, inner: str) -> _Key:
    name = f"{outer}.{_OTHER_NAMES.get(inner, inner)}"
    return _Key(name, lambda record: getattr(getattr(record, outer), inner, None))


def _keys_of_papers() -> Iterator[_Key]:
    hints = get_type_hints(Paper)
    for name in sorted(Paper.__struct_fields__, key=rank):
        if name in _NO_KEYS:
            continue
        is_list = get_origin(hints[name]) is tuple
        parts = [part for part in (hints[name], *get_args(hints[name])) if _has_keys(part)]
        if parts and not is_list:
            yield from (_inner(name, inner) for inner in parts[0].__struct_fields__)
        else:
            yield _key(name)


def _has_keys(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Struct) and part is not PartialDate


_KEYS: Mapping[type[Struct], tuple[_Key, ...]] = {
    Paper: tuple(_keys_of_papers()),
    **{
        kind: tuple(_key(name) for name in kind.__struct_fields__ if name not in _NO_KEYS)
        for kind in (Tag, Person, Collection)
    },
}


def changes(old: Struct | None, new: Struct | None) -> tuple[Change, ...]:
    """Return every key in which two records of one kind differ; all that one has beside None.

    The id, the file and the place of a record are no keys of it.
    """
    found = []
    record = old if new is None else new
    for key in _KEYS[type(record)] if record is not None else ():
        before = None if old is None else key.of(old)
        after = None if new is None else key.of(new)
        if before != after and (before or after):
            found.append(Change(key=key.name, old=shown(before), new=shown(after)))
    return tuple(found)


def facts(record: Struct) -> dict[str, Value]:
    """Return all that a record says, by key; a key that says nothing is left out."""
    values = ((key.name, shown(key.of(record))) for key in _KEYS[type(record)])
    return {name: value for name, value in values if value is not None}


def applied(known: Mapping[str, Value], changed: tuple[Change, ...]) -> dict[str, Value]:
    """Return facts after some changes."""
    values = {**known, **{change.key: change.new for change in changed}}
    return {name: value for name, value in values.items() if value is not None}


def shown(value: object) -> Value:
    """Return what a key of a record holds as text, or as a list of texts."""
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return tuple(_item(item) for item in value)
    return str(value)


def _item(item: object) -> str:
    if isinstance(item, Author):
        more = ", ".join(filter(None, (item.orcid and f"ORCID {item.orcid}", item.affiliation)))
        return f"{item.name} ({more})" if more else item.name
    if isinstance(item, Related):
        return f"{item.paper}: {item.why}"
    if isinstance(item, CollectionEntry):
        return f"{item.paper}: {item.note}" if item.note else item.paper
    return str(item)
