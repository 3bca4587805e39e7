"""Queries in lunr's language: exactly what lunr.js answers over its whole index."""

import re
from random import Random

from helpers import library

from generator.search.analysis import Vocabulary
from generator.search.documents import FIELDS
from search.conftest import Site

SIGNS = re.compile(r"[\s:*+~^-]")


def terms(site: Site) -> list[str]:
    """Return words and stems of a site's texts that are words in lunr's language, too."""
    vocabulary = Vocabulary()
    for document in site.documents:
        for text in document.texts:
            vocabulary.all(text)
    found = dict.fromkeys([*vocabulary.words, *vocabulary.terms])
    return [term for term in found if not SIGNS.search(term)]


def clause(random: Random, known: list[str]) -> str:
    """Return one clause: a field, a word, perhaps changed or with wildcards, and its modifiers."""
    word = random.choice(known)
    kind = random.random()
    if kind < 0.15:
        word = word[: random.randint(1, len(word))] + "*"
    elif kind < 0.22:
        word = "*" + word[random.randint(0, len(word) - 1) :]
    elif kind < 0.3:
        cut = random.randint(0, len(word))
        word = word[:cut] + "*" + word[random.randint(cut, len(word)) :]
    elif kind < 0.38:
        place = random.randint(0, len(word) - 1)
        word = word[:place] + random.choice(["u", "a", word[place] * 2]) + word[place + 1 :]
    field = random.choice(FIELDS) + ":" if random.random() < 0.25 else ""
    edits = f"~{random.randint(1, 2)}" if random.random() < 0.15 else ""
    boost = f"^{random.randint(1, 12)}" if random.random() < 0.2 else ""
    return field + word + edits + boost


def queries(site: Site, number: int) -> list[str]:
    random = Random(11)  # noqa: S311
    known = terms(site)
    made = []
    for _ in range(number):
        signs = random.choice([[""], [""], ["", "+", "-"], ["+"], ["-"]])
        clauses = [clause(random, known) for _ in range(random.randint(1, 4))]
        made.append(" ".join(random.choice(signs) + one for one in clauses))
    return made


def same_answers(site: Site, asked: list[str]) -> int:
    """Hold that search.js answers as lunr.js does, and return how many papers that were."""
    theirs = site.lunr(asked)
    options = {"syntax": "lunr", "limit": 1000}
    ours = site.ask([(query, options) for query in asked])
    for query, answer, expected in zip(asked, ours, theirs, strict=True):
        assert [(hit["id"], hit["score"]) for hit in answer["hits"]] == expected, query
        assert answer["total"] == len(expected)
        assert answer["isLunr"]
    return sum(map(len, theirs))


def test_answers_are_those_of_lunr(site: Site) -> None:
    assert same_answers(site, queries(site, 400)) > 10_000


def test_answers_over_the_invented_shelves_are_those_of_lunr(shelf_site: Site) -> None:
    assert same_answers(shelf_site, queries(shelf_site, 150)) > 100


def test_wildcards_and_edits_may_be_mixed(site: Site) -> None:
    words = [word for word in terms(site) if len(word) > 5][:20]
    assert same_answers(site, [f"{word[:3]}*{word[-2:]}~1" for word in words]) > 0


def test_what_a_plain_query_means_by_quotes_and_conditions_means_nothing_to_lunr(
    site: Site,
) -> None:
    first, second, *_ = terms(site)
    asked = [f'"{first} {second}"', f"venue:kettle {first}", f"{second} venue:{first}^2"]
    assert same_answers(site, asked) > 0


def test_a_plain_query_may_hold_conditions_beside_what_is_in_lunrs_language(site: Site) -> None:
    asked = f"{library.vocabulary()[0]}*^2"
    found, all_found = site.ids(f"{asked} year:2018..2020"), site.ids(asked)
    years = {paper.id: paper.date.year for paper in site.catalog.papers if paper.date}
    assert found == [name for name in all_found if 2018 <= years.get(name, 0) <= 2020]
    assert 0 < len(found) < len(all_found)


def test_what_lunr_cannot_parse_is_searched_as_words(site: Site) -> None:
    word = terms(site)[0]
    answer = site.search(f"{word} foo:bar", syntax="lunr")
    assert not answer["isLunr"]
    assert answer["hint"] == "This is not quite lunr's language, so it was searched as words."
    assert answer["hits"]
