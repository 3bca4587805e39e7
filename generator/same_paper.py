"""Whether two records tell of one paper: what a paper is known by, and titles of many papers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from rapidfuzz.fuzz import ratio

from generator.records.dates import PartialDate, parse
from generator.records.document import Source
from generator.records.identifiers import fold
from generator.records.models import Author, Paper
from generator.records.schemes import BadValueError, without_version

IDS = ("doi", "arxiv", "openreview", "acl", "pmid")
"""The keys of a record that each name one paper."""

_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_FEW_WORDS = 2
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)")
OF_MANY = frozenset(
    "acknowledgements acknowledgments addendum afterword announcement authorindex backmatter "
    "bookreview bookreviews calendarofevents comment commentary comments committees conclusion "
    "conclusions contents contributors copyright copyrightpage correction corrections corrigenda "
    "corrigendum discussion editorial editorialboard editorsintroduction editorsnote epilogue "
    "errata erratum foreword frontmatter guesteditorial guesteditorsintroduction inmemoriam index "
    "introduction introductiontotheproceedings introductiontothespecialissue "
    "introductiontothisspecialissue inthisissue keynote keynotes letterfromtheeditor "
    "lettertotheeditor listofauthors listofcontributors listofreviewers messagefromthechairs "
    "messagefromthegeneralchairs messagefromtheprogramchairs news obituary organization "
    "organizingcommittee overview panel preface prefacetotheproceedings preliminaries "
    "programcommittee prologue rejoinder reply response retraction retractionnotice review "
    "reviewers sponsors subjectindex summary tableofcontents titlepage titlepages welcome "
    "welcomemessage workshops workshopsummary".split()
)
"""Titles that volumes of proceedings and of journals have, as `normalised_title` has them."""


class Apart(Enum):
    """How sure it is that two papers with one title are two papers."""

    NOT = "not"
    PERHAPS = "perhaps"
    SURELY = "surely"


def normalised_title(title: str) -> str:
    """Return a title's letters and digits alone, without case and diacritics."""
    folded = fold(title)
    return folded.translate(_NO_LETTERS) if folded.isascii() else "".join(_LETTERS.findall(folded))


def apart(one: Paper, other: Paper) -> Apart:
    """Return whether two papers with one title are two, by what else their records say.

    A title that many volumes have ("Preface") is told apart by an id, the venue, the year or the
    authors; a title of one or two words by other authors with any of those; a longer one by other
    authors with an id, and then not surely. Where somebody wrote both, they are one, but for titles
    of many with two ids.
    """
    ids = [(getattr(one, key), getattr(other, key)) for key in IDS]
    if any(mine and mine == theirs for mine, theirs in ids):
        return Apart.NOT
    is_many = normalised_title(one.title) in OF_MANY
    other_id = any(mine and theirs for mine, theirs in ids)
    differs = other_id or _differ(one.venue, other.venue) or _differ(year_of(one), year_of(other))
    mine, theirs = authors_of(one), authors_of(other)
    if mine & theirs:
        return Apart.PERHAPS if is_many and other_id else Apart.NOT
    other_authors = bool(mine and theirs)
    if is_many:
        return Apart.SURELY if differs or other_authors else Apart.NOT
    if other_authors and differs and _is_short(one.title):
        return Apart.SURELY
    return Apart.PERHAPS if other_authors and other_id else Apart.NOT


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)


def _is_short(title: str) -> bool:
    return fold(title).isascii() and len(_LETTERS.findall(title)) <= _FEW_WORDS


def authors_of(paper: Paper) -> set[str]:
    """Return the names of a paper's authors as they are compared."""
    return {fold(author.name) for author in paper.authors}


def year_of(paper: Paper) -> int | None:
    """Return the year of a paper."""
    return paper.date.year if paper.date else None


def likeness(one: str, other: str) -> float:
    """Return how like two titles are, from 0 to 1, whatever their case, accents and punctuation.

    The similarity of the longest common subsequence (InDel), as rapidfuzz has it.
    """
    return ratio(normalised_title(one) or one, normalised_title(other) or other) / 100


class KnownPapers:
    """Papers by what they are known by, to tell which of them a record tells of."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        """Know some papers; of two with one identifier, the first."""
        self._identified: dict[str, Paper] = {}
        self._titled: defaultdict[str, list[Paper]] = defaultdict(list)
        for paper in papers:
            self.add(paper)

    def add(self, paper: Paper) -> None:
        """Know one more paper."""
        for name in _identifiers(paper):
            self._identified.setdefault(name, paper)
        self._titled[normalised_title(paper.title) or paper.title].append(paper)

    def same(self, paper: Paper, *, but: str = "") -> Paper | None:
        """Return the paper with one of its identifiers, or else with its title and not told apart.

        A paper with the id `but` is passed over.
        """
        found = (self._identified.get(name) for name in _identifiers(paper))
        titled = self._titled.get(normalised_title(paper.title) or paper.title, ())
        alike = (other for other in titled if apart(paper, other) is Apart.NOT)
        both = (other for others in (found, alike) for other in others if other)
        return next((other for other in both if not but or other.id != but), None)


def _identifiers(paper: Paper) -> Iterator[str]:
    """Yield what names a paper and no other, the surest first: "arxiv:1806.07572".

    DOIs are compared without case; those of arXiv and of the ACL Anthology hold the id there.
    """
    doi = (paper.doi or "").casefold()
    if arxiv := paper.arxiv or _inside(_ARXIV_DOI, doi):
        yield f"arxiv:{without_version(arxiv).casefold()}"
    if doi:
        yield f"doi:{doi}"
    if paper.openreview:
        yield f"openreview:{paper.openreview}"
    if acl := paper.acl or _inside(_ACL_DOI, doi):
        yield f"acl:{acl.casefold()}"
    if paper.pmid:
        yield f"pmid:{paper.pmid}"


def _inside(pattern: re.Pattern[str], doi: str) -> str:
    found = pattern.fullmatch(doi)
    return found[1] if found else ""


def in_short(record: Mapping[str, object], name: str = "") -> Paper:
    """Return what tells the paper of a record in flight from others; wrong values are left out.

    `name` is the id that it gets.
    """
    authors = record.get("authors")
    listed = authors if isinstance(authors, Sequence) and not isinstance(authors, str) else ()
    return Paper(
        id=name,
        source=Source(""),
        title=_text(record.get("title")) or "",
        authors=tuple(Author(name=name) for name in _names(listed)),
        date=_date(record.get("date")),
        venue=_text(record.get("venue")),
        arxiv=_text(record.get("arxiv")),
        doi=_text(record.get("doi")),
        openreview=_text(record.get("openreview")),
        acl=_text(record.get("acl")),
        pmid=_text(record.get("pmid")),
    )


def _text(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _names(authors: Iterable[object]) -> Iterator[str]:
    for author in authors:
        if name := author.get("name") if isinstance(author, Mapping) else author:
            yield str(name)


def _date(value: object) -> PartialDate | None:
    try:
        return parse(value if isinstance(value, PartialDate) else str(value)) if value else None
    except BadValueError:
        return None
