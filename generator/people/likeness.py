"""Likeness: forms of a name on the shelf that say less than another one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.people.names import Name, are_compatible, is_fuller, parts


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name of which there are fuller ones; names as addresses."""

    slug: str
    name: Name
    fuller: tuple[str, ...]
    rivals: tuple[str, ...]
    """Others that may be the same person's, but no more than may be."""

    @property
    def order(self) -> tuple[int, str]:
        """What sorts forms so that each comes after those that it may follow."""
        return len(self.fuller), self.slug


def forms(slugs: Iterable[str]) -> list[Form]:
    """Return all forms that say less than others, those with the fewest fuller ones first."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug in slugs:
        blocks[slug[:1], slug[slug.rfind("-") + 1 :]].append(slug)
    found = (form for block in blocks.values() if len(block) > 1 for form in _in_block(block))
    return sorted(found, key=lambda form: form.order)


def _in_block(block: list[str]) -> Iterator[Form]:
    """Yield the forms among names with one first letter and one last word."""
    firsts: dict[str, list[str]] = defaultdict(list)
    for slug in block:
        firsts[slug.partition("-")[0]].append(slug)
    initials = [slug for first, some in firsts.items() if len(first) == 1 for slug in some]
    for first, some in firsts.items():
        if len(first) == 1 or len(some) > 1:
            yield from _among(some, block if len(first) == 1 else [*some, *initials])


def _among(some: Iterable[str], like: Iterable[str]) -> Iterator[Form]:
    """Yield the forms among some names, of which all in `like` may be fuller ones."""
    named = {slug: name for slug in like if (name := parts(slug))}
    for slug in some:
        if (name := named.get(slug)) and (
            fuller := [s for s in named if is_fuller(named[s], name)]
        ):
            same = (s for s in named if s != slug and are_compatible(named[s], name))
            yield Form(slug, name, tuple(fuller), tuple(s for s in same if s not in fuller))
