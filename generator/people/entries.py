"""Entries: what authors.yml says of who is who, which holds whatever the papers print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.records.identifiers import address_slug
from generator.records.models import Person


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of authors.yml, by what tells that a name on a paper means one of them."""

    people: Mapping[str, Person]
    """By address."""
    by_name: Mapping[str, str]
    """The address of whom a name means where nothing else tells; names as addresses."""
    by_orcid: Mapping[str, str]
    by_paper: Mapping[tuple[str, str], str]
    """By a paper's id and a name on it."""


def names_of(person: Person) -> dict[str, None]:
    """Return the names of an entry as addresses, its own first."""
    return dict.fromkeys(map(address_slug, (person.name, *person.variants)))


def slugs_of(people: Sequence[Person]) -> list[str]:
    """Return the address of each entry.

    It is the entry's id, or its name's; where the name is an earlier entry's, with the ORCID iD.
    """
    taken: set[str] = set()
    slugs = []
    for person in people:
        own = address_slug(person.name)
        is_second = own in taken and person.orcid is not None
        slugs.append(person.id or (with_orcid(own, str(person.orcid)) if is_second else own))
        if not person.id:
            taken |= names_of(person).keys()
    return slugs


def with_orcid(slug: str, orcid: str) -> str:
    """Return the address of someone whose name is another person's, too."""
    return f"{slug}-{orcid.lower()}"


def entries_of(people: Sequence[Person]) -> Entries:
    """Return what the entries say; the first of two that say the same holds."""
    known: dict[str, Person] = {}
    names: dict[str, str] = {}
    orcids: dict[str, str] = {}
    papers: dict[tuple[str, str], str] = {}
    for person, slug in zip(people, slugs_of(people), strict=True):
        known.setdefault(slug, person)
        if person.orcid:
            orcids.setdefault(person.orcid, slug)
        for name in names_of(person):
            if not person.id:
                names.setdefault(name, slug)
            for paper in person.papers:
                papers.setdefault((paper, name), slug)
    return Entries(known, names, orcids, papers)
