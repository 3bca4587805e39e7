"""Phrases: pairs of words in titles, which name a part of a field better than single words do."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lunr.stop_word_filter import WORDS as STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\s\w]")
_SHORTEST = 3
_BARE = frozenset(
    "against based between beyond different efficient improved improving large method model new"
    " novel open problem robust simple study survey task toward towards understanding using"
    " via".split()
)
"""Words that begin and end no name of a subject."""
_NOT_FIRST = frozenset("analyzing exploring learning rethinking revisiting training".split())
_TOO_WIDE = frozenset("algorithm data function image language network optimization video".split())
"""Words that name a subject only beside another."""
_NO_NAME = STOP_WORDS | _BARE
_LONGEST_ACRONYM = 6
_NEARLY_ALWAYS = 0.6


def phrases(titles: Sequence[str], fewest: int) -> dict[str, list[int]]:
    """Return names of subjects with the places of the titles that hold them, at least `fewest`.

    A name is a pair of words, and the word after it where that nearly always follows. A plural
    counts as its singular; the form is the commoner one, in small letters.
    """
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place, title in enumerate(titles):
        for phrase, following in _pairs(title):
            found[phrase.removesuffix("s")].setdefault(place, phrase)
            after[phrase][following] += 1
    return {
        _whole(_commonest(Counter(places.values())), after): list(places)
        for places in found.values()
        if len(places) >= fewest
    }


def _commonest(forms: Counter[str]) -> str:
    return max(forms.items(), key=lambda form: (form[1], form[0]))[0]


def _whole(phrase: str, after: dict[str, Counter[str]]) -> str:
    follows = after[phrase]
    word = _commonest(follows)
    nearly_always = follows[word] >= _NEARLY_ALWAYS * follows.total()
    return f"{phrase} {word}" if word and nearly_always else phrase


def _pairs(title: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of neighbouring words of a title that may name something, and what follows.

    That is "" at the title's end and before a word that names nothing.
    """
    words = [word if _may_name(word) else "" for word in _WORD.findall(title.lower())]
    for one, other, following in zip(words, words[1:], [*words[2:], ""], strict=False):
        if one and other and one not in _NOT_FIRST:
            yield f"{one} {other}", following


def _may_name(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _NO_NAME and word[0].isalpha()


def may_name(word: str) -> bool:
    """Tell whether a word by itself may name something."""
    return word not in _BARE and word not in _NOT_FIRST and word.removesuffix("s") not in _TOO_WIDE


def spelt(phrase: str, titles: Sequence[str]) -> str:
    """Return words with the capitals that titles give them: "bert" is BERT, but "Deep" is deep."""
    return " ".join(_spelt(word, titles) for word in phrase.split(" "))


def _spelt(word: str, titles: Sequence[str]) -> str:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    found = Counter(match for title in titles for match in pattern.findall(title))
    best = max(found.items(), key=lambda form: (form[1], form[0]), default=(word, 0))[0]
    own = any(sign.isupper() for part in best.split("-") for sign in part[1:])
    shouted = best.isupper() and len(best) > _LONGEST_ACRONYM
    return best if own and not shouted else word
