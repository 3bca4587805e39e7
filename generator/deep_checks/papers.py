"""Doubtful papers: records that may be one paper, which the checks of every run do not see.

Bounds are chosen on 20,000 papers of proceedings (docs/check.md). Pairs that `papershelf check`
warns of without `--deep`, and pairs of which one names the other, are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from generator.catalog import Catalog
from generator.contribute import alike
from generator.contribute.duplicates import in_common, name_each_other
from generator.problems import Problem, Severity, quoted
from generator.records.document import problem_at
from generator.records.models import Paper
from generator.rules import Rule
from generator.same_paper import normalised_title

NEAR = 90
"""How alike two titles are at least, of 100: rapidfuzz's ratio, the share of letters in common."""
RARE_WORDS = 3
"""Titles are compared that share one of so many words, the rarest of each..."""
MOST = 300
"""...unless more titles than this have it."""
SAME_TEXT = 0.5
"""What abstracts of a preprint and of its publication share of their words at least..."""
SOME_TEXT = 0.4
"""...or when their titles are alike..."""
SAME_TITLE = 60
"""...to such a degree of 100, in any order of the words."""
_SLIPS = 2
_SHORTEST = 5
_SHORT_TITLE = 15
_YEARS = 4
"""A paper is published so many years after its preprint at most."""
_ARXIV_DOI = "10.48550/arxiv."
_PREPRINT_VENUES = ("arxiv", "corr", "biorxiv", "medrxiv", "ssrn", "preprint", "researchgate")

Pairs = Collection[frozenset[str]]
"""Pairs of papers, by id."""


def doubtful_papers(catalog: Catalog, known: Pairs) -> Iterator[Problem]:
    """Yield a warning for each two records that may be one paper and are not `known` as such."""
    told = set(known)
    for find in (_same_preprint, _preprints, _near_titles):
        for one, other, problem in find(catalog):
            pair = frozenset({one.id, other.id})
            if pair not in told and not name_each_other(one, other):
                told.add(pair)
                yield problem


Found = tuple[Paper, Paper, Problem]


def _same_preprint(catalog: Catalog) -> Iterator[Found]:
    """Find an arXiv paper that one record names by its id and another by the DOI of arXiv."""
    by_arxiv = {paper.arxiv.casefold(): paper for paper in catalog.papers if paper.arxiv}
    for paper in catalog.papers:
        doi = (paper.doi or "").casefold()
        other = by_arxiv.get(doi.removeprefix(_ARXIV_DOI)) if doi.startswith(_ARXIV_DOI) else None
        if other and other is not paper:
            message = f"{quoted(paper.doi)} is the arXiv id of {_named(other)}"
            advice = f"keep one record, with arxiv: {quoted(other.arxiv)}"
            yield paper, other, _warning(paper, "doi", message, advice, Rule.PREPRINT)


def _preprints(catalog: Catalog) -> Iterator[Found]:
    """Find a preprint and what was published of it: the same authors, and much of the same text."""
    wrote = {paper.id: frozenset(catalog.slugs_of(paper)) for paper in catalog.papers}
    words: dict[str, list[str]] = {}
    for one, other in _same_authors(catalog.papers, wrote):
        pair = _in_roles(one, other)
        if pair is None or normalised_title(one.title) == normalised_title(other.title):
            continue
        for paper in pair:
            if paper.id not in words:
                words[paper.id] = alike.abstract_words(paper.abstract or "")
        preprint, published = pair
        share = alike.shared_words(words[preprint.id], words[published.id])
        if share < (SOME_TEXT if _alike(preprint.title, published.title) else SAME_TEXT):
            continue
        common = in_common(len(wrote[one.id] & wrote[other.id]), share)
        message = f"may be the preprint of {_named(published)} (in common: {common})"
        advice = _advice(published, "keep one record with both venue and arXiv")
        yield one, other, _warning(preprint, "title", message, advice, Rule.PREPRINT)


def _same_authors(
    papers: Iterable[Paper], wrote: dict[str, frozenset[str]]
) -> Iterator[tuple[Paper, Paper]]:
    """Yield pairs of papers by the same two or more people, but for one more on one of them."""
    groups: defaultdict[frozenset[str], dict[str, Paper]] = defaultdict(dict)
    for paper in papers:
        authors = wrote[paper.id]
        if len(authors) > 1:
            groups[authors][paper.id] = paper
        if len(authors) > 2:
            for author in authors:
                groups[authors - {author}][paper.id] = paper
    seen: set[frozenset[str]] = set()
    for group in groups.values():
        for one, other in combinations(group.values(), 2):
            pair = frozenset({one.id, other.id})
            mine, theirs = wrote[one.id], wrote[other.id]
            if pair not in seen and (mine <= theirs or theirs <= mine):
                seen.add(pair)
                yield one, other


