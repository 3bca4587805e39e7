"""Forms: what a record of each kind may hold, and the thing that each becomes."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator as After
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic import ValidatorFunctionWrapHandler as Handler
from pydantic_core import CoreSchema, core_schema

from generator.records import models, schemes
from generator.records.dates import PartialDate, parse, parse_day
from generator.records.document import Bare
from generator.records.schemes import BadValueError


def folded(text: str) -> str:
    """Return `text` with every run of white space as one space, and none around it."""
    # A printable text has no white space but spaces, and nearly every text is folded already.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space; refuse text without letters."""
    line = folded(text)
    if not line:
        raise BadValueError("empty", "write text, or delete the key")
    return line


def paragraphs(text: str) -> str:
    """Return `text` with white space folded inside its paragraphs, which blank lines separate."""
    parts = [part for part in map(folded, text.replace("\r", "").split("\n\n")) if part]
    return "\n\n".join(parts) or one_line("")


def markdown(text: str) -> str:
    """Return Markdown text as it stands, without blank lines around it."""
    return one_line(text) and text.strip("\n")


def _form(check: Callable[[str], str]) -> After:
    return After(lambda text: check(text.strip()))


def _pattern(pattern: str, *, example: str) -> Any:
    return Field(json_schema_extra={"pattern": f"^(?:{pattern})$", "examples": [example]})


