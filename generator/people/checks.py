"""Checks of authors.yml: entries that contradict each other, or the papers that they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.people.entries import names_of, slugs_of
from generator.people.names import turned
from generator.problems import Problem, nearest, quoted
from generator.records.document import problem_at
from generator.records.identifiers import address_slug
from generator.records.models import Paper, Person


def check_people(
    people: Sequence[Person], papers: Iterable[Paper], ids: Iterable[str]
) -> Iterator[Problem]:
    """Yield what is wrong in the entries of authors.yml; `ids` are those of unread papers, too."""
    yield from _names(people)
    yield from _orcids(people)
    yield from _addresses(people, papers)
    by_id: dict[str, Paper | None] = dict.fromkeys(ids)
    by_id |= {paper.id: paper for paper in papers}
    claims: dict[tuple[str, str], Person] = {}
    for person in people:
        yield from _papers(person, by_id, claims)


def _names(people: Iterable[Person]) -> Iterator[Problem]:
    names: dict[str, Person] = {}
    for person in people:
        if person.id:
            continue
        for name in names_of(person):
            earlier = names.setdefault(name, person)
            if earlier is not person and not person.orcid:
                message = f"the name is already on line {earlier.source.line}"
                advice = "keep one entry a person, or give another person of the name an id"
                yield problem_at(person.source, ("name",), message, advice, key="name")


def _orcids(people: Iterable[Person]) -> Iterator[Problem]:
    first: dict[str, Person] = {}
    for person in people:
        if person.orcid and (earlier := first.setdefault(person.orcid, person)) is not person:
            message = f"{quoted(person.orcid)} is already on line {earlier.source.line}"
            advice = "keep one entry a person"
            yield problem_at(person.source, ("orcid",), message, advice, key="orcid")


def _addresses(people: Sequence[Person], papers: Iterable[Paper]) -> Iterator[Problem]:
    """Find ids that are the address of someone else."""
    if not any(person.id for person in people):
        return
    names = sorted({author.name for paper in papers for author in paper.authors})
    taken = {address_slug(name): name for name in names}
    for person, slug in zip(people, slugs_of(people), strict=True):
        if not person.id:
            taken[slug] = person.name
    first: dict[str, Person] = {}
    for person in people:
        if person.id and person.id in taken:
            message = f"{quoted(person.id)} is the address of {quoted(taken[person.id])}"
            yield problem_at(person.source, ("id",), message, "choose another id", key="id")
        elif person.id and (earlier := first.setdefault(person.id, person)) is not person:
            message = f"{quoted(person.id)} is already on line {earlier.source.line}"
            yield problem_at(person.source, ("id",), message, "choose another id", key="id")


def _papers(
    person: Person, papers: Mapping[str, Paper | None], claims: dict[tuple[str, str], Person]
) -> Iterator[Problem]:
    """Find papers of an entry that do not exist, print none of its names, or are another's."""
    names = names_of(person)
    for position, paper_id in enumerate(person.papers):
        where, key = ("papers", position), f"papers[{position}]"
        if paper_id not in papers:
            close = nearest(paper_id, papers)
            advice = f'did you mean "{close}"?' if close else "write the id of one on this shelf"
            message = f"no paper {quoted(paper_id)}"
            yield problem_at(person.source, where, message, advice, key=key)
            continue
        paper = papers[paper_id]
        if paper and _printed(paper).isdisjoint(names):
            message = f"{quoted(paper_id)} prints none of the names"
            advice = "add the name that it prints to variants, or leave the paper out"
            yield problem_at(person.source, where, message, advice, key=key)
        if paper and (orcid := _other_orcid(paper, person)):
            message = f"{quoted(paper_id)} gives the ORCID iD {orcid} beside the name"
            advice = "leave the paper out, or mend one of the two"
            yield problem_at(person.source, where, message, advice, key=key)
        for name in names:
            earlier = claims.setdefault((paper_id, name), person)
            if earlier is not person:
                message = f"{quoted(paper_id)} is already on line {earlier.source.line}"
                advice = "name it in the entry of the one who wrote it"
                yield problem_at(person.source, where, message, advice, key=key)


def _printed(paper: Paper) -> set[str]:
    """Return the names on a paper as addresses, also turned round where they have a comma."""
    names = [author.name for author in paper.authors]
    return set(map(address_slug, [*names, *filter(None, map(turned, names))]))


def _other_orcid(paper: Paper, person: Person) -> str | None:
    """Return an ORCID iD that a paper gives beside one of a person's names and is not theirs."""
    names = names_of(person)
    given = (a.orcid for a in paper.authors if a.orcid and address_slug(a.name) in names)
    return next((orcid for orcid in given if orcid != person.orcid), None)
