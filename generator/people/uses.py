"""Uses: where papers print which names, gathered once from all papers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.people.names import are_compatible, parts, rough, turned
from generator.records.identifiers import address_slug
from generator.records.models import Paper

Arrival = tuple[datetime.date, str]


@dataclass(frozen=True, slots=True)
class Told:
    """An author of a paper whose ORCID iD the paper gives."""

    paper: Paper
    slug: str
    """The name as an address."""
    orcid: str


@dataclass(frozen=True)
class Uses:
    """All printed names of some papers, each also as an address, which its like share."""

    written: Mapping[str, list[Paper]]
    """The papers of each name as it is printed, in the order of the papers."""
    slugs: Mapping[str, str]
    """The address of each printed name."""
    told: Sequence[Told]
    _seen: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def forms(self) -> Mapping[str, list[str]]:
        """The printed names of each address."""
        forms: dict[str, list[str]] = {}
        for name, slug in self.slugs.items():
            forms.setdefault(slug, []).append(name)
        return forms

    def papers(self, slug: str) -> dict[str, Paper]:
        """Return the papers that print a name, by id."""
        return {p.id: p for name in self.forms[slug] for p in self.written[name]}

    def arrival(self, slug: str) -> Arrival:
        """Return when the first paper with a name came, as `catalog.by_arrival` sorts."""
        return min(map(arrival, self.papers(slug).values()))

    def others(self, paper: Paper, slug: str) -> frozenset[str]:
        """Return the names on a paper but for one."""
        seen = self._seen.get(paper.id)
        if seen is None:
            seen = frozenset([self.slugs[author.name] for author in paper.authors])
            self._seen[paper.id] = seen
        return seen - {slug}

    def coauthors(self, slugs: Iterable[str]) -> set[str]:
        """Return the names on the papers that print one of some names, but for these."""
        own = set(slugs)
        papers = (paper for slug in own for paper in self.papers(slug).values())
        return {name for paper in papers for name in self.others(paper, "")} - own


def arrival(paper: Paper) -> Arrival:
    """Return what sorts papers by the day on which they came."""
    return paper.added or datetime.date.min, paper.id


def uses_of(papers: Iterable[Paper], known: Iterable[str] = ()) -> Uses:
    """Return the uses of all names on some papers; `known` are further names, as addresses."""
    written: dict[str, list[Paper]] = {}
    told: list[tuple[Paper, str, str]] = []
    for paper in papers:
        for author in paper.authors:
            name = author.name
            group = written.get(name)
            if group is None:
                written[name] = [paper]
            elif group[-1] is not paper:
                group.append(paper)
            if author.orcid:
                told.append((paper, name, author.orcid))
    slugs = _slugs(written, known)
    return Uses(written, slugs, [Told(paper, slugs[name], orcid) for paper, name, orcid in told])


def _slugs(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return the address of each name.

    "LeCun, Yann" has that of "Yann LeCun" if this name is known, or one that may be the same.
    """
    plain = {name: address_slug(name) for name in names}
    natural = {name: address_slug(turn) for name in plain if "," in name and (turn := turned(name))}
    if natural:
        there = {slug for name, slug in plain.items() if name not in natural}.union(known)
        like: dict[str, set[str]] = defaultdict(set)
        for slug in {*there, *natural.values()}:
            like[rough(slug)].add(slug)
        plain |= {n: s for n, s in natural.items() if s in there or _has_like(s, like[rough(s)])}
    return plain


def _has_like(slug: str, others: Iterable[str]) -> bool:
    """Tell whether another name may be the same person's."""
    name = parts(slug)
    named = (parts(other) for other in others if other != slug)
    return name is not None and any(other and are_compatible(name, other) for other in named)


def shared(uses: Uses, paper: Paper, slug: str, theirs: set[str], rougher: set[str]) -> bool:
    """Tell whether a paper has a co-author among some names, or two who may be.

    `rougher` are family names and first letters of the same, as `rough` gives them.
    """
    others = uses.others(paper, slug)
    if not others.isdisjoint(theirs):
        return True
    return len({rough(other) for other in others} & rougher) > 1
