"""Updates: an index made of an earlier one has the same files, to the byte, as one made anew."""

import dataclasses
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import pytest
from helpers import library
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.catalog import Catalog, build_catalog
from generator.exports.bibtex import bibtex, citation_keys
from generator.records.models import Author, Paper, Person
from generator.records.read import Records
from generator.search.index import MANIFEST, search_outputs
from generator.search.memory import Memory, pack, unpack
from generator.settings import Options

Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut the index of some dozens of papers into dozens of files."""
    monkeypatch.setattr("generator.search.shards.HEAVIEST", 400)
    monkeypatch.setattr("generator.search.dictionary.HEAVIEST", 300)


@dataclass(frozen=True)
class Built:
    """A site after a build, and what the build wrote and kept for that."""

    files: Files
    written: frozenset[str]
    memory: bytes


def build(catalog: Catalog, before: Built | None = None, **options: Any) -> Built:
    """Build as a caller does: write what comes, keep what stays, and nothing else."""
    memory = before.memory if before else None
    outputs = search_outputs(
        catalog, library.entries(catalog), library.SETTINGS, memory=memory, **options
    )
    files = list(outputs.files)
    assert len(dict(files)) == len(files)
    kept = {path: before.files[path] for path in outputs.kept} if before else {}
    assert not outputs.kept.intersection(dict(files))
    return Built(dict(files) | kept, frozenset(dict(files)), outputs.memory)


def agrees(catalog: Catalog, before: Built) -> Built:
    """Hold that a build made of an earlier one is the same as one made anew, and return it."""
    after, anew = build(catalog, before), build(catalog)
    assert after.files.keys() == anew.files.keys()
    assert [path for path, content in anew.files.items() if after.files[path] != content] == []
    assert after.memory == anew.memory
    return after


class Shelf:
    """Papers that change at random."""

    def __init__(self, seed: int, papers: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.papers = list(library.papers(papers))
        self.tags = list(library.tags())
        self.came = papers

    @property
    def catalog(self) -> Catalog:
        return library.catalog(self.papers, self.tags)

    def change(self) -> None:
        """Do one or two of the things that happen to a shelf."""
        ways = [self.edit] * 6 + [self.add] * 3 + [self.put_in, self.take_out, self.rename]
        for _ in range(self.random.randint(1, 2)):
            self.random.choice([*ways, self.swap, self.reword, self.take_last])()

    def edit(self) -> None:
        if not self.papers:
            return
        place = self.random.randrange(len(self.papers))
        self.papers[place] = replace(self.papers[place], **self.random.choice(self.edits()))

    def edits(self) -> list[dict[str, Any]]:
        """Return changes of one or two fields; some words are new, some are gone with it."""
        random = self.random
        other = library.paper(random.randrange(500))
        return [
            {"abstract": library.text(random, random.randint(1, 40))},
            {"abstract": f"{library.text(random, 5)} qux{random.randrange(99)} 🫖𐐨{self.came}s"},
            {"abstract": None, "tldr": None},
            {"title": library.text(random, 4)},
            {"title": other.title, "authors": other.authors},
            {"authors": (Author(name=f"Ada Örnek {random.randrange(9)}"), *other.authors)},
            {"authors": (Author(name=random.choice(["Ada Ornek", "Ada Örnek", "ADA ORNEK"])),)},
            {"venue": other.venue},
            {"venue": random.choice(["icml 2020", "ICML 2021", "Icml"])},
            {"tags": other.tags, "links": other.links},
            {"date": other.date},
            {"status": other.status, "doi": "10.5555/1"},
        ]

    def add(self) -> None:
        self.papers.append(library.paper(self.came))
        self.came += 1

    def put_in(self) -> None:
        new = library.paper(600 + self.came)
        day = library.FIRST_DAY + datetime.timedelta(days=self.random.randrange(self.came + 1))
        self.papers.append(replace(new, added=day, id=f"between-{self.came}"))
        self.came += 1

    def take_out(self) -> None:
        if self.papers:
            self.papers.pop(self.random.randrange(len(self.papers)))

    def take_last(self) -> None:
        if self.papers:
            self.papers.remove(max(self.papers, key=lambda paper: (paper.added, paper.id)))

    def rename(self) -> None:
        if self.papers:
            place = self.random.randrange(len(self.papers))
            self.papers[place] = replace(self.papers[place], id=f"renamed-{self.came}")
            self.came += 1

    def swap(self) -> None:
        """Let two papers come onto the shelf at each other's day."""
        if len(self.papers) > 1:
            one, other = self.random.sample(range(len(self.papers)), 2)
            a, b = self.papers[one], self.papers[other]
            self.papers[one] = replace(a, added=b.added)
            self.papers[other] = replace(b, added=a.added)

    def reword(self) -> None:
        place = self.random.randrange(len(self.tags))
        self.tags[place] = replace(self.tags[place], name=library.text(self.random, 2))


