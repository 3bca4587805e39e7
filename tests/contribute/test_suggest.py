"""Tags that papers might have."""

import json

import pytest
from helpers.shelf import Folder

from generator.catalog import Catalog
from generator.contribute.picking import picked, surest, unknown
from generator.contribute.suggest import Suggested, suggest
from generator.contribute.wording import as_json, reasons

TAGS = """\
- {id: vessels, name: vessels}
- {id: teapots, name: teapots, parent: vessels, description: How tea is poured., aliases: [TPOT]}
- {id: saucers, name: saucers, parent: vessels, description: What is spilled and caught.}
- {id: steam, name: steam fields, description: Where steam goes., aliases: [vapour]}
"""
TEXTS = {
    "pouring": ("Pouring from Teapots", "A spout pours tea in an arc.", "[teapots]"),
    "spouts": (
        "Arcs of Spouts",
        "Teapots pour from a spout in an arc; we measure it.",
        "[teapots]",
    ),
    "wide": ("Wide Saucers", "A saucer catches drops from trembling hands.", "[saucers]"),
    "drops": (
        "Drops and Saucers",
        "Trembling hands spill drops, which a saucer catches.",
        "[saucers]",
    ),
    "fields": ("Steam Fields", "Where vapour rises, lids move.", "[steam]"),
    "new": ("A Teapot with Two Spouts", "It pours tea in two arcs. TPOT is a teapot.", "[]"),
    "odd": ("Clocks", "Cogs tick.", "[vessels]"),
}


@pytest.fixture
def catalog(shelf: Folder) -> Catalog:
    shelf.write("tags.yml", TAGS)
    for name, (title, abstract, tags) in TEXTS.items():
        keys = f'authors: [A. {name}]\ndate: 2020\nabstract: "{abstract}"\ntags: {tags}\n'
        text = f'title: "{title}"\n{keys}'
        shelf.write(f"papers/{name}.yml", text)
    return shelf.load().catalog


def of(catalog: Catalog, name: str, least: float = 0.1) -> Suggested:
    (one,) = suggest(catalog, [catalog.by_id[name]], 5, least)
    return one


def ids(one: Suggested) -> list[str]:
    return [found.tag.id for found in one.suggestions]


def test_a_tag_comes_with_what_speaks_for_it(catalog: Catalog) -> None:
    one = of(catalog, "new")
    assert ids(one) == ["teapots"]
    (teapots,) = one.suggestions
    assert 0.9 < teapots.score < 1
    assert (teapots.in_title, teapots.in_abstract) == (("Teapot",), ("TPOT", "teapot"))
    assert (teapots.naming, teapots.naming_and_having) == (2, 2)
    assert teapots.sharing == 2
    assert teapots.words == ("tea",)
    assert reasons(teapots).startswith(
        "the title says “Teapot”; 2 of the 2 other papers that say so have the tag; 2 of the "
    )


def test_a_papers_own_tags_are_no_evidence(catalog: Catalog, shelf: Folder) -> None:
    tagged = of(catalog, "new")
    record = shelf.source / "papers/new.yml"
    record.write_text(record.read_text().replace("tags: []", "tags: [steam]"))
    again = of(shelf.load().catalog, "new")
    assert ids(again) == ids(tagged)
    assert again.suggestions[0].score == tagged.suggestions[0].score


def test_tags_that_a_paper_has_and_wider_ones_are_not_suggested(catalog: Catalog) -> None:
    for name in ("pouring", "wide"):
        assert not {"vessels", *catalog.by_id[name].tags} & set(ids(of(catalog, name, 0)))
    narrower = of(catalog, "odd", 0).suggestions
    assert {found.tag.id: found.below and found.below.id for found in narrower} == {
        "teapots": "vessels",
        "saucers": "vessels",
        "steam": None,
    }


def test_the_limit_and_the_least_score(catalog: Catalog) -> None:
    papers = list(catalog.papers)
    some = list(suggest(catalog, papers, 1, 0.0))
    assert [one.paper for one in some] == papers
    assert {len(one.suggestions) for one in some} == {1}
    assert {len(one.suggestions) for one in suggest(catalog, papers, 5, 1.0)} == {0}


def test_which_papers_are_looked_at(catalog: Catalog) -> None:
    assert [paper.id for paper in picked(catalog, [], every=False)] == ["new"]
    assert picked(catalog, [], every=True) == list(catalog.papers)
    assert [p.id for p in picked(catalog, ["wide", "new", "wide"], every=False)] == ["wide", "new"]
    assert unknown(catalog, ["wide", "new"]) == ""
    assert unknown(catalog, ["wide", "neww"]) == 'no paper "neww"; did you mean "new"?'
    assert unknown(catalog, ["zzzz"]) == ('no paper "zzzz"; write the id of a paper on this shelf')


def test_only_the_surest_are_written(catalog: Catalog) -> None:
    suggested = [of(catalog, "new", 0), of(catalog, "odd", 0)]
    assert surest(suggested, 0.9) == [(catalog.by_id["new"], ("teapots",))]


def test_json(catalog: Catalog) -> None:
    one = of(catalog, "new")
    (paper,) = json.loads(as_json([one], {"new": ["teapots"]}))["papers"]
    (found,) = paper.pop("suggestions")
    assert paper == {
        "id": "new",
        "file": "site_src/papers/new.yml",
        "line": 1,
        "title": "A Teapot with Two Spouts",
        "tags": [],
        "written": ["teapots"],
    }
    assert (found["tag"], found["score"]) == ("teapots", one.suggestions[0].score)
    assert found["why"] == reasons(one.suggestions[0])
    assert found["evidence"]["naming"] == {"papers": 2, "having": 2}


def test_a_shelf_without_tags_or_words(shelf: Folder) -> None:
    shelf.write("papers/a.yml", "title: The\n")
    catalog = shelf.load().catalog
    assert of(catalog, "a", 0).suggestions == ()
    shelf.write("tags.yml", TAGS)
    shelf.write("papers/b.yml", "title: TPOT\n")
    catalog = shelf.load().catalog
    assert ids(of(catalog, "b"))[0] == "teapots"
