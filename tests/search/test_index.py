"""The index as a whole: its files, the manifest that names them, and citations."""

import json
from dataclasses import replace
from typing import Any

import pytest
from helpers import library
from helpers.shelf import invented
from msgspec import structs

from generator.catalog import Catalog
from generator.records.models import Paper, Status
from generator.search.citations import citations, groups
from generator.search.documents import documents, numbered
from generator.search.index import MANIFEST, search_files
from generator.settings import Options

TEXTS = ["title", "authors", "tags", "venue", "abstract"]


def manifest(held: list[Paper], **options: Any) -> dict[str, Any]:
    made = library.catalog(held)
    settings = replace(library.SETTINGS, options=Options(**options))
    files = search_files(made, library.entries(made), settings)
    found: dict[str, Any] = json.loads(files[MANIFEST])
    return found


def papers() -> list[Paper]:
    return list(library.papers(20))


def test_the_manifest_names_every_file() -> None:
    files = library.index_files(library.papers(70))
    told = json.loads(files[MANIFEST])
    named = {
        MANIFEST,
        *(f"search/terms/{name}.bin" for name in told["terms"]["names"].split()),
        *(f"search/words/{name}.bin" for name in told["words"]["names"].split()),
        *(f"search/columns/{name}.bin" for name in told["columns"].values()),
        *(f"search/papers/{number}.bin" for number in range(70)),
        *(f"search/citations/{number}.bin" for number in range(2)),
    }
    assert set(files) == named
    assert (told["papers"], told["citations"], told["format"]) == (70, 64, 1)
    assert told["page"] == "papers/*/"
    assert sorted(told["columns"]) == ["authors", "dates", "links", "tags", "titles", "venues"]


def test_the_manifest_tells_boosts_and_lengths_of_fields() -> None:
    fields = manifest(papers(), search_boosts={"title": 5, "venue": 0.5})["fields"]
    assert [field["name"] for field in fields] == TEXTS
    assert [field["boost"] for field in fields] == [5.0, 1.0, 1.0, 0.5, 1.0]
    assert all(field["length"] > 0 for field in fields)


def test_the_pages_of_papers_are_where_the_site_has_them() -> None:
    made = library.catalog(papers())
    flat = replace(library.SETTINGS, directory_urls=False)
    told = json.loads(search_files(made, library.entries(made), flat)[MANIFEST])
    assert told["page"] == "papers/*.html"


def test_a_build_has_a_name_of_its_own() -> None:
    build = manifest(papers())["build"]
    assert manifest(papers())["build"] == build
    assert manifest(papers(), search_boosts={"title": 9})["build"] != build


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another Title"},
        {"abstract": "Another abstract."},
        {"tags": ("lids",)},
        {"venue": "Nowhere"},
        {"id": "another"},
        {"authors": ()},
        {"date": None},
        {"status": Status(retracted="https://a.example", superseded_by=None)},
        {"abstract": f"{library.paper(7).abstract}!"},
        {"doi": "10.5555/1"},
    ],
)
def test_a_changed_record_makes_another_build(change: dict[str, object]) -> None:
    held = papers()
    held[7] = structs.replace(held[7], **change)
    assert manifest(held)["build"] != manifest(papers())["build"]


def test_the_version_is_that_of_the_records_or_else_the_build() -> None:
    made = library.catalog(papers())
    entries = library.entries(made)
    files = search_files(made, entries, library.SETTINGS, "0a1b2c3")
    told, plain = json.loads(files[MANIFEST]), manifest(papers())
    assert told["version"] == "0a1b2c3"
    assert plain["version"] == plain["build"] == told["build"]


def test_an_empty_catalog_has_an_index() -> None:
    told = manifest([])
    assert told["papers"] == 0
    assert [field["length"] for field in told["fields"]] == [0] * 5


def document(name: str, catalog: Catalog) -> dict[str, str]:
    found = documents(numbered(catalog), catalog)
    texts = next(one.texts for one in found if one.id == name)
    return dict(zip(TEXTS, texts, strict=True))


def test_a_document_holds_what_a_paper_says() -> None:
    found = document("pouring", invented("small").catalog)
    assert found == {
        "title": "Pouring Without Spilling",
        "authors": "Dora Quill\nAda Örnek-Łyskova\nCyrus Beacon",
        "tags": "spouts, teapots, tea kettles, pots, tea, vessels",
        "venue": "",
        "abstract": "Spouts spill. We shape spouts of teapots so that they do not, and show in"
        " experiments with steam that they hold.",
    }


def test_citations_hold_what_a_reader_takes_away() -> None:
    shelf = invented("small")
    held = numbered(shelf.catalog)
    [(_, group)] = citations(held, shelf.citations.__getitem__, [0])
    cited = json.loads(group)
    assert [entry["id"] for entry in cited] == [paper.id for paper in held]
    assert cited[6] == {
        "id": "steam-fields",
        "kind": "inproceedings",
        "title": "Steam Fields: How a Teapot Knows That It Boils",
        "authors": ["Ada Örnek-Łyskova", "Bo O'Brien-Čapek", "李明", "Dora Quill"],
        "date": "2021-06-20",
        "venue": "ICTP 2021",
        "doi": "10.5555/steam.2021.17",
        "arxiv": "2106.01234",
        "address": "https://press.example/steam",
        "within": "Proceedings of the 3rd International Conference on Teapots & Pots",
        "volume": "12",
        "issue": "3",
        "pages": "1–12",
        "publisher": "Kettle Press",
        "bibtex": shelf.citations["steam-fields"],
    }
    assert cited[0] | {"bibtex": ""} == {
        **dict.fromkeys(["date", "venue", "doi", "arxiv", "address", "bibtex"], ""),
        "id": "unfinished",
        "kind": "misc",
        "title": "题目未定",
        "authors": [],
    }


def test_citations_stand_in_groups() -> None:
    made = library.catalog(library.papers(130))
    files = citations(numbered(made), library.entries(made).__getitem__, groups(130))
    sizes = {path: len(json.loads(content)) for path, content in files}
    assert sizes == {f"search/citations/{n}.bin": size for n, size in enumerate([64, 64, 2])}
