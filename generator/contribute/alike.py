"""Alike: whether two titles or two abstracts are those of one paper, told in another way.

What a title adds to another's words ("online", "robust", "v2") makes another paper of it, so titles
are alike only when their words are the same: in any order and inflection, with other hyphens, or
with one slip of the pen in a word. Four of five misspellings are one such slip: Damerau, 1964,
doi:10.1145/363958.363994.
"""

import re
from collections import Counter
from collections.abc import Sequence

from generator.contribute.names import content_words, stem

_FUNCTION_WORDS = frozenset(
    "a an and are as at be by can do does for from how in into is it its of on or our that the "
    "their this through to toward towards using via we what when where which why with".split()
)
_SUBTITLE = re.compile(r"(?<=\w)(?:[:?!.]\s|\s[-–—]+\s|—)")
_SHORTEST = 5
"""A shorter word with another letter is another word."""
_FEWEST = 3
"""Shorter titles are many papers'."""
PHRASE = 3
"""So many words make a phrase."""


def title_words(title: str) -> tuple[str, ...]:
    """Return what of a title tells it from others: its words, folded and in the singular."""
    return tuple(content_words(title, _FUNCTION_WORDS))


def main_title(title: str) -> str:
    """Return a title without its subtitle; all of it when it has none."""
    return _SUBTITLE.split(title, maxsplit=1)[0]


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two titles have the same words."""
    return "".join(one) == "".join(other) or sorted(one) == sorted(other)


def nearly_same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two titles have the same stems, but for one slip in one of their words."""
    if len(one) < _FEWEST or abs(len(one) - len(other)) > 1:
        return False
    stems, others = Counter(map(stem, one)), Counter(map(stem, other))
    mine, theirs = sorted((stems - others).elements()), sorted((others - stems).elements())
    if "".join(mine) == "".join(theirs):
        return True
    return len(mine) == len(theirs) == 1 and _one_slip(mine[0], theirs[0])


def is_longer(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two titles begins with the other's words and goes on."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    return _FEWEST < len(short) < len(long) and long[: len(short)] == short


def _one_slip(one: str, other: str) -> bool:
    """Tell whether a letter too many, too few, wrong, or two in the wrong order, is all."""
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False  # 2 is not 3
    short, long = sorted((one, other), key=len)
    start = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(long) - len(short) == 1:
        return short[start:] == long[start + 1 :]
    rest, others = short[start:], long[start:]
    swapped = rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
    return len(short) == len(long) and (rest[1:] == others[1:] or swapped)


def abstract_words(abstract: str) -> list[str]:
    """Return the words of an abstract, folded and in the singular, function words too."""
    return content_words(abstract)


def shared_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words, function words aside, that two abstracts have in common.

    The coefficient of Dice, 1945, doi:10.2307/1932409; 0 when one of them has no words.
    """
    mine, theirs = set(one) - _FUNCTION_WORDS, set(other) - _FUNCTION_WORDS
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def shared_phrases(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the phrases of the shorter abstract that stand in the other one.

    The containment of shingles: Broder, 1997, doi:10.1109/SEQUEN.1997.666900.
    """
    mine, theirs = _phrases(one), _phrases(other)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _phrases(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + PHRASE]) for n in range(len(words) - PHRASE + 1)}
