"""The inverted index: held against a naive one, and made in parts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from helpers import library
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis import Vocabulary
from generator.search.dictionary import endings, endings_after
from generator.search.documents import FIELDS, Document, documents, numbered
from generator.search.inverted import Inverted, invert
from generator.search.occurrences import AUTHORS, FAMILY_NAME, FIRST_AUTHOR
from generator.search.packing import sort_key
from generator.search.postings import FORMS, Postings
from generator.search.postings import postings as postings_of_terms
from generator.search.ranges import sample_size
from generator.search.updating import updated

Posting = tuple[int, int, int]
"""Paper, how often, forms."""

WORDS = ["lid", "lids", "lidded", "Örnek", "ornek's", "the", "He", "An", "x", "🫖", "𐐨s", "tea-pot"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
NAMES = st.lists(TEXT, max_size=3).map("\n".join)
DOCUMENTS = st.lists(st.tuples(TEXT, NAMES, TEXT, TEXT, TEXT), max_size=8).map(
    lambda rows: [Document(str(number), row) for number, row in enumerate(rows)]
)


def said(text: str, field: int) -> list[tuple[str, str]]:
    """Return the words of a text, each with its term."""
    vocabulary = Vocabulary()
    numbers = vocabulary.all(text) if field == AUTHORS else vocabulary.telling(text)
    return [(vocabulary.words[number], vocabulary.terms[number]) for number in numbers]


def words(held: Sequence[Document]) -> Counter[tuple[str, str]]:
    """Return how often each word, with its term, was written."""
    return Counter(
        pair
        for document in held
        for field, text in enumerate(document.texts)
        for pair in said(text, field)
    )


def forms(held: Sequence[Document]) -> dict[str, list[str]]:
    """Return the words of each term, the commonest first."""
    found = defaultdict(list)
    for (word, term), count in words(held).items():
        found[term].append((-count, sort_key(word), word))
    return {term: [word for *_, word in sorted(group)] for term, group in found.items()}


def roles(text: str, term: str) -> int:
    """Return whose name a term is in the authors of a paper, and which part of it."""
    bits = 0
    for place, name in enumerate(text.split("\n")):
        own = [stem for _, stem in said(name, AUTHORS)]
        if term in own:
            bits |= 0 if place else FIRST_AUTHOR
            bits |= FAMILY_NAME if own[-1] == term else 0
    return bits


def postings(held: Sequence[Document]) -> dict[tuple[str, int], list[Posting]]:
    """Return what a naive index holds of each term in each field."""
    ranked = forms(held)
    found = defaultdict(list)
    for number, document in enumerate(held):
        for field, text in enumerate(document.texts):
            pairs = said(text, field)
            for term in dict.fromkeys(term for _, term in pairs):
                own = [word for word, stem in pairs if stem == term]
                ranks = {min(ranked[term].index(word), FORMS - 1) for word in own}
                bits = roles(text, term) if field == AUTHORS else sum(1 << rank for rank in ranks)
                found[term, field].append((number, len(own), bits))
    return found


def births(held: Sequence[Document]) -> dict[str, int]:
    """Return for each term its place in the first field of the first paper that holds it."""
    found: dict[str, int] = {}
    for document in held:
        for field, text in enumerate(document.texts):
            for place, (_, term) in enumerate(said(text, field)):
                found.setdefault(term, place)
    return found


def read_postings(index: Inverted) -> Postings:
    """Return the postings of all terms."""
    return postings_of_terms(index, np.flatnonzero(index.is_term))


def postings_of(index: Inverted) -> dict[tuple[str, int], list[Posting]]:
    """Return what an index holds of each term in each field."""
    made, found = read_postings(index), {}
    rows = list(zip(*(x.tolist() for x in (made.papers, made.counts, made.forms)), strict=True))
    for slot in range(len(made.terms) * len(FIELDS)):
        if own := rows[made.starts[slot] : made.starts[slot + 1]]:
            term = index.spellings[made.terms[slot // len(FIELDS)]]
            found[term, slot % len(FIELDS)] = own
    assert sum(map(len, found.values())) == len(rows)
    return found


def agrees(held: Sequence[Document]) -> Inverted:
    """Hold that the index of some documents is the naive one, and return it."""
    index = invert(held)
    made = read_postings(index)
    terms = [index.spellings[term] for term in made.terms.tolist()]
    assert index.documents == len(held)
    assert postings_of(index) == postings(held)
    assert dict(zip(terms, made.births.tolist(), strict=True)) == births(held)
    lengths = [[len(said(text, f)) for f, text in enumerate(doc.texts)] for doc in held]
    assert index.lengths.tolist() == lengths
    assert said_by(index) == dict(words(held))
    by_term = [index.spellings[word] for word in made.words.tolist()]
    of_term = [by_term[start:stop] for start, stop in pairwise(made.word_starts.tolist())]
    assert dict(zip(terms, of_term, strict=True)) == forms(held)
    assert index.spellings == sorted({*terms, *by_term}, key=sort_key)
    sample = held[: sample_size(len(held))]
    counts = Counter(term for (term, _), own in postings(sample).items() for _ in own)
    assert {t: n for t, n in zip(index.spellings, index.sampled, strict=True) if n} == counts
    return index


def said_by(index: Inverted) -> dict[tuple[str, str], int]:
    """Return how often an index holds each word, with its term."""
    rows = zip(index.spellings, index.term.tolist(), index.written.tolist(), strict=True)
    return {(w, index.spellings[t]): count for w, t, count in rows if t >= 0}


def same(one: Any, other: Any) -> None:
    """Hold that two indexes, or parts of them, are equal."""
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(a):
            same(a, b)
        else:
            assert np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b, field.name


def library_documents(number: int) -> list[Document]:
    made = library.catalog(library.papers(number))
    return list(documents(numbered(made), made))


@given(DOCUMENTS)
def test_an_index_holds_what_a_naive_one_holds(held: list[Document]) -> None:
    agrees(held)


def test_the_index_of_a_library_holds_what_a_naive_one_holds() -> None:
    index = agrees(library_documents(120))
    assert np.diff(read_postings(index).word_starts).max() > FORMS


def test_parts_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    held = library_documents(50)
    whole = invert(held)
    for size in (1, 7, 25, 50):
        monkeypatch.setattr("generator.search.occurrences.PART", size)
        same(invert(held), whole)


@given(DOCUMENTS, st.integers(1, 3))
def test_parts_of_any_texts_make_no_difference(held: list[Document], size: int) -> None:
    whole = invert(held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.occurrences.PART", size)
        same(invert(held), whole)


@given(DOCUMENTS, DOCUMENTS, st.sets(st.integers(0, 7)))
def test_an_index_is_updated_to_what_it_would_be(
    before: list[Document], after: list[Document], kept: set[int]
) -> None:
    both = min(len(before), len(after))
    after = [before[n] if n in kept and n < both else one for n, one in enumerate(after)]
    changed = [n for n in range(both) if before[n] is not after[n]]
    update = updated(
        invert(before),
        np.array([*changed, *range(both, len(before))], np.int64),
        [(n, after[n].texts) for n in [*changed, *range(both, len(after))]],
        len(after),
    )
    same(update.index, invert(after))
    ends = endings_after(endings(invert(before).spellings), update.spellings)
    same(ends, endings(invert(after).spellings))


def test_no_papers_and_papers_without_words() -> None:
    for held in ([], [Document("a", ("!?", "", "", "", "the of"))]):
        index = agrees(held)
        assert (index.spellings, index.rows.places.tolist()) == ([], [])


def test_a_stop_word_is_held_as_a_name_alone() -> None:
    held = [Document("a", ("He", "Kaiming He", "", "", "he and he"))]
    assert postings_of(invert(held)) == {
        ("kaim", AUTHORS): [(0, 1, FIRST_AUTHOR)],
        ("he", AUTHORS): [(0, 1, FIRST_AUTHOR | FAMILY_NAME)],
    }


def test_rare_forms_share_a_bit() -> None:
    suffixes = ["", "s", "ed", "ing", "ings", "er", "ers", "ment", "ments"]
    text = " ".join(f"adjust{suffix} " * (20 - rank) for rank, suffix in enumerate(suffixes))
    held = [Document("a", ("", "", "", "", text)), Document("b", ("", "", "", "", "adjustments"))]
    index = invert(held)
    made = read_postings(index)
    first = made.words[: made.word_starts[1]].tolist()
    assert first == [index.spellings.index(f"adjust{suffix}") for suffix in suffixes]
    assert postings_of(index)["adjust", 4][1] == (1, 1, 1 << FORMS - 1)
