"""Memory: what a build leaves for the next one, as bytes that are checked before they are read.

Sixteen bytes that name the format; the CRC-32 of all that follows and the length of the header,
four bytes each, low bits first; the header, as JSON: the order of bytes in numbers, words by their
names, and of each list of texts and each array its name and size; then these in turn, each at a
multiple of eight bytes. Texts are in UTF-8, a line each; arrays as numpy has them.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from struct import Struct
from typing import Any
from zlib import crc32

import msgspec
import numpy as np

from generator.search.packing import Array

MAGIC = b"papershelf index"
_START = Struct("<16sII")
_ALIGNED = 8
_KINDS = frozenset({"u1", "u2", "u4", "i2", "i4", "i8"})


@dataclass(frozen=True, slots=True)
class Memory:
    """Words, lists of texts without line breaks, and arrays, each by its name."""

    words: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, list[str]] = field(default_factory=dict)
    arrays: Mapping[str, Array] = field(default_factory=dict)


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    order: str
    words: dict[str, str]
    texts: list[tuple[str, int, int]]
    """Name, number of texts, number of bytes."""
    arrays: list[tuple[str, str, list[int]]]
    """Name, kind and shape."""


def pack(memory: Memory) -> bytes:
    """Return the bytes that hold a memory."""
    lines = {name: _encoded(texts) for name, texts in memory.texts.items()}
    arrays = {name: np.ascontiguousarray(held) for name, held in memory.arrays.items()}
    header = msgspec.json.encode(
        _Header(
            order=sys.byteorder,
            words=dict(memory.words),
            texts=[(name, len(memory.texts[name]), len(held)) for name, held in lines.items()],
            arrays=[(name, held.dtype.str[1:], list(held.shape)) for name, held in arrays.items()],
        )
    )
    parts: list[Any] = [header, b" " * (-(_START.size + len(header)) % _ALIGNED)]
    for held in [*lines.values(), *(one.reshape(-1).view(np.uint8) for one in arrays.values())]:
        parts += [held, bytes(-len(held) % _ALIGNED)]
    checked = 0
    for part in parts:
        checked = crc32(part, checked)
    return b"".join([_START.pack(MAGIC, checked, len(header)), *parts])


def unpack(content: bytes) -> Memory | None:
    """Return what some bytes hold; None when they are not, to the last one, what `pack` made."""
    if len(content) < _START.size:
        return None
    magic, checked, length = _START.unpack_from(content)
    if magic != MAGIC or crc32(memoryview(content)[_START.size :]) != checked:
        return None
    try:
        header = msgspec.json.decode(content[_START.size : _START.size + length], type=_Header)
        return _unpacked(header, content, _START.size + length) if _is_known(header) else None
    except (msgspec.DecodeError, ValueError):
        return None


def _is_known(header: _Header) -> bool:
    return header.order == sys.byteorder and all(kind in _KINDS for _, kind, _ in header.arrays)


def _unpacked(header: _Header, content: bytes, start: int) -> Memory:
    sizes = [size for *_, size in header.texts]
    sizes += [int(np.prod(shape)) * int(kind[1:]) for _, kind, shape in header.arrays]
    places = list(_places(sizes, start))
    if not places or places[-1] + sizes[-1] > len(content):
        raise ValueError("the header tells of more than there is")
    texts = {
        name: _decoded(content[place : place + size], number)
        for (name, number, size), place in zip(header.texts, places, strict=False)
    }
    arrays = {
        name: np.frombuffer(content, kind, int(np.prod(shape)), place).reshape(shape)
        for (name, kind, shape), place in zip(header.arrays, places[len(texts) :], strict=True)
    }
    return Memory(header.words, texts, arrays)


def _places(sizes: Sequence[int], start: int) -> Iterator[int]:
    for size in sizes:
        start += -start % _ALIGNED
        yield start
        start += size


def _encoded(texts: Sequence[str]) -> bytes:
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def _decoded(lines: bytes, number: int) -> list[str]:
    texts = lines.decode("utf-8", "surrogatepass").split("\n") if number else []
    if len(texts) != number:
        raise ValueError("other texts than the header tells of")
    return texts


def smallest(values: Array) -> Array:
    """Return numbers that are not negative in the smallest kind that holds them all."""
    largest = int(values.max(initial=0))
    return values.astype(np.min_scalar_type(largest), copy=False)
