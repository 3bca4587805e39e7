"""Conditions in a query: years, names and links that every paper found must have."""

import pytest
from helpers import library

from search.conftest import Site, terms


def dated(site: Site, first: int, last: int) -> set[str]:
    years = {paper.id: paper.date.year for paper in site.catalog.papers if paper.date}
    return {name for name, year in years.items() if first <= year <= last}


@pytest.mark.parametrize(
    ("condition", "first", "last"),
    [
        ("year:2019", 2019, 2019),
        ("year:2019..", 2019, 9999),
        ("year:..2022", 0, 2022),
        ("year:2019..2022", 2019, 2022),
        ("year:2019-2022", 2019, 2022),
        ("YEAR:2019–2022", 2019, 2022),
        ("year:2019.. year:..2020", 2019, 2020),
        ("year:2022..2019", 9, 0),
    ],
)
def test_a_year_is_a_condition(site: Site, condition: str, first: int, last: int) -> None:
    assert set(site.ids(condition)) == dated(site, first, last)
    word = f"{library.vocabulary()[0]} "
    expected = {*site.ids(word)} & dated(site, first, last)
    assert set(site.ids(f"{condition} {word}")) == expected


def named(site: Site, field: int, word: str) -> set[str]:
    return {doc.id for doc in site.documents if terms(word)[0] in terms(doc.texts[field])}


@pytest.mark.parametrize(
    ("condition", "field", "word"),
    [
        ("venue:kettle", 3, "kettle"),
        ("venue:umlaut", 3, "ümlaut"),
        ("tag:lamps", 2, "lamps"),
        ("tag:vessels", 2, "vessels"),
        ("tag:vesselery", 2, "vesselery"),
        ("Author:zhao", 1, "zhao"),
        ("author:Ørsted", 1, "ørsted"),
    ],
)
def test_a_name_is_a_condition(site: Site, condition: str, field: int, word: str) -> None:
    expected = named(site, field, word)
    assert 0 < len(expected) < 300
    assert set(site.ids(condition)) == expected
    common = f"{library.vocabulary()[0]} "
    both = expected & {*site.ids(common)}
    found = site.ids(f"{common} {condition} ")
    assert (set(found), set(found[: len(both)])) == (expected, both)


def test_a_wider_tag_takes_in_the_narrower_ones(site: Site) -> None:
    expected = {paper.id for paper in site.catalog.papers_tagged["towers"]}
    assert expected > {paper.id for paper in site.catalog.papers if "towers" in paper.tags}
    assert set(site.ids("tag:towers")) == expected


def test_quoted_words_of_a_condition_must_all_be_there(site: Site) -> None:
    assert set(site.ids('venue:"pots and pans" author:zhao')) == (
        named(site, 3, "pots") & named(site, 3, "pans") & named(site, 1, "zhao")
    )


@pytest.mark.parametrize(
    ("condition", "link"),
    [
        ("has:code", "code"),
        ("has:data", "dataset"),
        ("has:Dataset", "dataset"),
        ("has:video", "video"),
    ],
)
def test_a_link_is_a_condition(site: Site, condition: str, link: str) -> None:
    expected = {paper.id for paper in site.catalog.papers if getattr(paper.links, link)}
    assert set(site.ids(condition)) == expected
    both = {p.id for p in site.catalog.papers if p.id in expected and p.links.slides}
    assert set(site.ids(f"{condition} has:slides")) == both
