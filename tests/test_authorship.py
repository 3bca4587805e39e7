"""Authorship: one author for all names of one address."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.authorship import authors_of
from generator.records.document import Source
from generator.records.identifiers import address_slug
from generator.records.models import Author, Paper, Person

SOURCE = Source("tests")
ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700", None)
PRINTED = st.builds(
    lambda name, orcid: Author(name=name, orcid=orcid),
    st.sampled_from(["Ada B", "ada b", "Ada Ḃ", "A. B", "李明", "Bo C", "Bo Ç"]),
    st.sampled_from(ORCIDS),
)
PEOPLE = (
    (),
    (Person(name="Ada B", source=SOURCE, variants=("A. B",), homepage="https://a.example"),),
    (Person(name="Bo D", source=SOURCE, variants=("Bo C",), orcid=ORCIDS[0]),),
)


def papers_of(lists: list[list[Author]]) -> list[Paper]:
    return [
        Paper(id=f"p{n}", source=SOURCE, title="A", authors=tuple(names))
        for n, names in enumerate(lists)
    ]


@given(
    papers=st.lists(st.lists(PRINTED, max_size=3)).map(papers_of), people=st.sampled_from(PEOPLE)
)
def test_each_author_has_all_their_papers(papers: list[Paper], people: tuple[Person, ...]) -> None:
    authorship, authors = authors_of(papers, people)
    slugs = authorship.by_name
    known = {address_slug(n): p.slug for p in people for n in (p.name, *p.variants)}
    uses = [(author, paper) for paper in papers for author in paper.authors]
    own = {author.name: address_slug(author.name) for author, _ in uses}
    assert slugs == {name: known.get(slug, slug) for name, slug in own.items()}
    assert list(authors) == list(dict.fromkeys(slugs[author.name] for author, _ in uses))
    for slug, author in authors.items():
        theirs = [(given, paper) for given, paper in uses if slugs[given.name] == slug]
        entry = next((person for person in people if person.slug == slug), None)
        names = Counter(name for name, _ in {(given.name, paper.id) for given, paper in theirs})
        orcids = [entry and entry.orcid, *(given.orcid for given, _ in theirs), None]
        assert author.papers == tuple({paper.id: paper for _, paper in theirs}.values())
        assert author.name == (entry or Person(name=most_used(names), source=SOURCE)).name
        assert author.orcid == next((orcid for orcid in orcids if orcid), None)
        assert author.homepage == (entry.homepage if entry else None)


def most_used(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
