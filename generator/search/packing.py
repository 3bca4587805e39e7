"""Packing: numbers, sorted words and whole files as few bytes that a browser unpacks by itself.

Numbers are LEB128 (https://dwarfstd.org, DWARF 5, 7.6), sorted words are front-coded, files are
gzip (RFC 1952), which browsers unpack with `DecompressionStream`.
"""

import json
import struct
import zlib
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from itertools import islice
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]

GZIP_HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
"""No time and no system: the same content gives the same bytes everywhere."""
LEVEL = 5
"""Level 9 takes twice as long, for files that are half a percent smaller; measured."""
FILES_AT_ONCE = 16
"""So many files are packed by a thread at a time."""
LONGEST_SHARED = 255
LAST_SIMPLE = 0xFFFF
COMPARED_AT_ONCE = 40
"""Hardly any two words share more letters; those that do are compared one by one."""
NAME_LENGTH = 10
_JSON = msgspec.json.Encoder()
_BITS = 7
_LOW = 0x7F
_MORE = 0x80


class Varints:
    """Unsigned numbers below 2**35, each as 1 to 5 bytes, low bits first; a slice of them is bytes.

    They are packed all at once, since numpy takes as long for ten numbers as for a thousand.
    """

    def __init__(self, values: Sequence[int] | NDArray[Any]) -> None:
        numbers = np.asarray(values).ravel()
        largest = int(numbers.max(initial=0))
        self._bytes = numbers.astype(np.uint8).tobytes()
        self._ends: NDArray[Any] | None = None
        if largest > _LOW:
            self._pack(numbers.astype(np.uint64 if largest >> 32 else np.uint32), largest)

    def _pack(self, numbers: NDArray[Any], largest: int) -> None:
        most = -(-largest.bit_length() // _BITS)
        sizes = np.ones(len(numbers), np.int64)
        for size in range(1, most):
            sizes += numbers >= 1 << (_BITS * size)
        self._ends = np.cumsum(sizes)
        starts = self._ends - sizes
        out = np.empty(int(self._ends[-1]), np.uint8)
        out[starts] = numbers & _LOW
        for place in range(1, most):
            there = np.flatnonzero(sizes > place)
            out[starts[there] + (place - 1)] |= _MORE
            out[starts[there] + place] = (numbers[there] >> (_BITS * place)) & _LOW
        self._bytes = out.tobytes()

    def __getitem__(self, wanted: slice) -> bytes:
        """Return the bytes of some numbers in a row; the slice has a start and a stop."""
        if self._ends is None:
            return self._bytes[wanted]
        start, stop = (int(self._ends[n - 1]) if n else 0 for n in (wanted.start, wanted.stop))
        return self._bytes[start:stop]

    def __bytes__(self) -> bytes:
        """Return the bytes of all numbers."""
        return self._bytes


def varints(values: Sequence[int] | NDArray[Any]) -> bytes:
    """Return unsigned numbers (any shape, below 2**35), each as 1 to 5 bytes, low bits first."""
    return bytes(Varints(values))


def words(listed: Sequence[str]) -> bytes:
    """Return words without line breaks, each as what it shares with the one before, and its rest.

    The number of words; the shared lengths, a byte each; the length of the rests in bytes; the
    rests in UTF-8, a line each.
    """
    return word_lists([listed])[0]


def word_lists(lists: Sequence[Sequence[str]]) -> list[bytes]:
    """Return the words of each list as `words` does; numpy compares all of them at once."""
    joined = [word for listed in lists for word in ("", *listed)]
    lengths = shared(joined, LONGEST_SHARED).tolist()
    rests = [word[length:] for word, length in zip(joined, lengths, strict=True)]
    made = []
    start = 0
    for listed in lists:
        start, stop = start + 1, start + 1 + len(listed)
        text = "\n".join(rests[start:stop]).encode("utf-8", "surrogatepass")
        numbers = varints([len(listed)]), bytes(lengths[start:stop]), varints([len(text)])
        made.append(b"".join([*numbers, text]))
        start = stop
    return made


def shared(listed: Sequence[str], most: int) -> Array:
    """Count for each word the characters with which the one before begins as well, up to `most`.

    Characters beyond U+FFFF, which JavaScript counts twice, are never counted.
    """
    width = min(most, COMPARED_AT_ONCE)
    signs = np.array(["", *listed], dtype=f"U{width}").view(np.uint32).reshape(-1, width)
    word, before = signs[1:], signs[:-1]
    other = (word != before) | (word == 0) | (word > LAST_SIMPLE)
    found = np.where(other.any(axis=1), other.argmax(axis=1), width)
    for place in np.flatnonzero(found == width).tolist() if width < most else ():
        found[place] = _shared(listed[place - 1], listed[place], most)
    return found


def _shared(before: str, word: str, most: int) -> int:
    pairs = enumerate(zip(before[:most], word[:most], strict=False))
    ends = (place for place, (a, b) in pairs if a != b or not 0 < ord(b) <= LAST_SIMPLE)
    return next(ends, min(len(before), len(word), most))


def sort_key(word: str) -> bytes:
    """Return what sorts words as JavaScript does: by UTF-16 code units."""
    return word.encode("utf-16-be", "surrogatepass")


def in_order(words: Iterable[str]) -> list[str]:
    """Return words sorted as JavaScript does."""
    listed = list(words)
    text = "".join(listed)
    units = len(text.encode("utf-16-be", "surrogatepass")) // 2
    # Only a letter beyond U+FFFF, which is two units, sorts otherwise than by its number.
    return sorted(listed, key=sort_key if units > len(text) else None)


def place(words: Sequence[str], text: str) -> int:
    """Return where, in words sorted as JavaScript does, those that are not before a text begin."""
    if text.isascii():  # each other letter is after all of these, in one order as in the other
        return bisect_left(words, text)
    return bisect_left(words, sort_key(text), key=sort_key)


def packed(value: Any) -> bytes:
    """Return a value as the shortest JSON, in UTF-8; half a surrogate pair becomes U+FFFD."""
    try:
        return _JSON.encode(value)
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        pairs = text.encode("utf-16", "surrogatepass")
        return pairs.decode("utf-16", "replace").encode("utf-8")


def gzipped(content: bytes) -> bytes:
    """Return a gzip file of the content."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    size = len(content) & 0xFFFFFFFF
    return GZIP_HEADER + body + struct.pack("<II", zlib.crc32(content), size)


def gzipped_files(
    files: Iterable[tuple[str, bytes]], threads: int = 1
) -> Iterator[tuple[str, bytes]]:
    """Yield each file's path and gzip file, in order; zlib works without the interpreter's lock."""
    if threads == 1:
        yield from ((path, gzipped(content)) for path, content in files)
        return
    waiting: deque[Future[list[tuple[str, bytes]]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for some in _parts(iter(files)):
            waiting.append(pool.submit(_gzipped, some))
            if len(waiting) > threads:
                yield from waiting.popleft().result()
        for one in waiting:
            yield from one.result()


def _gzipped(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return [(path, gzipped(content)) for path, content in files]


def _parts(files: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    while part := list(islice(files, FILES_AT_ONCE)):
        yield part


def named(folder: str, content: bytes) -> tuple[str, str]:
    """Return a file's name, the hash of its content before it is packed, and its path in a folder.

    A file that changes gets another name, so that a browser never mixes two builds.
    """
    name = sha256(content).hexdigest()[:NAME_LENGTH]
    return name, path(folder, name)


def path(folder: str, name: str) -> str:
    """Return the path of a file with a name in a folder."""
    return f"{folder}/{name}.bin"
