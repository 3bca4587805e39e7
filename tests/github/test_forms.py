"""Forms: what GitHub makes of them is read back, whatever was typed into them."""

from pathlib import Path

import pytest
import yaml
from helpers.issue_forms import body_of
from hypothesis import given
from hypothesis import strategies as st

from generator.github.forms import ADD, CORRECT, FORMS, NO_RESPONSE, Form, parse_form

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_fields_are_those_of_the_file(form: Form) -> None:
    path = ROOT / ".github/ISSUE_TEMPLATE" / form.file
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    labels = [part["attributes"]["label"] for part in file["body"] if part["type"] != "markdown"]
    assert labels == [field.label for field in form.fields]


def test_a_form_with_one_field_filled_in() -> None:
    filled = parse_form(body_of(ADD, {"link": "https://arxiv.org/abs/1806.07572"}))
    assert filled is not None
    assert filled.form is ADD
    assert filled.values == {"link": "https://arxiv.org/abs/1806.07572"}
    assert filled.too_long() == ()


def test_a_fenced_value_comes_without_its_fence() -> None:
    entry = "@article{a,\n  title = {A}\n}"
    filled = parse_form(body_of(ADD, {"link": "A", "bibtex": f"```bibtex\n{entry}\n```"}))
    assert filled is not None
    assert filled.values["bibtex"] == entry


def test_windows_line_ends() -> None:
    text = body_of(ADD, {"link": "A", "authors": "B C\nD E"}).replace("\n", "\r\n")
    filled = parse_form(text)
    assert filled is not None
    assert filled.values == {"link": "A", "authors": "B C\nD E"}


def test_headings_within_a_value_belong_to_it() -> None:
    abstract = "one\n\n### Results\n\n### Link, id or title\n\ntwo\n\n#### Tags"
    filled = parse_form(body_of(ADD, {"link": "A", "abstract": abstract, "tags": "b"}))
    assert filled is not None
    assert filled.values == {"link": "A", "abstract": abstract, "tags": "b"}


def test_fields_that_somebody_took_away_are_empty() -> None:
    filled = parse_form("### Paper\n\nfilo\n\n### What it should say\n\nFiLo")
    assert filled is not None
    assert filled.form is CORRECT
    assert filled.values == {"paper": "filo", "value": "FiLo"}


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "hello", "### Something\n\nelse", "text\n\n### Paper\n\nfilo", "#### Paper"],
)
def test_what_is_no_form(text: str) -> None:
    assert parse_form(text) is None


def test_values_that_are_too_long_are_named() -> None:
    filled = parse_form(body_of(CORRECT, {"paper": "filo", "value": "x" * 1_000_000}))
    assert filled is not None
    assert filled.too_long() == (
        "the field What it should say has 1,000,000 characters; write at most 20,000",
    )


TYPED = (
    st.text(st.characters(exclude_categories=["C"]))
    .map(lambda text: text.strip())
    .filter(lambda text: text != NO_RESPONSE and "###" not in text and "```" not in text)
)


@given(st.dictionaries(st.sampled_from([field.key for field in ADD.fields]), TYPED))
def test_what_is_typed_is_read(values: dict[str, str]) -> None:
    filled = parse_form(body_of(ADD, values))
    assert filled is not None
    assert filled.values == {key: value for key, value in values.items() if value}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for body in (text, f"### Paper\n{text}", f"### Link, id or title\n{text}\n### Tags\n{text}"):
        filled = parse_form(body)
        assert filled is None or all(filled.values.values())
