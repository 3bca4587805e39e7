"""The state of a built site: each of its files, so that the next build can leave them be."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.publish.cache import Cache

NAME = "state"


class Entry(NamedTuple):
    """A file of the site: its size in bytes, and of a page its plan's key and its day."""

    size: int
    key: int = 0
    day: str = ""


class _Columns(msgspec.Struct, frozen=True):
    """Entries as msgpack holds them shortest: a list for each part."""

    salt: bytes
    base: bytes
    search: int
    names: list[str]
    sizes: list[int]
    keys: list[int]
    days: list[str]


@dataclass(frozen=True, slots=True)
class State:
    """What a site consists of."""

    salt: bytes
    """A digest of what all generated pages depend on."""
    base: bytes
    """The key of the base that its other files come from."""
    search: int
    """The checksum of what the search step remembered of it."""
    files: Mapping[str, Entry]


NOTHING = State(b"", b"", 0, {})
"""The state of no site, or of one that nothing is known of."""


def read_state(cache: Cache, site: Path) -> State:
    """Return the state of a site in a folder, without the pages that it lacks.

    That is `NOTHING` when nothing is known of the site, or when more than pages are not as they
    were written: only pages are made one by one.
    """
    state = _read(cache)
    if state is None or not site.is_dir():
        return NOTHING
    lost = set(damaged(site, state.files))
    if any(not state.files[name].key for name in lost):
        return NOTHING
    return replace(state, files={n: e for n, e in state.files.items() if n not in lost})


def _read(cache: Cache) -> State | None:
    content = cache.read(NAME)
    if content is None:
        return None
    try:
        held = msgspec.msgpack.decode(content, type=_Columns)
    except msgspec.DecodeError:
        return None
    entries = map(Entry, held.sizes, held.keys, held.days)
    return State(held.salt, held.base, held.search, dict(zip(held.names, entries, strict=True)))


def write_state(cache: Cache, state: State) -> None:
    """Keep the state of a site."""
    sizes, keys, days = zip(*state.files.values(), strict=True) if state.files else ((), (), ())
    columns = _Columns(
        salt=state.salt,
        base=state.base,
        search=state.search,
        names=list(state.files),
        sizes=list(sizes),
        keys=list(keys),
        days=list(days),
    )
    cache.write(NAME, msgspec.msgpack.encode(columns))


def damaged(site: Path, files: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the files that are not on the site as they were written, by their sizes."""
    folder = os.fspath(site)
    for name, entry in files.items():
        try:
            if os.stat(f"{folder}/{name}").st_size != entry.size:  # noqa: PTH116 - far quicker
                yield name
        except OSError:
            yield name
