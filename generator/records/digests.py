"""Digests: a number for what a record says, the same on every machine and on any line."""

from collections.abc import Iterable
from hashlib import blake2b

DIGEST_BYTES = 8


def digest(path: str, content: bytes) -> int:
    """Return a number of 63 bits for a record as it is written and its file (BLAKE2b, RFC 7693).

    `path` is the path as problems name it, which holds the id of a record that names none.
    """
    return _number(b"%b\0%b" % (path.encode(), content))


def digest_of_all(digests: Iterable[int]) -> int:
    """Return one number of 63 bits for several digests in their order."""
    return _number(b"".join(number.to_bytes(DIGEST_BYTES) for number in digests))


def _number(content: bytes) -> int:
    # One bit less than there is, so that the number fits where numbers have a sign.
    return int.from_bytes(blake2b(content, digest_size=DIGEST_BYTES).digest()) >> 1
