"""Parts: a long list cut into pages, so that an entry more or less changes one of them.

Where a list is cut is decided by what stands there: after an entry whose checksum is a multiple of
some number (content-defined chunking; Muthitacharoen et al., 2001, doi:10.1145/502034.502052).
Parts are numbered from the end that does not grow, so that a part keeps its address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar
from zlib import crc32

from generator import addresses

T = TypeVar("T")

WHOLE = 80_000
"""A list of no more bytes is not cut."""
LEAST = 42_000
MOST = 62_000
TAIL = 10_000
"""What is less than this at the end of a list, where it grows, stays with the part before it."""
FAR = (10, 100)
"""So many parts back lead the links for readers in a hurry."""

Step = tuple[str, str]
"""A link to another part: its words and its path."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some neighbouring entries of a list, in its order, and their number, from 1."""

    number: int
    entries: tuple[T, ...]
    start: int = 1
    """The place of the first entry in the whole list, where that is known to stay."""


@dataclass(frozen=True, slots=True)
class Scale(Generic[T]):
    """What cutting asks: an entry's bytes and its name, and how many entries have one that ends."""

    weight: Callable[[T], int]
    name: Callable[[T], str]
    one_in: int
    """So many that hardly any part grows until it must be cut."""


def surely_whole(number: int, heaviest: int) -> bool:
    """Tell whether a list of so many entries is not cut, however heavy they are."""
    return number * heaviest <= WHOLE


def cut(entries: Sequence[T], scale: Scale[T]) -> list[Part[T]]:
    """Return a list, which grows at its end, as parts; one when it is short."""
    weights = list(map(scale.weight, entries))
    if sum(weights) <= WHOLE:
        return [Part(1, tuple(entries))]
    places = [0, *_cuts(entries, weights, scale), len(entries)]
    return [
        Part(number, tuple(entries[start:end]), start + 1)
        for number, (start, end) in enumerate(pairwise(places), start=1)
    ]


def cut_newest_first(entries: Sequence[T], scale: Scale[T]) -> list[Part[T]]:
    """Return a list that grows at its beginning as parts; the first is that of the last entries."""
    return [Part(part.number, part.entries[::-1]) for part in cut(entries[::-1], scale)]


def _cuts(entries: Sequence[T], weights: Sequence[int], scale: Scale[T]) -> list[int]:
    """Return before which entries to cut."""
    cuts, held, may_end = [], 0, False
    for position, weight in enumerate(weights):
        if may_end or (held + weight > MOST and held):
            cuts.append(position)
            held = 0
        held += weight
        may_end = (
            held >= LEAST and crc32(scale.name(entries[position]).encode()) % scale.one_in == 0
        )
    if held < TAIL:
        cuts.pop()
    return cuts


def path_of_part(path: str, number: int, last: int) -> str:
    """Return where a part of the list at `path` lies; the last part has the list's own address."""
    return path if number == last else addresses.part(path, number)


def steps(
    path: str, number: int, last: int, words: tuple[str, str] = ("Older", "Newer")
) -> list[Step]:
    """Return the links from a part to its neighbours, and far back, where nothing changes."""
    back, on = words
    made = [(f"← {back}", number - 1)] if number > 1 else []
    if number < last:
        made.append((f"{on} →", number + 1))
    made += [(f"{far} parts back", number - far) for far in FAR if number > far]
    return [(text, path_of_part(path, target, last)) for text, target in made]
