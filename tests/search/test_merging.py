"""Merging: a list that changes in a few places is the one that sorting would give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search import packing
from generator.search.merging import GONE, Splice, find, merged

WORD = st.text(st.sampled_from("abé\ue000🫖𝔘"), min_size=1, max_size=4)
WORDS = st.sets(WORD, max_size=20)


@given(WORDS, WORDS, st.integers(1, 4))
def test_a_merged_list_is_sorted_and_tells_where_each_word_is(
    before: set[str], coming: set[str], every: int
) -> None:
    words = packing.in_order(before)
    gone = np.arange(0, len(words), every)
    new = packing.in_order(coming - before)
    made = merged(words, gone, new, packing.place)
    left = [word for place, word in enumerate(words) if place % every]
    assert made.words == packing.in_order([*left, *new])
    assert [made.words[place] for place in made.came.tolist()] == new
    places = made.moved.tolist()
    assert [made.words[place] for place in places if place != GONE] == left
    assert [n for n, place in enumerate(places) if place == GONE] == gone.tolist()


@given(WORDS, WORD)
def test_a_word_is_found_where_it_is(held: set[str], word: str) -> None:
    words = packing.in_order(held)
    found = find(words, word, packing.place)
    assert found == (words.index(word) if word in held else GONE)


def test_several_may_come_and_go_at_one_place() -> None:
    splice = Splice(np.array([1, 2, 4]), np.array([0, 1, 1, 3, 5]), 5)
    assert splice.of_list("abcde", "12345") == ["1", "a", "2", "3", "4", "d", "5"]
    made = splice.of_array(np.arange(5, dtype=np.uint8), np.array([300, 301, 302, 303, 304]))
    assert made.tolist() == [300, 0, 301, 302, 303, 3, 304]
