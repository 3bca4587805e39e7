"""Memory: what one build knows, as bytes for the next.

A line that names us, the checksum and the length of the rest; then a head in MessagePack and the
arrays, each at a multiple of eight bytes. What is damaged, of another version or about other bounds
is as nothing.
"""

import sys
import zlib
from dataclasses import dataclass
from struct import Struct

import msgspec
import numpy as np

from generator.relate.language import Language
from generator.relate.latent import Latent
from generator.relate.links import Chosen
from generator.relate.near import Near
from generator.relate.pairs import Pairs
from generator.relate.rows import Array, Rows

Buffer = bytes | memoryview

_MAGIC = b"papershelf related 2\n"
_HEAD = Struct(f"<{len(_MAGIC)}sIQ")
_ALIGNED = 8
_LINE = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that relating papers works out; rows are papers in the order of arrival."""

    digests: Array
    language: Language
    weighed: Rows
    latent: Latent
    places: Array
    """int16 (papers, dimensions): where each paper is among the latent topics."""
    near: Near
    chosen: Chosen


class _Head(msgspec.Struct, array_like=True):
    key: str
    counted: int
    mark: int
    lengths: tuple[int, int]
    arrays: list[tuple[str, list[int]]]


def pack(state: State, key: str) -> bytes:
    """Return a state as bytes; `key` tells what else it depends on."""
    texts = [_LINE.join(state.language.words), _LINE.join(state.language.terms)]
    arrays = [np.ascontiguousarray(array) for array in _arrays(state)]
    head = _Head(
        key=f"{sys.byteorder} {key}",
        counted=state.language.counted,
        mark=state.latent.mark,
        lengths=(len(texts[0]), len(texts[1])),
        arrays=[(array.dtype.str, list(array.shape)) for array in arrays],
    )
    first = msgspec.msgpack.encode(head)
    parts: list[Buffer] = [len(first).to_bytes(_ALIGNED, "little"), first, *texts]
    parts.append(bytes(-sum(map(len, parts)) % _ALIGNED))
    for array in arrays:
        parts += [array.reshape(-1).view(np.uint8).data, bytes(-array.nbytes % _ALIGNED)]
    checksum = 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    size = sum(len(part) for part in parts)
    return b"".join([_HEAD.pack(_MAGIC, checksum, size), *parts])


def unpack(memory: bytes | None, key: str) -> State | None:
    """Return the state in some bytes; None when it cannot be used."""
    if memory is None or len(memory) < _HEAD.size:
        return None
    magic, checksum, size = _HEAD.unpack_from(memory)
    body = memoryview(memory)[_HEAD.size :]
    if (magic, size) != (_MAGIC, len(body)) or checksum != zlib.crc32(body):
        return None
    try:
        start = _ALIGNED + int.from_bytes(body[:_ALIGNED], "little")
        head = msgspec.msgpack.decode(body[_ALIGNED:start], type=_Head)
        return _read(head, body, start) if head.key == f"{sys.byteorder} {key}" else None
    except (msgspec.DecodeError, ValueError, TypeError, IndexError):
        return None


def _read(head: _Head, body: memoryview, place: int) -> State:
    texts = []
    for length in head.lengths:
        texts.append(bytes(body[place : place + length]))
        place += length
    place += -place % _ALIGNED
    arrays = []
    for kind, shape in head.arrays:
        array = np.frombuffer(body, np.dtype(kind), int(np.prod(shape)), place).reshape(shape)
        arrays.append(array)
        place += array.nbytes + -array.nbytes % _ALIGNED
    digests, term_of, singular_of, kinds, frequency, pair_frequency, steps, *rest = arrays
    language = Language(
        words=_lines(texts[0]),
        terms=_lines(texts[1]),
        term_of=term_of,
        singular_of=singular_of,
        kinds=kinds,
        said=Rows(*rest[:3]),
        pairs=Pairs(*rest[3:5]),
        paired=Rows(*rest[5:8]),
        frequency=frequency,
        pair_frequency=pair_frequency,
        steps=steps,
        counted=head.counted,
    )
    return State(
        digests=digests,
        language=language,
        weighed=Rows(*rest[8:11]),
        latent=Latent(rest[11], rest[12], head.mark),
        places=rest[13],
        near=Near(*rest[14:17]),
        chosen=Chosen(other=rest[17], score=rest[18], terms=rest[19]),
    )


def _lines(text: bytes) -> list[bytes]:
    return text.split(_LINE) if text else []


def _arrays(state: State) -> list[Array]:
    language, weighed, latent = state.language, state.weighed, state.latent
    said, pairs, paired = language.said, language.pairs, language.paired
    near, chosen = state.near, state.chosen
    return [
        *(state.digests, language.term_of, language.singular_of, language.kinds),
        *(language.frequency, language.pair_frequency, language.steps),
        *(said.starts, said.columns, said.values),
        *(pairs.keys, pairs.term),
        *(paired.starts, paired.columns, paired.values),
        *(weighed.starts, weighed.columns, weighed.values),
        *(latent.terms, latent.basis, state.places),
        *(near.other, near.rough, near.close),
        *(chosen.other, chosen.score, chosen.terms),
    ]
