"""Ranges: cuts that cover everything, keep files small, and stay where they are."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search import ranges
from generator.search.packing import sort_key

WORD = st.text(st.sampled_from("abé\ue000🫖𝔘"), min_size=1, max_size=6)
WEIGHED = st.dictionaries(WORD, st.integers(0, 500), max_size=40)
HEAVIEST = st.integers(1, 1000)


def weighed(of: dict[str, int]) -> tuple[list[str], list[int]]:
    words = sorted(of, key=sort_key)
    return words, [of[word] for word in words]


def cut(of: dict[str, int], heaviest: float) -> list[int]:
    words, weights = weighed(of)
    return ranges.cut(words, np.array(weights, dtype=np.int64), heaviest)


@given(WEIGHED, HEAVIEST)
def test_cuts_cover_all_words_in_order(of: dict[str, int], heaviest: int) -> None:
    begins = cut(of, heaviest)
    assert begins[0] == 0
    assert begins == sorted(set(begins))
    assert begins[-1] < max(1, len(of))


@given(WEIGHED, HEAVIEST)
def test_only_a_word_alone_is_too_heavy(of: dict[str, int], heaviest: int) -> None:
    _, weights = weighed(of)
    for start, stop in pairwise([*cut(of, heaviest), len(of)]):
        assert stop - start < 2 or sum(weights[start:stop]) <= heaviest


@given(WEIGHED)
def test_what_is_light_enough_is_not_cut(of: dict[str, int]) -> None:
    assert cut(of, sum(of.values())) == [0]


@given(WEIGHED, HEAVIEST)
def test_separators_lie_between_what_they_part(of: dict[str, int], heaviest: int) -> None:
    words, _ = weighed(of)
    begins = cut(of, heaviest)
    separators = ranges.separators(words, begins)
    assert separators[0] == ""
    for begin, separator in zip(begins[1:], separators[1:], strict=True):
        before, first = words[begin - 1], words[begin]
        assert sort_key(before) < sort_key(separator) <= sort_key(first)
        assert first.startswith(separator)
        assert sort_key(separator[:-1]) <= sort_key(before)


def test_a_cut_keeps_words_with_the_same_beginning_together() -> None:
    words = ["lamp", "lid", "lido", "lids", "lighthouse", "spout", "spouts", "spun", "steam", "tea"]
    begins = ranges.cut(words, np.full(10, 10), 60)
    assert [words[begin] for begin in begins] == ["lamp", "spout"]


@given(st.integers(0, 10**6))
def test_the_sample_is_the_largest_power_of_two(number: int) -> None:
    size = ranges.sample_size(number)
    assert size <= number < max(1, 2 * size)
    assert size.bit_count() == bool(number)


@given(st.integers(1, 10**6))
def test_all_papers_are_heavier_than_the_sample_by_a_step_at_most(number: int) -> None:
    true = number / ranges.sample_size(number)
    assert true <= ranges.growth(number) * (1 + 1e-9)
    assert ranges.growth(number) <= true * 2 ** (1 / ranges.GROWTH_STEPS) * (1 + 1e-9)


def test_no_papers_do_not_grow() -> None:
    assert (ranges.sample_size(0), ranges.growth(0)) == (0, 1.0)


@given(st.lists(st.integers(1, 10**6)))
def test_weights_are_rounded_to_octaves(postings: list[int]) -> None:
    made = ranges.weights(np.array(postings, dtype=np.int64), 64, 10, 2.2).tolist()
    true = [10 + 2.2 * (number if number > 4 else 2) for number in postings]
    assert all(0.7 <= a / b <= 1.42 for a, b in zip(made, true, strict=True))


def test_one_more_posting_seldom_changes_a_weight() -> None:
    weights = ranges.weights(np.arange(1000), 20_000, 10, 2.2)
    assert weights[:8].tolist() == [0] * 8
    assert len(set(weights[8:33].tolist())) == 1
    assert len(set(weights.tolist())) == 7
