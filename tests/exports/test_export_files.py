"""Files for other programs: their forms, and which papers are in them."""

import csv
import io
import json
from typing import Any

import pytest
from helpers.random_records import RECORDS, paper_of
from helpers.shelf import invented
from hypothesis import given

from generator.exports.choice import Choice, UnknownNameError, chosen
from generator.exports.csl import TYPES, csl_file
from generator.exports.csv_table import csv_file
from generator.exports.files import FORMATS, exported
from generator.exports.person_names import name_parts
from generator.importers import bibtex_entry, csl, ris

ITEM_KEYS = {
    *("id", "type", "title", "author", "editor", "container-title", "collection-title", "volume"),
    *("issue", "number", "page", "edition", "publisher", "publisher-place", "ISBN", "ISSN", "DOI"),
    *("PMID", "URL", "issued", "genre", "abstract", "keyword", "custom"),
}
"""Of the variables that csl-data.json of the CSL project allows, those that we write."""
CSL_TYPES = {
    *("article", "article-journal", "paper-conference", "chapter", "book", "thesis", "report"),
    *("dataset", "software", "document"),
}
NAME_KEYS = {"family", "given", "non-dropping-particle", "suffix"}


def assert_item(item: dict[str, Any]) -> None:
    """Assert what csl-data.json asks of an item."""
    assert {"id", "type"} <= item.keys() <= ITEM_KEYS
    assert item["type"] in CSL_TYPES
    for name in [*item.get("author", []), *item.get("editor", [])]:
        assert name.keys() <= NAME_KEYS
        assert all(isinstance(part, str) for part in name.values())
    for part in item.get("issued", {"date-parts": [[2018]]})["date-parts"]:
        assert 1 <= len(part) <= 3
        assert all(isinstance(number, int) for number in part)
    own = {"author", "editor", "issued", "custom"}
    assert all(isinstance(value, str) for key, value in item.items() if key not in own)
    assert isinstance(item.get("custom", {}), dict)


@given(record=RECORDS)
def test_items_are_what_the_schema_of_csl_asks(record: dict[str, object]) -> None:
    if paper := paper_of(record):
        [item] = json.loads(csl_file([paper], {"lamps": "key"}, {}))
        assert_item(item)


def test_types_lead_there_and_back() -> None:
    assert set(TYPES.values()) == CSL_TYPES
    for type_, there in TYPES.items():
        back = csl.KINDS.get(there, "other")
        assert back == ("thesis" if type_ == "mastersthesis" else type_)
    assert set(bibtex_entry.KINDS.values()) < set(TYPES)
    assert set(ris.KINDS.values()) < set(TYPES)


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_empty_choice_is_a_file_of_its_format(form: str) -> None:
    catalog = invented("small").catalog
    text = exported(form, [], catalog, plain=True)
    assert text.startswith({"csl-json": "[]\n", "csv": "id,title,authors,"}.get(form, ""))


def test_a_cell_is_no_formula() -> None:
    paper = paper_of({"title": "=1+1"})
    assert paper
    rows = list(csv.DictReader(io.StringIO(csv_file([paper], plain=True), newline="")))
    assert rows[0]["title"] == "'=1+1"
    assert "papershelf" not in rows[0]


def test_keys_are_those_of_the_site() -> None:
    shelf = invented("small")
    papers = [shelf.catalog.by_id["pouring"]]
    assert exported("bibtex", papers, shelf.catalog).startswith("@misc{quill2023pouring,\n")
    assert "keywords = {spouts, teapots}" in exported("bibtex", papers, shelf.catalog)


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(tags=["spouts"]), ["pouring"]),
        (Choice(tags=["teapots"]), ["lid-theory", "steam-fields", "pouring"]),
        (Choice(venues=["ICTP"], years=[2021]), ["steam-fields"]),
        (Choice(venues=["ictp 2020"]), ["cups"]),
        (Choice(authors=["dora quill"], tags=["lighthouses"]), ["beam-counting"]),
        (Choice(authors=["Dora Quill"], years=[1999]), []),
        (Choice(), [
            *("unfinished", "cups", "withdrawn-wicks", "lid-theory", "harbour-maps"),
            *("beam-counting", "steam-fields", "pouring"),
        ]),
    ],
)  # fmt: skip
def test_a_choice(choice: Choice, ids: list[str]) -> None:
    found = [paper.id for paper in chosen(invented("small").catalog, choice)]
    assert sorted(found) == sorted(ids)


def test_a_collection_keeps_its_order() -> None:
    catalog = invented("small").catalog
    collection = next(one for one in catalog.collections if len(one.papers) > 1)
    choice = Choice(collections=[collection.title])
    assert [p.id for p in chosen(catalog, choice)] == [e.paper for e in collection.papers]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(tags=["teapot"]), 'no tag "teapot"; did you mean "teapots"?'),
        (Choice(authors=["Zz Xx"]), 'no author "Zz Xx"'),
        (Choice(venues=["ICTQ"]), 'no venue "ICTQ"; did you mean "ictp"?'),
        (Choice(collections=["none"]), 'no collection "none"'),
    ],
)
def test_a_name_that_nothing_has(choice: Choice, message: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        chosen(invented("small").catalog, choice)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven", "")),
        ("Martin Luther King Jr.", ("Martin Luther", "", "King", "Jr.")),
        ("Madonna", ("", "", "Madonna", "")),
        ("Örnek, Pınar", ("Pınar", "", "Örnek", "")),
        ("李明", ("", "", "李明", "")),
        ("Ada de la Cruz", ("Ada", "de la", "Cruz", "")),
        ("bell hooks", ("bell", "", "hooks", "")),
        ("Lamps, Inc., Ltd.", ("Lamps, Inc.,", "", "Ltd.", "")),
    ],
)
def test_parts_of_a_name(name: str, parts: tuple[str, str, str, str]) -> None:
    made = name_parts(name)
    assert (made.given, made.particle, made.family, made.suffix) == parts
