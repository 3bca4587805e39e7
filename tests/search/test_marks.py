"""Marks, snippets, edit distances and closeness: what the script makes of a text by itself."""

from collections.abc import Iterator
from itertools import product
from unicodedata import normalize

import pytest
from helpers.scripts import Conversation, Scripts
from hypothesis import example, given
from hypothesis import strategies as st

from generator.search.analysis import Vocabulary

ANSWER = """
import { closeness } from "./closeness.js";
import { editDistance } from "./correction.js";
import { finder, snippet } from "./marks.js";
const kinds = {
  marks: ({ terms, open, text }) => {
    const found = finder(new Set(terms), open)(text);
    return { found: found.map(({ mark }) => mark), snippet: snippet(text, found) };
  },
  distance: ({ a, b, most }) => editDistance(a, b, most),
  closeness: ({ words, text }) => closeness(words, text),
};
const answer = (question) => kinds[question.kind](question);
"""
WORD = st.sampled_from(
    ["lid", "Lids", "(lid)", "lid's", "örnek", "teapot", "tea-pot", "🫖", "𝔘𝔘𝔘lid", "x,", "—"]
)
LETTER = st.characters(
    exclude_categories=["Cn", "Co", "Cs"], exclude_characters="\x1c\x1d\x1e\x1f\x85"
)
TEXT = st.lists(WORD, max_size=120).map(" ".join) | st.text(LETTER, max_size=400)


@pytest.fixture(scope="module")
def script(scripts: Scripts) -> Iterator[Conversation]:
    with scripts.talk(ANSWER) as conversation:
        yield conversation


def parts_words(text: str) -> bool:
    """Tell whether a text has signs that stand for a space and an accent."""
    return len(normalize("NFKD", text).split()) != len(text.split())


def part(text: str, mark: list[int]) -> str:
    """Return the part of a text that a mark is about; its places count UTF-16 units."""
    start, stop = mark
    return text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")


def half_of_the_terms(text: str) -> tuple[list[str], list[str]]:
    """Return the terms of a text in order, and every second one to look for."""
    vocabulary = Vocabulary()
    terms = [vocabulary.terms[number] for number in vocabulary.all(text)]
    return terms, sorted(set(terms))[::2]


@given(TEXT.filter(lambda text: not parts_words(text)))
def test_as_many_words_are_marked_as_are_looked_for(script: Conversation, text: str) -> None:
    terms, wanted = half_of_the_terms(text)
    answer = script.ask({"kind": "marks", "terms": wanted, "open": "", "text": text})
    assert len(answer["found"]) == len([term for term in terms if term in wanted])


@given(st.lists(WORD, max_size=40).map(" ".join))
def test_words_are_marked_without_the_signs_around_them(script: Conversation, text: str) -> None:
    terms, wanted = half_of_the_terms(text)
    answer = script.ask({"kind": "marks", "terms": wanted, "open": "", "text": text})
    marked = [half_of_the_terms(part(text, mark))[0] for mark in answer["found"]]
    assert marked == [[term] for term in terms if term in wanted]
    assert all(part(text, mark).strip("(),—-") == part(text, mark) for mark in answer["found"])


@given(TEXT)
@example("x" + "🫖" * 300)
@example("x" + "🫖" * 100 + "-lid" + " 🫖" * 200)
@example("x" + "🫖" * 100 + "-lid" + "🫖" * 200)
def test_a_snippet_is_a_piece_of_the_text_with_its_marks(script: Conversation, text: str) -> None:
    answer = script.ask({"kind": "marks", "terms": ["lid", "ornek"], "open": "tea", "text": text})
    shown, marks = answer["snippet"]["text"], answer["snippet"]["marks"]
    piece = shown.removeprefix("…").removesuffix("…") if shown != text else shown
    assert piece in text
    assert len(shown.encode("utf-16-le")) <= 2 * 242
    marked = [part(text, mark) for mark in answer["found"]]
    assert "\n".join(part(shown, mark) for mark in marks) in "\n".join(marked)
    assert marks or not marked


def test_a_snippet_shows_where_most_terms_stand(script: Conversation) -> None:
    text = f"A lid. {'And more. ' * 40}The teapot has its lid here, and a spout. {'More. ' * 60}"
    asked = {"kind": "marks", "terms": ["teapot", "lid", "spout"], "open": "", "text": text}
    shown = script.ask(asked)["snippet"]
    assert shown["text"].startswith("…And more. And more.")
    assert shown["text"].endswith("More…")
    assert [part(shown["text"], mark) for mark in shown["marks"]] == ["teapot", "lid", "spout"]


def test_the_beginning_of_a_word_is_marked_while_it_is_typed(script: Conversation) -> None:
    text = "Teapots, tea and ÉTEA; (teak)."
    found = script.ask({"kind": "marks", "terms": [], "open": "tea", "text": text})["found"]
    assert [part(text, mark) for mark in found] == ["Teapots", "tea", "teak"]


def test_a_word_with_an_accent_beside_its_letter_is_marked_as_a_whole(script: Conversation) -> None:
    asked = {"kind": "marks", "terms": ["poincar"], "open": "", "text": "A Poincar´e, (map)"}
    assert script.ask(asked)["found"] == [[2, 11]]


def test_edit_distances_are_those_of_the_definition(script: Conversation) -> None:
    words = ["", "a", "ab", "ba", "abc", "acb", "bca", "abcd", "abdc", "teapot", "taepot", "tepot"]
    expected = {("ab", "ba"): 1, ("abc", "acb"): 1, ("abc", "bca"): 2, ("teapot", "taepot"): 1}
    for a, b in product(words, words):
        distance = script.ask({"kind": "distance", "a": a, "b": b, "most": 9})
        assert distance == script.ask({"kind": "distance", "a": b, "b": a, "most": 9})
        assert (distance == 0) == (a == b)
        assert abs(len(a) - len(b)) <= distance <= max(len(a), len(b))
        assert distance == expected.get((a, b), distance)
        for most in (1, 2):
            cut = script.ask({"kind": "distance", "a": a, "b": b, "most": most})
            assert cut == distance if distance <= most else cut > most


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (["teapot"], "teapot", 0),
        (["teapot", "lids"], "A teapot, lids.", 1),
        (["teapot", "lids"], "Lids of a teapot.", 0),
        (["teapot", "lids"], "teapot with its very own lids", 0),
        (["teapot", "lids"], "teapot with two fine lids", 1),
        (["teapots", "lids"], "teapot lids", 0.6),
        (["teapots", "lid", "spout"], "teapots lid and nothing", 0.5),
    ],
)
def test_closeness_is_the_share_of_neighbours_that_follow_each_other(
    script: Conversation, words: list[str], text: str, expected: float
) -> None:
    assert script.ask({"kind": "closeness", "words": words, "text": text}) == expected
