"""Titles and abstracts that are those of one paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contribute.alike import (
    is_longer,
    main_title,
    nearly_same_words,
    same_words,
    shared_phrases,
    shared_words,
    title_words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On the Mystery of Deep Nets", "The Mystery in Deep Nets"),
        ("Fine-tuning a Model", "Finetuning Models"),
        ("Zero-Shot Learning for Élan Vital", "Zero Shot Learning with Elan Vital"),
    ],
)
def test_titles_with_the_same_words(one: str, other: str) -> None:
    assert same_words(title_words(one), title_words(other))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Generative Modeling of Teapots", "Generative Modelling of Teapots", True),
        ("Generative Modeling of Teapots", "Gneerative Modeling of Teapots", True),
        ("Train Longer, Generalize Better", "Training Longer, Generalizing Better", True),
        ("Stochastic Bandits with Delays", "Nonstochastic Bandits with Delays", False),
        ("Symmetric Games of Teapots", "Asymmetric Games of Teapots", False),
        ("Teapot Detection V2 Online", "Teapot Detection V3 Online", False),
        ("Teapot Study of Steam, Part I", "Teapot Study of Steam, Part II", False),
        ("Random Langevin Monte Carlo", "Random Underdamped Langevin Monte Carlo", False),
        ("Two Words", "Two Wordz", False),
    ],
)
def test_titles_with_one_slip(one: str, other: str, alike: bool) -> None:
    assert nearly_same_words(title_words(one), title_words(other)) is alike
    assert nearly_same_words(title_words(other), title_words(one)) is alike


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("Lids: A Theory", "Lids"),
        ("Lids - A Theory: With Steam", "Lids"),
        ("Lids — A Theory", "Lids"),
        ("Why Lids? On Steam", "Why Lids"),
        ("Self-Closing Lids", "Self-Closing Lids"),
        ("At 1:2 Scale", "At 1:2 Scale"),
        ("", ""),
    ],
)
def test_the_main_title(title: str, main: str) -> None:
    assert main_title(title) == main


def test_a_title_that_goes_on() -> None:
    short, long = (
        title_words("Seeing Steam Rise Slowly"),
        title_words("Seeing steam rise slowly twice"),
    )
    assert is_longer(short, long)
    assert is_longer(long, short)
    assert not is_longer(short, short)
    assert not is_longer(("a", "b"), ("a", "b", "c"))


def test_what_abstracts_share() -> None:
    one, other = "we see the steam of lids".split(), "they see the steam of pots".split()
    assert shared_words(one, other) == pytest.approx(2 * 2 / 7)
    assert shared_phrases(one, other) == 0.5
    assert shared_phrases(one, one) == 1
    assert shared_words(one, []) == shared_phrases([], other) == 0


@given(st.text(), st.text())
def test_any_titles_can_be_compared(one: str, other: str) -> None:
    mine, theirs = title_words(one), title_words(other)
    assert same_words(mine, mine)
    assert nearly_same_words(mine, theirs) == nearly_same_words(theirs, mine)
    assert one.startswith(main_title(one))
