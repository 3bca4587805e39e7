"""Closest: the papers of a large shelf that share the most telling words with some of them.

To relate all of 20,000 papers takes a minute; what shares no rare word with a paper tells nothing
of it.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import log

import numpy as np

from generator.records.models import Paper

_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}


def closest(papers: Sequence[Paper], some: Sequence[Paper], most: int) -> list[Paper]:
    """Return `some` papers and for each of them `most` others that are closest, as they stand.

    By cosine similarity, each word once in a text, weighed by its rarity (Salton and Buckley, 1988,
    doi:10.1016/0306-4573(88)90021-0). `some` are among `papers`.
    """
    wanted = [_words(paper) for paper in some]
    known = frozenset().union(*wanted)
    rows: defaultdict[str, list[int]] = defaultdict(list)
    lengths = np.ones(len(papers))
    for row, paper in enumerate(papers):
        words = _words(paper)
        lengths[row] = max(1, len(words)) ** 0.5
        for word in words & known:
            rows[word].append(row)
    places = {word: np.array(found) for word, found in rows.items()}
    chosen = {paper.id for paper in some}
    for words in wanted:
        scores = np.zeros(len(papers))
        for word in sorted(words & places.keys()):
            scores[places[word]] += log(len(papers) / len(places[word])) ** 2
        best = np.argsort(-scores / lengths, kind="stable")[: most + 1]
        chosen.update(papers[row].id for row in best.tolist())
    return [paper for paper in papers if paper.id in chosen]


def _words(paper: Paper) -> frozenset[str]:
    text = f"{paper.title} {paper.abstract or ''}"
    return frozenset(text.lower().translate(_SPACES).split())
