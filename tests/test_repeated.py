"""One title in two records: an error, unless the rest of the records tells two papers apart."""

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.records.dates import PartialDate
from generator.records.document import Source
from generator.records.models import Author, Paper
from generator.repeated import repeated_papers
from generator.same_paper import Apart, apart

FACTS = {
    "doi": ("10.1000/1", "10.1000/2"),
    "arxiv": ("2401.00001", "2401.00002"),
    "venue": ("ICML 2018", "ICML 2019"),
    "date": (PartialDate(2018, 6), PartialDate(2019, 6)),
    "authors": ((Author(name="Ann"),), (Author(name="Bob"), Author(name="Cy"))),
}


def pair(title: str, **which: str) -> Apart:
    """Return how two papers stand whose facts are the first's, the other's, or not there."""
    papers = []
    for number in (0, 1):
        values = {
            key: FACTS[key][number if which[key] == "other" else 0]
            for key in which
            if which[key] != "one" or number == 0
        }
        papers.append(Paper(id=f"p{number}", title=title, source=Source("p"), **values))  # type: ignore[arg-type]
    assert apart(papers[1], papers[0]) is apart(papers[0], papers[1])
    return apart(papers[0], papers[1])


@pytest.mark.parametrize(
    ("title", "which", "result"),
    [
        ("Preface", {}, "not"),
        ("Preface", {"doi": "other"}, "surely"),
        ("Préface", {"venue": "other"}, "surely"),
        ("Message from the Program Chairs", {"date": "other"}, "surely"),
        ("Preface", {"authors": "other"}, "surely"),
        ("Preface", {"doi": "one"}, "not"),
        ("Preface", {"venue": "one", "date": "same"}, "not"),
        ("Preface", {"doi": "same", "venue": "other"}, "not"),
        ("Preface", {"authors": "same", "venue": "other", "date": "other"}, "not"),
        ("Preface", {"authors": "same", "doi": "other"}, "perhaps"),
        ("Deep Learning", {"doi": "other", "date": "other"}, "not"),
        ("Deep Learning", {"authors": "other"}, "not"),
        ("Deep Learning", {"authors": "other", "date": "other"}, "surely"),
        ("Deep Learning", {"authors": "other", "date": "one"}, "not"),
        ("Deep Learning", {"authors": "same", "doi": "other"}, "not"),
        ("Learning to Learn by Example", {"authors": "other", "venue": "other"}, "not"),
        ("Learning to Learn by Example", {"authors": "other", "arxiv": "other"}, "perhaps"),
        ("Learning to Learn by Example", {"authors": "same", "arxiv": "other"}, "not"),
        ("题目", {"authors": "other", "date": "other"}, "not"),
    ],
)
def test_one_title_is_of_two_papers(title: str, which: dict[str, str], result: str) -> None:
    assert pair(title, **which) is Apart(result)


prefaces = st.builds(
    Paper,
    id=st.uuids().map(str),
    title=st.just("Preface"),
    source=st.just(Source("p")),
    doi=st.sampled_from([None, "10.1000/1", "10.1000/2", "10.1000/3"]),
    venue=st.sampled_from([None, "V 1", "V 2"]),
    date=st.sampled_from([None, PartialDate(2018), PartialDate(2019)]),
    authors=st.sampled_from([(), (Author(name="A"),), (Author(name="a"), Author(name="B"))]),
)


@given(st.lists(prefaces, max_size=7))
def test_none_of_many_is_overlooked(papers: list[Paper]) -> None:
    found = [problem.message for problem in repeated_papers(papers) if problem.key == "title"]
    compared = [[apart(one, paper) for one in papers[:n]] for n, paper in enumerate(papers)]
    errors = sum(Apart.NOT in results for results in compared)
    doubts = sum(Apart.PERHAPS in results for results in compared if Apart.NOT not in results)
    assert sum("is already at" in message for message in found) == errors
    assert sum("is also the title" in message for message in found) == doubts


AT = "site_src/papers"


def test_prefaces_of_several_years_are_no_problem(shelf: Folder) -> None:
    for year in (2018, 2019, 2020):
        shelf.paper(f"p{year}", f"title: Preface\nauthors: [E {year}]\ndate: {year}\n")
    assert shelf.problems() == []


def test_the_first_record_that_is_the_same_is_named(shelf: Folder) -> None:
    shelf.paper("a", "title: Preface\nauthors: [A]\n")
    shelf.paper("b", "title: Preface\nauthors: [B]\ndate: 2019\n")
    shelf.paper("c", "title: Preface\nauthors: [B]\ndate: 2018\n")
    assert shelf.problems() == [
        f'{AT}/c.yml:1:8: error: title: "Preface" is already at {AT}/b.yml:1; '
        "keep one record a paper"
    ]


def test_a_doubt_is_a_warning_until_one_names_the_other(shelf: Folder) -> None:
    shelf.paper("a", "title: Learning to Learn\nauthors: [A]\ndoi: 10.1000/1\n")
    shelf.paper("b", "title: Learning to learn\nauthors: [B]\ndoi: 10.1000/2\n")
    assert shelf.problems() == [
        f'{AT}/b.yml:1:8: warning: title: "Learning to learn" is also the title at {AT}/a.yml:1; '
        "keep one record a paper; if they are two, name the other under related"
    ]
    shelf.paper(
        "a",
        "title: Learning to Learn\nauthors: [A]\ndoi: 10.1000/1\n"
        "related: [{paper: b, why: Its namesake.}]\n",
    )
    assert shelf.problems() == []
