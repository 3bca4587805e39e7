"""Queries that make no sense: every one has an answer."""

from random import Random
from typing import Any

import pytest
from helpers import library

from search.conftest import Site

HAZARDS = """
title: foo:bar ~ ^ + " author: year:abc * a^b^c - : :: author:" author:"" “” has:constructor
has:__proto__ has:zzz tag:__proto__ constructor __proto__ tostring +- -+x title:x:y x~y x^0 x~99 ^2
~1 x^ x~ -* +* ** *a*b* venue:! tag: \\ year:.. year:2019...2020 year:99999 year:2019- year:-2019
-- a--b foo*~1^2: .* [a-z] (?:x x|y $& $1 🫖 👩‍👩‍👧 שלום عصبية~1 +王 \ud800 x\udc00~1 \x00 \u202eabc
""".split()
LONG = ["x" * 10_000, "x" * 5_000 + "~2", "*" * 2_000, "a*" * 500, "+x " * 3_000, '"' * 9_999]
SPACES = ["", " ", "\n", " - - ", ": :", "\u3000", "author: x", '" "', "year: 2019"]
PIECES = [
    *('"', "“", "”", "+", "-", "~", "^", "*", ":", "..", "…", "(", "[", "\\", "'s", "$&"),
    *("title:", "abstract:", "author:", "year:", "venue:", "tag:", "has:", "code", "2019", "2"),
    *(" ", " ", " ", "  ", "\t", "the", "x", "🫖", "é", "ß", "\u200f", "\ud800", "\0", "__proto__"),
]
FACETS = ["years", "venues", "tags", "authors", "links"]
OPTIONS: list[dict[str, Any]] = [{}, {"facets": FACETS}, {"syntax": "lunr"}, {"words": "all"}]

SEARCH = """
import { openIndex } from "./search.js";
const index = await openIndex({ read: (path) => readFile(`${data.site}/${path}`) });
const wrong = [];
for (const [query, options] of data.requests) {
  try {
    const { total, hits } = await index.search(query, options);
    if (hits.length !== Math.min(10, total)) wrong.push([query, options, total, hits.length]);
  } catch (error) {
    wrong.push([query, options, error.stack]);
  }
}
print(wrong);
"""


def wrong(site: Site, queries: list[str]) -> list[object]:
    """Return the queries that have no answer, each taken in several ways."""
    requests = [(q, OPTIONS[(n + way) % 4]) for n, q in enumerate(queries) for way in range(2)]
    found: list[object] = site.scripts.run(SEARCH, {"site": str(site.folder), "requests": requests})
    return found


@pytest.mark.parametrize("queries", [HAZARDS, LONG, SPACES])
def test_no_query_fails(site: Site, queries: list[str]) -> None:
    assert wrong(site, queries) == []


def test_no_mixture_of_signs_and_words_fails(site: Site) -> None:
    random = Random(13)  # noqa: S311
    pieces = [*PIECES, *library.vocabulary()[:25]]
    queries = ["".join(random.choices(pieces, k=random.randint(1, 9))) for _ in range(2_500)]
    assert wrong(site, queries) == []


def test_nothing_fails_over_the_invented_shelves(shelf_site: Site) -> None:
    random = Random(17)  # noqa: S311
    words = [word for document in shelf_site.documents for word in " ".join(document.texts).split()]
    pieces = [*PIECES, *words[:60]]
    queries = ["".join(random.choices(pieces, k=random.randint(1, 9))) for _ in range(400)]
    assert wrong(shelf_site, [*HAZARDS, *LONG, *SPACES, *queries]) == []


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("year:abc", "“year:abc” is no year: write year:2019 or year:2019..2022."),
        ("year:..", "“year:..” is no year: write year:2019 or year:2019..2022."),
        ("has:teapots", "“has:teapots” is not known: write has:code, has:data or has:video."),
        (
            "has:constructor",
            "“has:constructor” is not known: write has:code, has:data or has:video.",
        ),
        ("author:!", "“author:” needs a word after it."),
        ("tag:the", "“tag:” needs a word after it."),
        ("+wildcard title:", "This is not quite lunr's language, so it was searched as words."),
        ("kettles~99", "This is not quite lunr's language, so it was searched as words."),
        (
            "year:x has:y",
            "“year:x” is no year: write year:2019 or year:2019..2022. “has:y” is not"
            " known: write has:code, has:data or has:video.",
        ),
        ("plain words", ""),
        ("year:2019 has:code author:he +word", ""),
    ],
)
def test_a_hint_says_what_was_not_understood(site: Site, query: str, hint: str) -> None:
    assert site.search(query)["hint"] == hint


def test_what_is_no_condition_is_searched_as_words(site: Site) -> None:
    word = library.vocabulary()[0]
    assert site.ids(f"year:{word} ") == site.ids(f"{word} ") != []
