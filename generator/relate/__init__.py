"""Related papers: which belong together, and why.

Cosine similarity of TF-IDF vectors over the stems of title and abstract, with shared tags and
shared authors as further evidence. Papers that a record names under `related:` come first, with the
reason that the record gives.
"""

from dataclasses import astuple, dataclass

import numpy as np

from generator.catalog import Catalog, by_arrival
from generator.records.models import Paper
from generator.relate.build import empty, next_state
from generator.relate.choice import MIN_SCORE
from generator.relate.links import Link, Links
from generator.relate.memory import State, pack, unpack
from generator.relate.model import ONE, Bounds
from generator.relate.near import NOBODY
from generator.relate.neighbours import Neighbours

__all__ = [
    "MIN_SCORE",
    "Bounds",
    "Link",
    "Links",
    "Neighbours",
    "Relations",
    "recalled",
    "related",
]

_TIMES_SHOWN = 3
_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Relations:
    """The related papers of all papers."""

    links: Links
    _papers: list[Paper]
    _state: State
    _key: str

    def memory(self) -> bytes:
        """Return what the next build can start from."""
        return pack(self._state, self._key)

    @property
    def neighbours(self) -> Neighbours:
        """Who is close to whom; a link may be shown to fewer of them."""
        state = self._state
        there = state.near.other != NOBODY
        return Neighbours(
            papers=self._papers,
            other=state.near.other,
            closeness=np.where(there, state.near.close / ONE**2, 0).astype(np.float32),
            said=state.language.said,
            words=[word.decode() for word in state.language.words],
            term_of=state.language.term_of,
        )


def related(
    catalog: Catalog, limit: int, memory: bytes | None = None, bounds: Bounds = _BOUNDS
) -> Relations:
    """Return at most `limit` related papers for each paper, the closest first.

    `memory` is what an earlier build left; the links are the same without it. One that is damaged
    or of a shelf with other tags, people or collections is not used.
    """
    key = _key(catalog, limit, bounds)
    before = unpack(memory, key)
    if before is None or before.language.worn:
        before = empty(max(bounds.candidates, _TIMES_SHOWN * limit), limit)
    papers = by_arrival(catalog.papers)
    state = next_state(catalog, papers, limit, before, bounds)
    return _relations(catalog, papers, state, key)


def recalled(catalog: Catalog, limit: int, memory: bytes) -> Relations | None:
    """Return what `related` found for this very catalog and left as a memory; None if not so."""
    key = _key(catalog, limit, _BOUNDS)
    state = unpack(memory, key)
    papers = by_arrival(catalog.papers)
    if state is None or state.digests.tolist() != [paper.digest for paper in papers]:
        return None
    return _relations(catalog, papers, state, key)


def _key(catalog: Catalog, limit: int, bounds: Bounds) -> str:
    return f"{catalog.vocabulary_digest} {limit} {astuple(bounds)}"


def _relations(catalog: Catalog, papers: list[Paper], state: State, key: str) -> Relations:
    links = Links(catalog, papers, state.chosen, state.language)
    return Relations(links, papers, state, key)
