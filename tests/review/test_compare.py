"""Two shelves compared: what came, went, changed its name, changed in a key."""

import datetime
from collections.abc import Iterable, Mapping
from typing import get_type_hints

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from generator.records.dates import PartialDate
from generator.records.document import Source
from generator.records.models import Author, Collection, Links, Paper, Related, Status, Tag
from generator.records.read import Records
from generator.review.compare import differences
from generator.review.facts import applied, changes, facts
from generator.review.models import Change, Difference

PAPER = Paper(id="lids", source=Source("site_src/papers/lids.yml"), title="Lids")

texts = st.text(max_size=8)
lines = st.none() | st.text(min_size=1, max_size=8)
dates = st.none() | st.builds(PartialDate, st.integers(1450, 2100), st.none() | st.integers(1, 12))
authors = st.builds(Author, name=texts, orcid=lines, affiliation=lines)
statuses = st.builds(Status, retracted=lines, superseded_by=lines)
papers = st.builds(
    Paper,
    id=st.sampled_from("abcdef"),
    source=st.just(Source("site_src/papers/x.yml")),
    digest=st.just(0),
    title=st.sampled_from(["Lids", "Spouts", "Wicks", "Cups"]),
    authors=st.lists(authors, max_size=3).map(tuple),
    date=dates,
    venue=lines,
    tags=st.lists(st.sampled_from("xyz"), max_size=3).map(tuple),
    arxiv=lines,
    doi=lines,
    links=st.builds(Links, code=lines, pdf=lines),
    added=st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 1, 1)),
    abstract=lines,
    related=st.lists(st.builds(Related, paper=texts, why=texts), max_size=2).map(tuple),
    status=st.none() | statuses,
    publication=st.none(),
)
shelves = st.lists(papers, max_size=5, unique_by=lambda paper: paper.id)


def records(held: Iterable[Paper], **more: tuple[Struct, ...]) -> Records:
    return Records(papers=tuple(held), **more)  # type: ignore[arg-type]


def told(found: Iterable[Difference]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.how, one.id) for one in found]


@given(shelves)
def test_nothing_differs_from_itself(held: list[Paper]) -> None:
    assert differences(records(held), records(held)) == ()


@given(papers, papers)
def test_what_was_and_what_changed_is_what_is(old: Paper, new: Paper) -> None:
    assert applied(facts(old), changes(old, new)) == facts(new)
    assert applied({}, changes(None, new)) == facts(new)
    assert applied(facts(old), changes(old, None)) == {}


@given(papers, papers)
def test_every_key_that_changed_is_named(old: Paper, new: Paper) -> None:
    named = {change.key.partition(".")[0] for change in changes(old, new)}
    fields = set(Paper.__struct_fields__) - {"id", "source", "digest"}
    differing = {name for name in fields if getattr(old, name) != getattr(new, name)}
    # A status in which nothing stands says as much as none.
    assert differing - {"status"} <= named <= differing


@given(shelves, shelves)
def test_every_paper_is_accounted_for(old: list[Paper], new: list[Paper]) -> None:
    found = differences(records(old), records(new))
    before, after = {p.id: p for p in old}, {p.id: p for p in new}
    by_how: Mapping[str, set[str]] = {
        how: {one.id for one in found if one.how == how}
        for how in ("added", "renamed", "changed", "removed")
    }
    assert by_how["added"] | by_how["renamed"] == after.keys() - before.keys()
    gone = by_how["removed"] | {str(one.was) for one in found if one.was}
    assert gone == before.keys() - after.keys()
    for one in found:
        if one.how == "changed":
            assert applied(facts(before[one.id]), one.changes) == facts(after[one.id])


def test_every_key_of_a_paper_takes_part() -> None:
    for name, hint in get_type_hints(Paper).items():
        if name in {"id", "source", "digest"}:
            continue
        value = {"links": Links(code="x"), "added": datetime.date(2026, 1, 1)}.get(name)
        if value is None:
            value = ("x",) if "tuple" in str(hint) else "x"
        if name in {"status", "publication"}:
            kind = hint.__args__[0]
            value = kind(**{kind.__struct_fields__[0]: "x"})
        if name == "date":
            value = PartialDate(2020)
        (change,) = changes(PAPER, replace(PAPER, **{name: value}))
        assert change.key.partition(".")[0] == name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"doi": "10.1/ABC"}, {"doi": "10.1/abc", "title": "Other"}),
        ({"arxiv": "2301.00001"}, {"arxiv": "2301.00001", "title": "Other"}),
        ({"pmid": "1"}, {"pmid": "1", "title": "Other"}),
        ({"title": "On Lids"}, {"title": "On lids!"}),
    ],
)
def test_a_paper_is_known_under_another_id(old: dict[str, str], new: dict[str, str]) -> None:
    before, after = replace(PAPER, **old), replace(PAPER, id="new-lids", **new)
    (found,) = differences(records([before]), records([after]))
    assert (found.how, found.was, found.id) == ("renamed", "lids", "new-lids")
    assert found.changes == changes(before, after)