def _in_roles(one: Paper, other: Paper) -> tuple[Paper, Paper] | None:
    """Return a preprint and a published paper of two, in this order, when they may be both."""
    for preprint, published in ((one, other), (other, one)):
        if _is_preprint(preprint) and _is_published(published) and _in_time(preprint, published):
            return preprint, published
    return None


def _is_preprint(paper: Paper) -> bool:
    venue = (paper.venue or "").casefold()
    nowhere = not venue or any(name in venue for name in _PREPRINT_VENUES)
    return bool(paper.arxiv or venue) and nowhere and not _has_doi(paper) and not paper.acl


def _is_published(paper: Paper) -> bool:
    venue = (paper.venue or "").casefold()
    somewhere = bool(venue) and not any(name in venue for name in _PREPRINT_VENUES)
    return somewhere or _has_doi(paper) or bool(paper.acl)


def _has_doi(paper: Paper) -> bool:
    return bool(paper.doi) and not str(paper.doi).casefold().startswith(_ARXIV_DOI)


def _in_time(preprint: Paper, published: Paper) -> bool:
    if not (preprint.date and published.date):
        return True
    return -1 <= published.date.year - preprint.date.year <= _YEARS


def _alike(one: str, other: str) -> bool:
    mine, theirs = (" ".join(alike.title_words(title)) for title in (one, other))
    return fuzz.token_sort_ratio(mine, theirs) >= SAME_TITLE


def _near_titles(catalog: Catalog) -> Iterator[Found]:
    """Find titles that differ by slips of the pen, or in the order of their words."""
    papers = catalog.papers
    words = [alike.title_words(paper.title) for paper in papers]
    counts = Counter(word for title in words for word in set(title))
    abstracts: dict[int, list[str]] = {}
    for row, other in sorted(_sharing_rare_words(words, counts)):
        if not _is_slip(words[row], words[other], counts):
            continue
        if normalised_title(papers[row].title) == normalised_title(papers[other].title):
            continue
        for number in (row, other):
            if number not in abstracts:
                abstracts[number] = alike.abstract_words(papers[number].abstract or "")
        mine, theirs = abstracts[row], abstracts[other]
        if mine and theirs and alike.shared_words(mine, theirs) < SOME_TEXT:
            continue
        earlier, later = sorted((papers[row], papers[other]), key=_place)
        message = f"nearly the title of {_named(earlier)}"
        advice = _advice(earlier, "keep one record")
        yield earlier, later, _warning(later, "title", message, advice, Rule.NEAR_TITLE)


def _sharing_rare_words(
    titles: Sequence[Sequence[str]], counts: Counter[str]
) -> set[tuple[int, int]]:
    """Return the pairs of rows whose titles share a rare word and most of their letters."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for row, words in enumerate(titles):
        for word in sorted(set(words), key=lambda word: (counts[word], word))[:RARE_WORDS]:
            having[word].append(row)
    texts = [" ".join(sorted(words)) for words in titles]
    return {
        pair
        for rows in having.values()
        if len(rows) <= MOST
        for pair in combinations(rows, 2)
        if fuzz.ratio(texts[pair[0]], texts[pair[1]], score_cutoff=NEAR)
    }


def _is_slip(one: Sequence[str], other: Sequence[str], counts: Counter[str]) -> bool:
    """Tell whether slips of the pen, or the order of words, are all that two titles differ by.

    A slip makes a word that hardly another title has; two words that many have are two words.
    """
    if len("".join(one)) < _SHORT_TITLE:
        return False
    mine, theirs = Counter(one) - Counter(other), Counter(other) - Counter(one)
    words, others = sorted(mine.elements()), sorted(theirs.elements())
    if "".join(words) == "".join(others):
        return True
    if len(words) != len(others) or len(words) > _SLIPS:
        return False
    return all(_is_misspelt(*pair, counts) for pair in zip(words, others, strict=True))


def _is_misspelt(one: str, other: str, counts: Counter[str]) -> bool:
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < _SHORTEST:
        return False
    if min(counts[one], counts[other]) > 1:
        return False
    return OSA.distance(one, other, score_cutoff=_SLIPS) <= _SLIPS


def _place(paper: Paper) -> tuple[str, int, str]:
    return paper.source.path, paper.source.line, paper.id


def _named(paper: Paper) -> str:
    return f"{quoted(paper.title)} at {paper.source.path}:{paper.source.line}"


def _advice(paper: Paper, keep: str) -> str:
    return (
        f"if they are one paper, {keep}, or write status: {{superseded_by: {paper.id}}}; if not, "
        "name the other under related"
    )


def _warning(paper: Paper, key: str, message: str, advice: str, rule: Rule) -> Problem:
    return problem_at(paper.source, (key,), message, advice, Severity.WARNING, key, rule)
