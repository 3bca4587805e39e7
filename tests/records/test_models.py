"""Models: the things of a shelf have the keys of their forms, and never change."""

import pytest
from msgspec import Struct, ValidationError, msgpack
from pydantic import BaseModel

from generator.records import forms, models
from generator.records.dates import PartialDate
from generator.records.document import Mark, Source

SHELF = {"id", "source", "digest"}
PAPER = models.Paper(
    id="a",
    source=Source.marked("papers/a.yml", 1, {("title",): Mark(1, 8)}),
    digest=2**63 - 1,
    title="A",
    authors=(models.Author(name="李明", orcid="0000-0002-1825-0097"),),
    date=PartialDate(2018, 6),
    links=models.Links(code="https://a.example"),
    related=(models.Related(paper="b", why="near"),),
    status=models.Status(superseded_by="b"),
)


@pytest.mark.parametrize(
    ("form", "thing"),
    [
        (forms.AuthorRecord, models.Author),
        (forms.LinksRecord, models.Links),
        (forms.RelatedRecord, models.Related),
        (forms.StatusRecord, models.Status),
        (forms.PaperRecord, models.Paper),
        (forms.TagRecord, models.Tag),
        (forms.PersonRecord, models.Person),
        (forms.EntryRecord, models.CollectionEntry),
        (forms.CollectionRecord, models.Collection),
    ],
)
def test_a_thing_holds_what_its_form_allows(form: type[BaseModel], thing: type[Struct]) -> None:
    assert set(form.model_fields) - SHELF == set(thing.__struct_fields__) - SHELF


def test_a_paper_survives_being_kept() -> None:
    kept = msgpack.encode(PAPER)
    assert msgpack.decode(kept, type=models.Paper) == PAPER
    damaged = kept.replace(msgpack.encode("A"), msgpack.encode(7))
    with pytest.raises(ValidationError):
        msgpack.decode(damaged, type=models.Paper)


def test_a_source_keeps_its_places_packed() -> None:
    assert PAPER.source.at("title") == Mark(1, 8)
    assert PAPER.source.at("venue") == Mark(1, 1)
