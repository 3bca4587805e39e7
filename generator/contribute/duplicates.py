"""Duplicates: records that may be one paper, such as a preprint and what was published of it.

Precise first: a warning that is wrong is one too many. Bounds are chosen on 27,000 papers of
proceedings, whose only true pairs are of one abstract under two titles (docs/check.md).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from generator.catalog import Catalog
from generator.contribute import alike
from generator.problems import Problem, Severity, quoted
from generator.records.document import problem_at
from generator.records.models import Paper
from generator.relate import Neighbours
from generator.rules import Rule
from generator.same_paper import Apart, apart, normalised_title

SAME_WORDS = 0.4
"""What two abstracts share of their words at least when the subtitles differ."""
OWN_WORDS = 0.3
"""What they share at least when one title has a subtitle and the other none, or when a word of the
titles differs in a letter."""
SAME_PHRASES = 0.5
"""What two abstracts of one paper share of their phrases at least when the titles differ..."""
SAME_TEXT = 0.55
"""...and of their words."""
_FEWEST_WORDS = 25
"""A shorter abstract is not compared by its phrases."""
_FEW = 300
_ROUGH = 0.4
"""Abstracts that share less of all their terms are not compared by their phrases."""


def near_duplicates(catalog: Catalog, neighbours: Neighbours) -> list[Problem]:
    """Return a warning for each pair of records that may be one paper and do not name each other.

    Compared are papers that are close to each other, and those of one author with one title or one
    main title; on a small shelf, where closeness says little, all.
    """
    return [pair_problem(*pair) for pair in likely_pairs(catalog, neighbours)]


def likely_pairs(
    catalog: Catalog, neighbours: Neighbours, of: Collection[str] | None = None
) -> Iterator[tuple[Paper, Paper, str]]:
    """Yield each two papers that may be one and do not name each other, and what makes them so.

    With `of`, ids, only pairs of which one is among them, each compared with every other paper.
    """
    papers = [catalog.by_id[paper.id] for paper in neighbours.papers]
    authors = [frozenset(catalog.slugs_of(paper)) for paper in papers]
    shelf = _Shelf(papers, authors, neighbours)
    if of is not None:
        pairs = _pairs_with([row for row, paper in enumerate(papers) if paper.id in of], papers)
    elif len(papers) <= _FEW:
        pairs = set(_pairs(range(len(papers))))
    else:
        pairs = _close(neighbours) | _same_titles(shelf)
    for one, other in sorted(pairs):
        if name_each_other(papers[one], papers[other]) or _are_apart(papers[one], papers[other]):
            continue
        if why := shelf.why(one, other):
            yield papers[one], papers[other], why


def duplicates_of(name: str, catalog: Catalog, neighbours: Neighbours) -> list[Problem]:
    """Return a warning, at the paper of that id, for each other that may be the same paper."""
    paper = catalog.by_id[name]
    return [
        _problem_at(paper, other if one.id == name else one, why)
        for one, other, why in likely_pairs(catalog, neighbours, {name})
    ]


class _Shelf:
    """Papers by row, and what of them is compared, worked out once where it is needed."""

    def __init__(
        self, papers: list[Paper], authors: list[frozenset[str]], neighbours: Neighbours
    ) -> None:
        self.papers = papers
        self.authors = authors
        self.titles = [alike.title_words(paper.title) for paper in papers]
        self.heads = [_head(paper, whole) for paper, whole in zip(papers, self.titles, strict=True)]
        self._neighbours = neighbours
        self._abstracts: dict[int, list[str]] = {}

    def why(self, one: int, other: int) -> str:
        """Return what makes one paper of two, or "" when it is not enough."""
        shared = len(self.authors[one] & self.authors[other])
        fewest = min(len(self.authors[one]), len(self.authors[other]))
        if fewest and not shared:
            return ""
        title = self._same_title(one, other, known=fewest > 0)
        if not title and 2 * shared >= max(1, fewest):
            title = self._same_main_title(one, other)
        if not title and not (shared and self._same_abstract(one, other)):
            return ""
        return self._told(title, shared, one, other)

    def _same_title(self, one: int, other: int, *, known: bool) -> str:
        """Return how two titles are alike; `known` is whether both papers have authors."""
        mine, theirs = self.titles[one], self.titles[other]
        if alike.same_words(mine, theirs) and self._share(one, other, 0.0 if known else SAME_WORDS):
            return "one title"
        if alike.nearly_same_words(mine, theirs) and self._share(one, other, OWN_WORDS):
            return "nearly one title"
        return ""

    def _same_main_title(self, one: int, other: int) -> str:
        """Return how the titles of two papers by the same people are alike before a colon."""
        mine, theirs = self.titles[one], self.titles[other]
        heads = self.heads[one], self.heads[other]
        both = bool(self._words(one) and self._words(other))
        if not (alike.same_words(*heads) and (both or len(heads[0]) > 1)):
            longer = alike.is_longer(mine, theirs) and both and self._share(one, other, SAME_WORDS)
            return "one title and more words" if longer else ""
        if len(mine) == len(heads[0]) or len(theirs) == len(heads[1]):
            return "one title and a subtitle" if self._share(one, other, OWN_WORDS) else ""
        same = both and self._share(one, other, SAME_WORDS)
        return "one title but for the subtitle" if same else ""

    def _share(self, one: int, other: int, least: float) -> bool:
        """Tell whether the abstracts have enough words in common; true when there are not two."""
        mine, theirs = self._words(one), self._words(other)
        return not (mine and theirs) or alike.shared_words(mine, theirs) >= least

    def _same_abstract(self, one: int, other: int) -> bool:
        if self._rough(one, other) < _ROUGH:
            return False
        mine, theirs = self._words(one), self._words(other)
        return (
            min(len(mine), len(theirs)) >= _FEWEST_WORDS
            and alike.shared_words(mine, theirs) >= SAME_TEXT
            and alike.shared_phrases(mine, theirs) >= SAME_PHRASES
        )

    def _rough(self, one: int, other: int) -> float:
        """Return which share of the terms that two papers say they have in common; quickly."""
        said = self._neighbours.said
        mine, theirs = (
            said.columns[said.starts[row] : said.starts[row + 1]] for row in (one, other)
        )
        common = len(np.intersect1d(mine, theirs, assume_unique=True))
        return 2 * common / max(1, len(mine) + len(theirs))

    def _words(self, row: int) -> list[str]:
        if row not in self._abstracts:
            self._abstracts[row] = alike.abstract_words(self.papers[row].abstract or "")
        return self._abstracts[row]

    def _told(self, title: str, authors: int, one: int, other: int) -> str:
        share = alike.shared_words(self._words(one), self._words(other))
        shared = in_common(authors, share)
        return "; ".join(filter(None, [title, shared and f"in common: {shared}"]))


def in_common(authors: int, share: float) -> str:
    """Return "3 authors and 52 % of the words of the abstracts"; a share is of 1."""
    noun = "author" if authors == 1 else "authors"
    words = f"{share:.0%}".removesuffix("%")
    parts = [
        f"{authors} {noun}" if authors else "",
        f"{words} % of the words of the abstracts" if words != "0" else "",
    ]
    return " and ".join(filter(None, parts))


def _head(paper: Paper, whole: tuple[str, ...]) -> tuple[str, ...]:
    main = alike.main_title(paper.title)
    return whole if main == paper.title else alike.title_words(main)


def _close(neighbours: Neighbours) -> set[tuple[int, int]]:
    """Return the pairs of rows of which one is close to the other."""
    row, place = np.nonzero(neighbours.other >= 0)
    other = neighbours.other[row, place]
    first, second = np.minimum(row, other).tolist(), np.maximum(row, other).tolist()
    return set(zip(first, second, strict=True))


def _same_titles(shelf: _Shelf) -> set[tuple[int, int]]:
    """Return the pairs of rows of one author whose titles, or main titles, have the same words."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, authors in enumerate(shelf.authors):
        for words in {"".join(sorted(shelf.titles[row])), "".join(sorted(shelf.heads[row]))} - {""}:
            for author in authors:
                groups[words, author].append(row)
    return {pair for rows in groups.values() if len(rows) > 1 for pair in _pairs(rows)}


