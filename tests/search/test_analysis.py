"""Analysis: the same terms for an index and for a query, in Python and in the script."""

from collections.abc import Iterator
from random import Random

import pytest
from helpers.scripts import Conversation, Scripts
from hypothesis import example, given
from hypothesis import strategies as st
from lunr import get_default_builder
from lunr.stemmer import PorterStemmer
from lunr.token import Token

from generator.search.analysis import NO_WORD, STOP_WORDS, Stemmer, Vocabulary, fold, tokens

ANSWER = """
import { fold, isStopWord, stem, words } from "./analysis.js";
const found = (text) => words(text).map((word) => [word, stem(word), isStopWord(word)]);
// U+FEFF is white space here, and only here.
const folded = (text) => fold(text).replaceAll("\ufeff", " ");
const answer = (texts) => texts.map((text) => [folded(text), found(text)]);
"""
# Records fold the white space that is none to JavaScript; it never reaches an index.
TEXT = st.text(
    st.characters(exclude_categories=["Cn", "Co", "Cs"], exclude_characters="\x1c\x1d\x1e\x1f\x85")
)
ENDINGS = """
a able al ance ant ate ation ational e ed eed eeds ence enci ent er est ful ic icate ied ies ing ion
ism iti ive ize l ll ly ment ness ous s sion ss sses tion y yed ying
""".split()
LETTERS = "aeiouybcdfglmnrstvwxzé𐐨жß"


@pytest.fixture(scope="module")
def script(scripts: Scripts) -> Iterator[Conversation]:
    with scripts.talk(ANSWER) as conversation:
        yield conversation


def analysed(text: str) -> list[object]:
    """Return what the script returns, too."""
    vocabulary = Vocabulary()
    found = [
        [vocabulary.words[n], vocabulary.terms[n], vocabulary.words[n] in STOP_WORDS]
        for n in vocabulary.all(text)
    ]
    return [fold(text), found]


def terms(text: str) -> list[str]:
    vocabulary = Vocabulary()
    return [vocabulary.terms[number] for number in vocabulary.telling(text)]


@given(TEXT)
@example("ΑΣ ΑΣ-ΑΣ' ΣΑΣ.")
@example("İstanbul DŽ ﬁne ½ ² Ⅷ ſ K Å")
@example("a\ufeffb\u200bc\u3000d\xa0e")
@example("a\ufeffb a－b")
@example("Örnek's Örnek’s 's s' it's’s x'sy ß ẞ")
def test_a_script_finds_the_words_that_the_index_holds(script: Conversation, text: str) -> None:
    assert script.ask([text]) == [analysed(text)]


@given(st.text(st.sampled_from("aeys'’-_.ΣİЖß é́𐐨🫖 "), max_size=12))
def test_letters_marks_and_signs_may_be_mixed(script: Conversation, text: str) -> None:
    assert script.ask([text]) == [analysed(text)]


def test_a_script_finds_the_stems_that_the_index_holds(script: Conversation) -> None:
    random = Random(5)  # noqa: S311
    words = [
        "".join(random.choices(LETTERS, k=random.randint(0, 5)))
        + "".join(random.choices(ENDINGS, k=random.randint(0, 2)))
        for _ in range(10_000)
    ]
    assert script.ask(words) == [analysed(word) for word in words]


def test_stop_words_are_those_of_lunr(script: Conversation) -> None:
    words = sorted(STOP_WORDS)
    assert len(words) == 119
    assert script.ask(words) == [[word, [[word, Stemmer().stem(word), True]]] for word in words]


@pytest.mark.parametrize("name", ["Ornek", "Örnek", "ÖRNEK", "O\u0308rnek", "örnek's", "“Örnek”,"])
def test_spellings_of_a_name_meet(name: str) -> None:
    assert terms(name) == ["ornek"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parkinson's disease", ["parkinson", "diseas"]),
        ("Parkinson’s Parkinsons", ["parkinson", "parkinson"]),
        ("state-of-the-art", ["state", "art"]),
        ("C++ and x_y, 3D!", ["c", "x_i", "3d"]),
        ("“…” — !? 🫖", []),
        ("Łódź Ørsted Straße ﬁne", ["lodz", "orst", "strass", "fine"]),
        ("李明 شبكة", ["李明", "شبكة"]),
        ("", []),
    ],
)
def test_a_text_comes_down_to_its_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_stop_words_tell_nothing_but_are_names() -> None:
    vocabulary = Vocabulary()
    text = "He, Kaiming & An of It"
    assert [vocabulary.words[n] for n in vocabulary.telling(text)] == ["kaiming"]
    assert [vocabulary.words[n] for n in vocabulary.all(text)] == [
        "he",
        "kaiming",
        "an",
        "of",
        "it",
    ]


def test_what_holds_no_letter_is_no_word() -> None:
    vocabulary = Vocabulary()
    assert vocabulary["..."] == NO_WORD
    assert vocabulary.words == []


def test_words_are_numbered_by_their_first_sight() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.telling("lids lid. (lids) lid") == [0, 1, 0, 1]
    assert (vocabulary.words, vocabulary.terms) == (["lids", "lid"], ["lid", "lid"])


@pytest.mark.parametrize(
    ("word", "ours", "theirs"),
    [
        ("try", "tri", "try"),
        ("lay", "lay", "lai"),
        ("ies", "ie", "i"),
        ("sses", "sse", "ss"),
        ("eed", "e", "eed"),
        ("eeds", "e", "eed"),
    ],
)
def test_stems_are_those_of_the_script_where_the_two_stemmers_differ(
    script: Conversation, word: str, ours: str, theirs: str
) -> None:
    assert script.ask([word]) == [[word, [[word, ours, False]]]]
    assert (Stemmer().stem(word), PorterStemmer().stem(word)) == (ours, theirs)


@given(
    st.text(st.sampled_from("aeioubcdfglmnrst"), min_size=1, max_size=6), st.sampled_from(ENDINGS)
)
def test_words_without_y_have_the_stems_of_lunr_in_python(start: str, ending: str) -> None:
    word = start + ending.replace("y", "")
    if word not in {"ies", "sses", "eed", "eeds"}:
        assert Stemmer().stem(word) == PorterStemmer().stem(word)


@given(st.lists(st.text(st.sampled_from("aeioubcdglmnrst"), min_size=3, max_size=9)))
@example(["the", "teapots", "and", "their", "lidding", "is", "relational"])
def test_terms_are_those_of_lunr_in_python(words: list[str]) -> None:
    common = [f"({word})!" for word in words if word not in {"ies", "sses", "eed", "eeds"}]
    found = get_default_builder().pipeline.run([Token(word) for word in common])
    assert terms(" ".join(common)) == [str(token) for token in found]


@given(TEXT)
def test_folding_twice_is_folding_once_but_for_genitives(text: str) -> None:
    without = text.replace("'", "").replace("’", "")
    assert fold(fold(without)) == fold(without)


@given(TEXT)
def test_tokens_hold_no_white_space_and_no_hyphen(text: str) -> None:
    assert [token for token in tokens(text) if "-" in token or token.split() != [token]] == []
