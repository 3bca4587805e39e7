"""Authorship: one person, one author; two people of one name, two."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.people.authorship import Written, written
from generator.records.document import Source
from generator.records.identifiers import address_slug
from generator.records.models import Author, Paper, Person

SOURCE = Source("tests")
ADA, BO, CY = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0001-2345-6789"
PRINTED = st.builds(
    lambda name, orcid: Author(name=name, orcid=orcid),
    st.sampled_from(
        "Ada Beam;ada beam;Ada Béam;A. Beam;Beam, Ada;Ada C. Beam;Al Beam;李明;Bo Cup;Bo Çup;B. Cup"
        ";Kettle Group".split(";")
    ),
    st.sampled_from([ADA, BO, None, None, None, None]),
)
PEOPLE = (
    (),
    (Person(name="Ada Beam", source=SOURCE, variants=("A. Beam",), homepage="https://a.example"),),
    (Person(name="Bo Dot", source=SOURCE, variants=("Bo Cup",), orcid=ADA),),
    (
        Person(name="Ada Beam", source=SOURCE, orcid=BO),
        Person(name="Ada Beam", source=SOURCE, id="ada-beam-2", papers=("p0", "p2")),
    ),
)
PAPERS = st.lists(st.lists(PRINTED, max_size=3, unique_by=lambda author: author.name), max_size=7)


def papers_of(lists: Sequence[Sequence[Author]]) -> list[Paper]:
    first = datetime.date(2024, 1, 1)
    return [
        Paper(
            id=f"p{n}",
            source=SOURCE,
            digest=n + 1,
            title="A",
            authors=tuple(names),
            added=first + datetime.timedelta(days=n),
        )
        for n, names in enumerate(lists)
    ]


def wrote(*lists: str, people: Sequence[Person] = ()) -> Written:
    """Return who wrote papers, given as names with semicolons between them: "A 0000-…; B"."""
    return written(papers_of([list(map(author, text.split("; "))) for text in lists]), people)


def author(text: str) -> Author:
    name, _, orcid = text.partition(" 0000-")
    return Author(name=name, orcid=f"0000-{orcid}" if orcid else None)


def shelf(made: Written) -> dict[str, list[str]]:
    """Return the ids of each author's papers."""
    return {slug: [paper.id for paper in author.papers] for slug, author in made.authors.items()}


@given(lists=PAPERS, people=st.sampled_from(PEOPLE))
def test_each_author_has_all_their_papers(
    lists: list[list[Author]], people: tuple[Person, ...]
) -> None:
    made = written(papers_of(lists), people)
    who = {paper.id: made.authorship.slugs_of(paper) for paper in made.papers}
    assert set(made.authors) == {slug for slugs in who.values() for slug in slugs}
    for slug, one in made.authors.items():
        assert one.papers == tuple(paper for paper in made.papers if slug in who[paper.id])
        orcids = {
            entry.orcid
            for paper in one.papers
            for entry, other in zip(paper.authors, who[paper.id], strict=True)
            if other == slug and entry.orcid
        }
        told = {paper for person in people for paper in person.papers}
        assert len(orcids - {one.orcid}) == 0 or told
        assert slug not in made.authorship.redirects
    for old, new in made.authorship.redirects.items():
        assert new in made.authors, old


@given(lists=PAPERS, people=st.sampled_from(PEOPLE), random=st.randoms())
def test_the_order_of_reading_does_not_matter(
    lists: list[list[Author]], people: tuple[Person, ...], random: st.DataObject
) -> None:
    papers = papers_of(lists)
    other = list(papers)
    random.shuffle(other)  # type: ignore[attr-defined]
    one, two = written(papers, people), written(other, people)
    who = {paper.id: one.authorship.slugs_of(paper) for paper in one.papers}
    assert {paper.id: two.authorship.slugs_of(paper) for paper in two.papers} == who
    assert one.authorship.redirects == two.authorship.redirects
    assert {p.id: p.digest for p in one.papers} == {p.id: p.digest for p in two.papers}
    assert {a.slug: (a.name, a.orcid, a.namesakes) for a in one.authors.values()} == {
        a.slug: (a.name, a.orcid, a.namesakes) for a in two.authors.values()
    }


