"""Plans: what a key vouches for, and how little of a site one edit touches."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from helpers import library
from helpers.library import SETTINGS, SOURCE, TAGS, tags
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from generator.addresses import file_of
from generator.catalog import build_catalog
from generator.exports.bibtex import bibtex, citation_keys
from generator.pages import FilePlan, Page, Plan, Shelf, all_pages, all_plans, parts
from generator.pages.faces import text_face
from generator.publish.beside import file_plans
from generator.records.dates import PartialDate
from generator.records.models import (
    Author,
    Collection,
    CollectionEntry,
    Paper,
    Person,
    Related,
    Status,
)
from generator.records.read import Records
from generator.relate import related
from generator.settings import Options

FAMILIES = ["Örnek", "Ornek", "O'Brien", "Zhao", "李明", "Beacon", "Quill"]
GIVEN = ["Ada", "Áda", "A.", "Bo", "Cyrus"]
ORCIDS = [None, None, "0000-0002-1825-0097", "0000-0001-5109-3700"]
WORDS = "steam kettle spout vessel harbour lamp tower wick pouring lid beam count".split()
VENUES = ["ICTP 2020", "ICTP 2021", "Ictp 2021", "Journal of Vessels", None]
IDS = [f"paper-{number}" for number in range(14)]

Record = dict[str, Any]


def _words(random: Random, most: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, most))).capitalize()


def _authors(random: Random) -> tuple[Author, ...]:
    names = {f"{random.choice(GIVEN)} {random.choice(FAMILIES)}" for _ in range(3)}
    return tuple(Author(name=name, orcid=random.choice(ORCIDS)) for name in sorted(names))


def _date(random: Random) -> PartialDate | None:
    return random.choice([None, PartialDate(2020), PartialDate(random.randint(2018, 2022), 3, 1)])


def _added(random: Random) -> datetime.date | None:
    return random.choice([None, datetime.date(2023, 1, random.randint(1, 28))])


def _status(random: Random) -> Status | None:
    other = Status(superseded_by=IDS[0], retracted=None)
    retracted = Status(superseded_by=None, retracted="https://a.example/notice")
    return random.choice([None, None, other, retracted])


FIELDS = {
    "title": lambda random: _words(random, 3),
    "authors": _authors,
    "date": _date,
    "added": _added,
    "venue": lambda random: random.choice(VENUES),
    "tags": lambda random: tuple(random.sample(list(TAGS), 2)),
    "abstract": lambda random: random.choice([None, _words(random, 30)]),
    "notes": lambda random: random.choice([None, f"See [[{random.choice(IDS)}]] and `[[x]]`."]),
    "related": lambda random: (Related(paper=random.choice(IDS), why=_words(random, 2)),),
    "status": _status,
}


def record(random: Random) -> Record:
    return {name: make(random) for name, make in FIELDS.items()}


def edit(random: Random, records: dict[str, Record]) -> None:
    """Change records as people do; the first paper stays, for others name it."""
    name = random.choice(list(records))
    match random.choice(["field", "field", "field", "add", "remove", "rename"]):
        case "field":
            field = random.choice(list(FIELDS))
            records[name] = {**records[name], field: FIELDS[field](random)}
        case "add":
            records[random.choice(IDS)] = record(random)
        case "remove" if name != IDS[0]:
            del records[name]
        case "rename" if name != IDS[0]:
            records[random.choice(IDS)] = records.pop(name)


def shelf_of(records: dict[str, Record], least: int) -> Shelf:
    """Return the shelf of some records, related as they are."""
    papers = tuple(
        Paper(id=name, source=SOURCE, digest=text_face(f"{name} {fields}") >> 1, **fields)
        for name, fields in records.items()
    )
    people = (Person(source=SOURCE, name="Bo Beacon", variants=("Bo Quill",), orcid=None),)
    listed = tuple(CollectionEntry(paper=name, note="Why") for name in IDS[:4])
    collection = Collection(
        id="c", source=SOURCE, title="C", description="As [[paper-2]]. Or.", papers=listed
    )
    catalog = build_catalog(
        Records(papers=papers, tags=tags(), people=people, collections=(collection,))
    )
    cited = citation_keys(catalog.papers)
    return Shelf(
        catalog=catalog,
        links=related(catalog, 3).links,
        citations={paper.id: bibtex(paper, cited[paper.id]) for paper in catalog.papers},
        settings=replace(SETTINGS, options=Options(author_page_min_papers=least)),
        citation_keys=cited,
    )


def papers_of(number: int) -> list[Paper]:
    return [
        structs.replace(paper, digest=text_face(paper.id), status=None)
        for paper in library.papers(number)
    ]


def shelf_of_papers(papers: list[Paper]) -> Shelf:
    catalog = library.catalog(papers)
    return Shelf(catalog=catalog, links={}, citations=library.entries(catalog), settings=SETTINGS)


def plans_of(shelf: Shelf) -> dict[str, Plan]:
    made = {plan.path: plan for plan in all_plans(shelf)}
    assert all(0 <= plan.key < 2**63 for plan in made.values())
    return made


def with_files(shelf: Shelf) -> dict[str, Plan | FilePlan]:
    """Return the plans of all pages, and of the files beside them, each of which has a path."""
    pages = plans_of(shelf)
    files = list(file_plans(shelf, pages.keys()))
    made = {**pages, **{plan.path: plan for plan in files}}
    assert len(made) == len(pages) + len(files)
    assert all(0 <= plan.key < 2**63 for plan in files)
    assert not {plan.path for plan in files} & {file_of(p, directories=True) for p in pages}
    return made


def made_by(plans: Mapping[str, Plan | FilePlan]) -> dict[str, Page | bytes]:
    return {path: plan.make() for path, plan in plans.items()}


@given(
    st.integers(min_value=0, max_value=2**32),
    st.integers(min_value=1, max_value=2),
    st.booleans(),
)
@example(seed=381814, least=1, lists_are_long=False)  # a namesake who is doubtful, and then not
def test_pages_of_one_key_are_equal(seed: int, least: int, lists_are_long: bool) -> None:
    random = Random(seed)  # noqa: S311
    records = {name: record(random) for name in IDS[:8]}
    with pytest.MonkeyPatch.context() as patch:
        if lists_are_long:
            for name, limit in {"WHOLE": 900, "LEAST": 300, "MOST": 800, "TAIL": 200}.items():
                patch.setattr(parts, name, limit)
        plans = with_files(shelf_of(records, least))
        pages = made_by(plans)
        for _ in range(4):
            edit(random, records)
            plans_after = with_files(shelf_of(records, least))
            pages_after = made_by(plans_after)
            for path in plans.keys() & plans_after.keys():
                if plans[path].key == plans_after[path].key:
                    assert pages[path] == pages_after[path]
            plans, pages = plans_after, pages_after


def test_a_plan_without_citation_keys_rests_on_the_entries() -> None:
    records = {name: record(Random(number)) for number, name in enumerate(IDS[:3])}  # noqa: S311
    shelf = shelf_of(records, 1)
    entries = dict.fromkeys(shelf.citations, "@misc{x,\n}\n")
    bare, other = (
        replace(shelf, citation_keys=None, citations=c) for c in (shelf.citations, entries)
    )
    assert plans_of(bare)["papers/paper-1.md"].key != plans_of(other)["papers/paper-1.md"].key


def test_an_edit_leaves_the_keys_of_most_pages() -> None:
    before = papers_of(300)
    after = [structs.replace(before[0], abstract="Another.", digest=1), *before[1:]]
    plans, plans_after = (plans_of(shelf_of_papers(papers)) for papers in (before, after))
    assert plans.keys() == plans_after.keys()
    changed = [path for path in plans if plans[path].key != plans_after[path].key]
    assert "papers/paper-0000.md" in changed
    assert len(changed) < 0.05 * len(plans)


def test_plans_stand_in_the_order_of_the_pages() -> None:
    shelf = shelf_of_papers(papers_of(40))
    plans = list(all_plans(shelf))
    pages = list(all_pages(shelf))
    assert [(plan.path, plan.kind) for plan in plans] == [(page.path, page.kind) for page in pages]
