"""Columns of a table: what the record calls what they hold, by their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.importers.assembly import OWN
from generator.records.identifiers import slug

_NAMES = {
    "title": "title paper-title name paper",
    "authors": "authors author author-s creators creator author-names",
    "date": "date publication-date published date-published pubdate publish-date",
    "year": "year publication-year pub-year py",
    "venue": "venue",
    "in": "in publication-title journal source-title journal-title booktitle book-title container"
    " container-title conference conference-name proceedings source conference-title",
    "tags": "tags tag topics topic",
    "keywords": "keywords author-keywords keyword manual-tags automatic-tags",
    "arxiv": "arxiv arxiv-id arxivid",
    "doi": "doi doi-link",
    "openreview": "openreview openreview-id forum",
    "acl": "acl acl-id anthology-id acl-anthology-id",
    "pmid": "pmid pubmed-id pubmed",
    "type": "type item-type document-type publication-type entry-type",
    "series": "series series-title",
    "volume": "volume vol",
    "issue": "issue number no issue-number report-number",
    "pages": "pages page page-range article-number",
    "first": "page-start start-page first-page",
    "last": "page-end end-page last-page",
    "edition": "edition",
    "published": "publication-day",
    "publisher": "publisher institution school university",
    "place": "place publisher-place address conference-location",
    "editors": "editors editor",
    "isbn": "isbn isbns",
    "issn": "issn issns",
    "url": "url urls link links address-web paper-url paper-link article-url",
    "code": "code github repo repository code-url code-link github-link",
    "project": "project project-page website homepage project-url",
    "pdf": "pdf pdf-url pdf-link",
    "video": "video talk youtube",
    "dataset": "dataset data data-set",
    "slides": "slides poster",
    "added": "added",
    "tldr": "tldr tl-dr one-sentence-summary summary",
    "abstract": "abstract abstract-note description",
    OWN: OWN,
}
"""What a column can hold, and the names by which it is known, as slugs."""
KEYS = tuple(_NAMES)
_BY_NAME = {name: key for key, names in _NAMES.items() for name in names.split()}
_IGNORED = frozenset({"key", "id", "citation-key"})
KINDS = {
    "journalarticle": "article",
    "conferencepaper": "inproceedings",
    "booksection": "incollection",
    "encyclopediaarticle": "incollection",
    "magazinearticle": "article",
    "newspaperarticle": "article",
    "manuscript": "preprint",
    "computerprogram": "software",
    "journal-article": "article",
    "conference-paper": "inproceedings",
    "book-chapter": "incollection",
    "proceedings-article": "inproceedings",
}
"""The type of a publication by what Zotero, Scopus and Crossref call it; ours are themselves."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns in their order, and the name of the one that holds each thing."""

    names: Sequence[str]
    places: Mapping[str, str]
    ignored: frozenset[str]
    """Columns that say nothing of a paper, such as a key in another program."""


def columns_of(header: Sequence[str], chosen: Mapping[str, str]) -> tuple[Columns, list[str]]:
    """Return the columns of a table, and which of the chosen ones it has not.

    Of two columns of one kind the first is taken.
    """
    names = [name or f"column {number}" for number, name in enumerate(header, 1)]
    by_fold = {name.casefold(): name for name in reversed(names)}
    unknown = [name for name in chosen.values() if name.casefold() not in by_fold]
    places = {k: by_fold[n.casefold()] for k, n in chosen.items() if n.casefold() in by_fold}
    for name in names:
        key = _BY_NAME.get(slug(name))
        if key and name not in places.values():
            places.setdefault(key, name)
    ignored = frozenset(name for name in names if slug(name) in _IGNORED)
    return Columns(names, places, ignored), unknown
