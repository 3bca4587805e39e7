"""Related papers: which belong together, and why.

Cosine similarity of TF-IDF vectors over the stems of title and abstract (Salton and Buckley, 1988,
doi:10.1016/0306-4573(88)90021-0), with shared tags and shared authors as further evidence. Papers
that a record names under `related:` come first, with the reason that the record gives.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.catalog import Catalog
from generator.records.identifiers import fold
from generator.records.models import Paper

TAG_WEIGHT = 0.35
AUTHOR_WEIGHT = 0.3
TITLE_COUNT = 3
"""A word of the title counts as much as this many in the abstract."""
COMMON_SHARE = 0.2
"""A word in more than this share of the papers connects none of them."""
NEVER_COMMON = 5
"""On a small shelf, what so few papers share still connects them."""
NAMED_WEIGHT = 10.0
MIN_SCORE = 0.08
SHOWN_WORDS = 3

_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FILLERS = (
    "across advantage allow also approach base can capability challenge common consider content "
    "demonstrate despite develop different during effect effective enable evaluate existing "
    "experiment extensive find first furthermore general high however improve improvement insight "
    "introduce investigate large lead learn like many method model moreover new novel one over "
    "paper paradigm performance present produce propose property provide recent result scenario "
    "several show significant solution specific specifically state-of-the-art study suitable "
    "superior task three thus train training two under understand use various via well work yet"
).split()
"""Words of almost every abstract, which connect no two papers."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A paper that belongs beside another, with the evidence for it."""

    paper: Paper
    why: str = ""
    """What a person wrote in the record."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """What all titles and abstracts say: counts and TF-IDF vectors by stem, and written forms."""

    counts: Mapping[str, Counter[str]]
    vectors: Mapping[str, Vector]
    forms: Mapping[str, str]


def relate(catalog: Catalog, limit: int) -> dict[str, tuple[Link, ...]]:
    """Return at most `limit` related papers for each paper id, the closest first."""
    texts = _texts(catalog.papers)
    evidence = {
        "word": texts.vectors,
        "tag": _normed({p.id: Counter(p.tags) for p in catalog.papers}),
        "author": _normed(
            {p.id: Counter(a.slug for a in catalog.authors_of(p)) for p in catalog.papers}
        ),
    }
    weights = {"word": 1.0, "tag": TAG_WEIGHT, "author": AUTHOR_WEIGHT}
    postings = {kind: _postings(evidence[kind]) for kind in evidence}
    links = {}
    for paper in catalog.papers:
        scores: dict[str, float] = defaultdict(float)
        for kind, weight in weights.items():
            for term, own in evidence[kind][paper.id].items():
                for other, value in postings[kind][term]:
                    scores[other] += weight * own * value
        chosen = _chosen(catalog, paper, scores, limit)
        links[paper.id] = tuple(
            _link(catalog, texts, paper, catalog.by_id[other], score) for other, score in chosen
        )
    return links


def _chosen(
    catalog: Catalog, paper: Paper, scores: dict[str, float], limit: int
) -> list[tuple[str, float]]:
    named = {r.paper: float(len(paper.related) - n) for n, r in enumerate(paper.related)}
    for other, weight in named.items():
        if other in catalog.by_id:
            scores[other] += NAMED_WEIGHT * weight
    scores.pop(paper.id, None)
    close = [(other, score) for other, score in scores.items() if score >= MIN_SCORE]
    return sorted(close, key=lambda pair: (-round(pair[1], 9), pair[0]))[:limit]


def _link(catalog: Catalog, texts: _Texts, paper: Paper, other: Paper, score: float) -> Link:
    theirs = {author.slug for author in catalog.authors_of(other)}
    authors = tuple(a.slug for a in catalog.authors_of(paper) if a.slug in theirs)
    tags = tuple(tag for tag in paper.tags if tag in other.tags)
    words = _shared_words(texts, paper.id, other.id, least=2)
    if not (authors or tags or words):
        words = _shared_words(texts, paper.id, other.id, least=1)
    return Link(
        paper=other,
        why=next((r.why for r in paper.related if r.paper == other.id), ""),
        tags=tags,
        authors=authors,
        words=words,
        score=score,
    )


def _texts(papers: Iterable[Paper]) -> _Texts:
    counts: dict[str, Counter[str]] = {}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        words = _words(paper.title) * TITLE_COUNT + _words(paper.abstract or "")
        counts[paper.id] = Counter(_stem(word) for word in words)
        for word in words:
            written[_stem(word)][word] += 1
    forms = {stem: min(w, key=lambda x: (-w[x], x)) for stem, w in written.items()}
    return _Texts(counts=counts, vectors=_normed(counts), forms=forms)


def _shared_words(texts: _Texts, paper: str, other: str, *, least: int) -> tuple[str, ...]:
    """Return the shared words that weigh most and that one paper says at least `least` times.

    A word that both use in passing may add to their closeness but explains little.
    """
    mine, theirs = texts.vectors[paper], texts.vectors[other]
    most = {
        stem: max(texts.counts[paper][stem], texts.counts[other][stem])
        for stem in mine.keys() & theirs.keys()
    }
    said = {stem: mine[stem] * theirs[stem] for stem, number in most.items() if number >= least}
    best = sorted(said, key=lambda stem: (-round(said[stem], 9), stem))[:SHOWN_WORDS]
    return tuple(texts.forms[stem] for stem in best)


def _normed(counts: Mapping[str, Counter[str]]) -> dict[str, Vector]:
    """Weigh counts by rarity and give every vector the length 1; drop what is common."""
    frequency = Counter(term for count in counts.values() for term in count)
    total = len(counts)
    most = max(NEVER_COMMON, COMMON_SHARE * total)
    idf = {term: log(total / n) for term, n in frequency.items() if 1 < n <= most}
    vectors: dict[str, Vector] = {}
    for name, count in counts.items():
        weighed = {t: (1 + log(n)) * idf[t] for t, n in count.items() if t in idf}
        length = sqrt(sum(value * value for value in weighed.values())) or 1.0
        vectors[name] = {term: value / length for term, value in weighed.items()}
    return vectors


def _postings(vectors: Mapping[str, Vector]) -> dict[str, list[tuple[str, float]]]:
    postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, vector in vectors.items():
        for term, value in vector.items():
            postings[term].append((name, value))
    return postings


def _words(text: str) -> list[str]:
    words = _WORD.findall(fold(text))
    return [w for w in words if len(w) > 2 and w not in STOP_WORDS and _stem(w) not in _EMPTY]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(PorterStemmer().stem(word))


_EMPTY = frozenset(_stem(word) for word in _FILLERS)
