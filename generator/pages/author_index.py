"""The index of authors, from A to Z; a long one is letters that lead to parts."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

from generator import addresses
from generator.catalog import Author
from generator.pages import weights
from generator.pages.faces import text_face
from generator.pages.later import Later
from generator.pages.page import Crumb, Page
from generator.pages.parts import Part, Scale, Step, cut, steps
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.records.identifiers import fold

PATH = addresses.index("authors")
CRUMB: Crumb = ("Authors", PATH)
OTHER = "Other"
"""The heading of names that begin with no letter of the alphabet; it has an anchor as they do."""
ONE_IN = 60
SHOWN_FAMILY = 16
MOST_WAYS = 500


Name = tuple[str, Author]
"""An author and what sorts authors by family name, those of other alphabets last."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and its parts."""
    names = sorted(map(_name, shelf.catalog.authors.values()), key=itemgetter(0))
    least = shelf.settings.options.author_page_min_papers
    scale: Scale[Name] = Scale(
        lambda name: weights.name(name[1], least), lambda name: name[1].slug, ONE_IN
    )
    parts = cut(names, scale)
    keys = [_face(shelf, part) for part in parts]
    yield Plan(PATH, "authors", key_of(shelf.faces.shelf, *keys), partial(_index, shelf, parts))
    if len(parts) == 1:
        return
    for part, key in zip(parts, keys, strict=True):
        last = min(part.number + 1, len(parts))
        path = addresses.part(PATH, part.number)
        made = partial(_part, shelf, part, last)
        yield Plan(path, "authors", key_of(part.number, last, key), made)


def _name(author: Author) -> Name:
    name = author.name
    whole = name.lower() if name.isascii() else fold(name)
    family = (whole.split() or [""])[-1]
    return f"{'0' if 'a' <= family[:1] <= 'z' else '1'}{family}\0{whole}", author


def _letter(order: str) -> str:
    """Return the heading that a name stands under."""
    return OTHER if order[0] > "0" else order[1].upper()


def _face(shelf: Shelf, part: Part[Name]) -> int:
    """Number what entries show: name and address, number of papers, iD; and when papers came."""
    faces = shelf.faces.authors
    numbers = [n for _, a in part.entries for n in (faces[a.slug], len(a.papers))]
    numbers += [text_face(a.orcid) for _, a in part.entries if a.namesakes and a.orcid]
    days = {paper.added for _, author in part.entries for paper in author.papers}
    return key_of(max([day.toordinal() for day in days if day], default=0), *numbers)


def _index(shelf: Shelf, parts: Sequence[Part[Name]]) -> Page:
    is_whole = len(parts) == 1
    letters = {
        _letter(beginning): "" if is_whole else addresses.part(PATH, part.number)
        for part in reversed(parts)
        for beginning in {order[:2] for order, _ in part.entries}
    }
    body = shelf.render(
        "authors.md.j2",
        PATH,
        groups=Later(lambda: _groups([name for part in parts for name in part.entries])),
        anchor=str.lower,
        letters=sorted(letters.items(), key=lambda pair: (pair[0] == OTHER, pair[0])),
        ways=() if is_whole else _ways(parts),
    )
    return Page(
        path=PATH,
        kind="authors",
        title="Authors",
        description=f"Everyone who wrote a paper of {shelf.settings.site_name}, from A to Z.",
        body=body,
        updated=updated(shelf.catalog.papers),
    )


def _ways(parts: Sequence[Part[Name]]) -> list[Step]:
    every = max(1, -(-len(parts) // MOST_WAYS))
    return [(_span(part), addresses.part(PATH, part.number)) for part in parts[::every]]


def _groups(names: Sequence[Name]) -> list[tuple[str, list[Author]]]:
    return [
        (letter, [author for _, author in group])
        for letter, group in groupby(names, key=lambda name: _letter(name[0]))
    ]


def _part(shelf: Shelf, part: Part[Name], last: int) -> Page:
    path = addresses.part(PATH, part.number)
    title = f"Authors, {_span(part)}"
    papers = (paper for _, author in part.entries for paper in author.papers)
    body = shelf.render(
        "part_of_authors.md.j2",
        path,
        title=title,
        groups=_groups(part.entries),
        steps=[("All letters", PATH), *_steps(part.number, last)],
    )
    return Page(
        path=path,
        kind="authors",
        title=title,
        description=f"{title}: who wrote papers of {shelf.settings.site_name}.",
        body=body,
        crumbs=(CRUMB,),
        updated=updated(papers),
    )


def _steps(number: int, last: int) -> list[Step]:
    """Return the links to the neighbours; here the last part, too, has its own address."""
    made = steps(PATH, number, last + 1, ("Before", "After"))
    return made if number < last else [step for step in made if step[1] != PATH]


def _span(part: Part[Name]) -> str:
    """Return the first and the last name of a part: "Aa – Bel", or more where that is one name."""
    first, last = part.entries[0][1].name, part.entries[-1][1].name
    families = [name.split()[-1][:SHOWN_FAMILY] if name.split() else name for name in (first, last)]
    if families[0] == families[1] and first != last:
        return f"{first} – {last}"
    return " – ".join(dict.fromkeys(families))
