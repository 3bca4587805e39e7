"""Shards: what an edit leaves as it was, terms in several shards, and the same bytes always."""

import os
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from helpers import library
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.records.models import Paper
from generator.search import shards
from generator.search.analysis import Vocabulary
from generator.search.citations import GROUP
from generator.search.documents import Document, documents, numbered
from generator.search.inverted import invert
from generator.search.packing import sort_key
from generator.search.range_files import Names, RangeFiles, range_files, written
from search.conftest import Publish

PAPERS = 300
SAMPLE = 256
EDITED = range(0, PAPERS, 24)


@pytest.fixture(autouse=True)
def small_shards() -> Iterator[None]:
    """Cut the index of a few hundred papers into dozens of shards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.shards.HEAVIEST", 1_500)
        yield


def short(paper: Paper, seed: int) -> Paper:
    """Return a paper with so short an abstract that it holds words of few shards."""
    abstract = library.text(Random(seed), 6)  # noqa: S311
    return replace(paper, abstract=abstract, tldr=None, tags=paper.tags[:1])


def papers() -> list[Paper]:
    held = list(library.papers(PAPERS))
    for number in EDITED:
        held[number] = short(held[number], number)
    return held


def read(held: Sequence[Paper]) -> list[Document]:
    catalog = library.catalog(held)
    return list(documents(numbered(catalog), catalog))


def made(held: Sequence[Document]) -> RangeFiles:
    index = invert(held)
    begins = shards.begins(index)
    names: list[Names] = [None] * len(begins)
    contents = shards.contents(index, begins, range(len(begins)))
    assert len(dict(written(shards.FOLDER, contents, names))) >= len(begins)
    return range_files(begins, names)


def words(document: Document) -> set[str]:
    """Return the words of a paper and their terms."""
    vocabulary = Vocabulary()
    for text in document.texts:
        vocabulary.all(text)
    return {*vocabulary.words, *vocabulary.terms}


def ranges(of: RangeFiles) -> dict[str, tuple[str, str]]:
    """Return where the range of each shard begins and ends."""
    ends = [*of.begins[1:], "\uffff"]
    return dict(zip(of.names, zip(of.begins, ends, strict=True), strict=True))


def needless(before: RangeFiles, after: RangeFiles, held: set[str]) -> list[str]:
    """Return the shards that are new though their ranges hold none of some words."""
    keys = [sort_key(begin) for begin in after.begins]
    touched = {after.names[bisect_right(keys, sort_key(word)) - 1] for word in held}
    return [name for name in after.names if name not in {*before.names, *touched}]


@pytest.fixture(scope="module")
def before() -> tuple[list[Document], RangeFiles]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.shards.HEAVIEST", 1_500)
        held = read(papers())
        return held, made(held)


def test_there_are_dozens_of_shards(before: tuple[list[Document], RangeFiles]) -> None:
    assert len(before[1].names) > 24


def edited(before: Sequence[Document], number: int) -> tuple[set[str], RangeFiles]:
    """Return the words that a paper held before or after an edit of it, and the shards after."""
    held = papers()
    held[number] = short(held[number], 1_000 + number)
    texts = read(held)
    return words(before[number]) | words(texts[number]), made(texts)


@pytest.mark.parametrize("number", [number for number in EDITED if number >= SAMPLE])
def test_an_edit_of_a_later_paper_changes_only_shards_with_its_words(
    before: tuple[list[Document], RangeFiles], number: int
) -> None:
    changed, after = edited(before[0], number)
    assert after.begins == before[1].begins
    assert needless(before[1], after, changed) == []
    assert 0 < len(set(after.names) - set(before[1].names)) < len(after.names) / 2


@pytest.mark.parametrize("number", [number for number in EDITED if number < SAMPLE])
def test_an_edit_of_any_paper_changes_only_shards_with_its_words_and_beside_moved_cuts(
    before: tuple[list[Document], RangeFiles], number: int
) -> None:
    changed, after = edited(before[0], number)
    kept = set(ranges(before[1]).values())
    moved = [name for name, place in ranges(after).items() if place not in kept]
    assert set(needless(before[1], after, changed)) <= set(moved)
    assert len(moved) < len(after.names) / 4


@pytest.mark.parametrize("seed", range(8))
def test_a_new_paper_changes_only_shards_with_its_words(
    before: tuple[list[Document], RangeFiles], seed: int
) -> None:
    new = short(library.paper(PAPERS), seed)
    texts = read([*papers(), new])
    after = made(texts)
    assert after.begins == before[1].begins
    assert needless(before[1], after, words(texts[-1])) == []
    assert 0 < len(set(after.names) - set(before[1].names)) < len(after.names) / 2


TEXT = st.lists(st.text(st.sampled_from("abc"), min_size=1, max_size=5), max_size=12).map(" ".join)


@given(st.lists(TEXT, min_size=8, max_size=8), st.lists(TEXT, min_size=1, max_size=7))
def test_papers_after_the_sample_move_no_cut(first: list[str], later: list[str]) -> None:
    held = [Document(str(n), (text, "", "", "", "")) for n, text in enumerate([*first, *later])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.shards.HEAVIEST", 60)
        assert set(made(held[:8]).begins) <= set(made(held).begins)


def test_the_files_of_other_papers_stay_as_they_are() -> None:
    held = papers()
    old = library.index_files(held)
    held[24] = short(held[24], 1)
    new = library.index_files([*held, library.paper(PAPERS)])
    changed = {path for path, content in new.items() if old.get(path) != content}
    cards = {path for path in changed if path.startswith("search/papers/")}
    assert cards == {"search/papers/24.bin", f"search/papers/{PAPERS}.bin"}
    cited = {path for path in changed if path.startswith("search/citations/")}
    assert cited == {f"search/citations/{PAPERS // GROUP}.bin"}


def test_a_term_too_heavy_for_a_shard_is_cut_in_several(publish: Publish) -> None:
    held = [
        replace(paper, title=f"Ubiquity {n} of {paper.title}")
        for n, paper in enumerate(library.papers(PAPERS))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.shards.HEAVIEST", 200)
        site = publish(library.catalog(held))
        begins = made(site.documents).begins
    own = [begin for begin in begins if "ubiquity".startswith(begin) and begin]
    assert len(own) > 2
    assert len(set(own)) == 1
    everywhere = sorted(paper.id for paper in held)
    for query in ("ubiquity ", "ubiq", "+ubiquity", "title:ubiq*", "ubiqiuty"):
        assert sorted(site.ids(query)) == everywhere, query
    lunr = [[(hit["id"], hit["score"]) for hit in site.search("+ubiquity", limit=999)["hits"]]]
    assert lunr == site.lunr(["+ubiquity"])


BUILD = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from helpers import library
from generator.search import shards
shards.HEAVIEST = 1_500
for path, content in sorted(library.index_files(library.papers(60)).items()):
    print(path, hashlib.sha256(content).hexdigest())
"""


def build(seed: str) -> str:
    """Build an index in a process of its own and return its files with their hashes."""
    tests = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-c", BUILD, str(tests)],
        cwd=tests.parent,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_two_builds_give_the_same_bytes() -> None:
    first = build("1")
    assert first.count("\n") > 80
    assert build("2") == first


def test_the_order_of_reading_makes_no_difference() -> None:
    held = library.papers(60)
    assert library.index_files(reversed(held)) == library.index_files(held)
