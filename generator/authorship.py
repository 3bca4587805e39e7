"""Authorship: who wrote which papers, under all the names that papers print."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from generator.records.identifiers import address_slug, fold
from generator.records.models import Paper, Person


class Author(Struct, frozen=True, kw_only=True, gc=False):
    """Someone who wrote papers on the shelf."""

    slug: str
    name: str
    orcid: str | None
    homepage: str | None
    papers: tuple[Paper, ...]

    @property
    def sort_key(self) -> tuple[str, str]:
        """Family name (the last word), then the whole name, without case and diacritics."""
        whole = fold(self.name)
        return (whole.split() or [""])[-1], whole


class Authorship(Struct, frozen=True, kw_only=True, gc=False):
    """Who each printed name of a paper is, as the address of an author."""

    by_name: Mapping[str, str]
    """Whom a name means where nothing tells otherwise."""
    by_paper: Mapping[str, tuple[str, ...]]
    """The authors, in printed order, of each paper on which a name means someone else; by id."""

    def slugs_of(self, paper: Paper) -> tuple[str, ...]:
        """Return the addresses of a paper's authors in printed order."""
        told = self.by_paper.get(paper.id)
        return told or tuple([self.by_name[author.name] for author in paper.authors])


def authors_of(
    papers: Sequence[Paper], people: Sequence[Person]
) -> tuple[Authorship, dict[str, Author]]:
    """Return who each printed name is, and every author by address.

    An author's papers keep the order of `papers`, whose ids differ.
    """
    written, orcids = _by_name(papers)
    slugs = _slugs(written, people)
    authors: dict[str, Author] = {}
    shared: set[str] = set()
    for name, slug in slugs.items():
        if slug in authors:
            shared.add(slug)
        else:
            authors[slug] = Author(
                slug=slug,
                name=name,
                orcid=orcids.get(name),
                homepage=None,
                papers=tuple(written[name]),
            )
    authors |= _of_several_names(shared, slugs, written, papers)
    authors |= {p.slug: _with_entry(authors[p.slug], p) for p in people if p.slug in authors}
    return Authorship(by_name=slugs, by_paper={}), authors


def _by_name(papers: Iterable[Paper]) -> tuple[dict[str, list[Paper]], dict[str, str]]:
    """Return the papers and the first ORCID iD of each name as it is printed."""
    written: dict[str, list[Paper]] = {}
    orcids: dict[str, str] = {}
    for paper in papers:
        for author in paper.authors:
            name = author.name
            group = written.get(name)
            if group is None:
                written[name] = [paper]
            elif group[-1] is not paper:
                group.append(paper)
            if author.orcid:
                orcids.setdefault(name, author.orcid)
    return written, orcids


def _slugs(names: Iterable[str], people: Sequence[Person]) -> dict[str, str]:
    known = {address_slug(name): p.slug for p in people for name in (p.name, *p.variants)}
    own = {name: address_slug(name) for name in names}
    return {name: known.get(slug, slug) for name, slug in own.items()} if known else own


def _of_several_names(
    shared: set[str],
    slugs: Mapping[str, str],
    written: Mapping[str, Sequence[Paper]],
    papers: Iterable[Paper],
) -> dict[str, Author]:
    """Return the authors with an address that several names have."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, slug in slugs.items():
        if slug in shared:
            names[slug].append(name)
    place = {paper.id: place for place, paper in enumerate(papers)} if shared else {}
    authors = {}
    for slug, printed in names.items():
        own = {place[paper.id]: paper for name in printed for paper in written[name]}
        in_order = tuple(own[number] for number in sorted(own))
        given = (a.orcid for paper in in_order for a in paper.authors if slugs[a.name] == slug)
        authors[slug] = Author(
            slug=slug,
            name=min(printed, key=lambda name: (-len(written[name]), name)),
            orcid=next(filter(None, given), None),
            homepage=None,
            papers=in_order,
        )
    return authors


def _with_entry(author: Author, person: Person) -> Author:
    """Return an author as authors.yml has them."""
    return Author(
        slug=author.slug,
        name=person.name,
        orcid=person.orcid or author.orcid,
        homepage=person.homepage,
        papers=author.papers,
    )
