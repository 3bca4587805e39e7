"""The map's file: neighbours in text are neighbours on it, and it is always the same."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from helpers import library
from msgspec import structs

from generator import atlas
from generator.atlas import layout, make_map, map_key
from generator.atlas.graph import closest, edges_of
from generator.atlas.plane import MOST, placed
from generator.catalog import Catalog
from generator.records.models import Paper
from generator.relate import Neighbours, related
from generator.relate.rows import Array

FEW, SOME = 80, 320


def catalog(held: Sequence[Paper]) -> Catalog:
    return library.catalog(held)


def neighbours(held: Sequence[Paper], memory: bytes | None = None) -> Neighbours:
    return related(catalog(held), 6, memory).neighbours


def made(held: Sequence[Paper], memory: bytes | None = None) -> tuple[bytes, bytes]:
    return make_map(neighbours(held), catalog(held).tags, memory)


def read(file: bytes) -> tuple[dict[str, Any], Array]:
    """Return the head and the places of a map's file, as docs/map.md says that it is read."""
    length = int.from_bytes(file[:4], "little")
    head = json.loads(file[4 : 4 + length])
    columns = np.frombuffer(file, "<u2", 2 * head["papers"], 4 + length)
    return head, columns.reshape(2, -1).T


def share_kept(other: Array, places: Array, near: int = 20) -> float:
    """Return how many of the papers' ten neighbours are among the nearest on the map."""
    apart = ((places[:, None].astype(float) - places[None]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = np.argsort(apart, axis=1)[:, :near]
    kept = [
        np.isin(own[own >= 0], at).mean()
        for own, at in zip(other[:, :10], nearest, strict=True)
        if (own >= 0).any()
    ]
    return float(np.mean(kept))


@pytest.fixture
def grounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay shelves out as large ones are, with a ground of their first papers."""
    monkeypatch.setattr(layout, "FEW", 60)
    for module in (layout, atlas):
        monkeypatch.setattr(module, "FIRST", 300)


def test_the_file_holds_every_paper_in_its_order() -> None:
    file, _ = made(library.papers(FEW))
    head, places = read(file)
    assert (head["format"], head["papers"], head["width"]) == (1, FEW, MOST)
    assert places.shape == (FEW, 2)
    assert (places.min(), places[:, 0].max()) == (0, MOST)
    assert places[:, 1].max() <= head["height"] <= MOST
    assert len(file) % 4 == 0


@pytest.mark.parametrize("number", [FEW, SOME])
def test_neighbours_in_text_are_neighbours_on_the_map(number: int) -> None:
    held = library.papers(number)
    _, places = read(made(held)[0])
    chance = 20 / (number - 1)
    assert share_kept(neighbours(held).other, places) > 2.2 * chance


@pytest.mark.usefixtures("grounded")
def test_neighbours_stay_where_a_large_shelf_has_a_ground() -> None:
    held = library.papers(SOME)
    file, _ = made(held)
    assert share_kept(neighbours(held).other, read(file)[1]) > 2.2 * 20 / SOME


@pytest.mark.parametrize("number", [FEW, SOME])
def test_the_same_papers_make_the_same_file(number: int) -> None:
    held = library.papers(number)
    first, memory = made(held)
    assert made(held) == (first, memory)
    assert made(held, memory) == (first, memory)


@pytest.mark.usefixtures("grounded")
def test_what_a_build_remembers_makes_no_difference() -> None:
    before, now = list(library.papers(SOME)), list(library.papers(SOME + 1))
    now[250] = structs.replace(now[250], abstract="Kettles and lamps.", digest=1)
    first = related(catalog(before), 6)
    _, memory = make_map(first.neighbours, catalog(before).tags)
    # What related papers remember numbers words in another order than a build without it.
    later = neighbours(now, first.memory())
    assert later.words != neighbours(now).words
    assert make_map(later, catalog(now).tags, memory) == made(now)


@pytest.mark.usefixtures("grounded")
def test_the_ground_stays_when_a_paper_comes() -> None:
    _, before = made(library.papers(SOME))
    _, after = made(library.papers(SOME + 3))
    grounds = [atlas._recalled(memory).ground for memory in (before, after)]
    assert grounds[0] == grounds[1] != b""


@pytest.mark.parametrize("memory", [b"", b"damaged", b"\x94\xc4\x00\xc4\x00\xc4\x00"])
def test_a_memory_that_is_damaged_is_not_used(memory: bytes) -> None:
    held = library.papers(30)
    assert made(held, memory) == made(held)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 9])
def test_a_handful_of_papers_has_a_map(number: int) -> None:
    head, places = read(made(library.papers(number))[0])
    assert len(places) == number
    assert len(np.unique(places, axis=0)) == number
    assert all(name[3] <= number for name in head["names"])


def test_points_of_a_small_map_do_not_cover_each_other() -> None:
    _, places = read(made(library.papers(FEW))[0])
    apart = np.sqrt(((places[:, None].astype(float) - places[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > MOST / 60


def test_papers_without_a_neighbour_stand_around_the_others() -> None:
    places = np.array([[x, y] for x in range(30) for y in range(30)], float)
    linked = np.ones(900, bool)
    linked[[7, 450]] = False
    plane, height = placed(places, linked)
    middle = np.array([MOST, height]) / 2
    reach = np.abs(plane - middle).max(axis=1) / middle.max()
    assert reach[~linked].min() > 0.7


def test_only_the_closest_neighbours_count_in_no_order() -> None:
    other = np.full((200, 20), -1, np.int32)
    other[5, :12] = np.arange(20, 32)
    mixed = other.copy()
    mixed[5, :10] = mixed[5, :10][::-1]
    mixed[5, 10:12] = [90, 91]
    assert np.array_equal(closest(other), closest(mixed))
    assert edges_of(other).linked.sum() == 11


def test_the_key_vouches_for_the_file() -> None:
    held = list(library.papers(40))
    tags = catalog(held).tags
    key = map_key(neighbours(held), tags)
    assert map_key(neighbours(held), tags) == key < 1 << 63
    renamed = [structs.replace(held[0], title="Another title", digest=1), *held[1:]]
    retagged = [structs.replace(held[0], tags=("method",), digest=2), *held[1:]]
    keys = {map_key(neighbours(other), tags) for other in (renamed, retagged, held[:39])}
    assert key not in keys
    assert len(keys) == 3
    linked = [structs.replace(held[0], links=held[1].links, digest=3), *held[1:]]
    assert map_key(neighbours(linked), tags) == key