Line = Annotated[str, After(one_line)]
Text = Annotated[str, After(paragraphs)]
Markdown = Annotated[str, After(markdown)]
Address = Annotated[
    str, _form(schemes.web_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
RecordId = Annotated[
    str,
    _form(schemes.record_id),
    _pattern(schemes.RECORD_ID.pattern, example="neural-tangent-kernel"),
]
Orcid = Annotated[
    str, _form(schemes.orcid), _pattern(schemes.ORCID.pattern, example="0000-0002-1825-0097")
]
Date = Annotated[
    PartialDate,
    BeforeValidator(parse),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1450, "maximum": 9999},
            ],
            "examples": ["2018-06-20", "2018-06", 2018],
        }
    ),
]
Day = Annotated[
    datetime.date,
    BeforeValidator(parse_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-03-17"]}),
]


def _digits(value: object) -> object:
    return value.text if isinstance(value, Bare) and value.kind == "number" else value


Pmid = Annotated[
    str,
    BeforeValidator(_digits),
    _form(schemes.pmid),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d+$"}, {"type": "integer"}]}),
]


class Model(BaseModel):
    """What all records share: they never change, and no key goes unread."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class As:
    """Says that a value is read as a form and becomes the thing that the annotation names."""

    form: type[Model]

    def __get_pydantic_core_schema__(self, thing: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the form's schema, which JSON Schema shows, with the thing as its result."""
        return core_schema.no_info_after_validator_function(
            lambda record: thing(**record.__dict__), handler.generate_schema(self.form)
        )


class AuthorRecord(Model):
    """An author as one paper names them."""

    name: Line = Field(description="The full name as printed.")
    orcid: Orcid | None = Field(None, description="The author's ORCID iD.")
    affiliation: Line | None = Field(None, description="Where the author worked.")


def _author(value: object, read: Handler) -> Any:
    # Nearly all authors are a name alone, so that needs no form.
    if isinstance(value, str):
        name = folded(value)
        return models.Author(name=name) if name else read({"name": value})
    return read(value)


Author = Annotated[
    models.Author,
    As(AuthorRecord),
    WrapValidator(_author, json_schema_input_type=str | AuthorRecord),
]


class LinksRecord(Model):
    """Where else the paper lives; http and https addresses only."""

    code: Address | None = Field(None, description="The source code.")
    project: Address | None = Field(None, description="The project's page.")
    pdf: Address | None = Field(None, description="The paper as PDF, where it is not arXiv's.")
    video: Address | None = Field(None, description="A talk or a demonstration.")
    dataset: Address | None = Field(None, description="The data that the paper publishes.")
    slides: Address | None = Field(None, description="Slides or a poster.")


Links = Annotated[models.Links, As(LinksRecord)]


Number = Annotated[
    str,
    BeforeValidator(_digits),
    After(one_line),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
PublicationType = Literal[
    "article",
    "inproceedings",
    "incollection",
    "book",
    "thesis",
    "mastersthesis",
    "report",
    "preprint",
    "dataset",
    "software",
    "other",
]


class PublicationRecord(Model):
    """How the paper was published, for citations; as much as is known."""

    type: PublicationType | None = Field(
        None, description="What it is: the type of the work.", examples=["article"]
    )
    within: Line | None = Field(
        None,
        alias="in",
        description="The full name of the journal, the proceedings or the book, where `venue` is "
        "not that.",
    )
    series: Line | None = Field(None, description="The series of the proceedings or the book.")
    volume: Number | None = Field(None, description="The volume of the journal or the series.")
    issue: Number | None = Field(
        None, description="The issue of the journal; the number of a report."
    )
    pages: Annotated[str, BeforeValidator(_digits), _form(schemes.pages)] | None = Field(
        None, description="The first and the last page, or the article's number.", examples=["1–12"]
    )
    edition: Number | None = Field(None, description="The edition of a book.")
    date: Date | None = Field(
        None, description="When it was published, where `date` says when it first came out."
    )
    publisher: Line | None = Field(
        None, description="The publisher; the school of a thesis, the institution of a report."
    )
    place: Line | None = Field(None, description="Where the publisher is, or the conference was.")
    editors: tuple[Line, ...] = Field((), description="The editors in printed order.")
    isbn: Annotated[str, BeforeValidator(_digits), _form(schemes.isbn)] | None = Field(
        None, description="The ISBN, in quotes.", examples=["978-3-030-01225-0"]
    )
    issn: Annotated[str, _form(schemes.issn)] | None = Field(
        None, description="The ISSN, in quotes.", examples=["2049-3630"]
    )
    url: Address | None = Field(None, description="The publisher's page of the paper.")


Publication = Annotated[models.Publication, As(PublicationRecord)]


class RelatedRecord(Model):
    """A paper that belongs beside this one, by a person's judgement."""

    paper: RecordId = Field(description="The other paper's id.")
    why: Line = Field(description="What connects the two, for readers.")


Related = Annotated[models.Related, As(RelatedRecord)]


class StatusRecord(Model):
    """What readers must know before anything else: one of the two."""

    retracted: Address | None = Field(None, description="The notice of the retraction.")
    superseded_by: RecordId | None = Field(None, description="The id of the paper to read instead.")


Status = Annotated[models.Status, As(StatusRecord)]


class PaperRecord(Model):
    """A paper as a person wrote it down; only the title is required."""

    title: Line = Field(description="The title, to the letter.")
    authors: tuple[Author, ...] = Field((), description="The authors in printed order.")
    date: Date | None = Field(None, description="When it first came out: a year, month or day.")
    venue: Line | None = Field(None, description="Where it appeared, with the year.")
    publication: Publication | None = Field(None, description="How it was published, in full.")
    tags: tuple[RecordId, ...] = Field((), description="Ids from tags.yml, the closest first.")
    arxiv: Annotated[str, _form(schemes.arxiv_id)] | None = Field(
        None, description="The arXiv id, in quotes.", examples=["1806.07572"]
    )
    doi: Annotated[str, _form(schemes.doi)] | None = Field(
        None, description="The DOI without https://doi.org/.", examples=["10.18653/v1/P18-1001"]
    )
    openreview: Annotated[str, _form(schemes.openreview_id)] | None = Field(
        None, description="The OpenReview forum's id.", examples=["rJXMpikCZ"]
    )
    acl: Annotated[str, _form(schemes.acl_id)] | None = Field(
        None, description="The ACL Anthology id.", examples=["2022.acl-long.244"]
    )
    pmid: Pmid | None = Field(None, description="The PubMed id.", examples=["31452104"])
    links: Links = Field(default_factory=models.Links, description="Where else the paper lives.")
    added: Day | None = Field(None, description="The day the paper came onto the shelf.")
    tldr: Line | None = Field(None, description="The paper in one sentence.")
    abstract: Text | None = Field(None, description="The abstract, to the letter; $…$ is math.")
    notes: Markdown | None = Field(
        None, description="Remarks in Markdown; [[paper-id]] links to a paper."
    )
    related: tuple[Related, ...] = Field((), description="Papers that belong beside this one.")
    status: Status | None = Field(None, description="Retracted, or superseded by another paper.")


class JsonPaperRecord(PaperRecord):
    """A paper as one line of a JSON Lines file, which must name its id."""

    id: RecordId = Field(description="The paper's id and address.")


class TagRecord(Model):
    """A word of the shelf's vocabulary."""

    id: RecordId = Field(description="The tag's id and address.")
    name: Line = Field(description="The tag as readers see it.")
    description: Line | None = Field(None, description="What a paper with this tag is about.")
    parent: RecordId | None = Field(None, description="The id of the wider tag.")
    aliases: tuple[Line, ...] = Field(
        (), description="Other words for the same thing; they lead to the tag's page."
    )


class PersonRecord(Model):
    """What the papers do not say of an author, or say in several ways."""

    name: Line = Field(description="The name that the author's page shows.")
    variants: tuple[Line, ...] = Field((), description="Other spellings of the name on papers.")
    orcid: Orcid | None = Field(None, description="The author's ORCID iD.")
    homepage: Address | None = Field(None, description="The author's own page.")
    papers: tuple[RecordId, ...] = Field(
        (), description="Ids of papers that print one of these names and mean this person."
    )
    id: RecordId | None = Field(
        None,
        description="The address of someone whose name another person has, too; only what `orcid` "
        "or `papers` tells is theirs.",
    )


class EntryRecord(Model):
    """One paper of a reading list."""

    paper: RecordId = Field(description="The paper's id.")
    note: Line | None = Field(None, description="Why it stands here.")


def _entry(value: object) -> object:
    return {"paper": value} if isinstance(value, str) else value


Entry = Annotated[
    models.CollectionEntry,
    As(EntryRecord),
    BeforeValidator(_entry, json_schema_input_type=str | EntryRecord),
]


class CollectionRecord(Model):
    """A reading list: an introduction and papers in a chosen order."""

    title: Line = Field(description="The title of the list.")
    description: Markdown | None = Field(None, description="The introduction, in Markdown.")
    papers: tuple[Entry, ...] = Field((), description="The papers in reading order.")
