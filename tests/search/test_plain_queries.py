"""Plain queries: words, beginnings of words, corrections, phrases and conditions."""

import re
from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from helpers import library
from helpers.shelf import invented
from msgspec.structs import replace

from generator.records.models import Author, Paper
from generator.search.analysis import STOP_WORDS, Vocabulary, fold
from generator.search.documents import FIELDS, Document
from search.conftest import Publish, Site, terms

ALL = {"limit": 1000}


def told(document: Document) -> list[tuple[str, str]]:
    """Return the words of a paper that the index holds, with their terms."""
    vocabulary = Vocabulary()
    numbers = [
        number
        for field, text in zip(FIELDS, document.texts, strict=True)
        for number in (vocabulary.all(text) if field == "authors" else vocabulary.telling(text))
    ]
    return [(vocabulary.words[number], vocabulary.terms[number]) for number in numbers]


def held(site: Site) -> dict[str, set[str]]:
    """Return the terms of each paper."""
    return {document.id: {term for _, term in told(document)} for document in site.documents}


def written(site: Site) -> Counter[str]:
    """Return how often each word was written."""
    return Counter(word for document in site.documents for word, _ in told(document))


def sentences(number: int, length: int) -> list[str]:
    random = Random(number)  # noqa: S311
    return [library.text(random, length).replace("the ", "") for _ in range(number)]


def a_paper(name: str, title: str, abstract: str = "", authors: Sequence[str] = ()) -> Paper:
    names = tuple(Author(name=author, orcid=None, affiliation=None) for author in authors)
    return replace(
        library.paper(int(name)),
        id=name,
        title=title,
        abstract=abstract or None,
        authors=names,
        tldr=None,
        tags=(),
        venue=None,
        status=None,
    )


def test_papers_that_hold_more_of_the_words_come_first(site: Site) -> None:
    of = held(site)
    queries = [f"{text} " for text in sentences(40, 4)]
    answers = site.ask([(query, ALL | {"correct": False}) for query in queries])
    for query, answer in zip(queries, answers, strict=True):
        wanted = set(terms(query))
        numbers = [len(wanted & of[hit["id"]]) for hit in answer["hits"]]
        assert numbers == sorted(numbers, reverse=True), query
        assert answer["total"] == sum(1 for terms in of.values() if terms & wanted)
        words = {word for word in re.split(r"[\s-]+", fold(query)) if word}
        if len(words) == len(wanted):
            assert answer["complete"] == sum(1 for terms in of.values() if terms >= wanted)


def test_words_all_leaves_out_papers_that_hold_fewer(site: Site) -> None:
    of = held(site)
    for query in sentences(10, 3):
        wanted = set(terms(query))
        most = max(len(wanted & terms) for terms in of.values())
        expected = {name for name, terms in of.items() if len(wanted & terms) == most}
        assert set(site.ids(f"{query} ", words="all", correct=False)) == expected


def test_the_last_word_may_go_on(site: Site) -> None:
    counts, of = written(site), held(site)
    starts = [word[:-3] for word in list(counts)[:300:15] if len(word) > 6 and word.isascii()]
    answers = site.ask([(start, ALL) for start in starts])
    assert len(starts) > 10
    for start, answer in zip(starts, answers, strict=True):
        begun = {*terms(" ".join(word for word in counts if word.startswith(start))), *terms(start)}
        expected = {name for name, own in of.items() if own & begun}
        assert {hit["id"] for hit in answer["hits"]} == expected, start


def test_after_a_space_the_last_word_is_whole(site: Site) -> None:
    start = library.vocabulary()[0]
    expected = {name for name, own in held(site).items() if {*terms(start)} & own}
    assert set(site.ids(f"{start} ")) == expected
    assert set(site.ids(start[:4])) > expected


def test_a_word_that_a_title_holds_as_typed_comes_first(publish: Publish) -> None:
    site = publish(
        library.catalog(
            [
                a_paper("0", "Lidding"),
                a_paper("1", "Lids"),
                a_paper("2", "A text", "On lids and lids and lids."),
                a_paper("3", "Nothing"),
            ]
        )
    )
    assert site.ids("lids ") == ["1", "0", "2"]
    assert site.ids("lidding ")[0] == "0"


def distance(a: str, b: str) -> int:
    """Return the edit distance of two words; a swap of two neighbours counts one."""
    rows = [list(range(len(b) + 1))]
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            costs = [rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != other)]
            if i > 1 and j > 1 and (letter, a[i - 2]) == (b[j - 2], other):
                costs.append(rows[-2][j - 2] + 1)
            row.append(min(costs))
        rows.append(row)
    return rows[-1][-1]


def mistakes(word: str, place: int) -> list[str]:
    """Return a word with a letter wrong, missing, doubled, and swapped with the next."""
    before, letter, after = word[:place], word[place], word[place + 1 :]
    swapped = after[:1] + letter + after[1:]
    return [before + end for end in ("q" + after, after, letter * 2 + after, swapped)]