@given(lists=PAPERS, more=PAPERS)
def test_a_digest_tells_who_the_authors_are(
    lists: list[list[Author]], more: list[list[Author]]
) -> None:
    before = written(papers_of(lists), ())
    after = written(papers_of([*lists, *more]), ())
    for one, two in zip(before.papers, after.papers, strict=False):
        if one.digest == two.digest:
            assert before.authorship.slugs_of(one) == after.authorship.slugs_of(two)


@given(lists=st.lists(st.lists(st.text(max_size=12).map(lambda n: Author(name=n)), max_size=3)))
def test_any_text_is_a_name(lists: list[list[Author]]) -> None:
    made = written(papers_of(lists), ())
    printed = {entry.name for names in lists for entry in names}
    assert set(made.authorship.by_name) == printed
    assert set(made.authorship.by_name.values()) == set(made.authors)


def test_the_commonest_name_is_shown() -> None:
    made = wrote("ADA BEAM", "Ada Béam", "Ada Béam", "Ada Beam")
    assert list(made.authors) == ["ada-beam"]
    assert made.authors["ada-beam"].name == "Ada Béam"


@pytest.mark.parametrize(
    "names",
    [
        ("Y. LeCun", "Yann LeCun"),
        ("Y LeCun", "Yann LeCun"),
        ("LeCun, Y.", "Yann LeCun", "Y. LeCun"),
        ("LeCun, Y.", "Yann LeCun"),
        ("Sanjeev K. Arora", "Sanjeev Arora"),
        ("S. K. Arora", "Sanjeev K. Arora"),
        ("L. van der Maaten", "Laurens van der Maaten"),
        ("J.-B. Alayrac", "Jean-Baptiste Alayrac"),
        ("M. King Jr.", "Martin King Jr."),
    ],
)
def test_forms_of_a_name_with_a_co_author_in_common(names: tuple[str, ...]) -> None:
    made = wrote(*(f"{name}; Bo Cup" for name in names))
    (slug,) = made.authors.keys() - {"bo-cup"}
    assert len(made.authors[slug].papers) == len(names)
    assert made.authors[slug].name == names[1]
    others = {address_slug(name) for name in names} - {slug}
    assert dict.fromkeys(others, slug).items() <= made.authorship.redirects.items()


@pytest.mark.parametrize(
    "names",
    [
        ("Wei Li", "Li Wei"),
        ("Erdős Pál", "Pál Erdős"),
        ("Gabriel García", "Gabriel García Márquez"),
        ("Robert Downey", "Robert Downey Jr."),
        ("Laurens Maaten", "Laurens van der Maaten"),
        ("Ming Yang", "Ming-Hsuan Yang"),
        ("OpenAI", "OpenAI Team"),
        ("Gemini Team, Google", "Gemini Team"),
        ("Xiaoming Li", "Xiao Ming Li"),
        ("Sanjeev K. Arora", "Sanjeev M. Arora"),
    ],
)
def test_other_names_are_other_people(names: tuple[str, ...]) -> None:
    made = wrote(*(f"{name}; Bo Cup" for name in names))
    assert set(made.authors) == {"bo-cup", *map(address_slug, names)}
    assert made.authorship.redirects == {}


@pytest.mark.parametrize(
    "lists",
    [
        ("Y. LeCun; Bo Cup", "Yann LeCun; Cy Dot"),
        ("Y. LeCun; Bo Cup", "Yann LeCun; Bo Cup", "Yves LeCun; Cy Dot"),
        ("Y. LeCun; Bo Cup", "Yann LeCun; Bo Cup", "Y. LeCun; Cy Dot"),
        ("Y. LeCun; Yann LeCun; Bo Cup", "Yann LeCun; Bo Cup"),
        (f"Y. LeCun {ADA}; Bo Cup", f"Yann LeCun {BO}; Bo Cup"),
        ("Y. LeCun; Bo Cup", f"Yann LeCun {ADA}; Bo Cup", f"Yann LeCun {BO}; Cy Dot"),
        ("Y. LeCun; B. Cup", "Yann LeCun; Bo Cup"),
    ],
    ids=[
        *("no co-author", "two fuller names", "a paper without one", "on one paper", "two ORCIDs"),
        *("an ambiguous name", "one co-author by initials"),
    ],
)
def test_forms_of_a_name_without_evidence(lists: tuple[str, ...]) -> None:
    made = wrote(*lists)
    assert {"y-lecun", "yann-lecun"} <= made.authors.keys()


