"""From the text of an issue to a proposal, or to a clear answer, whatever somebody wrote."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import SHELVES
from helpers.issue_forms import adding, correcting
from helpers.service_answers import Facts
from helpers.services import LocalServices, services
from helpers.strangers import alive
from hypothesis import given
from hypothesis import strategies as st

from generator.github.answering import TOO_LONG, answer, request_of
from generator.github.correcting import PLACES, SOMETHING_ELSE
from generator.github.events import Issue
from generator.github.forms import parse_form
from generator.github.outputs import VALUE_LIMIT
from generator.github.proposal import Proposal, decode, encode
from generator.records.write import PAPER_KEYS
from generator.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
SMALL = SHELVES / "small"
TODAY = datetime.date(2026, 10, 1)
Ask = Callable[..., Proposal | None]


@pytest.fixture(scope="module")
def web() -> Iterator[LocalServices]:
    with services() as web:
        web.know(Facts(title="On Invented Kettles", authors=["Ann Bee"], arxiv="2401.00001"))
        yield web


@pytest.fixture(scope="module")
def ask(web: LocalServices) -> Ask:
    """Give `ask(body, …)`, which answers an issue with this text on the small shelf."""
    read, _ = read_settings(SMALL / "mkdocs.yml")
    assert read
    options = read.options.model_copy(update={"services": web.services})
    settings = Settings(
        root=SMALL, site_name="S", site_url="https://shelf.example/", options=options
    )

    def asked(body: str | None, **more: Any) -> Proposal | None:
        issue = Issue(number=12, title="Add a paper", body=body, **more)
        with web.client() as client:
            return answer(issue, settings, client, today=TODAY)

    return asked


def test_an_identifier_is_enough(ask: Ask) -> None:
    proposal = ask(adding("https://arxiv.org/pdf/2401.00001v3"))
    assert proposal is not None
    assert proposal.change is not None
    assert (proposal.kind, proposal.paper) == ("add", "on-invented-kettles")
    assert proposal.change.path == "site_src/papers/on-invented-kettles.yml"
    assert (proposal.change.line, proposal.change.before) == (0, "")
    record = yaml.safe_load(proposal.change.text)
    assert record["title"] == "On Invented Kettles"
    assert record["arxiv"] == "2401.00001"
    assert record["added"] == TODAY
    assert (
        "| title | On Invented Kettles | [arXiv](https://arxiv.org/abs/2401.00001) |"
        in proposal.body
    )


def test_what_a_person_knows_is_taken_where_no_service_does(ask: Ask) -> None:
    form = adding(
        "https://kettles.example/paper.pdf",
        title="Kettles, Unsung",
        authors="Ann Bee\nC. Dee",
        abstract="We sing.\n\n### Tags\n\nnot these",
        tags="Teapots, nonsense",
        note="Read it *aloud*.",
    )
    proposal = ask(form)
    assert proposal is not None
    assert proposal.change is not None
    record = yaml.safe_load(proposal.change.text)
    assert record["authors"] == ["Ann Bee", "C. Dee"]
    assert record["links"] == {"pdf": "https://kettles.example/paper.pdf"}
    assert record["notes"] == "Read it *aloud*."
    assert "- date: missing; write when the paper first came out: date: 2018-06" in proposal.body


def test_a_bibtex_entry_comes_before_a_link_that_names_no_paper() -> None:
    entry = "@misc{a, title = {A}}"
    filled = parse_form(adding("https://kettles.example/", bibtex=f"```bibtex\n{entry}\n```"))
    assert filled is not None
    request, unclear = request_of(filled)
    assert request.text == entry
    assert request.given == {"links": {"project": "https://kettles.example/"}}
    assert unclear == ()
    filled = parse_form(adding("10.1234/x", bibtex=entry))
    assert filled is not None
    assert request_of(filled)[0].text == "10.1234/x"


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        (
            adding("Pouring without spilling"),
            "This paper is on the shelf already: [Pouring Without Spilling](https://shelf.example/"
            "papers/pouring/).",
        ),
        (
            adding("https://kettles.example/"),
            "This cannot become a pull request yet:\n\n- &#34;&#104;ttps:&#8203;//kettles.example/"
            '" names no paper; write an arXiv id',
        ),
        (
            adding("x" * 2000),
            "This form cannot be read:\n\n- the field Link, id or title has 2,000 characters; "
            "write at most 1,000",
        ),
        (
            correcting("porring", "Title", "x"),
            'This cannot become a pull request yet:\n\n- no paper "porring" is on the shelf; did '
            'you mean "pouring"?',
        ),
        (
            correcting("pouring", "Date", "last year"),
            'This cannot become a pull request yet:\n\n- date: "last year": not a date; write 2018',
        ),
        (correcting("pouring", SOMETHING_ELSE, "x"), "Thank you. This needs a person who reads it"),
        (
            correcting("pouring", "Colour", "x"),
            'This cannot become a pull request yet:\n\n- &#34;Colour" is for a person to read',
        ),
        (
            correcting("pouring", "Note", "é" * 19_000 + "\n\n" + "x" * 900),
            "[Pouring Without Spilling](https://shelf.example/papers/pouring/): `notes`",
        ),
    ],
)
def test_answers(ask: Ask, body: str, begins: str) -> None:
    proposal = ask(body)
    assert proposal is not None
    assert proposal.body.startswith(begins)
    assert (proposal.change is None) != begins.startswith("[")


def test_a_record_that_is_too_long_for_a_form(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.github.answering.VALUE_LIMIT", 1000)
    proposal = ask(correcting("pouring", "Note", "é" * 900))
    assert proposal is not None
    assert proposal.change is None
    assert TOO_LONG in proposal.body


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (None, {}),
        ("hello", {}),
        (adding("2401.00001"), {"state": "closed"}),
        (adding("2401.00001"), {"pull_request": {"url": "x"}}),
    ],
)
def test_what_is_no_open_form_is_not_answered(
    ask: Ask, body: str | None, more: dict[str, Any]
) -> None:
    assert ask(body, **more) is None


def test_the_options_of_the_form_are_those_that_are_understood() -> None:
    path = ROOT / ".github/ISSUE_TEMPLATE/correct-paper.yml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    (dropdown,) = (part for part in file["body"] if part["type"] == "dropdown")
    assert dropdown["attributes"]["options"] == [*PLACES, SOMETHING_ELSE]


def test_every_key_of_a_record_can_be_corrected_but_for_those_of_editors() -> None:
    for_editors = {"added", "publication", "related"}
    assert {place.key for place in PLACES.values()} == set(PAPER_KEYS) - for_editors


@given(st.text(), st.sampled_from([*PLACES, SOMETHING_ELSE]), st.text())
def test_whatever_is_written_is_answered(ask: Ask, text: str, field: str, source: str) -> None:
    for paper in ("pouring", "cups"):
        proposal = ask(correcting(paper, field, text, source))
        if proposal is not None:
            assert decode(encode(proposal)) == proposal
            assert len(encode(proposal).encode()) <= VALUE_LIMIT
            assert alive(proposal.body) == []


@given(text=st.text())
def test_whatever_is_asked_for_is_answered(ask: Ask, text: str) -> None:
    proposal = ask(adding(text, title=text, authors=text, tags=text, note=text))
    if proposal is not None:
        assert decode(encode(proposal)) == proposal
        assert alive(proposal.body) == []
