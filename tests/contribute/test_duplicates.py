"""Records that may be one paper."""

import pytest
from helpers.shelf import TAGS, Folder

from generator.contribute.duplicates import near_duplicates
from generator.relate import related

ABSTRACT = (
    "We study how the lid of a teapot keeps the steam inside while the tea is poured, and prove "
    "that a lid with one small hole is stable under every slope of the spout. Experiments on forty "
    "pots of porcelain confirm the bound, and a simple rule for potters follows from the proof."
)
REWORDED = (
    "A teapot lid has to keep its steam inside while tea is poured. This paper proves that a lid "
    "with one small hole is stable under every slope of the spout, derives a rule for potters from "
    "the proof, and confirms it in experiments with forty porcelain pots."
)
OTHER = (
    "Saucers collect what is spilled. This work measures the area that a saucer needs for a hand "
    "that trembles, over three hundred breakfasts, and asks which glaze dries first."
)


def add(
    shelf: Folder,
    name: str,
    title: str,
    authors: str | None = "Ada Lys, Bo Kettle",
    abstract: str | None = ABSTRACT,
    more: str = "",
) -> None:
    """Write a record; tags are as in all of a test."""
    lines = [f'title: "{title}"', authors and f"authors: [{authors}]"]
    lines += [abstract and f"abstract: {abstract}", "date: 2020", "tags: [t]"]
    shelf.write("tags.yml", TAGS)
    shelf.write(f"papers/{name}.yml", "".join(f"{line}\n" for line in lines if line) + more)


def found(shelf: Folder) -> list[str]:
    catalog = shelf.load().catalog
    return [str(problem) for problem in near_duplicates(catalog, related(catalog, 0).neighbours)]


def test_a_preprint_and_what_was_published_of_it(shelf: Folder) -> None:
    add(shelf, "lids", "Stable Lids")
    add(
        shelf,
        "stable-lids",
        "Stable Lids: A Theory of Teapots that Pour",
        "A. Lys, Ada Lys",
        REWORDED,
    )
    add(shelf, "saucers", "Dry Saucers", "Ada Lys", OTHER)
    assert found(shelf) == [
        'site_src/papers/stable-lids.yml:1:8: warning: title: may be the paper "Stable Lids" at '
        "site_src/papers/lids.yml:1 (one title and a subtitle; in common: 1 author and 88 % of the "
        "words of the abstracts); keep one record with both venue and arXiv, or name the other "
        "under related, or write status: {superseded_by: lids}"
    ]


@pytest.mark.parametrize(
    ("one", "other", "abstract", "why"),
    [
        (
            "Lids: A Theory of Pots",
            "Lids: On Pots and Their Steam",
            REWORDED,
            "one title but for the",
        ),
        ("Stable Lids for Teapots", "Stable lids of the teapot", OTHER, "one title; in common: 2"),
        ("On Stable Lids for Teapots", "Stabel Lids for Teapots", REWORDED, "nearly one title"),
        ("Stable Lids", "What Keeps Steam Inside", ABSTRACT + " Code is online.", "in common: 2"),
        (
            "How Lids Keep Steam Inside",
            "How Lids Keep Steam Inside Twice",
            REWORDED,
            "one title and m",
        ),
    ],
)
def test_one_paper_told_in_two_ways(
    shelf: Folder, one: str, other: str, abstract: str, why: str
) -> None:
    add(shelf, "a", one)
    add(shelf, "b", other, abstract=abstract)
    (problem,) = found(shelf)
    assert f"({why}" in problem


@pytest.mark.parametrize(
    ("one", "other", "abstract", "authors"),
    [
        ("Lids: A Theory", "Lids: On Saucers", OTHER, "Ada Lys, Bo Kettle"),
        ("Lids", "Lids: On Saucers", OTHER, "Ada Lys, Bo Kettle"),
        ("Stable Lids, Part I", "Stable Lids, Part II", REWORDED, "Ada Lys, Bo Kettle"),
        ("Stable Lids of Teapots", "Robust Stable Lids of Teapots", OTHER, "Ada Lys, Bo Kettle"),
        ("Preface of the Editors", "A Preface by the Editors", ABSTRACT, "Cy Cup"),
        ("Stable Lids", "Wide Spouts", REWORDED, "Ada Lys, Bo Kettle"),
    ],
)
def test_two_papers(shelf: Folder, one: str, other: str, abstract: str, authors: str) -> None:
    add(shelf, "a", one)
    add(shelf, "b", other, authors, abstract)
    assert found(shelf) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("status: {superseded_by: b}\n", ""),
        ("", "status: {superseded_by: a}\n"),
        ("related: [{paper: b, why: x}]\n", ""),
        ("", "related: [{paper: a, why: x}]\n"),
        ("status: {superseded_by: c}\n", "status: {superseded_by: c}\n"),
    ],
)
def test_records_that_name_each_other(shelf: Folder, first: str, second: str) -> None:
    add(shelf, "a", "Stable Lids", more=first)
    add(shelf, "b", "Stable Lids: A Theory", more=second)
    add(shelf, "c", "Dry Saucers", abstract=OTHER)
    assert found(shelf) == []


def test_records_without_authors_or_abstracts(shelf: Folder) -> None:
    add(shelf, "a", "Stable Lids for Teapots", abstract=None)
    add(shelf, "b", "Stable Lids of Teapots", abstract=None)
    add(shelf, "c", "Dry Saucers on Tables", None, REWORDED)
    add(shelf, "d", "Dry Saucer on Tables", None, ABSTRACT)
    places = [problem.partition(": warning: ")[0] for problem in found(shelf)]
    assert places == ["site_src/papers/b.yml:1:8", "site_src/papers/d.yml:1:8"]