def test_two_co_authors_by_their_initials_are_evidence() -> None:
    made = wrote("Y. LeCun; B. Cup; C. Dot", "Yann LeCun; Bo Cup; Cy Dot")
    assert shelf(made) == {name: ["p0", "p1"] for name in ("yann-lecun", "bo-cup", "cy-dot")}


def test_an_orcid_is_one_person_whatever_is_printed() -> None:
    made = wrote(f"Ada Beam {ADA}", f"Ada Cup {ADA}", "Ada Cup")
    assert shelf(made) == {"ada-beam": ["p0", "p1", "p2"]}
    assert made.authors["ada-beam"].name == "Ada Cup"
    assert made.authorship.redirects == {"ada-cup": "ada-beam"}


def test_an_orcid_is_evidence_for_initials() -> None:
    made = wrote(f"A. Beam {ADA}", f"Ada Beam {ADA}", "A. Beam; Bo Cup")
    assert shelf(made) == {"ada-beam": ["p0", "p1", "p2"], "bo-cup": ["p2"]}


def test_initials_with_an_orcid_stay_ambiguous_elsewhere() -> None:
    made = wrote(f"A. Beam {ADA}", f"Ada Beam {ADA}", "A. Beam", "Alan Beam")
    assert shelf(made) == {"ada-beam": ["p0", "p1"], "a-beam": ["p2"], "alan-beam": ["p3"]}
    assert made.authors["a-beam"].namesakes == ("ada-beam",)
    assert made.authors["a-beam"].orcid is None


def test_two_people_of_one_name() -> None:
    first = wrote(f"Ada Beam {BO}", "Ada Beam")
    assert shelf(first) == {"ada-beam": ["p0", "p1"]}
    made = wrote(f"Ada Beam {BO}", "Ada Beam", f"Ada Beam {ADA}", f"Ada Beam {CY}")
    assert shelf(made) == {
        "ada-beam": ["p0", "p1"],
        f"ada-beam-{ADA}": ["p2"],
        f"ada-beam-{CY}": ["p3"],
    }
    assert [author.orcid for author in made.authors.values()] == [BO, ADA, CY]
    assert made.authors["ada-beam"].namesakes == (f"ada-beam-{CY}", f"ada-beam-{ADA}")
    assert made.authors["ada-beam"].label == f"Ada Beam ({BO})"
    assert first.authors["ada-beam"].label == "Ada Beam"
    assert made.authorship.ambiguous == {"ada-beam"}
    assert made.authorship.redirects == {}


def test_two_people_of_one_name_on_one_paper() -> None:
    made = wrote(f"Ada Beam {BO}; Ada Beam {ADA}")
    (paper,) = made.papers
    assert made.authorship.slugs_of(paper) == ("ada-beam", f"ada-beam-{ADA}")


def person(name: str, **more: object) -> Person:
    return Person(name=name, source=SOURCE, **more)  # type: ignore[arg-type]


ENTRIES: Mapping[str, tuple[Sequence[Person], dict[str, list[str]]]] = {
    "an entry with an ORCID iD has the plain address": (
        [person("Ada Beam", orcid=ADA)],
        {f"ada-beam-{BO}": ["p0"], "ada-beam": ["p1", "p2"], "a-beam": ["p3"]},
    ),
    "variants": (
        [person("Ada Beam", variants=("A. Beam",))],
        {"ada-beam": ["p0", "p2", "p3"], f"ada-beam-{ADA}": ["p1"]},
    ),
    "papers and ids": (
        [
            person("Ada Beam", orcid=BO),
            person("Ada Beam", id="beam-of-bo", orcid=ADA, papers=("p2",)),
        ],
        {"ada-beam": ["p0"], "beam-of-bo": ["p1", "p2"], "a-beam": ["p3"]},
    ),
    "the second entry of a name": (
        [person("Ada Beam", orcid=BO), person("Ada Beam", orcid=ADA)],
        {"ada-beam": ["p0", "p2"], f"ada-beam-{ADA}": ["p1"], "a-beam": ["p3"]},
    ),
}


