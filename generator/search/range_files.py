"""Range files: a sorted list as files, each of one range of it and named by its content."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from generator.search import packing

LAST = None
"""What the last range ends with."""
Names = list[str] | None
"""The files of one range; None when they must be written."""
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class RangeFiles:
    """The text that each file begins with, and its name; files of one range begin alike."""

    begins: list[str]
    names: list[str]


def unchanged(
    begins: Sequence[str], before: RangeFiles | None, touched: Iterable[str]
) -> list[Names]:
    """Return the files of an earlier build that stay, for each range.

    A range stays when it has the same borders and none of the words that were `touched`.
    """
    if before is None:
        return [None] * len(begins)
    old = _by_borders(before)
    names = [old.get(borders) for borders in pairwise([*begins, LAST])]
    keys = [packing.sort_key(begin) for begin in begins]
    for word in touched:
        names[bisect_right(keys, packing.sort_key(word)) - 1] = None
    return names


def _by_borders(files: RangeFiles) -> dict[tuple[str | None, str | None], list[str]]:
    groups: dict[str, list[str]] = {}
    for begin, name in zip(files.begins, files.names, strict=True):
        groups.setdefault(begin, []).append(name)
    return dict(zip(pairwise([*groups, LAST]), groups.values(), strict=True))


def to_write(names: Sequence[Names]) -> list[int]:
    """Return the numbers of the ranges that must be written."""
    return [number for number, held in enumerate(names) if held is None]


def written(
    folder: str, contents: Iterable[tuple[int, list[bytes]]], names: list[Names]
) -> Iterator[File]:
    """Yield the path and content, not yet packed, of each range's files; enter their names."""
    for number, held in contents:
        files = [packing.named(folder, content) for content in held]
        names[number] = [name for name, _ in files]
        for (_, path), content in zip(files, held, strict=True):
            yield path, content


def range_files(begins: Sequence[str], names: Sequence[Names]) -> RangeFiles:
    """Return all files, once all names are known."""
    known = [held or [] for held in names]
    repeated = ([begin] * len(held) for begin, held in zip(begins, known, strict=True))
    return RangeFiles(list(chain.from_iterable(repeated)), list(chain.from_iterable(known)))