def test_a_word_with_one_mistake_is_corrected(site: Site) -> None:
    random = Random(3)  # noqa: S311
    counts, of = written(site), held(site)
    known = {*counts, *terms(" ".join(counts))}
    words = random.sample([w for w in counts if re.fullmatch("[a-z]{6,12}", w)], 60)
    typed = [
        wrong
        for word in words
        for wrong in mistakes(word, random.randrange(len(word)))
        if not known & {wrong, *terms(wrong)}
    ]
    assert len(typed) > 100
    for wrong, answer in zip(typed, site.ask([(f"{w} ", ALL) for w in typed]), strict=True):
        corrected = answer["corrected"].strip()
        assert corrected in counts, wrong
        assert distance(wrong, corrected) == 1
        assert answer["total"] == sum(1 for own in of.values() if {*terms(corrected)} & own)


@pytest.fixture(scope="module")
def kitchen(publish: Publish) -> Site:
    """Give a few papers whose every word is known."""
    texts = [
        ("Teapots of the Harbour", "We pour tea, and the tea is hot."),
        ("Kettles and Teapots", "A kettle whistles; a teapot waits for the kettle."),
        ("Harbours", "The harbour of the old town is cold. C'est l'été à la mer."),
        ("On pa$$word and co$&t", "Signs, signs: everywhere. State-of-the-art x_y."),
        ("Örnek's Lighthouse", "Light from a lighthouse. Old town of the harbour."),
        ("🫖 李明", "Emoji, and 李明 的 茶壶, and عصبية."),
        ("He", "Nothing."),
    ]
    names = [["Kaiming He"], ["Ada Örnek-Łyskova", "Bo He"], [], ["He Li"], ["O'Brien"], [], []]
    return publish(
        library.catalog(
            a_paper(str(n), title, text, authors)
            for n, ((title, text), authors) in enumerate(zip(texts, names, strict=True))
        )
    )


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("teapto ", "teapot "),
        ("the Kettel-teapots, (habour)!", "the kettle-teapots, (harbour)!"),
        ("tepots lighthuose", "teapots lighthouse"),
        ("pa$$worx ", "pa$$word "),
        ("co$&x ", "co$&t "),
        ("lihgthouse teapots", "lighthouse teapots"),
        ("ORNKE ", "ornek "),
        ("kettle ", ""),
        ("zzzzzz ", ""),
        ("kx ", ""),
        ("1234567 ", ""),
    ],
)
def test_the_corrected_query_is_told(kitchen: Site, query: str, corrected: str) -> None:
    assert kitchen.search(query)["corrected"] == corrected


def test_correction_can_be_refused(kitchen: Site) -> None:
    answer = kitchen.search("teapto ", correct=False)
    assert (answer["total"], answer["corrected"]) == (0, "")
    assert kitchen.search("teapto ")["total"] == 2


def test_what_is_not_yet_typed_out_is_not_corrected(kitchen: Site) -> None:
    answer = kitchen.search("teapo")
    assert (answer["corrected"], answer["total"]) == ("", 2)


def test_a_word_before_a_condition_is_whole(kitchen: Site) -> None:
    assert kitchen.search("teapo year:1990")["corrected"] == "teapot year:1990"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"harbour of the old town"', ["2"]),
        ("“harbour of the old town”", ["2"]),
        ('"Teapots of the harbour"', ["0"]),
        ('"teapot of the harbour"', []),
        ('"kettles and teapots" kettle', ["1"]),
        ('"old town" "lighthouse"', ["4"]),
        ('"town of the harbour', ["4"]),
        ('"signs signs"', ["3"]),
        ('"state of the art"', ["3"]),
        ('"l\'ete a la mer"', ["2"]),
        ('"orneks"', ["1", "4"]),
        ('"the of"', ["0", "1", "2", "3", "4", "5", "6"]),
        ('"old town" year:1999', []),
    ],
)
def test_a_phrase_stands_word_for_word(kitchen: Site, query: str, ids: list[str]) -> None:
    assert sorted(kitchen.ids(query)) == ids


def test_phrases_of_the_library_stand_word_for_word(site: Site) -> None:
    vocabulary = Vocabulary()

    def spoken(text: str) -> str:
        return f" {' '.join(vocabulary.words[n] for n in vocabulary.all(text))} "

    texts = {doc.id: [spoken(doc.texts[0]), spoken(doc.texts[4])] for doc in site.documents}
    for name in list(texts)[::30]:
        phrase = " ".join(texts[name][1].split()[2:5])
        if not phrase or {*phrase.split()} <= {*STOP_WORDS}:
            continue
        expected = {n for n, own in texts.items() if any(f" {phrase} " in text for text in own)}
        assert set(site.ids(f'"{phrase}"')) == expected


def test_a_stop_word_may_be_a_name(kitchen: Site) -> None:
    assert kitchen.ids("author:he") == ["0", "1", "3"]
    assert kitchen.ids("the kettle by he ")[0] == "1"
    assert kitchen.search("he")["complete"] == 3


