"""Shelves of random papers, which come, change and go."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import msgpack, structs

from generator.catalog import Catalog, build_catalog
from generator.records.digests import digest
from generator.records.document import Source
from generator.records.models import Author, Paper, Related
from generator.records.read import Records
from generator.relate import Links

STEMS = ("teapot", "spout", "lid", "cup", "kettle", "steam", "beam", "tide", "rope", "gull", "knot")
WORDS = [f"{stem}{end}" for stem in STEMS for end in ("", "s", "ing", "-fields", "ness", "wise")]
FIRST = date(2020, 1, 1)


class RandomShelf:
    """Papers that seem written by people who know few words."""

    def __init__(self, seed: int, papers: int) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self.papers: dict[str, Paper] = {}
        for _ in range(papers):
            self.add()

    def add(self) -> None:
        self._put(f"p{self._random.randrange(10**6)}", self._added())

    def add_last(self) -> None:
        self._put("last", FIRST + timedelta(days=1000))

    def forget_digests(self) -> None:
        self.papers = {n: structs.replace(p, digest=0) for n, p in self.papers.items()}

    def edit(self) -> None:
        name = self._any()
        self._put(name, self.papers[name].added)

    def retitle(self) -> None:
        paper = self.papers[self._any()]
        self.papers[paper.id] = _digested(structs.replace(paper, title=self._said(4)))

    def rename(self) -> None:
        paper = self.papers.pop(self._any())
        name = f"q{self._random.randrange(10**6)}"
        self.papers[name] = _digested(structs.replace(paper, id=name))

    def remove(self) -> None:
        if len(self.papers) > 1:
            del self.papers[self._any()]

    def anything(self) -> None:
        """Do one to three of these."""
        ways = [self.add, self.edit, self.retitle, self.rename, self.remove]
        for way in self._random.choices(ways, k=self._random.randint(1, 3)):
            way()

    @property
    def catalog(self) -> Catalog:
        papers = list(self.papers.values())
        self._random.shuffle(papers)
        return catalog_of(papers)

    def _any(self) -> str:
        return self._random.choice(sorted(self.papers))

    def _added(self) -> date | None:
        days = self._random.randrange(300)
        return FIRST + timedelta(days=days) if days % 7 else None

    def _said(self, most: int) -> str:
        # A few words are everywhere, most are rare.
        some = [int(len(WORDS) * self._random.random() ** 3) for _ in range(most)]
        return " ".join(WORDS[n] for n in some)

    def _put(self, name: str, added: date | None) -> None:
        names = self._random.sample(sorted(self.papers), min(1, len(self.papers)))
        named = names if self._random.random() < 0.1 else []
        self.papers[name] = _digested(
            Paper(
                id=name,
                source=Source(path=f"papers/{name}.yml"),
                title=self._said(3),
                abstract=self._said(self._random.randrange(25)) or None,
                authors=tuple(Author(name=f"Ada {n}") for n in self._random.sample(range(40), 2)),
                tags=tuple(self._random.sample("abcdefg", self._random.randrange(3))),
                added=added,
                related=tuple(Related(paper=n, why="So it is.") for n in named),
            )
        )


def _digested(paper: Paper) -> Paper:
    said = msgpack.encode(structs.astuple(paper)[3:])
    return structs.replace(paper, digest=digest(paper.id, said))


def catalog_of(papers: Iterable[Paper]) -> Catalog:
    return build_catalog(Records(papers=tuple(papers)))


def plain(links: Links) -> dict[str, list[tuple[object, ...]]]:
    """Return all that links say."""
    return {
        name: [(k.paper.id, k.score, k.why, k.tags, k.authors, k.words) for k in some]
        for name, some in links.items()
    }
