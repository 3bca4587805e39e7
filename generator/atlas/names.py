"""Names: what the papers of a region have in common, as a reader would call it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.atlas.phrases import may_name, phrases, spelt
from generator.atlas.regions import Regions
from generator.atlas.texts import Texts
from generator.records.models import Paper, Tag
from generator.relate.rows import Array

_OFTEN = 3
"""A paper is about a word that its title or its abstract says so often; a title's counts thrice."""
_WORD, _PAIR, _TAG = (0.1, 1.0), (0.04, 2.2), (0.4, 2.5)
"""Of how many of a region's papers a name must be true, and how much more it counts: two words say
more than one, and a person chose the tags."""
_ENOUGH = 0.5
"""A word that so many of a region's papers are about needs no second one beside it."""
_CANDIDATES = 16
READ = 8192
"""The words of so many papers at most are looked through, the first ones."""


@dataclass(frozen=True, slots=True)
class Name:
    """A region's name and where it stands."""

    text: str
    x: int
    y: int
    papers: int
    level: int
    """0 for the far view, 1 for the near one."""
    tag: str = ""
    """The id of the tag whose name it is; "" for words of the papers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could name regions."""

    text: str
    tag: str = ""

    @property
    def says_enough(self) -> bool:
        """Whether it needs no second word."""
        return bool(self.tag) or " " in self.text

    @property
    def said(self) -> frozenset[str]:
        """Its words."""
        return frozenset(self.text.lower().split())

    @property
    def weight(self) -> tuple[float, float]:
        """The least share of a region's papers, and how much the name counts."""
        return _TAG if self.tag else _PAIR if self.says_enough else _WORD


@dataclass(frozen=True, slots=True)
class _Held:
    """Which papers have which candidates: one entry for each pair."""

    paper: Array
    candidate: Array
    candidates: list[Candidate]


def names(
    texts: Texts, papers: Sequence[Paper], places: Array, found: Regions, tags: Mapping[str, Tag]
) -> list[Name]:
    """Return the names of regions, each view's largest first; no two are the same.

    A region that has nothing of its own in common has none. `texts` are of all papers or of the
    first ones, which speak for the others; `places` are uint16 (papers, 2).
    """
    titles = texts.titles
    asked = papers[: len(titles)]
    held = _together([_terms(texts), _pairs(titles), _tagged(asked, tags)])
    taken: list[frozenset[str]] = []
    made = []
    for level, group in enumerate([found.far, found.near][: 1 + (found.near is not found.far)]):
        ranked = _ranked(held, group[: len(asked)], int(group.max()) + 1)
        for region in np.argsort(-np.bincount(group), kind="stable").tolist():
            members = np.flatnonzero(group == region)
            chosen = _chosen(ranked[region], taken)
            if not chosen:
                continue
            taken.append(chosen[0].said)
            text = _written(chosen, [titles[n] for n in members.tolist() if n < len(asked)])
            x, y = np.median(places[members], axis=0).astype(int).tolist()
            made.append(Name(text, x, y, len(members), level, chosen[0].tag))
    return made


def _chosen(
    ranked: Iterable[tuple[Candidate, float]], taken: Sequence[frozenset[str]]
) -> list[Candidate]:
    """Return the best candidate for a region, and a second one if it says little.

    It says neither all that another name says nor less.
    """
    free = [
        (one, share)
        for one, share in ranked
        if not any(one.said <= other or one.said >= other for other in taken)
    ]
    if not free:
        return []
    (first, share), *others = free
    if first.says_enough or share >= _ENOUGH:
        return [first]
    second = next((one for one, _ in others if not one.says_enough), None)
    return [first, second] if second else [first]


def _ranked(held: _Held, group: Array, regions: int) -> list[list[tuple[Candidate, float]]]:
    """Return for each region its best candidates and the share of its papers that have each.

    What counts is how far the papers of the candidate are those of the region (Ochiai's cosine of
    two sets), times how much commoner it is there than on the whole map.
    """
    number = len(held.candidates)
    slots = group[held.paper] * number + held.candidate
    both = np.bincount(slots, minlength=regions * number).reshape(regions, number)
    papers, sizes = both.sum(axis=0), np.bincount(group, minlength=regions)[:, None]
    share = both / np.maximum(sizes, 1)
    lift = np.log2(np.maximum(share * len(group) / np.maximum(papers, 1), 1))
    least, factor = np.array([c.weight for c in held.candidates]).reshape(-1, 2).T
    score = np.sqrt(share * both / np.maximum(papers, 1)) * lift * factor
    score[(share < least) | (both < 2)] = 0
    return [
        [
            (held.candidates[place], float(share[region, place]))
            for place in np.argsort(-score[region], kind="stable")[:_CANDIDATES].tolist()
            if score[region, place] > 0
        ]
        for region in range(regions)
    ]


