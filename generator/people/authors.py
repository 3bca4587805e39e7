"""Authors: everyone who wrote papers on the shelf, when it is known who each name is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from generator.people.entries import Entries
from generator.people.names import parts, turned
from generator.people.uses import Uses, arrival
from generator.records.identifiers import address_slug, fold
from generator.records.models import Paper


class Author(Struct, frozen=True, kw_only=True, gc=False):
    """Someone who wrote papers on the shelf."""

    slug: str
    name: str
    orcid: str | None
    homepage: str | None
    papers: tuple[Paper, ...]
    namesakes: tuple[str, ...] = ()
    """The addresses of others of whom papers print a name of this author."""

    @property
    def label(self) -> str:
        """The name, with the ORCID iD where it tells the author from a namesake."""
        return f"{self.name} ({self.orcid})" if self.namesakes and self.orcid else self.name

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
    redirects: Mapping[str, str]
    """Where the address of a name leads that is not the address of whom it means."""
    ambiguous: frozenset[str]
    """The names, as addresses, that mean several people."""
    inferred: Set[str]
    """The ids of papers of which neither names nor authors.yml alone tell who wrote them."""

    def slugs_of(self, paper: Paper) -> tuple[str, ...]:
        """Return the addresses of a paper's authors in printed order."""
        told = self.by_paper.get(paper.id)
        return told or tuple([self.by_name[author.name] for author in paper.authors])


def authors_of(
    papers: Sequence[Paper], uses: Uses, entries: Entries, authorship: Authorship
) -> dict[str, Author]:
    """Return all authors by address; the papers of each are in the order of all papers."""
    names: dict[str, list[str]] = {}
    for name, slug in authorship.by_name.items():
        names.setdefault(slug, []).append(name)
    several = _of_several(papers, uses, names, authorship)
    orcids = _orcids(uses, authorship)
    namesakes = _namesakes(uses, several, authorship)
    authors = {}
    for slug in (*names, *(slug for slug in several if slug not in names)):
        group = several[slug] if slug in several else uses.written[names[slug][0]]
        if not group:
            continue
        person = entries.people.get(slug)
        shown = _shown(slug, group, authorship) if slug in several else names[slug][0]
        authors[slug] = Author(
            slug=slug,
            name=person.name if person else shown,
            orcid=(person and person.orcid) or orcids.get(slug),
            homepage=person.homepage if person else None,
            papers=tuple(group),
            namesakes=namesakes.get(slug, ()),
        )
    return authors


def _of_several(
    papers: Sequence[Paper], uses: Uses, names: Mapping[str, Sequence[str]], authorship: Authorship
) -> dict[str, list[Paper]]:
    """Return the papers of each author who is not one name alone."""
    several: dict[str, dict[str, Paper]] = {
        slug: {paper.id: paper for name in some for paper in uses.written[name]}
        for slug, some in names.items()
        if len(some) > 1 or turned(some[0])
    }
    for paper in [paper for paper in papers if paper.id in authorship.by_paper]:
        for slug, author in zip(authorship.slugs_of(paper), paper.authors, strict=True):
            for who in (slug, authorship.by_name[author.name]):
                if who not in several:
                    some = names.get(who, ())
                    several[who] = {p.id: p for name in some for p in uses.written[name]}
            several[slug][paper.id] = paper
    place = {paper.id: number for number, paper in enumerate(papers)} if several else {}
    return {
        slug: sorted(
            (paper for paper in some.values() if slug in authorship.slugs_of(paper)),
            key=lambda paper: place[paper.id],
        )
        for slug, some in several.items()
    }


def printed_names(slug: str, papers: Iterable[Paper], authorship: Authorship) -> Counter[str]:
    """Return the names that papers print of an author, and on how many each stands."""
    return Counter(
        name
        for paper in papers
        for name in dict.fromkeys(
            entry.name
            for entry, who in zip(paper.authors, authorship.slugs_of(paper), strict=True)
            if who == slug
        )
    )


def _shown(slug: str, papers: Iterable[Paper], authorship: Authorship) -> str:
    """Return the commonest name, if possible one without an initial first."""
    counts = printed_names(slug, papers, authorship)
    natural: Counter[str] = Counter()
    for name, number in counts.items():
        turn = turned(name)
        natural[turn if turn and address_slug(name) != slug else name] += number

    def order(name: str) -> tuple[bool, int, str]:
        named = parts(address_slug(name))
        return bool(named and named.is_initial), -natural[name], name

    return min(natural, key=order)


def _orcids(uses: Uses, authorship: Authorship) -> dict[str, str]:
    """Return the ORCID iD of each author on the first paper to come that prints one."""
    orcids: dict[str, str] = {}
    papers = {told.paper.id: told.paper for told in uses.told}
    for paper in sorted(papers.values(), key=arrival):
        for entry, slug in zip(paper.authors, authorship.slugs_of(paper), strict=True):
            if entry.orcid:
                orcids.setdefault(slug, entry.orcid)
    return orcids


def _namesakes(
    uses: Uses, several: Mapping[str, Sequence[Paper]], authorship: Authorship
) -> dict[str, tuple[str, ...]]:
    """Return the others of whom papers print a name of an author."""
    meant: dict[str, set[str]] = defaultdict(set)
    namesakes: dict[str, set[str]] = defaultdict(set)
    if authorship.by_paper:
        for slug, papers in several.items():
            for name in printed_names(slug, papers, authorship):
                meant[uses.slugs[name]].add(slug)
    for slugs in meant.values():
        for slug in slugs:
            namesakes[slug] |= slugs - {slug}
    return {slug: tuple(sorted(others)) for slug, others in namesakes.items() if others}
