"""The names of regions: true of their papers, as readers write them, and no two the same."""

import numpy as np
import pytest
from helpers import library
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.atlas.names import Candidate, Name, names
from generator.atlas.phrases import phrases, spelt
from generator.atlas.regions import Regions, regions
from generator.atlas.texts import texts_of
from generator.records.models import Paper
from generator.relate import related

TITLES = [
    "Deep Graph Neural Networks for Teapots",
    "A Survey of Graph Neural Networks",
    "Graph neural network pruning",
    "NeRF in the Dark",
    "BERT and the BERT of it",
    "LEARNING TO POUR: VERY LOUD",
]


def named(held: list[Paper], group: list[int]) -> list[Name]:
    catalog = library.catalog(held)
    neighbours = related(catalog, 6).neighbours
    where = np.array(group)
    places = np.stack([where * 100, where * 10], axis=1).astype(np.uint16)
    texts = texts_of(neighbours)
    return names(texts, neighbours.papers, places, Regions(where, where), catalog.tags)


def paper(number: int, title: str, *tags: str, venue: str | None = None) -> Paper:
    return structs.replace(
        library.paper(number), title=title, tags=tags, venue=venue, abstract=None, tldr=None
    )


def test_a_region_is_called_by_a_tag_of_its_papers() -> None:
    held = [paper(n, f"Kettle {n}", "spouts") for n in range(6)]
    held += [paper(n, f"Beacon at night {n}", "lamps") for n in range(6, 12)]
    found = named(held, [0] * 6 + [1] * 6)
    assert [(name.text, name.tag, name.papers, name.x) for name in found] == [
        ("Spouts of old", "spouts", 6, 0),
        ("Lamps of old", "lamps", 6, 100),
    ]


def test_without_tags_it_is_called_by_a_phrase_of_titles() -> None:
    held = [paper(n, f"Graph neural networks, part {n}") for n in range(6)]
    held += [paper(n, f"Speech recognition, part {n}") for n in range(6, 12)]
    found = named(held, [0] * 6 + [1] * 6)
    assert [name.text for name in found] == ["Graph neural networks", "Speech recognition"]


def test_a_tag_that_only_repeats_the_venue_says_nothing() -> None:
    held = [paper(n, f"Speech recognition {n}", "method", venue="Method 2020") for n in range(6)]
    held += [paper(n, f"Image retrieval {n}", "towers", venue="Towers") for n in range(6, 12)]
    assert [name.tag for name in named(held, [0] * 6 + [1] * 6)] == ["", ""]


def test_no_two_regions_have_one_name() -> None:
    held = [paper(n, f"Speech recognition {n}", "spouts") for n in range(12)]
    texts = [name.text for name in named(held, [0] * 6 + [1] * 6)]
    assert len(texts) == len(set(texts)) <= 2


def test_phrases_are_pairs_that_name_something_and_what_always_follows() -> None:
    assert phrases(TITLES, 2) == {
        "graph neural networks": [0, 1, 2],
        "neural networks": [0, 1, 2],
    }


@pytest.mark.parametrize(
    ("word", "written"),
    [("bert", "BERT"), ("nerf", "NeRF"), ("deep graph", "deep graph"), ("learning", "learning")],
)
def test_words_have_the_capitals_of_titles(word: str, written: str) -> None:
    assert spelt(word, TITLES) == written


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_titles_have_phrases(titles: list[str]) -> None:
    for phrase, places in phrases(titles, 1).items():
        assert places == sorted(set(places))
        assert 0 <= places[0] <= places[-1] < len(titles)
        assert spelt(phrase, titles)


@pytest.mark.parametrize("number", [8, 80, 900])
def test_regions_are_few_from_afar_and_more_closer_to(number: int) -> None:
    spread = np.arange(number)
    places = np.stack([spread * 7919 % 65521, spread * 104729 % 65521], axis=1).astype(np.uint16)
    found = regions(places)
    assert found is not None
    far, near = len(set(found.far.tolist())), len(set(found.near.tolist()))
    assert 1 < far < 15
    assert near == far if number < 300 else near > far
    pairs = set(zip(found.near.tolist(), found.far.tolist(), strict=True))
    assert len(pairs) == near  # a near region lies in one that is seen from afar


def test_a_very_small_map_has_no_regions() -> None:
    assert regions(np.zeros((5, 2), np.uint16)) is None


def test_two_words_or_a_tag_say_enough() -> None:
    assert Candidate("machine translation").says_enough
    assert Candidate("vision", "vision").says_enough
    assert not Candidate("vision").says_enough