@pytest.mark.parametrize(("seed", "papers"), [*((n, 40) for n in range(8)), (8, 120), (9, 260)])
def test_many_changes_one_after_the_other(seed: int, papers: int) -> None:
    shelf = Shelf(seed, papers)
    site = build(shelf.catalog)
    for _ in range(15):
        shelf.change()
        site = agrees(shelf.catalog, site)


@pytest.mark.parametrize("seed", range(4))
def test_a_shelf_that_grows_from_nothing_and_goes_again(seed: int) -> None:
    shelf = Shelf(seed, 0)
    site = build(shelf.catalog)
    for way in [*[shelf.add] * 18, *[shelf.take_last] * 10, *[shelf.take_out] * 8]:
        way()
        shelf.edit()
        site = agrees(shelf.catalog, site)
    assert shelf.papers == []


@pytest.mark.parametrize("number", [15, 31, 63, 64, 127, 128])
def test_the_next_paper_may_make_another_sample_or_group(number: int) -> None:
    site = build(library.catalog(library.papers(number)))
    agrees(library.catalog(library.papers(number + 1)), site)


def test_nothing_new_writes_the_manifest_alone() -> None:
    catalog = library.catalog(library.papers(90))
    catalog = dataclasses.replace(catalog, vocabulary_digest=1)
    site = agrees(catalog, build(catalog))
    assert site.written == {MANIFEST}


def kinds(built: Built) -> set[str]:
    """Return what kinds of files a build wrote."""
    return {path.split("/")[1] for path in built.written}


def of_vocabulary(held: Sequence[Paper], number: int = 1) -> Catalog:
    """Return a catalog as it is read from files: what is no paper has a digest."""
    return dataclasses.replace(library.catalog(held), vocabulary_digest=number)


def test_an_edited_abstract_writes_its_card_its_citation_and_the_files_of_its_words() -> None:
    held = list(library.papers(200))
    site = build(of_vocabulary(held))
    held[150] = replace(held[150], abstract="Lids of teapots.", tldr=None)
    after = agrees(of_vocabulary(held), site)
    expected = {"papers/150.bin", "citations/2.bin", "manifest.json"}
    written = {path.removeprefix("search/") for path in after.written}
    assert expected == {path for path in written if not path.startswith(("terms/", "words/"))}
    shards = [path for path in after.files if path.startswith("search/terms/")]
    assert 0 < len([path for path in written if path.startswith("terms/")]) < len(shards) / 2


def test_a_link_writes_no_word() -> None:
    held = list(library.papers(60))
    held[7] = replace(held[7], links=replace(held[7].links, code=None))
    site = build(of_vocabulary(held))
    held[7] = replace(held[7], links=replace(held[7].links, code="https://a.example/code"))
    assert kinds(agrees(of_vocabulary(held), site)) == {
        "papers",
        "citations",
        "columns",
        "manifest.json",
    }


def test_another_spelling_of_an_author_names_them_anew() -> None:
    held = [library.paper(n) for n in range(30)]
    names = ["Ada Örnek", "Ada Ornek", "Ada Ornek"]
    for place, name in enumerate(names):
        held[place] = replace(held[place], authors=(Author(name=name),))
    site = build(of_vocabulary(held))
    for place in (1, 2):
        held[place] = replace(held[place], authors=(Author(name="Ada Örnek"),))
        site = agrees(of_vocabulary(held), site)


def test_names_that_authors_yml_unites_are_one_author() -> None:
    held = library.papers(30)
    person = Person(name="Ada Ornek", variants=("A. Ornek",), source=library.SOURCE)
    ada = [
        replace(held[place], authors=(Author(name=name),))
        for place, name in enumerate(["Ada Ornek", "A. Ornek"])
    ]

    def shelf(number: int, *people: Person) -> Catalog:
        records = Records(papers=(*ada, *held[2:]), tags=library.tags(), people=people)
        return dataclasses.replace(build_catalog(records), vocabulary_digest=number)

    site = agrees(shelf(2, person), build(shelf(1)))
    assert kinds(site) == {"columns", "manifest.json"}
    agrees(shelf(0), agrees(shelf(0, person), site))


def test_only_the_entries_of_changed_citations_are_asked_for() -> None:
    held = list(library.papers(200))
    site = build(of_vocabulary(held))
    held[70] = replace(held[70], doi="10.5555/2")
    catalog = of_vocabulary(held)
    entries, asked = library.entries(catalog), []

    def entry(name: str) -> str:
        asked.append(name)
        return entries[name]

    outputs = search_outputs(catalog, entry, library.SETTINGS, memory=site.memory)
    assert "search/citations/1.bin" in dict(outputs.files)
    assert asked == [paper.id for paper in held[64:128]]


