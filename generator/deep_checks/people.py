"""Doubtful people: names that may be one person, or a name that may be two's (docs/people.md)."""

from collections.abc import Iterator, Sequence
from itertools import chain

from generator.catalog import Catalog
from generator.deep_checks.alike import one_letter_apart, turned_round
from generator.people.entries import entries_of
from generator.people.likeness import Form, forms
from generator.people.names import are_compatible, has_compound, parts
from generator.people.uses import Told, Uses, arrival, uses_of
from generator.problems import Problem, Severity, quoted
from generator.records.document import problem_at
from generator.records.models import Paper
from generator.records.yaml_scalars import inline
from generator.rules import Rule

SHOWN = 3


def doubtful_people(catalog: Catalog) -> Iterator[Problem]:
    """Yield a warning for each name of which the rules cannot tell, or hardly, who it is."""
    names = _Names(catalog)
    yield from _forms(names)
    yield from _alike(names)
    yield from _without_orcid(names)
    yield from _borrowed_orcids(names)


class _Names:
    """All names on a shelf, as addresses, and who they are."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.entries = entries_of(catalog.people)
        self.uses: Uses = uses_of(catalog.papers, self.entries.by_name)
        self.listed = self.entries.by_name.keys()

    def who(self, name: str) -> str:
        """Return the address of whom a name means."""
        if name in self.uses.forms:
            return self.catalog.authorship.by_name[self.uses.forms[name][0]]
        return self.entries.by_name[name]

    def written(self, name: str) -> str:
        """Return the commonest way in which papers print a name; or an entry does."""
        if name not in self.uses.forms:
            return self.entries.people[self.entries.by_name[name]].name
        printed = self.uses.written
        return min(self.uses.forms[name], key=lambda form: (-len(printed[form]), form))

    def first(self, name: str) -> Paper:
        """Return the first paper to come that prints a name."""
        return min(self.uses.papers(name).values(), key=arrival)

    def may_be_one(self, name: str, other: str) -> bool:
        """Tell whether nothing speaks against two names being one person."""
        one, two = self.who(name), self.who(other)
        if one == two:
            return False
        if other not in self.uses.forms:
            return True
        orcids = {self.catalog.authors[who].orcid for who in (one, two)} - {None}
        together = self.uses.papers(name).keys() & self.uses.papers(other).keys()
        return len(orcids) < 2 and not together

    def share_a_coauthor(self, name: str, other: str) -> bool:
        """Tell whether somebody wrote with both."""
        return not self.uses.coauthors([name]).isdisjoint(self.uses.coauthors([other]))


def _forms(names: _Names) -> Iterator[Problem]:
    """Find names that may be a shorter form of others, and are not known to be."""
    uses = names.uses
    for form in forms(dict.fromkeys((*uses.forms, *names.listed))):
        name = form.slug
        if name in names.listed or name not in uses.forms or _is_ambiguous(names, name):
            continue
        if any(names.who(name) == names.who(fuller) for fuller in form.fuller):
            continue
        others = sorted(fuller for fuller in form.fuller if _may_mean(names, form, fuller))
        if others:
            what = "may be " + _listed([_named(names, other) for other in others], "or")
            yield _warning(names, names.first(name), name, what, _advice(names, name, others[0]))


def _may_mean(names: _Names, form: Form, fuller: str) -> bool:
    """Tell whether a form may mean a fuller name; half a given name only beside a co-author."""
    if not names.may_be_one(form.slug, fuller):
        return False
    halved = any(map(has_compound, names.uses.forms.get(fuller, ())))
    return form.name.is_initial or not halved or names.share_a_coauthor(form.slug, fuller)


def _is_ambiguous(names: _Names, name: str) -> bool:
    return name in names.catalog.authorship.ambiguous


def _named(names: _Names, name: str) -> str:
    """Return a name as it is written, and where."""
    written = quoted(names.written(name))
    if name not in names.uses.forms:
        return f"{written} of authors.yml"
    return f"{written} ({_place(names.first(name))})"


def _place(paper: Paper) -> str:
    return f"{paper.source.path}:{paper.source.line}"


def _listed(parts_of_text: Sequence[str], last: str) -> str:
    """Return "a", "a or b", "a, b or c", or "a, b, c or 2 more"."""
    shown = [*parts_of_text[:SHOWN]]
    if len(parts_of_text) > SHOWN:
        shown.append(f"{len(parts_of_text) - SHOWN} more")
    return f" {last} ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _alike(names: _Names) -> Iterator[Problem]:
    """Find names that differ by a letter or by the order of their words, and share a co-author."""
    slugs = names.uses.forms
    apart = ((pair, "is one letter from") for pair in one_letter_apart(slugs))
    turned = ((pair, "has the words of") for pair in turned_round(slugs))
    for pair, how in chain(apart, turned):
        name, other = sorted(pair, key=lambda slug: (len(names.uses.papers(slug)), slug))
        settled = name in names.listed or any(_is_ambiguous(names, slug) for slug in pair)
        if settled or not names.may_be_one(name, other):
            continue
        if names.share_a_coauthor(name, other):
            what = f"{how} {_named(names, other)}, and both wrote with the same co-author"
            yield _warning(names, names.first(name), name, what, _advice(names, name, other))


def _advice(names: _Names, name: str, other: str) -> str:
    """Return what to write into authors.yml for one person, and for two."""
    own, theirs = (inline(names.written(one), in_flow=True) for one in (name, other))
    known = names.entries.people.get(names.who(other))
    if known:
        same = f"add {own} to the variants of {inline(known.name, in_flow=True)} in authors.yml"
    else:
        same = f"write into authors.yml: - {{name: {theirs}, variants: [{own}]}}"
    return f"if they are one person, {same}; if not, write: - {{name: {own}}}"


def _warning(names: _Names, paper: Paper, name: str, what: str, advice: str) -> Problem:
    at = next(n for n, author in enumerate(paper.authors) if names.uses.slugs[author.name] == name)
    message = f"{quoted(paper.authors[at].name)} {what}"
    where = ("authors", at)
    return problem_at(
        paper.source,
        where,
        message,
        advice,
        Severity.WARNING,
        f"authors[{at}]",
        Rule.DOUBTFUL_PERSON,
    )


def _without_orcid(names: _Names) -> Iterator[Problem]:
    """Find papers that do not say which of several people of a name wrote them."""
    uses, claimed = names.uses, names.entries.by_paper
    for name in sorted(names.catalog.authorship.ambiguous):
        for paper in sorted(uses.papers(name).values(), key=arrival):
            said = [a.orcid for a in paper.authors if uses.slugs[a.name] == name]
            if any(said) or (paper.id, name) in claimed:
                continue
            who = names.catalog.authors[names.who(name)]
            several = sorted({who.slug, *who.namesakes})
            what = f"is the name of {len(several)} people here, and nothing says which of them"
            entry = f"- {{name: {inline(names.written(name), in_flow=True)}, papers: [{paper.id}]}}"
            advice = (
                "write the ORCID iD beside the name, or list the paper in the person's entry of "
                f"authors.yml: {entry}"
            )
            yield _warning(names, paper, name, what, advice)


def _borrowed_orcids(names: _Names) -> Iterator[Problem]:
    """Find ORCID iDs beside names that do not look like one person's."""
    first: dict[str, Told] = {}
    seen: set[tuple[str, str]] = set()
    for told in sorted(names.uses.told, key=lambda told: (arrival(told.paper), told.slug)):
        earlier = first.setdefault(told.orcid, told)
        pair = (told.slug, told.orcid)
        if pair in seen or _look_alike(told.slug, earlier.slug) or told.slug in names.listed:
            continue
        seen.add(pair)
        what = f"has the ORCID iD {told.orcid} of {_named(names, earlier.slug)}"
        one, two = (inline(names.written(slug), in_flow=True) for slug in (earlier.slug, told.slug))
        advice = (
            "mend the iD; if both are one person, write into authors.yml: "
            f"- {{name: {one}, variants: [{two}]}}"
        )
        yield _warning(names, told.paper, told.slug, what, advice)


def _look_alike(name: str, other: str) -> bool:
    if sorted(name.split("-")) == sorted(other.split("-")):
        return True
    one, two = parts(name), parts(other)
    return name == other or bool(one and two and are_compatible(one, two))