def test_a_stop_word_that_ends_a_query_does_not_go_on(publish: Publish) -> None:
    held = [a_paper("0", "Kettles"), a_paper("1", "Kettles of forests"), a_paper("2", "Forests")]
    site = publish(library.catalog(held))
    assert site.ids("kettles for") == site.ids("kettles ") == ["0", "1"]
    assert {*site.ids("for")} == {"1", "2"}


def test_a_family_name_of_a_first_author_comes_first(publish: Publish) -> None:
    writers = [["Kettle Lid"], ["B Spout", "A Kettle"], ["A Kettle", "B Spout"], ["X Y"]]
    held = [a_paper(str(n), "Title", "", names) for n, names in enumerate(writers)]
    assert publish(library.catalog(held)).ids("kettle ") == ["2", "1", "0"]


def test_after_a_long_query_words_in_its_order_come_first(publish: Publish) -> None:
    words = ["kettles", "teapots", "lids", "spouts"]
    orders = [words, words[::-1], [words[n] for n in (1, 3, 0, 2)]]
    held = [a_paper(str(n), "Title", " ".join(order)) for n, order in enumerate(orders)]
    site = publish(library.catalog(held))
    assert [site.ids(" ".join(order))[0] for order in orders] == ["0", "1", "2"]


def test_spellings_meet(kitchen: Site) -> None:
    for query in ("ornek", "Örnek", "ÖRNEK's", "O\u0308rnek", "lyskova ornek", "ØRNEK’s"):
        assert "1" in kitchen.ids(query), query
    assert kitchen.ids("o'brien") == ["4"]
    assert kitchen.ids("李明") == ["5"]
    assert kitchen.ids("عصبية ") == ["5"]


def test_nothing_typed_lists_all_the_newest_first(site: Site) -> None:
    listed = [paper.id for paper in site.catalog.papers if paper.date]
    for query in ("", "  ", "the ", "of the "):
        answer = site.search(query, limit=1000)
        assert [h["id"] for h in answer["hits"] if h["year"]] == listed
        assert [bool(h["year"]) for h in answer["hits"]] == [True] * len(listed) + [False] * (
            300 - len(listed)
        )


def test_a_query_may_have_more_words_than_a_byte_counts(publish: Publish) -> None:
    words = library.vocabulary()[:600]
    held = [a_paper("0", "All", " ".join(words)), a_paper("1", "Some", " ".join(words[:200]))]
    answer = publish(library.catalog(held)).search(" ".join(words))
    assert [hit["id"] for hit in answer["hits"]] == ["0", "1"]
    assert answer["complete"] == 1


def test_a_hit_shows_its_paper(publish: Publish) -> None:
    [hit] = publish(invented("small").catalog).search("lid theory örnek")["hits"][:1]
    assert {key: hit[key] for key in ("id", "title", "authors", "year", "venue", "tags")} == {
        "id": "lid-theory",
        "title": "Lid Theory",
        "authors": ["A. Örnek-Łyskova"],
        "year": 2019,
        "venue": "Journal of Vessels",
        "tags": ["teapots"],
    }
    assert (hit["url"], hit["status"]) == ("papers/lid-theory/", "superseded")
    assert [hit["title"][start:stop] for start, stop in hit["marks"]["title"]] == ["Lid", "Theory"]
    marked = [hit["snippet"][start:stop] for start, stop in hit["marks"]["snippet"]]
    assert marked == ["Lids", "lids"]


def test_a_hit_tells_by_which_author_and_topic_it_was_found(publish: Publish) -> None:
    [hit] = publish(invented("small").catalog).search("čapek vessels steam")["hits"][:1]
    assert hit["topics"] == [
        {"id": "teapots", "name": "teapots"},
        {"id": "evaluation", "name": "evaluation"},
    ]
    assert [hit["authors"][n] for n in hit["marks"]["authors"]] == ["Bo O'Brien-Čapek"]
    assert hit["marks"]["topics"] == [{"id": "vessels", "name": "vessels"}]


def in_units(text: str, start: int, stop: int) -> str:
    """Return a part of a text whose places count UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")


def test_marks_hold_words_of_the_query(site: Site) -> None:
    for query in sentences(10, 3):
        wanted = {*terms(query), *STOP_WORDS}  # a stop word may be a name
        for hit in site.search(f"{query} ", limit=20, correct=False)["hits"]:
            for text in ("title", "snippet"):
                for start, stop in hit["marks"][text]:
                    assert {*terms(in_units(hit[text], start, stop))} <= wanted
            assert len(hit["snippet"]) <= 242


def test_after_a_long_query_the_paper_that_says_it_comes_first(site: Site) -> None:
    for document in site.documents[::25]:
        words = document.texts[4].split()[3:11]
        if len({*terms(" ".join(words))}) > 4:
            assert site.ids(" ".join(words) + " ")[0] == document.id
