"""Nearby: the part of a large shelf that can tell something of one more paper, quickly found.

To relate all of 20,000 papers takes a minute. Half of the part are the papers that are closest, the
other half stands for all others, so that what is common there does not look rare or telling. On a
shelf of up to `MOST` papers nothing is left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log, sqrt

from generator.catalog import Catalog, build_catalog
from generator.contribute.alike import main_title
from generator.records.models import Paper
from generator.records.read import Records

MOST = 2000
"""So many papers are compared with the new one thoroughly."""
_ONE_TITLE = 0.5
"""Papers whose titles share so much of their words are compared in any case."""
_ABOVE_ALL = 1e6
_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(
    map(ord, "“”‘’—–…·"), " "
)


def catalog_nearby(records: Records, paper: Paper, most: int = MOST) -> Catalog:
    """Return the catalog of a paper and of those on the shelf that tell most of it."""
    some = nearby(records.papers, paper, most)
    return build_catalog(replace(records, papers=(*some, paper), collections=()))


def nearby(papers: Sequence[Paper], paper: Paper, most: int = MOST) -> Sequence[Paper]:
    """Return at most `most` papers, as they stand: the closest to one, and some of the others.

    Closest by cosine similarity, each word once in a text, weighed by its rarity (Salton and
    Buckley, 1988, doi:10.1016/0306-4573(88)90021-0).
    """
    if len(papers) <= most:
        return papers
    wanted = _words(f"{paper.title} {paper.abstract or ''}")
    title = _words(main_title(paper.title))
    common = [_words(f"{p.title} {p.abstract or ''}") & wanted for p in papers]
    rarity = _rarity(common, len(papers))
    scores = [
        _closeness(words, other, rarity) + _bonus(title, words, other)
        for words, other in zip(common, papers, strict=True)
    ]
    order = sorted(range(len(papers)), key=lambda row: (-scores[row], row))
    closest, others = order[: most - most // 2], sorted(order[most - most // 2 :])
    spread = [others[place * len(others) // (most // 2)] for place in range(most // 2)]
    return [papers[row] for row in sorted([*closest, *spread])]


def _words(text: str) -> set[str]:
    return set(text.lower().translate(_SPACES).split())


def _rarity(sets: Sequence[set[str]], papers: int) -> Mapping[str, float]:
    counts = Counter(word for words in sets for word in words)
    return {word: log(papers / number) for word, number in counts.items()}


def _closeness(common: set[str], paper: Paper, rarity: Mapping[str, float]) -> float:
    """Return how close a paper is by the words in common; its length is that of its text."""
    length = len(paper.title) + len(paper.abstract or "")
    return sum(rarity[word] ** 2 for word in sorted(common)) / sqrt(length or 1)


def _bonus(title: set[str], common: set[str], paper: Paper) -> float:
    """Return what puts a paper with nearly the same title before all others."""
    if not common & title:
        return 0.0
    other = _words(main_title(paper.title))
    alike = 2 * len(title & other) / (len(title) + len(other) or 1)
    return _ABOVE_ALL if alike >= _ONE_TITLE else 0.0
