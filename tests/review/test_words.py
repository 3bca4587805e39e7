"""Texts compared word by word."""

from hypothesis import given
from hypothesis import strategies as st

from generator.review.words import GAP, MOST_WORDS, Piece, excerpt, word_difference

words = st.lists(st.sampled_from(["a", "b", "c", "lid", "teapot"]), max_size=30).map(" ".join)


@given(words | st.text(), words | st.text())
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    kept = [word for piece in pieces if piece.part != "new" for word in piece.words]
    made = [word for piece in pieces if piece.part != "old" for word in piece.words]
    assert kept == old.split()
    assert made == new.split()
    assert all(piece.words for piece in pieces)


@given(words)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert all(piece.part == "same" for piece in word_difference(text, f" {text}\n"))


@given(words, words)
def test_an_excerpt_shows_every_difference(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    shown = excerpt(pieces)
    assert [p for p in shown if p.part != "same"] == [p for p in pieces if p.part != "same"]


def test_a_difference_with_words_around_it() -> None:
    before = " ".join(map(str, range(40)))
    pieces = word_difference(before, before.replace(" 20 ", " twenty "))
    assert excerpt(pieces, around=2) == [
        Piece("same", (GAP, "18", "19")),
        Piece("old", ("20",)),
        Piece("new", ("twenty",)),
        Piece("same", ("21", "22", GAP)),
    ]


def test_long_texts_are_not_compared_for_ever() -> None:
    old, new = "a " * (MOST_WORDS + 1) + "x", "b " * 100_000 + "x"
    pieces = word_difference(old, new)
    assert [piece.part for piece in pieces] == ["old", "new", "same"]
    shown = excerpt(pieces, longest=3)
    assert shown[1] == Piece("new", ("b", "b", "b", GAP))