def _pairs_with(rows: Sequence[int], papers: Sequence[Paper]) -> set[tuple[int, int]]:
    """Return the pairs of some rows with all others."""
    return {
        (min(row, other), max(row, other))
        for row in rows
        for other in range(len(papers))
        if other != row
    }


def _pairs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((one, other) for place, one in enumerate(rows) for other in rows[place + 1 :])


def _are_apart(one: Paper, other: Paper) -> bool:
    """Tell whether two papers have one title, and the checks take them for two."""
    same = normalised_title(one.title) == normalised_title(other.title)
    return same and apart(one, other) is not Apart.NOT


def name_each_other(one: Paper, other: Paper) -> bool:
    """Tell whether one record names the other, or both name the paper that replaces them."""
    successors = [paper.status.superseded_by if paper.status else None for paper in (one, other)]
    if successors[0] == other.id or successors[1] == one.id:
        return True
    if successors[0] is not None and successors[0] == successors[1]:
        return True
    return any(r.paper == other.id for r in one.related) or any(
        r.paper == one.id for r in other.related
    )


def pair_problem(one: Paper, other: Paper, why: str) -> Problem:
    """Return the warning, at that record which stands later."""
    earlier, later = sorted((one, other), key=lambda p: (p.source.path, p.source.line, p.id))
    return _problem_at(later, earlier, why)


def _problem_at(later: Paper, earlier: Paper, why: str) -> Problem:
    where = f"{earlier.source.path}:{earlier.source.line}"
    message = f"may be the paper {quoted(earlier.title)} at {where} ({why})"
    advice = (
        "keep one record with both venue and arXiv, or name the other under related, or write "
        f"status: {{superseded_by: {earlier.id}}}"
    )
    return problem_at(
        later.source, ("title",), message, advice, Severity.WARNING, "title", Rule.NEAR_DUPLICATE
    )
