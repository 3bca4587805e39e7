"""Range files: a sorted list as files, each of one range of it and named by its content."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from generator.search import packing


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeFiles:
    """The files by their path, their names in order, and the text that each range begins with."""

    files: dict[str, bytes]
    names: list[str]
    begins: list[str]


def range_files(folder: str, contents: Iterable[bytes], begins: Sequence[str]) -> RangeFiles:
    """Return the files of a folder; `contents`, not yet packed, and `begins` are one a range."""
    with ThreadPoolExecutor() as threads:  # zlib works without the interpreter's lock
        packed = list(threads.map(packing.gzipped, contents))
    named = [packing.named(folder, content) for content in packed]
    return RangeFiles(
        files={path: content for (_, path), content in zip(named, packed, strict=True)},
        names=[name for name, _ in named],
        begins=list(begins),
    )
