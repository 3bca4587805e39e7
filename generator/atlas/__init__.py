"""The map: all papers in the plane, with names on its regions, as one file."""

from collections.abc import Mapping
from hashlib import blake2b

import msgspec
import numpy as np

from generator.atlas.graph import closest, edges_of
from generator.atlas.layout import FIRST, ground_of, laid_out
from generator.atlas.names import READ, names
from generator.atlas.packing import packed
from generator.atlas.plane import placed
from generator.atlas.regions import regions
from generator.atlas.texts import Texts, texts_of
from generator.records.models import Tag
from generator.relate import Neighbours
from generator.relate.rows import Array

__all__ = ["make_map", "map_key"]

_BITS_63 = (1 << 63) - 1


class _Memory(msgspec.Struct, frozen=True):
    """What layouts came to, each with a digest of what it was made from."""

    ground_of: bytes = b""
    ground: bytes = b""
    places_of: bytes = b""
    places: bytes = b""


def map_key(neighbours: Neighbours, tags: Mapping[str, Tag]) -> int:
    """Return 63 bits over all that the map's file is made from."""
    papers, said = neighbours.papers, neighbours.said
    texts = (
        "\n".join(f"{paper.title}\t{paper.venue}\t{' '.join(paper.tags)}" for paper in papers),
        "\n".join(neighbours.words),
        "\n".join(f"{tag.id}\t{tag.name}\t{tag.parent}" for tag in tags.values()),
    )
    others = closest(neighbours.other)
    arrays = (others, said.starts, said.columns, said.values, neighbours.term_of)
    return int.from_bytes(_digest(*texts, *arrays)[:8], "little") & _BITS_63


def make_map(
    neighbours: Neighbours, tags: Mapping[str, Tag], memory: bytes | None = None
) -> tuple[bytes, bytes]:
    """Return the map's file, and what the next build can start from.

    `memory` is what an earlier build left; the file is the same without it.
    """
    before, other = _recalled(memory), neighbours.other
    first = texts_of(neighbours, FIRST) if len(other) > FIRST else None
    ground_key = _key_of(first) if first else b""
    ground = before.ground if before.ground_of == ground_key else b""
    if first and not ground:
        ground = ground_of(first).astype("<f4").tobytes()
    places_key = _digest(closest(other), np.frombuffer(ground, np.uint8))
    places = before.places
    if before.places_of != places_key:
        places = laid_out(other, _array(ground) if first else None).astype("<f4").tobytes()
    plane, height = placed(_array(places).astype(np.float64), edges_of(other).linked)
    found = regions(plane)
    papers = neighbours.papers
    texts = texts_of(neighbours, min(len(papers), READ))
    called = names(texts, papers, plane, found, tags) if found else []
    kept = msgspec.msgpack.encode(_Memory(ground_key, ground, places_key, places))
    return packed(plane, height, called), kept


def _recalled(memory: bytes | None) -> _Memory:
    try:
        return msgspec.msgpack.decode(memory, type=_Memory) if memory else _Memory()
    except msgspec.DecodeError:
        return _Memory()


def _array(content: bytes) -> Array:
    return np.frombuffer(content, "<f4").reshape(-1, 2)


def _key_of(texts: Texts) -> bytes:
    """Return a digest of what papers say; the letters of the words make no difference to it."""
    said = texts.said
    rows = np.lexsort((said.columns, said.row_of))
    return _digest(said.starts, said.columns[rows], said.values[rows], texts.term_of)


def _digest(*parts: Array | str) -> bytes:
    made = blake2b(digest_size=16)
    for part in parts:
        if isinstance(part, str):
            made.update(part.encode("utf-8", "surrogatepass") + b"\0")
        else:
            made.update(f"{part.dtype.str}{part.shape}".encode())
            made.update(np.ascontiguousarray(part).view(np.uint8).data)
    return made.digest()
