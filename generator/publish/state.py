"""The state of a built site: each of its files, so that the next build can leave them be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    files: Mapping[str, Entry]


def read_state(cache: Cache, site: Path) -> State | None:
    """Return the state of a site in a folder; None when it is not known, or not whole."""
    content = cache.read(NAME)
    if content is None or not site.is_dir():
        return None
    try:
        held = msgspec.msgpack.decode(content, type=_Columns)
    except msgspec.DecodeError:
        return None
    entries = map(Entry, held.sizes, held.keys, held.days)
    return State(held.salt, held.base, dict(zip(held.names, entries, strict=True)))


def write_state(cache: Cache, state: State) -> None:
    """Keep the state of a site."""
    sizes, keys, days = zip(*state.files.values(), strict=True) if state.files else ((), (), ())
    columns = _Columns(
        state.salt, state.base, list(state.files), list(sizes), list(keys), list(days)
    )
    cache.write(NAME, msgspec.msgpack.encode(columns))


def damaged(site: Path, files: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the files that are not on the site as they were written, by their sizes."""
    for name, entry in files.items():
        try:
            if (site / name).stat().st_size != entry.size:
                yield name
        except OSError:
            yield name
