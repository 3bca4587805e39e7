"""Packing: numbers, sorted words and whole files as few bytes that a browser unpacks by itself.

Numbers are LEB128 (https://dwarfstd.org, DWARF 5, 7.6), sorted words are front-coded, files are
gzip (RFC 1952), which browsers unpack with `DecompressionStream`.
"""

import json
import struct
import zlib
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

GZIP_HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
"""No time and no system: the same content gives the same bytes everywhere."""
LONGEST_SHARED = 255
LAST_SIMPLE = 0xFFFF
NAME_LENGTH = 10
_BITS = 7
_LOW = 0x7F
_MORE = 0x80


def varints(values: Sequence[int] | NDArray[Any]) -> bytes:
    """Return unsigned numbers (any shape, below 2**35), each as 1 to 5 bytes, low bits first."""
    numbers = np.asarray(values, dtype=np.uint64).ravel()
    sizes = np.ones(len(numbers), dtype=np.int64)
    for size in range(1, 5):
        sizes += numbers >= np.uint64(1 << (_BITS * size))
    starts = np.cumsum(sizes) - sizes
    out = np.empty(int(sizes.sum()), dtype=np.uint8)
    for place in range(int(sizes.max(initial=0))):
        there = sizes > place
        low = (numbers[there] >> np.uint64(_BITS * place)) & np.uint64(_LOW)
        out[starts[there] + place] = low + _MORE * (sizes[there] > place + 1)
    return out.tobytes()


def words(listed: Sequence[str]) -> bytes:
    """Return words without line breaks, each as what it shares with the one before, and its rest.

    The number of words; the shared lengths, a byte each; the length of the rests in bytes; the
    rests in UTF-8, a line each.
    """
    lengths = shared(listed, LONGEST_SHARED).tolist()
    text = "\n".join(word[length:] for word, length in zip(listed, lengths, strict=True))
    rests = text.encode("utf-8", "surrogatepass")
    return varints([len(listed)]) + bytes(lengths) + varints([len(rests)]) + rests


def shared(listed: Sequence[str], most: int) -> NDArray[np.int64]:
    """Count for each word the characters with which the one before begins as well, up to `most`.

    Characters beyond U+FFFF, which JavaScript counts twice, are never counted.
    """
    width = max(1, min(most, max(map(len, listed), default=0)))
    signs = np.array(["", *listed], dtype=f"U{width}").view(np.uint32).reshape(-1, width)
    word, before = signs[1:], signs[:-1]
    other = (word != before) | (word == 0) | (word > LAST_SIMPLE)
    return np.where(other.any(axis=1), other.argmax(axis=1), width)


def sort_key(word: str) -> bytes:
    """Return what sorts words as JavaScript does: by UTF-16 code units."""
    return word.encode("utf-16-be", "surrogatepass")


def packed(value: Any) -> bytes:
    """Return a value as the shortest JSON, in UTF-8; half a surrogate pair becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        pairs = text.encode("utf-16", "surrogatepass")
        return pairs.decode("utf-16", "replace").encode("utf-8")


def gzipped(content: bytes) -> bytes:
    """Return a gzip file of the content, as small as zlib makes it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    size = len(content) & 0xFFFFFFFF
    return GZIP_HEADER + body + struct.pack("<II", zlib.crc32(content), size)


def named(folder: str, content: bytes) -> tuple[str, str]:
    """Return a file's name, which is the hash of its content, and its path in a folder.

    A file that changes gets another name, so that a browser never mixes two builds.
    """
    name = sha256(content).hexdigest()[:NAME_LENGTH]
    return name, f"{folder}/{name}.bin"
