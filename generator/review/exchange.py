"""A review as JSON: written where a pull request's own code runs, read where it is not believed."""

import msgspec

from generator.review.models import Review

MAX_BYTES = 32 << 20
"""A larger review is not read."""

_decoder = msgspec.json.Decoder(Review, strict=True)


class ExchangeError(ValueError):
    """Bytes that are no review; the message is a sentence."""


def encode(review: Review) -> bytes:
    """Return a review as JSON, for people too, ending its last line."""
    return msgspec.json.format(msgspec.json.encode(review), indent=2) + b"\n"


def decode(content: bytes) -> Review:
    """Return the review that JSON holds; raise `ExchangeError` when it is anything else.

    What it says may still be anything: every text in it is a stranger's.
    """
    if len(content) > MAX_BYTES:
        raise ExchangeError(f"the review is larger than {MAX_BYTES >> 20} MB")
    try:
        return _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExchangeError(f"what should be a review is none: {error}") from error
