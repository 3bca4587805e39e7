"""Filters, facets, sorting and pages of a result: held against counts over the records."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product
from random import Random
from typing import Any

import pytest
from helpers import library
from msgspec.structs import replace

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search.analysis import fold
from generator.search.columns import LINKS
from generator.search.documents import numbered
from search.conftest import Answer, Publish, Site

Filters = dict[str, Any]
FACETS = ["years", "venues", "tags", "authors", "links"]
ALL = {"limit": 1000}


def above(paper: Paper, catalog: Catalog) -> set[str]:
    """Return the tags of a paper and the wider ones."""
    return {one.id for tag in catalog.tags_of(paper) for one in (tag, *catalog.tag_path(tag))}


def year(paper: Paper) -> int:
    return paper.date.year if paper.date else 0


def venue(paper: Paper, catalog: Catalog) -> str:
    found = catalog.venue_of(paper)
    return found.slug if found else ""


def links(paper: Paper) -> set[str]:
    return {name for name in LINKS if getattr(paper.links, name)}


def authors(paper: Paper, catalog: Catalog) -> set[str]:
    return {author.slug for author in catalog.authors_of(paper)}


def passes(paper: Paper, catalog: Catalog, filters: Filters) -> bool:
    """Tell whether a paper passes all filters."""
    first, last = filters.get("years") or (0, 9999)
    chosen = {name: set(filters.get(name, [])) for name in FACETS}
    return (
        (not filters.get("years") or max(first, 1) <= year(paper) <= last)
        and (not chosen["venues"] or venue(paper, catalog) in chosen["venues"])
        and chosen["tags"] <= above(paper, catalog)
        and chosen["authors"] <= authors(paper, catalog)
        and chosen["links"] <= links(paper)
    )


def facets(papers: Iterable[Paper], catalog: Catalog, filters: Filters) -> dict[str, Counter[Any]]:
    """Count papers by each facet; venues and years leave their own filter out."""
    of: dict[str, Callable[[Paper], set[Any]]] = {
        "years": lambda paper: {year(paper)} - {0},
        "venues": lambda paper: {venue(paper, catalog)} - {""},
        "tags": lambda paper: above(paper, catalog),
        "authors": lambda paper: authors(paper, catalog),
        "links": links,
    }
    held = list(papers)
    return {
        name: Counter(
            value
            for paper in held
            if passes(paper, catalog, without(filters, name))
            for value in values(paper)
        )
        for name, values in of.items()
    }


def without(filters: Filters, facet: str) -> Filters:
    """Return the filters that apply to what a facet counts."""
    own = {facet} & {"venues", "years"}
    return {name: value for name, value in filters.items() if name not in own}


def some_filters(catalog: Catalog, number: int) -> list[Filters]:
    """Return filters of all kinds, alone and together."""
    random = Random(19)  # noqa: S311
    slugs = sorted(catalog.authors, key=lambda slug: -len(catalog.authors[slug].papers))[:8]
    choices: dict[str, list[Any]] = {
        "years": [[2016, 2020], [2019, 2019], [0, 9999], [2031, 2035], []],
        "venues": [["ictp"], ["the-kettle", "pots-and-pans"], ["nowhere"], []],
        "tags": [["vessels"], ["lamps"], ["teapots", "vessels"], ["towers", "method"], []],
        "authors": [[slugs[0]], slugs[1:3], [slugs[4]], []],
        "links": [["code"], ["code", "video"], ["slides", "dataset", "project"], []],
    }
    singles: list[Filters] = [{name: value} for name in FACETS for value in choices[name]]
    mixed = [
        {name: random.choice(choices[name]) for name in random.sample(FACETS, random.randint(2, 4))}
        for _ in range(number)
    ]
    return [{}, *singles, *mixed]


def counted(answer: Answer) -> dict[str, dict[Any, int]]:
    """Return the facets of an answer; one that was chosen may be listed with 0 papers."""
    return {
        name: {one["id"]: one["count"] for one in listed if one["count"]}
        for name, listed in answer["facets"].items()
    }


@pytest.mark.parametrize("query", ["", library.vocabulary()[0], "year:2017..2022 has:code"])
def test_filters_and_facets_count_what_the_records_say(site: Site, query: str) -> None:
    catalog = site.catalog
    matching = [catalog.by_id[name] for name in site.ids(f"{query} ")]
    asked = some_filters(catalog, 40)
    options = [{"filters": filters, "facets": FACETS, **ALL} for filters in asked]
    answers = site.ask([(f"{query} ", one) for one in options])
    for filters, answer in zip(asked, answers, strict=True):
        expected = [paper.id for paper in matching if passes(paper, catalog, filters)]
        assert [hit["id"] for hit in answer["hits"]] == expected, filters
        assert answer["total"] == len(expected)
        told = facets(matching, catalog, filters)
        authors = dict(told.pop("authors"))
        listed = counted(answer)
        top = listed.pop("authors")
        assert listed == told, filters
        chosen = {*filters.get("authors", [])}
        assert top.items() <= authors.items()
        assert {
            slug for slug, count in authors.items() if count > min(top.values(), default=0)
        } <= {*top}
        assert len({*top} - chosen) <= 40


def test_facets_have_names_and_an_order(site: Site) -> None:
    found = site.search("", facets=FACETS)["facets"]
    years = [one["id"] for one in found["years"]]
    assert years == sorted(site.catalog.years)
    venues = [(-one["count"], one["name"]) for one in found["venues"]]
    assert venues == sorted(venues)
    assert {one["id"]: one["name"] for one in found["venues"]} == {
        slug: venue.name for slug, venue in site.catalog.venues.items()
    }
    assert [one["id"] for one in found["links"]] == list(LINKS)
    assert {(one["id"], one["name"], one["wider"]) for one in found["tags"]} == {
        (name, f"{name} of old", wider or None) for name, wider in library.TAGS.items()
    }
    counts = [one["count"] for one in found["authors"]]
    assert len(counts) == 40
    assert counts == sorted(counts, reverse=True)


def test_what_is_chosen_is_listed_even_where_no_paper_has_it(site: Site) -> None:
    filters = {"years": [2031, 2035], "venues": ["ictp"], "tags": ["lamps"]}
    found = site.search("", filters=filters, facets=["venues", "tags"])["facets"]
    assert [(one["id"], one["count"]) for one in found["venues"]] == [("ictp", 0)]
    assert [(one["id"], one["count"]) for one in found["tags"]] == [("lamps", 0)]


def test_only_facets_that_are_asked_for_are_counted(site: Site) -> None:
    assert site.search("")["facets"] == {}
    assert list(site.search("", facets=["links"])["facets"]) == ["links"]


SORTS: dict[str, Callable[[Paper, int], Any]] = {
    "newest": lambda paper, number: (
        (paper.date is None, *(-part for part in paper.date.key), -number)
        if paper.date
        else (True, 0, 0, 0, -number)
    ),
    "oldest": lambda paper, number: (
        (paper.date is None, *paper.date.key, number) if paper.date else (True, 0, 0, 0, number)
    ),
    "title": lambda paper, _: (fold(paper.title), paper.id),
}
QUERIES = ["", f"{library.vocabulary()[0]} ", f"+{library.vocabulary()[1]}*", "year:2016..2021"]


@pytest.mark.parametrize(("query", "sort"), [*product(QUERIES, SORTS)])
def test_papers_are_sorted(site: Site, query: str, sort: str) -> None:
    number = {paper.id: n for n, paper in enumerate(numbered(site.catalog))}
    papers = [site.catalog.by_id[name] for name in site.ids(query)]
    expected = sorted(papers, key=lambda paper: SORTS[sort](paper, number[paper.id]))
    assert site.ids(query, sort=sort) == [paper.id for paper in expected]


def test_the_total_is_the_same_whatever_the_sort(site: Site) -> None:
    long = " ".join(library.vocabulary()[:6])
    options = [{"sort": sort} for sort in ("relevance", *SORTS)]
    for query in [*QUERIES, long, f'"{long}"', f"-{library.vocabulary()[0]}"]:
        answers = site.ask([(query, one) for one in options])
        assert len({answer["total"] for answer in answers}) == 1
        assert len({answer["complete"] for answer in answers}) == 1


@pytest.mark.parametrize("sort", ["relevance", *SORTS])
def test_pages_join_to_the_whole_list(site: Site, sort: str) -> None:
    long = " ".join(library.vocabulary()[:6])
    for query in [*QUERIES, long]:
        whole = site.ids(query, sort=sort)
        pages = site.ask(
            [(query, {"sort": sort, "limit": 7, "offset": n}) for n in range(0, len(whole) + 7, 7)]
        )
        assert [hit["id"] for page in pages for hit in page["hits"]] == whole
        assert {page["total"] for page in pages} == {len(whole)}


def test_ten_hits_are_shown_unless_it_is_said_otherwise(site: Site) -> None:
    assert len(site.search("")["hits"]) == 10
    answer = site.search("", limit=0)
    assert (answer["hits"], answer["total"]) == ([], 300)


def test_papers_without_words_can_be_found(publish: Publish) -> None:
    held = [
        replace(
            library.paper(n),
            title="!?",
            authors=(),
            tags=(),
            venue=None,
            abstract=None,
            tldr=None,
            date=None,
        )
        for n in range(3)
    ]
    site = publish(library.catalog(held))
    assert site.ids("") == ["paper-0002", "paper-0001", "paper-0000"]
    assert site.search("words", facets=FACETS)["total"] == 0
    assert site.search("-words +x~1 *")["total"] == 0
    assert site.search("", facets=FACETS)["facets"]["years"] == []
