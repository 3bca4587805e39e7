"""Identity: which names, ORCID iDs and entries of authors.yml are one person.

Everyone begins as their own: a name (as an address), an ORCID iD, an entry. They are joined by what
authors.yml says, then by ORCID iDs, and then by the cautious rules for forms of one name that
docs/people.md states. Nobody ever has two ORCID iDs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.people.entries import Entries, with_orcid
from generator.people.likeness import Form, forms
from generator.people.names import are_compatible, has_compound, is_fuller, parts, rough
from generator.people.uses import Arrival, Uses, arrival, shared

_ENTRY, _ORCID = "=", "@"
"""Before the address of an entry and before an ORCID iD; no name as an address begins so."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is meant, as the address of an author's page."""

    by_slug: Mapping[str, str]
    """By a name, as an address, where nothing else tells; only where it is not itself."""
    by_orcid: Mapping[str, str]
    ambiguous: frozenset[str]
    """The names, as addresses, that mean several people."""


def identity(uses: Uses, entries: Entries) -> Identity:
    """Return who is who."""
    known = _Known(uses, entries)
    known.by_orcids()
    known.by_forms()
    return known.result()


class _Known:
    """What is known while it is found out."""

    def __init__(self, uses: Uses, entries: Entries) -> None:
        self.uses = uses
        self.entries = entries
        self.joined: dict[str, str] = {}
        self.names_of: dict[str, list[str]] = defaultdict(list)
        """The names that mean someone, beside the one who they are."""
        self.orcid_of: dict[str, str] = {}
        """The ORCID iD of someone who is not that iD."""
        self.later: dict[str, str] = {}
        """Names whose ORCID iD stands beside a fuller name, too."""
        self.claims: dict[str, set[str]] = defaultdict(set)
        """Whom entries say that a name means on some papers."""
        for name, slug in entries.by_name.items():
            self._join(name, _ENTRY + slug)
        for orcid, slug in entries.by_orcid.items():
            self._join(_ORCID + orcid, _ENTRY + slug)
            self.orcid_of[_ENTRY + slug] = orcid
        for (_, name), slug in entries.by_paper.items():
            self.claims[name].add(_ENTRY + slug)
        self.printed = _printed(uses, entries)

    def _join(self, one: str, other: str) -> None:
        """Let the first be the second from now on."""
        self.joined[one] = other
        self.names_of[other] += self.names_of.pop(one, [])
        if _is_name(one):
            self.names_of[other].append(one)

    def who(self, one: str) -> str:
        """Return who stands for someone."""
        while one in self.joined:
            one = self.joined[one]
        return one

    def names(self, who: str) -> list[str]:
        """Return all names that mean someone."""
        own = [who] if _is_name(who) else []
        return own + self.names_of.get(who, [])

    def by_orcids(self) -> None:
        """Give each name to the first who has it with an ORCID iD."""
        apart = {person.orcid for person in self.entries.people.values() if person.id}
        holders: dict[str, list[str]] = defaultdict(list)
        for name, orcids in sorted(self.printed.items()):
            own = sorted((first, orcid) for orcid, first in orcids.items() if orcid not in apart)
            if self.who(name).startswith(_ENTRY):
                self._complete(self.who(name), [orcid for _, orcid in own])
            elif own:
                holders[own[0][1]].append(name)
        for orcid, names in sorted(holders.items()):
            self._hold(orcid, names)

    def _complete(self, who: str, orcids: list[str]) -> None:
        """Give an entry without an ORCID iD the first that stands beside its name."""
        if who not in self.orcid_of and orcids and _ORCID + orcids[0] not in self.joined:
            self._join(_ORCID + orcids[0], who)
            self.orcid_of[who] = orcids[0]

    def _hold(self, orcid: str, names: list[str]) -> None:
        """Give names to an ORCID iD, but not yet those that say less than others of it."""
        every = [*names, *self.names(self.who(_ORCID + orcid))]
        for name in names:
            if any(_says_less(name, other) for other in every):
                self.later[name] = orcid
            else:
                self._join(name, self.who(_ORCID + orcid))

    def by_forms(self) -> None:
        """Join forms of a name with the fuller one where all speaks for it."""
        owned, printed = self.entries.by_name, self.uses.forms
        for form in forms(dict.fromkeys((*printed, *owned))):
            if form.slug in owned or form.slug not in printed:
                continue
            one, target = self.who(form.slug), self._target(form)
            if target and target != one and self._fits(form, target):
                self._unite(one, target)

    def _unite(self, one: str, other: str) -> None:
        """Let two be one; an entry stays what it is, and two entries stay two."""
        if one.startswith(_ENTRY):
            one, other = other, one
        if not one.startswith(_ENTRY):
            if orcid := self._orcid(one):
                self.orcid_of[other] = orcid
            self._join(one, other)

    def _orcid(self, who: str) -> str | None:
        return who[1:] if who.startswith(_ORCID) else self.orcid_of.get(who)

    def _target(self, form: Form) -> str | None:
        """Return the only one on the shelf whom a form of a name may mean."""
        people = {self.who(fuller) for fuller in form.fuller}
        if len(people) > 1 or any(map(self.is_ambiguous, (form.slug, *form.fuller))):
            return None
        for rival in form.rivals:
            if self.who(rival) not in people and not _fits_all(rival, form.fuller):
                return None
        return people.pop()

    def _fits(self, form: Form, target: str) -> bool:
        """Tell whether ORCID iDs and co-authors say that a form means someone."""
        if form.slug in self.later:
            return self.who(_ORCID + self.later[form.slug]) == target
        mine, theirs = self._orcid(self.who(form.slug)), self._orcid(target)
        if mine and theirs:
            return mine == theirs
        if not form.name.is_initial and self._adds_half_a_name(form):
            return False
        return self._wrote_together(form, target)

    def _adds_half_a_name(self, form: Form) -> bool:
        """Tell whether a fuller form makes another given name of it: Ming Yang, Ming-Hsuan Yang."""
        written = self.uses.forms
        return any(has_compound(name) for s in form.fuller for name in written.get(s, ()))

    def _wrote_together(self, form: Form, target: str) -> bool:
        """Tell whether on each paper with a form of a name stands a co-author of the other."""
        uses, papers = self.uses, self.uses.papers(form.slug)
        names = [name for name in self.names(target) if name in uses.forms]
        if any(papers.keys() & uses.papers(name).keys() for name in names):
            return False
        theirs = uses.coauthors(names) - {form.slug}
        rougher = {rough(other) for other in theirs} - {rough(form.slug)}
        return all(shared(uses, p, form.slug, theirs, rougher) for p in papers.values())

    def is_ambiguous(self, name: str) -> bool:
        """Tell whether a name is known to mean several people."""
        who = self.who(name)
        others = {self.who(_ORCID + orcid) for orcid in self.printed.get(name, ())}
        others |= self.claims.get(name, set())
        if name in self.later:
            others.discard(self.who(_ORCID + self.later[name]))
        return bool(others - {who})

    def result(self) -> Identity:
        """Return what was found out."""
        orcids = {*self.entries.by_orcid, *(o for some in self.printed.values() for o in some)}
        everyone = {self.who(one) for one in (*self.joined, *(_ORCID + orcid for orcid in orcids))}
        homes = {who: self._address(who) for who in everyone}
        names = [name for who in everyone for name in self.names(who)]
        return Identity(
            by_slug={n: home for n in names if (home := homes[self.who(n)]) != n},
            by_orcid={orcid: homes[self.who(_ORCID + orcid)] for orcid in orcids},
            ambiguous=frozenset(filter(self.is_ambiguous, {*self.printed, *self.claims})),
        )

    def _address(self, who: str) -> str:
        """Return an entry's address; else that of the first name, if possible no initial."""
        if who.startswith(_ENTRY):
            return who[1:]
        if names := self.names(who):
            return min(names, key=lambda n: (_is_initial(n), self.uses.arrival(n), n))
        orcid = who[1:]
        first = min((some[orcid], name) for name, some in self.printed.items() if orcid in some)
        return with_orcid(first[1], orcid)


def _printed(uses: Uses, entries: Entries) -> dict[str, dict[str, Arrival]]:
    """Return the ORCID iDs that stand beside each name, and when each first did."""
    printed: dict[str, dict[str, Arrival]] = defaultdict(dict)
    for told in uses.told:
        if (told.paper.id, told.slug) not in entries.by_paper:
            now, some = arrival(told.paper), printed[told.slug]
            some[told.orcid] = min(now, some.get(told.orcid, now))
    return dict(printed)


def _is_name(one: str) -> bool:
    return one[:1] not in {_ENTRY, _ORCID}


def _is_initial(slug: str) -> bool:
    name = parts(slug)
    return name is not None and name.is_initial


def _says_less(slug: str, other: str) -> bool:
    one, two = parts(slug), parts(other)
    if one is None or two is None or one.family != two.family:
        return False
    return is_fuller(two, one) or (one.is_initial and not two.is_initial)


def _fits_all(rival: str, fuller: Iterable[str]) -> bool:
    name = parts(rival)
    others = map(parts, fuller)
    return name is not None and all(other and are_compatible(name, other) for other in others)
