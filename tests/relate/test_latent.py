"""Latent topics: learned from some papers, the same however often and in whatever order."""

from dataclasses import replace

import numpy as np
from helpers.random_shelf import RandomShelf
from msgspec import structs

from generator.catalog import by_arrival
from generator.records.models import Paper
from generator.relate import Bounds
from generator.relate.build import empty, next_state
from generator.relate.latent import sample
from generator.relate.memory import State

BOUNDS = Bounds(all_below=8, latent_from=32, latent_papers=32)


def _state(shelf: RandomShelf, before: State | None = None, bounds: Bounds = BOUNDS) -> State:
    catalog = shelf.catalog
    papers = by_arrival(catalog.papers)
    return next_state(catalog, papers, 3, before or empty(bounds.candidates, 3), bounds)


def _sampled(papers: list[Paper]) -> set[str]:
    return {papers[row].id for row in sample(papers, BOUNDS).tolist()}


def test_few_papers_have_no_topics() -> None:
    assert _state(RandomShelf(1, 31)).places.shape == (31, 0)
    assert _state(RandomShelf(1, 32)).places.shape[1] > 0


def test_the_sample_is_of_the_first_papers_and_hangs_on_no_other() -> None:
    shelf = RandomShelf(2, 100)
    papers = by_arrival(shelf.catalog.papers)
    chosen = _sampled(papers)
    assert len(chosen) == 32
    assert chosen <= {paper.id for paper in papers[:64]}
    shelf.add_last()
    assert _sampled(by_arrival(shelf.catalog.papers)) == chosen


def test_a_change_outside_of_the_sample_leaves_the_topics_and_all_other_places() -> None:
    shelf = RandomShelf(3, 100)
    before = _state(shelf)
    papers = by_arrival(shelf.catalog.papers)
    chosen = _sampled(papers)
    other = next(paper.id for paper in papers[70:] if paper.id not in chosen)
    kept = [row for row, paper in enumerate(papers) if paper.id != other]
    del shelf.papers[other]
    after = _state(shelf)
    assert after.latent.mark == before.latent.mark
    assert np.array_equal(after.latent.basis, before.latent.basis)
    assert np.array_equal(after.places, before.places[kept])


def test_a_change_inside_of_the_sample_is_noticed() -> None:
    shelf = RandomShelf(4, 100)
    before = _state(shelf)
    del shelf.papers[next(iter(_sampled(by_arrival(shelf.catalog.papers))))]
    again, anew = _state(shelf, before), _state(shelf)
    assert again.latent.mark == anew.latent.mark != before.latent.mark
    assert np.array_equal(again.latent.basis, anew.latent.basis)
    assert np.array_equal(again.places, anew.places)


def test_papers_that_share_no_word_may_be_near_in_topics() -> None:
    """The others say that spouts go with lids, and ropes with gulls."""
    shelf = RandomShelf(5, 1)
    themes = [
        "spout lid cup",
        "rope gull tide",
        "beam lamp lens",
        "soup leek salt",
        "hat coat sock",
    ]
    texts = themes * 16 + ["spout", "lid", "gull"]
    some = list(RandomShelf(6, len(texts)).papers.values())
    shelf.papers = {
        f"p{n:03}": _said(paper, f"p{n:03}", text)
        for n, (paper, text) in enumerate(zip(some, texts, strict=True))
    }
    state = _state(shelf, bounds=replace(BOUNDS, latent_papers=64))
    spout, lid, gull = state.places[-3:].astype(np.int64)
    assert spout @ lid > 10 * abs(spout @ gull)


def _said(paper: Paper, name: str, text: str) -> Paper:
    return structs.replace(
        paper, id=name, title=text, abstract=None, tags=(), authors=(), related=(), added=None
    )