@pytest.mark.parametrize(("people", "papers"), ENTRIES.values(), ids=ENTRIES)
def test_entries_win(people: Sequence[Person], papers: dict[str, list[str]]) -> None:
    made = wrote(f"Ada Beam {BO}", f"Ada Beam {ADA}", "Ada Beam", "A. Beam", people=people)
    assert shelf(made) == papers


def test_an_entry_keeps_forms_of_a_name_apart() -> None:
    lists = ("Y. LeCun; Bo Cup", "Yann LeCun; Bo Cup")
    assert "y-lecun" not in wrote(*lists).authors
    assert "y-lecun" in wrote(*lists, people=[person("Y. LeCun")]).authors


def test_an_entry_draws_further_forms() -> None:
    people = [person("Yann André LeCun", variants=("Yann LeCun",), orcid=ADA)]
    made = wrote("Y. LeCun; Bo Cup", "Yann LeCun; Bo Cup", people=people)
    assert shelf(made) == {"yann-andre-lecun": ["p0", "p1"], "bo-cup": ["p0", "p1"]}
    assert made.authorship.redirects == dict.fromkeys(("y-lecun", "yann-lecun"), "yann-andre-lecun")


def test_an_orcid_of_an_entry_is_theirs_under_any_name() -> None:
    people = [person("Ada Beam", orcid=ADA)]
    made = wrote(f"Ada Cup {ADA}", "Ada Beam", "Ada Cup", people=people)
    assert shelf(made) == {"ada-beam": ["p0", "p1", "p2"]}


@pytest.mark.parametrize(
    ("names", "shown", "slug"),
    [
        (("LeCun, Yann",), "LeCun, Yann", "lecun-yann"),
        (("LeCun, Yann", "Yann LeCun"), "Yann LeCun", "yann-lecun"),
        (("Team, Gemini", "Team Gemini"), "Team Gemini", "team-gemini"),
        (("LeCun, Yann", "LeCun, Yann"), "LeCun, Yann", "lecun-yann"),
    ],
)
def test_family_name_first(names: tuple[str, ...], shown: str, slug: str) -> None:
    made = wrote(*names)
    assert shelf(made) == {slug: [f"p{n}" for n in range(len(names))]}
    assert made.authors[slug].name == shown


def test_initials_after_a_family_name() -> None:
    apart = wrote("LeCun, Y.", "Yann LeCun")
    assert {slug: one.name for slug, one in apart.authors.items()} == {
        "y-lecun": "Y. LeCun",
        "yann-lecun": "Yann LeCun",
    }
    both = wrote("LeCun, Y.; Cup, Bo", "LeCun, Yann; Cup, Bo")
    assert shelf(both) == {"yann-lecun": ["p0", "p1"], "cup-bo": ["p0", "p1"]}
    assert both.authors["yann-lecun"].name == "Yann LeCun"


def test_a_family_name_first_gives_its_address_away() -> None:
    assert wrote("LeCun, Yann", "Yann LeCun").authorship.redirects == {"lecun-yann": "yann-lecun"}


def test_the_first_form_gives_the_address() -> None:
    early = wrote("Alexei Efros; Bo Cup", "Alexei A. Efros; Bo Cup", "Alexei A. Efros; Bo Cup")
    assert early.authors["alexei-efros"].name == "Alexei A. Efros"
    assert early.authorship.redirects == {"alexei-a-efros": "alexei-efros"}


def test_names_are_counted_by_paper() -> None:
    made = wrote("Ada Beam; ada beam", "ada beam", "Ada Beam")
    counts = Counter({"Ada Beam": 2, "ada beam": 2})
    assert made.authors["ada-beam"].name == min(counts)
