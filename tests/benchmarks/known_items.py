"""Queries that mean one paper: those of a file, or words of titles; and who asks which."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.search.analysis import STOP_WORDS, tokens, trimmed
from tests.benchmarks.shelves import Record

Known = Sequence[Mapping[str, str]]

SEED = 1
WORDS = 3
MOST = 2_000


def known_items(path: Path, papers: Iterable[Record]) -> Known:
    """Return a file's queries that mean one of the papers."""
    ids = {paper["id"] for paper in papers}
    lines = path.read_text(encoding="utf-8").splitlines()
    return [item for item in map(json.loads, lines) if item["id"] in ids]


def of_titles(titles: Mapping[str, str]) -> Known:
    """Return queries of three words of a title, no stop words; titles by the id of their papers."""
    chance = random.Random(SEED)  # noqa: S311
    long = [(id, words) for id, title in titles.items() if len(words := _words(title)) >= WORDS]  # noqa: A001
    return [
        {"kind": "title", "q": " ".join(chance.sample(words, WORDS)), "id": id}
        for id, words in chance.sample(long, min(MOST, len(long)))  # noqa: A001
    ]


def _words(title: str) -> list[str]:
    words = [trimmed(token) for token in tokens(title)]
    return [word for word in words if word and word not in STOP_WORDS]


def of_three_words(known: Known) -> list[str]:
    """Return the queries of exactly three words."""
    return [item["q"] for item in known if len(item["q"].split()) == WORDS]


def chosen(queries: Sequence[str], number: int) -> list[str]:
    """Return some queries, none twice."""
    return random.Random(SEED).sample(queries, min(number, len(queries)))  # noqa: S311


def asked(queries: Sequence[str], sessions: int, each: int) -> list[list[str]]:
    """Return what each session asks: no query twice in it."""
    chance = random.Random(SEED)  # noqa: S311
    return [chance.sample(queries, min(each, len(queries))) for _ in range(sessions)]
