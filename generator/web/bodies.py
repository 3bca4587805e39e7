"""Bodies of answers: unpacked piece by piece, so that a small one cannot become a huge one."""

import zlib
from collections.abc import Iterable

_WINDOW = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class BodyError(Exception):
    """A body that is too long, broken, or packed in a way that was not asked for."""


def read_body(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return a body of at most `limit` bytes, packed by the content codings of RFC 9110, 8.4.1.

    `encoding` is the header Content-Encoding: nothing, gzip or deflate. Never more than `limit`
    bytes and one piece are held. BodyError when the body is longer, or cannot be unpacked.
    """
    name = encoding.strip().lower() or "identity"
    if name == "identity":
        return _joined(pieces, limit)
    if name not in _WINDOW:
        raise BodyError("the answer is packed in a way that was not asked for")
    return _unpacked(pieces, _WINDOW[name], limit)


def _joined(pieces: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise _too_long(limit)
    return bytes(body)


def _unpacked(pieces: Iterable[bytes], window: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    body, empty = bytearray(), True
    for piece in pieces:
        empty = empty and not piece
        try:
            body += unpacker.decompress(piece, limit + 1 - len(body))
        except zlib.error as error:
            raise BodyError("the answer cannot be unpacked") from error
        if len(body) > limit:
            raise _too_long(limit)
    if not unpacker.eof and not empty:
        raise BodyError("the answer ends in the middle")
    return bytes(body)


def _too_long(limit: int) -> BodyError:
    return BodyError(f"the answer is longer than {limit / 1_000_000:g} MB")