def test_another_citation_key_writes_its_citation_and_another_build() -> None:
    catalog = of_vocabulary(library.papers(100))
    site = build(catalog)
    keys = dict(citation_keys(catalog.papers))
    keys["paper-0080"] = "another"
    entries = {paper.id: bibtex(paper, keys[paper.id]) for paper in catalog.papers}
    outputs = search_outputs(catalog, entries, library.SETTINGS, memory=site.memory, keys=keys)
    written = dict(outputs.files)
    assert set(written) == {"search/citations/1.bin", MANIFEST}
    before = json.loads(site.files[MANIFEST])
    assert json.loads(written[MANIFEST])["build"] != before["build"]


def test_settings_and_the_version_are_no_matter_of_memory() -> None:
    catalog = of_vocabulary(library.papers(40))
    site = build(catalog)
    options = Options(search_boosts={"title": 3})
    settings = dataclasses.replace(library.SETTINGS, options=options)
    entries = library.entries(catalog)
    after = search_outputs(catalog, entries, settings, "abc", site.memory)
    anew = search_outputs(catalog, entries, settings, "abc")
    assert dict(after.files) == {MANIFEST: dict(anew.files)[MANIFEST]}


def test_files_come_before_all_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr("generator.search.build.invert", stopped)
    catalog = library.catalog(library.papers(70))
    files = search_outputs(catalog, library.entries(catalog), library.SETTINGS).files
    came = [next(files)[0] for _ in range(72)]
    assert came[69:] == ["search/papers/69.bin", "search/citations/0.bin", "search/citations/1.bin"]
    with pytest.raises(InterruptedError):
        next(files)


def test_threads_make_no_difference() -> None:
    catalog = library.catalog(library.papers(90))
    assert build(catalog, workers=3) == build(catalog)


def test_many_changes_start_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    held = list(library.papers(90))
    site = build(library.catalog(held))
    held[3:9] = [replace(paper, tldr="Anew.") for paper in held[3:9]]
    monkeypatch.setattr("generator.search.shelf.FEWEST", 5)
    assert "search/papers/50.bin" in agrees(library.catalog(held), site).written


FOREIGN = {
    "empty": lambda _: b"",
    "too short": lambda memory: memory[:20],
    "cut off": lambda memory: memory[:-1],
    "longer": lambda memory: memory + b"\0",
    "another format": lambda memory: b"P" + memory[1:],
    "one bit": lambda memory: memory[:999] + bytes([memory[999] ^ 1]) + memory[1000:],
    "the last bit": lambda memory: memory[:-8] + bytes(8) if any(memory[-8:]) else memory[:-9],
    "nothing in it": lambda _: pack(Memory()),
    "other contents": lambda _: pack(Memory({"tags": "a"}, {"ids": ["a", "b"]})),
    "half of it": lambda memory: pack(Memory(unpacked(memory).words, unpacked(memory).texts)),
    "another program": lambda memory: pack(
        dataclasses.replace(
            unpacked(memory), words={**unpacked(memory).words, "program": "another"}
        )
    ),
}
"""What may be taken for a memory and is none, or not ours."""


def unpacked(memory: bytes) -> Memory:
    found = unpack(memory)
    assert found
    return found


@pytest.mark.parametrize("way", FOREIGN)
def test_a_memory_that_is_damaged_or_foreign_counts_as_none(way: str) -> None:
    held = list(library.papers(30))
    site = build(library.catalog(held))
    bad = dataclasses.replace(site, memory=FOREIGN[way](site.memory))
    held[5] = replace(held[5], abstract="Another.")
    assert "search/papers/7.bin" in agrees(library.catalog(held), bad).written


@given(st.integers(0), st.binary(min_size=1, max_size=4))
def test_no_byte_of_a_memory_may_change(place: int, noise: bytes) -> None:
    whole = pack(
        Memory({"a": "b"}, {"c": ["d", "é"], "e": []}, {"f": np.arange(9, dtype=np.uint16)})
    )
    place %= len(whole)
    changed = whole[:place] + noise + whole[place + len(noise) :]
    assert changed == whole or unpack(changed) is None


def test_a_memory_comes_back_as_it_was() -> None:
    texts = {"none": [], "one": [""], "two": ["a\ud800", "🫖"]}
    arrays = {"none": np.zeros((0, 3), np.int16), "some": np.arange(6).reshape(2, 3)}
    found = unpack(pack(Memory({"a": ""}, texts, arrays)))
    assert found
    assert (found.words, found.texts) == ({"a": ""}, texts)
    assert found.arrays["none"].shape == (0, 3)
    assert found.arrays["some"].tolist() == [[0, 1, 2], [3, 4, 5]]
