"""Random queries in lunr's language, from the words of some documents."""

import random
import re
from collections.abc import Sequence

from generator.search.analysis import STOP_WORDS
from generator.search.documents import FIELDS

SEPARATOR = re.compile(r"[\s-]+")
PLAIN = re.compile(r"[^\W_]+")
FORMS = ("plain", "start", "end", "middle", "fuzzy")
HOW_OFTEN = (10, 4, 2, 2, 3)
MOST_CLAUSES = 4
LEAST = 3
"""So many letters stand before or after a wildcard."""
STOPPED = 0.9
"""Which part of the stop words is passed over: nothing is found by them."""

Word = tuple[str, str]
"""The name of a field, and a word that stands there."""


def lunr_queries(documents: Sequence[Sequence[str]], number: int, seed: int) -> list[str]:
    """Return queries of terms, fields, wildcards, edits, boosts and presence, and all mixtures.

    A document is its id and the text of each field.
    """
    chance = random.Random(seed)  # noqa: S311
    queries: dict[str, None] = {}
    while len(queries) < number:
        if words := _words(chance, chance.choice(documents)):
            clauses = [_clause(chance, words) for _ in range(chance.randint(1, MOST_CLAUSES))]
            queries[" ".join(clauses)] = None
    return list(queries)


def _words(chance: random.Random, document: Sequence[str]) -> list[Word]:
    fields = zip(FIELDS, document[1:], strict=True)
    words = [(field, word) for field, text in fields for word in SEPARATOR.split(text)]
    return [
        (field, word)
        for field, word in words
        if PLAIN.fullmatch(word) and (word.lower() not in STOP_WORDS or chance.random() > STOPPED)
    ]


def _clause(chance: random.Random, words: Sequence[Word]) -> str:
    field, word = chance.choice(words)
    term = _term(chance, word)
    where = f"{chance.choice([*[field] * 5, *FIELDS])}:" if chance.random() < 0.25 else ""
    boost = f"^{chance.randint(2, 10)}" if chance.random() < 0.2 else ""
    presence = chance.choice("+++-") if chance.random() < 0.3 else ""
    return f"{presence}{where}{term}{boost}"


def _term(chance: random.Random, word: str) -> str:
    [form] = chance.choices(FORMS, HOW_OFTEN) if len(word) > LEAST else ["plain"]
    place = chance.randint(LEAST, len(word) - 1) if form != "plain" else 0
    return {
        "plain": word,
        "start": f"{word[:place]}*",
        "end": f"*{word[-place:]}",
        "middle": f"{word[:place]}*{word[-1]}",
        "fuzzy": f"{word}~{chance.randint(1, 2)}",
    }[form]
