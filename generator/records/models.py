"""Models: the things on a shelf as the catalog holds them, small and never changed.

`forms` says what their records may hold; a value in here has been checked. They are written as
lists without keys wherever they are kept, so a key's place is part of what is kept.
"""

import datetime

from msgspec import Struct

from generator.records.dates import PartialDate
from generator.records.document import Source


class Author(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An author as one paper names them."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None


class Links(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Where else the paper lives; http and https addresses only."""

    code: str | None = None
    project: str | None = None
    pdf: str | None = None
    video: str | None = None
    dataset: str | None = None
    slides: str | None = None


class Related(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A paper that belongs beside this one, by a person's judgement."""

    paper: str
    why: str


class Status(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What readers must know before anything else: one of the two."""

    retracted: str | None = None
    superseded_by: str | None = None


class Publication(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """How the paper was published, for citations: what `venue` is too short for."""

    type: str | None = None
    within: str | None = None
    """What a record calls `in`."""
    series: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    date: PartialDate | None = None
    publisher: str | None = None
    place: str | None = None
    editors: tuple[str, ...] = ()
    isbn: str | None = None
    issn: str | None = None
    url: str | None = None


class Paper(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A paper on the shelf: its record, its id, and where the record stands."""

    id: str
    source: Source
    digest: int = 0
    """A number of 63 bits for the record's text and file; 0 when no file holds it.

    In the catalog it also tells who the authors are, where their names alone do not.
    """
    title: str
    authors: tuple[Author, ...] = ()
    date: PartialDate | None = None
    venue: str | None = None
    tags: tuple[str, ...] = ()
    arxiv: str | None = None
    doi: str | None = None
    openreview: str | None = None
    acl: str | None = None
    pmid: str | None = None
    links: Links = Links()
    added: datetime.date | None = None
    tldr: str | None = None
    abstract: str | None = None
    notes: str | None = None
    related: tuple[Related, ...] = ()
    status: Status | None = None
    publication: Publication | None = None


class Tag(Struct, frozen=True, kw_only=True, gc=False):
    """A word of the shelf's vocabulary and where its record stands."""

    id: str
    source: Source
    name: str
    description: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()


class Person(Struct, frozen=True, kw_only=True, gc=False):
    """What the papers do not say of an author, or say in several ways, and where it stands."""

    name: str
    source: Source
    variants: tuple[str, ...] = ()
    orcid: str | None = None
    homepage: str | None = None
    papers: tuple[str, ...] = ()
    id: str | None = None


class CollectionEntry(Struct, frozen=True, kw_only=True, gc=False):
    """One paper of a reading list."""

    paper: str
    note: str | None = None


class Collection(Struct, frozen=True, kw_only=True, gc=False):
    """A reading list, its id, and where its record stands."""

    id: str
    source: Source
    title: str
    description: str | None = None
    papers: tuple[CollectionEntry, ...] = ()
