"""Alike: pairs of names, as addresses, that differ by little."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

LEAST_LETTERS = 5
"""In a shorter word, one letter makes too often another name: Wan and Wang, Li and Lu."""

Pair = tuple[str, str]


def one_letter_apart(slugs: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of names of which one letter differs, is missing or stands in between.

    Two such names are equal when a letter of each, or of one, is left out (symmetric deletion, as
    in SymSpell, https://github.com/wolfgarbe/SymSpell), so few pairs need to be compared.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        for short in {slug, *(slug[:n] + slug[n + 1 :] for n in range(len(slug)))}:
            known[short].append(slug)
    pairs = {
        tuple(sorted(p)) for some in known.values() if len(some) > 1 for p in combinations(some, 2)
    }
    for one, other in sorted(pairs):
        if _differs_by_a_letter(one, other):
            yield one, other


def _differs_by_a_letter(one: str, other: str) -> bool:
    """Tell whether one letter of a long word, or where words end, is all that differs."""
    if one.replace("-", "") == other.replace("-", ""):
        return True
    words, others = one.split("-"), other.split("-")
    if len(words) != len(others):
        return False
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and _is_slip(*different[0])


def _is_slip(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if len(short) < LEAST_LETTERS:
        return False
    start = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[start + len(short) + 1 - len(long) :] == long[start + 1 :]


def turned_round(slugs: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of names with the same words in another order: family name first or last."""
    known: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for slug in slugs:
        known[tuple(sorted(slug.split("-")))].append(slug)
    for some in known.values():
        yield from combinations(sorted(some), 2)