def _terms(texts: Texts) -> _Held:
    """Return the words that papers are about, each as it is written most often."""
    said, words, term_of = texts.said, texts.words, texts.term_of
    often = said.values >= _OFTEN
    single = np.array([word[:1] not in {"#", "@"} and " " not in word for word in words], bool)
    often &= single[said.columns]
    width = max(1, len(said)) + 1
    term = term_of[said.columns[often]].astype(np.int64)
    pairs = np.unique(term * width + said.row_of[often])
    held = np.bincount(pairs // width, minlength=int(term_of.max(initial=0)) + 1)
    forms = _forms(texts)
    able = np.array([may_name(words[form]) for form in forms.tolist()], bool)
    some = np.flatnonzero((held >= _fewest(len(said))) & able)
    number = np.full(len(held), -1)
    number[some] = np.arange(len(some))
    kept = pairs[number[pairs // width] >= 0]
    forms = _forms(texts)
    return _Held(kept % width, number[kept // width], [Candidate(words[forms[t]]) for t in some])


def _fewest(papers: int) -> int:
    return max(2, papers // 2000)


def _pairs(titles: Sequence[str]) -> _Held:
    found = phrases(titles, _fewest(len(titles)))
    sizes = [len(places) for places in found.values()]
    paper = np.array([place for places in found.values() for place in places], np.int64)
    return _Held(paper, np.repeat(np.arange(len(sizes)), sizes), [*map(Candidate, found)])


def _forms(texts: Texts) -> Array:
    """Return for each term the number of the word that says it most often."""
    said, term_of = texts.said, texts.term_of
    times = np.bincount(said.columns, said.values, len(term_of))
    order = np.lexsort((np.arange(len(term_of))[::-1], times, term_of))
    forms = np.zeros(int(term_of.max(initial=0)) + 1, np.int64)
    forms[term_of[order]] = order  # of several, the last stays
    return forms


def _tagged(papers: Sequence[Paper], tags: Mapping[str, Tag]) -> _Held:
    """Return which papers have which tags, or narrower ones; no tag that only repeats a venue."""
    held: dict[str, set[int]] = {name: set() for name in tags}
    for row, paper in enumerate(papers):
        for tag in paper.tags:
            for name in _with_wider(tag, tags):
                held[name].add(row)
    narrow_first = sorted(held, key=lambda name: -sum(1 for _ in _with_wider(name, tags)))
    telling = {n: sorted(held[n]) for n in narrow_first if not _is_venue(n, held[n], papers)}
    sizes = [len(rows) for rows in telling.values()]
    which = np.array([row for rows in telling.values() for row in rows], np.int64)
    called = [Candidate(tags[name].name, name) for name in telling]
    return _Held(which, np.repeat(np.arange(len(sizes)), sizes), called)


def _is_venue(tag: str, rows: Iterable[int], papers: Sequence[Paper]) -> bool:
    venues = [(papers[row].venue or "").lower() for row in rows]
    return bool(venues) and sum(v.startswith(tag) for v in venues) * 10 >= len(venues) * 9


def _with_wider(name: str, tags: Mapping[str, Tag]) -> Iterator[str]:
    seen: set[str] = set()
    while name in tags and name not in seen:
        seen.add(name)
        yield name
        name = tags[name].parent or ""


def _together(parts: Sequence[_Held]) -> _Held:
    before = np.cumsum([0, *(len(part.candidates) for part in parts)]).tolist()
    shifted = [part.candidate + first for part, first in zip(parts, before, strict=False)]
    return _Held(
        np.concatenate([part.paper for part in parts]),
        np.concatenate(shifted),
        [candidate for part in parts for candidate in part.candidates],
    )


def _written(chosen: Sequence[Candidate], titles: Sequence[str]) -> str:
    """Return a name as its tag or titles write it; a word at its beginning has a capital."""
    text = ", ".join(one.text if one.tag else spelt(one.text, titles) for one in chosen)
    return text[:1].upper() + text[1:] if text.split(" ")[0].islower() else text
