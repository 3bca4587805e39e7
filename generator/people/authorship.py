"""Authorship: who wrote which papers, under all the names that papers print."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from generator.people.authors import Author, Authorship, authors_of
from generator.people.entries import Entries, entries_of
from generator.people.identity import Identity, identity
from generator.people.uses import Uses, uses_of
from generator.records.digests import digest
from generator.records.identifiers import address_slug
from generator.records.models import Paper, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Some papers and who wrote them."""

    papers: tuple[Paper, ...]
    """With digests that tell who the authors are, where their names alone do not."""
    authorship: Authorship
    authors: Mapping[str, Author]
    """By address, in the order of their first papers; each has all theirs in that order, too."""


def written(papers: Sequence[Paper], people: Sequence[Person]) -> Written:
    """Return who wrote some papers, whose ids differ, by the rules that docs/people.md states."""
    entries = entries_of(people)
    uses = uses_of(papers, entries.by_name)
    found = identity(uses, entries)
    by_name = {name: found.by_slug.get(slug, slug) for name, slug in uses.slugs.items()}
    told = _told(uses, entries, found, by_name)
    inferred = _inferred(uses, entries, by_name, (paper for paper, _ in told.values()))
    authorship = Authorship(
        by_name=by_name,
        by_paper={name: slugs for name, (_, slugs) in told.items()},
        redirects={},
        ambiguous=found.ambiguous,
        inferred=frozenset(inferred),
    )
    if inferred:
        named = {n: _digested(p, authorship.slugs_of(p)) for n, p in inferred.items()}
        papers = [named.get(paper.id, paper) for paper in papers]
        touched = {author.name for paper in named.values() for author in paper.authors}
        again = {n: [named.get(p.id, p) for p in uses.written[n]] for n in touched}
        uses = replace(uses, written={**uses.written, **again}, _seen={})
    authors = authors_of(papers, uses, entries, authorship)
    redirects = dict(_redirects(found, by_name, authors))
    return Written(
        papers=tuple(papers),
        authorship=structs.replace(authorship, redirects=redirects),
        authors=authors,
    )


def _told(
    uses: Uses, entries: Entries, found: Identity, by_name: Mapping[str, str]
) -> dict[str, tuple[Paper, tuple[str, ...]]]:
    """Return each paper on which a name is not whom it means elsewhere, and its authors; by id."""
    papers = {told.paper.id: told.paper for told in uses.told}
    for paper_id, slug in entries.by_paper:
        if slug in uses.forms and (paper := uses.papers(slug).get(paper_id)):
            papers[paper_id] = paper
    made = {}
    for name, paper in papers.items():
        plain = tuple([by_name[author.name] for author in paper.authors])
        slugs = tuple(
            entries.by_paper.get((name, uses.slugs[author.name]))
            or found.by_orcid.get(author.orcid or "", slug)
            for author, slug in zip(paper.authors, plain, strict=True)
        )
        if slugs != plain:
            made[name] = (paper, slugs)
    return made


def _inferred(
    uses: Uses, entries: Entries, by_name: Mapping[str, str], told: Iterable[Paper]
) -> dict[str, Paper]:
    """Return the papers of which neither names nor authors.yml alone tell who wrote them, by id."""
    moved = (name for name, slug in by_name.items() if slug != _plain(name, uses, entries))
    papers = {paper.id: paper for name in moved for paper in uses.written[name]}
    return papers | {paper.id: paper for paper in told}


def _plain(name: str, uses: Uses, entries: Entries) -> str:
    slug = address_slug(name) if "," in name else uses.slugs[name]
    return entries.by_name.get(slug, slug)


def _digested(paper: Paper, slugs: Iterable[str]) -> Paper:
    """Return a paper whose digest also tells who its authors are.

    What was made of it earlier must be made anew when other papers tell something else.
    """
    if not paper.digest:
        return paper
    made = digest(str(paper.digest), "\n".join(slugs).encode())
    return structs.replace(paper, digest=made)


def _redirects(
    found: Identity, by_name: Mapping[str, str], known: Container[str]
) -> Iterator[tuple[str, str]]:
    """Yield the address of each name that is not an author's, and the author whom it means."""
    for slug, home in found.by_slug.items():
        if slug not in known and home in known:
            yield slug, home
    for name, home in by_name.items():
        if "," in name and home in known:
            slug = address_slug(name)
            if slug != home and slug not in known:
                yield slug, home
