"""Words: what differs between two texts, word by word, and excerpts around the differences."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Part = Literal["same", "old", "new"]

MOST_WORDS = 600
"""Of longer stretches that differ, the whole is one difference: comparing takes their square."""
AROUND = 6
"""So many words are shown on each side of a difference."""
LONGEST = 60
"""More words of one difference are not shown."""
GAP = "…"


class Piece(NamedTuple):
    """Some words that both texts have, or the old one alone, or the new one alone."""

    part: Part
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(self.words)


def word_difference(old: str, new: str) -> list[Piece]:
    """Return the words of two texts in order; those of "same" and "old" are the old text's.

    White space does not count. The common runs are those of difflib, after Ratcliff and Metzener,
    "Pattern matching: the gestalt approach", Dr. Dobb's Journal 13(7), 1988.
    """
    before, after = old.split(), new.split()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    inner = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [
        Piece("same", tuple(before[:start])),
        *_inner(*inner),
        Piece("same", tuple(before[len(before) - end :])),
    ]
    return [piece for piece in pieces if piece.words]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts have in common from their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _inner(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if max(len(before), len(after)) > MOST_WORDS:
        yield Piece("old", tuple(before))
        yield Piece("new", tuple(after))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", tuple(before[i1:i2]))
        else:
            yield Piece("old", tuple(before[i1:i2]))
            yield Piece("new", tuple(after[j1:j2]))


def excerpt(pieces: Sequence[Piece], around: int = AROUND, longest: int = LONGEST) -> list[Piece]:
    """Return the differences with some words around each, and a gap for what is left out."""
    last = len(pieces) - 1
    shown = []
    for place, piece in enumerate(pieces):
        if piece.part != "same":
            shown.append(Piece(piece.part, _cut(piece.words, longest)))
            continue
        before, after = place > 0, place < last
        most = around * (before + after)
        words = piece.words
        if len(words) > most + 1:
            head = words[:around] if before else ()
            tail = words[-around:] if after else ()
            words = (*head, GAP, *tail)
        shown.append(Piece("same", words))
    return shown


def _cut(words: tuple[str, ...], longest: int) -> tuple[str, ...]:
    return words if len(words) <= longest else (*words[:longest], GAP)
