"""Bodies: unpacked whole, and never more than the limit."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.web.bodies import BodyError, read_body


def cut(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


@given(st.binary(max_size=400), st.integers(1, 50))
def test_what_was_packed_comes_back(content: bytes, size: int) -> None:
    assert read_body(cut(content, size), "", 400) == content
    assert read_body(cut(gzip.compress(content), size), "gzip", 400) == content
    assert read_body(cut(gzip.compress(content), size), " X-GZIP ", 400) == content
    assert read_body(cut(zlib.compress(content), size), "deflate", 400) == content


@given(st.binary(max_size=200), st.sampled_from(["", "gzip", "deflate", "br", "x, y"]))
def test_any_bytes_are_a_body_or_an_error(content: bytes, encoding: str) -> None:
    with suppress(BodyError):
        assert len(read_body(cut(content, 7), encoding, 50)) <= 50


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_a_body_has_a_limit(encoding: str) -> None:
    pack = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[encoding]
    assert read_body([pack(b"a" * 1000)], encoding, 1000) == b"a" * 1000
    with pytest.raises(BodyError, match=r"^the answer is longer than 0.001 MB$"):
        read_body([pack(b"a" * 1001)], encoding, 1000)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 60_000
    taken: list[bytes] = []

    def pieces() -> object:
        for piece in cut(bomb, 1000):
            taken.append(piece)
            yield piece

    with pytest.raises(BodyError, match=r"^the answer is longer than 1 MB$"):
        read_body(pieces(), "gzip", 1_000_000)  # type: ignore[arg-type]
    assert len(taken) < 5


def test_what_cannot_be_unpacked() -> None:
    with pytest.raises(BodyError, match=r"^the answer cannot be unpacked$"):
        read_body([b"not packed at all"], "gzip", 1000)
    with pytest.raises(BodyError, match=r"^the answer ends in the middle$"):
        read_body([gzip.compress(b"a" * 1000)[:-5]], "gzip", 10_000)
    with pytest.raises(BodyError, match=r"^the answer is packed in a way that was not asked for$"):
        read_body([b"x"], "br", 1000)


def test_an_empty_body_is_one_in_any_coding() -> None:
    assert read_body([], "gzip", 10) == b""
    assert read_body([b""], "gzip", 10) == b""