def test_a_title_does_not_outweigh_an_identifier() -> None:
    before = [
        replace(PAPER, id="a", title="Lids", doi="10.1/a"),
        replace(PAPER, id="b", title="Cups"),
    ]
    after = [
        replace(PAPER, id="c", title="Cups", doi="10.1/a"),
        replace(PAPER, id="d", title="Spouts"),
    ]
    found = differences(records(before), records(after))
    assert [(one.how, one.was, one.id) for one in found] == [
        ("added", None, "d"),
        ("renamed", "a", "c"),
        ("removed", None, "b"),
    ]


def test_lists_and_inner_keys() -> None:
    old = replace(PAPER, tags=("a", "b"), links=Links(code="https://a.example"))
    ada = Author(name="Ada", orcid="0000-0001-5109-3700", affiliation="Kettles")
    new = replace(PAPER, tags=("b",), authors=(ada,), status=Status(superseded_by="cups"))
    assert changes(old, new) == (
        Change(key="authors", new=("Ada (ORCID 0000-0001-5109-3700, Kettles)",)),
        Change(key="tags", old=("a", "b"), new=("b",)),
        Change(key="links.code", old="https://a.example"),
        Change(key="status.superseded_by", new="cups"),
    )


def test_a_record_that_moved_to_another_file() -> None:
    moved = replace(PAPER, source=Source("site_src/papers/all.jsonl", 7))
    (found,) = differences(records([PAPER]), records([moved]))
    assert (found.how, found.path, found.line) == ("changed", "site_src/papers/all.jsonl", 7)
    old, new = "site_src/papers/lids.yml", "site_src/papers/all.jsonl"
    assert found.changes == (Change(key="file", old=old, new=new),)


def test_tags_authors_and_collections(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\n")
    shelf.write("tags.yml", "- {id: t, name: t}\n- {id: u, name: u}\n")
    shelf.write("authors.yml", "- {name: Ada, homepage: https://a.example}\n")
    shelf.write("collections/list.yml", "title: A list\npapers: [lids]\n")
    base = shelf.read()
    shelf.write("tags.yml", "- {id: t, name: tea, aliases: [chai]}\n- {id: v, name: v}\n")
    shelf.write("authors.yml", "- {name: Ada, variants: [A.]}\n- {name: Bo}\n")
    shelf.write("collections/list.yml", "title: A list\npapers: [{paper: lids, note: First}]\n")
    found = differences(base, shelf.read())
    assert told(found) == [
        ("tag", "added", "v"),
        ("tag", "changed", "t"),
        ("tag", "removed", "u"),
        ("author", "added", "Bo"),
        ("author", "changed", "Ada"),
        ("collection", "changed", "list"),
    ]
    assert found[1].changes == (
        Change(key="name", old="t", new="tea"),
        Change(key="aliases", new=("chai",)),
    )
    assert found[5].changes == (Change(key="papers", old=("lids",), new=("lids: First",)),)


def test_what_cannot_be_read_is_not_gone(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\n")
    shelf.paper("cups", "title: Cups\nvenue: ICTP\n")
    shelf.write("authors.yml", "- {name: Ada}\n")
    shelf.write("collections/list.yml", "title: A list\npapers: [lids]\n")
    base = shelf.read()
    shelf.write("papers/lids.yml", "title: [\n")
    shelf.write("papers/cups.yml", "title: Cups and saucers\nvenue: [wrong]\n")
    for name in ("tags.yml", "authors.yml", "collections/list.yml"):
        shelf.write(name, "- [\n")
    found = differences(base, shelf.read())
    assert [(one.kind, one.how, one.id, one.faulty) for one in found] == [
        ("paper", "changed", "cups", True),
        ("paper", "changed", "lids", True),
        ("collection", "changed", "list", True),
    ]
    assert found[0].changes == (Change(key="title", old="Cups", new="Cups and saucers"),)
    assert found[1].changes == ()


def test_an_order_that_does_not_depend_on_chance() -> None:
    many = [replace(PAPER, id=f"p{number}", title=str(number)) for number in range(50)]
    found = differences(records(()), records(reversed(many)))
    assert [one.id for one in found] == sorted(paper.id for paper in many)
    tags = tuple(Tag(id=f"t{n}", name=f"t{n}", source=Source("tags.yml")) for n in range(20))
    lists = tuple(Collection(id=f"c{n}", title="C", source=Source(f"c{n}.yml")) for n in range(20))
    found = differences(records(()), records((), tags=tags, collections=lists))
    assert [one.id for one in found] == sorted(x.id for x in tags) + sorted(x.id for x in lists)
