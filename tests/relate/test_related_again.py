"""Related papers from memory: equal to those without it, whatever came, changed or went."""

import pytest
from helpers.random_shelf import RandomShelf, plain
from helpers.shelf import invented
from hypothesis import given
from hypothesis import strategies as st

from generator.relate import Bounds, related

LIMIT = 3
LOW = Bounds(
    all_below=8,
    exact_below=64,
    candidates=5,
    latent_from=32,
    latent_papers=48,
    most_changed=0.9,
)
"""Bounds that a shelf of a hundred papers passes."""


@given(st.integers(0, 10**6), st.integers(1, 150), st.integers(1, 6))
def test_links_with_and_without_memory_are_equal(seed: int, papers: int, steps: int) -> None:
    shelf = RandomShelf(seed, papers)
    memory = related(shelf.catalog, LIMIT, bounds=LOW).memory()
    for _ in range(steps):
        shelf.anything()
        catalog = shelf.catalog
        again = related(catalog, LIMIT, memory, LOW)
        anew = related(catalog, LIMIT, bounds=LOW)
        assert plain(again.links) == plain(anew.links)
        assert [again.links.face(p.id) for p in catalog.papers] == [
            anew.links.face(p.id) for p in catalog.papers
        ]
        memory = again.memory()


@pytest.mark.parametrize("papers", [63, 64, 127, 128])
def test_memory_helps_where_more_papers_begin_to_count(papers: int) -> None:
    shelf = RandomShelf(papers, papers)
    for way in (shelf.add, shelf.add, shelf.remove, shelf.remove, shelf.remove, shelf.add):
        memory = related(shelf.catalog, LIMIT, bounds=LOW).memory()
        way()
        catalog = shelf.catalog
        again = related(catalog, LIMIT, memory, LOW)
        assert plain(again.links) == plain(related(catalog, LIMIT, bounds=LOW).links)


def test_the_order_of_papers_is_of_no_account() -> None:
    shelf = RandomShelf(3, 100)
    first, second = (related(shelf.catalog, LIMIT, bounds=LOW) for _ in range(2))
    assert plain(first.links) == plain(second.links)
    assert first.memory() == second.memory()


def test_a_paper_that_comes_last_changes_no_words_and_no_score_between_others() -> None:
    shelf = RandomShelf(4, 100)
    before = plain(related(shelf.catalog, LIMIT, bounds=Bounds(all_below=8)).links)
    shelf.add_last()
    after = plain(related(shelf.catalog, LIMIT, bounds=Bounds(all_below=8)).links)
    for name, links in before.items():
        new = [link for link in after[name] if link not in links]
        assert {link[0] for link in new} <= {"last"}


def test_any_damage_is_found() -> None:
    shelf = RandomShelf(5, 40)
    catalog = shelf.catalog
    whole = related(catalog, LIMIT, bounds=LOW)
    memory = whole.memory()
    damaged = [memory[:cut] for cut in range(0, len(memory), 997)]
    damaged += [
        memory[:place] + bytes([memory[place] ^ 1]) + memory[place + 1 :]
        for place in range(0, len(memory), 499)
    ]
    for some in [b"", b"x", memory + b"x", bytes(len(memory)), *damaged]:
        assert plain(related(catalog, LIMIT, some, LOW).links) == plain(whole.links)


def test_memory_of_another_limit_or_vocabulary_is_not_used() -> None:
    catalog = invented("small").catalog
    memory = related(catalog, 6).memory()
    assert plain(related(catalog, 2, memory).links) == plain(related(catalog, 2).links)
    other = RandomShelf(6, 30).catalog
    assert plain(related(other, 6, memory).links) == plain(related(other, 6).links)


def test_papers_without_a_digest_are_read_anew() -> None:
    shelf = RandomShelf(7, 30)
    shelf.forget_digests()
    memory = related(shelf.catalog, LIMIT).memory()
    shelf.retitle()
    shelf.forget_digests()
    catalog = shelf.catalog
    assert plain(related(catalog, LIMIT, memory).links) == plain(related(catalog, LIMIT).links)


def test_words_that_no_paper_says_any_more_are_forgotten_in_time() -> None:
    shelf = RandomShelf(10, 60)
    memory = related(shelf.catalog, LIMIT).memory()
    for _ in range(57):
        shelf.remove()
    worn = related(shelf.catalog, LIMIT, memory).memory()
    anew = related(shelf.catalog, LIMIT).memory()
    assert len(anew) < len(worn)
    assert related(shelf.catalog, LIMIT, worn).memory() == anew


def test_no_papers_at_all() -> None:
    shelf = RandomShelf(8, 0)
    none = related(shelf.catalog, LIMIT)
    assert dict(none.links) == {}
    shelf.add()
    assert list(related(shelf.catalog, LIMIT, none.memory()).links.values()) == [()]


def test_a_face_changes_with_what_a_page_shows() -> None:
    shelf = RandomShelf(9, 60)
    catalog = shelf.catalog
    before = related(catalog, LIMIT).links
    shelf.retitle()
    shelf.remove()
    after = related(shelf.catalog, LIMIT).links
    digests = {paper.id: paper.digest for paper in catalog.papers}
    now = {paper.id: paper.digest for paper in shelf.papers.values()}
    equal = unchanged = 0
    for name in now:
        shown = [[(link.paper.id, link.words) for link in links[name]] for links in (before, after)]
        same = shown[0] == shown[1] and all(digests[n] == now[n] for n, _ in shown[0])
        equal += before.face(name) == after.face(name)
        unchanged += same
        assert same or before.face(name) != after.face(name)
        assert after.ids(name) == [link.paper.id for link in after[name]]
    assert unchanged / 2 < equal <= unchanged  # a term that is kept but not shown counts, too
