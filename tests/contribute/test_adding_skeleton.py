"""The skeleton of a record: every key, each with what to write, and nothing wrong."""

import datetime
import re
from pathlib import Path

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as some

from generator.contribute.addition import Addition, Reason, Refusal
from generator.contribute.skeleton import plan_skeleton
from generator.contribute.standing import stands
from generator.records.document import Document, Source
from generator.records.forms import PaperRecord
from generator.records.schemes import RECORD_ID
from generator.records.validation import validate
from generator.records.write import PAPER_KEYS
from generator.records.yaml_reader import read_yaml
from generator.settings import Options, Settings

TODAY = datetime.date(2026, 3, 17)
NOWHERE = Settings(root=Path("/nowhere"), site_name="S", options=Options())


def planned(title: str, settings: Settings = NOWHERE, wanted: str = "") -> Addition | Refusal:
    return plan_skeleton(title, stands(settings), today=TODAY, wanted=wanted)


def skeleton(title: str) -> str:
    result = planned(title)
    assert isinstance(result, Addition)
    return result.text


def test_it_is_valid_and_says_what_is_missing(shelf: Folder) -> None:
    settings = Settings(root=shelf.root, site_name="S", options=Options())
    addition = planned("Lids: of pots", settings)
    assert isinstance(addition, Addition)
    assert (addition.id, addition.path) == ("lids", "site_src/papers/lids.yml")
    shelf.write("papers/lids.yml", addition.text)
    (paper,) = shelf.read().papers
    assert (paper.title, paper.added) == ("Lids: of pots", TODAY)
    missing = [
        "site_src/papers/lids.yml:6:8: warning: abstract: missing; copy it from the paper",
        "site_src/papers/lids.yml:6:8: warning: authors: missing; write authors: [First Author, "
        "Second Author]",
        "site_src/papers/lids.yml:6:8: warning: date: missing; write when the paper first came "
        "out: date: 2018-06",
        "site_src/papers/lids.yml:6:8: warning: tags: missing; choose some from tags.yml",
    ]
    assert shelf.problems() == missing
    assert [str(problem) for problem in addition.problems] == missing


def test_every_key_is_there_in_the_standard_order_with_its_description() -> None:
    text = skeleton("Lids")
    assert re.findall(r"^#?([a-z]+):", text, re.MULTILINE) == list(PAPER_KEYS)
    for key in PAPER_KEYS:
        described = PaperRecord.model_fields[key].description
        assert re.search(rf"^# {re.escape(described or '?')}\n#?{key}:", text, re.MULTILINE)


def test_without_its_comment_signs_it_is_a_record() -> None:
    whole = re.sub(r"^#(?! )|^#(?=  )", "", skeleton("Lids"), flags=re.MULTILINE)
    document, problems = read_yaml(whole, "x")
    assert document
    assert problems == []
    assert isinstance(document.value, dict)
    assert set(document.value) == set(PAPER_KEYS)
    assert validate(PaperRecord, Document(document.value, Source("x")))[1] == []


def test_a_paper_that_is_there(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids of pots\n")
    settings = Settings(root=shelf.root, site_name="S", options=Options())
    refusal = planned("lids of POTS", settings)
    assert isinstance(refusal, Refusal)
    assert refusal.duplicate_of == "lids"
    other = planned("Lids", settings)
    assert isinstance(other, Addition)
    assert other.id == "lids-2"


def test_a_title_that_is_not_utf8() -> None:
    refused = planned("A \udcff title")
    assert isinstance(refused, Refusal)
    assert refused.sentences == ('"A \\udcff title" is not written in UTF-8; write it in UTF-8',)


@pytest.mark.parametrize("title", ["", " \n", "\x00"])
def test_no_title(title: str) -> None:
    assert planned(title) == Refusal(reason=Reason.WRONG, sentences=("a paper needs a title",))


@given(some.text())
def test_any_title(title: str) -> None:
    result = planned(title)
    if isinstance(result, Addition):
        assert RECORD_ID.fullmatch(result.id)
        document, _ = read_yaml(result.text, "x")
        assert document
        assert isinstance(document.value, dict)
        assert set(document.value) == {"title", "added"}
