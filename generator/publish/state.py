"""The state of a built site: each of its files, so that the next build can leave them be."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.publish.cache import Cache

NAME = "state"


class Entry(NamedTuple):
    """A file of the site, of a page, or of another file that was planned."""

    size: int
    """In bytes."""
    key: int = 0
    """The plan's; 0 for a file without one, which is not made by itself."""
    day: str | None = None
    """Of a page, the day of its last change, "" when that is not known."""


class _Columns(msgspec.Struct, frozen=True):
    """Entries as msgpack holds them shortest: a list for each part."""

    salt: bytes
    base: bytes
    search: int
    names: list[str]
    sizes: list[int]
    keys: list[int]
    days: list[str | None]


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


def lost_files(cache: Cache, site: Path) -> set[str]:
    """Return the files that a site should have, and has not as they were written."""
    return set(damaged(site, read_state(cache).files))


def intact(state: State, lost: Collection[str]) -> State:
    """Return the state of a site that has lost some files: without those that had plans.

    That is `NOTHING` when others are lost, which are not made one by one.
    """
    if any(not state.files[name].key for name in lost):
        return NOTHING
    return replace(state, files={n: e for n, e in state.files.items() if n not in lost})


def read_state(cache: Cache) -> State:
    """Return the state of the site that was built last; `NOTHING` when it is not known."""
    content = cache.read(NAME)
    if content is None:
        return NOTHING
    try:
        held = msgspec.msgpack.decode(content, type=_Columns)
    except msgspec.DecodeError:
        return NOTHING
    entries = map(Entry, held.sizes, held.keys, held.days)
    files = dict(zip(held.names, entries, strict=True))
    return State(held.salt, held.base, held.search, files)


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
