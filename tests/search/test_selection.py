"""Selections: all papers that a search finds by their numbers, and what is known of some."""

from typing import Any

import pytest

from generator.search.documents import numbered
from search.conftest import Site

CODE = """
import { openIndex } from "./search.js";
const index = await openIndex({ read: (path) => readFile(`${data.site}/${path}`) });
const { papers, ...selection } = await index.select(data.query, data.options);
const hits = await index.cards("", { papers: [...papers].slice(0, 3) });
const { years, tags } = await index.columns();
print({ ...selection, papers: [...papers], hits, years: [...years], tags: tags.things });
"""


def select(site: Site, query: str, **options: Any) -> dict[str, Any]:
    asked = {"site": str(site.folder), "query": query, "options": options}
    found: dict[str, Any] = site.scripts.run(CODE, asked)
    return found


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("", {"filters": {"tags": ["teapots"]}, "facets": ["years"]}),
        ("year:2018..2021", {"filters": {"links": ["code"]}}),
        ("has:code tag:lamps", {"words": "all"}),
    ],
)
def test_a_selection_is_all_that_a_search_finds(
    site: Site, query: str, options: dict[str, Any]
) -> None:
    found = select(site, query, **options)
    ids = [paper.id for paper in numbered(site.catalog)]
    searched = site.search(query, limit=1000, **options)
    assert {ids[number] for number in found["papers"]} == {hit["id"] for hit in searched["hits"]}
    assert (found["facets"], found["hint"]) == (searched["facets"], searched["hint"])
    assert found["of"] == len(ids)


def test_what_is_known_of_papers_comes_by_their_numbers(site: Site) -> None:
    found = select(site, "tag:lamps")
    papers = numbered(site.catalog)
    assert [hit["title"] for hit in found["hits"]] == [
        papers[number].title for number in found["papers"][:3]
    ]
    assert all(hit["url"] == f"papers/{hit['id']}/" for hit in found["hits"])
    assert found["years"] == [paper.date.year if paper.date else 0 for paper in papers]
    assert {tag[0] for tag in found["tags"]} == set(site.catalog.tags)
