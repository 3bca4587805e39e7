"""The dictionary: every word and term, sorted by their ends."""

from collections.abc import Iterator
from itertools import chain

import pytest
from helpers import library
from helpers.scripts import Conversation, Scripts

from generator.search.dictionary import IS_TERM, contents, endings, places
from generator.search.dictionary import begins as begins_of
from generator.search.documents import Document, documents, numbered
from generator.search.inverted import Inverted, invert
from generator.search.packing import sort_key

ANSWER = """
import { readDictionary } from "./format.js";
const answer = (file) => {
  const { words, classes } = readDictionary(Uint8Array.from(file));
  return words.map((word, n) => [word, classes[n]]);
};
"""


@pytest.fixture(scope="module")
def reader(scripts: Scripts) -> Iterator[Conversation]:
    with scripts.talk(ANSWER) as conversation:
        yield conversation


@pytest.fixture(scope="module")
def index() -> Inverted:
    catalog = library.catalog(library.papers(60))
    return invert(documents(numbered(catalog), catalog))


def read(reader: Conversation, index: Inverted) -> list[list[tuple[str, int]]]:
    """Return the words of each file, with their classes, as the script reads them."""
    ends = endings(index.spellings)
    cuts = places(index, ends)
    made = contents(index, ends, cuts, range(len(cuts)))
    return [[(word, kind) for word, kind in reader.ask(list(file))] for _, [file] in made]


def test_words_have_their_counts_and_terms_a_sign(reader: Conversation) -> None:
    held = [Document("a", ("lids lid lids trying", "", "", "", "lids lids 🫖x lids"))]
    [words] = read(reader, invert(held))
    assert words == [("lid", IS_TERM + 1), ("trying", 1), ("tri", IS_TERM), ("lids", 3), ("x", 129)]


def test_every_word_and_term_is_held_once(reader: Conversation, index: Inverted) -> None:
    words = [word for file in read(reader, index) for word, _ in file]
    assert sorted(words, key=sort_key) == index.spellings


def test_files_are_ranges_of_words_by_their_ends(
    reader: Conversation, index: Inverted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.search.dictionary.HEAVIEST", 600)
    files = [[sort_key(word[::-1]) for word, _ in file] for file in read(reader, index)]
    assert len(files) > 10
    keys = [*chain(*files)]
    assert keys == sorted(keys)
    ends = endings(index.spellings)
    begins = [sort_key(begin) for begin in begins_of(index, ends, places(index, ends))]
    for number, file in enumerate(files):
        assert begins[number] <= file[0]
        assert number + 1 == len(files) or file[-1] < begins[number + 1]
