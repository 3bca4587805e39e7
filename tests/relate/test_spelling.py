"""Shared terms as a paper itself writes them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.document import Source
from generator.records.models import Paper
from generator.relate.dull import is_dull
from generator.relate.spelling import Spelling, plurals


def _phrases(title: str, abstract: str, *terms: Sequence[str]) -> tuple[str, ...]:
    paper = Paper(id="a", source=Source(path="a.yml"), title=title, abstract=abstract)
    return Spelling(paper).phrases(map(tuple, terms))


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("We use CLIP and LoRA.", [["clip"], ["lora"]], ("CLIP", "LoRA")),
        ("Kernels. Kernels are kernels.", [["kernels"]], ("kernels",)),
        ("Contrastive Generation (CGE) works.", [["contrastive"]], ("contrastive",)),
        ("In the Gaussian case.", [["gaussian"]], ("Gaussian",)),
        ("A teapot and teapots, teapots.", [["teapot", "teapots"]], ("teapots",)),
        (
            "Large language models.",
            [plurals("large language"), plurals("language model")],
            ("large language models",),
        ),
        (
            "A language model that is large: language.",
            [plurals("language model"), ["language"]],
            ("language model",),
        ),
        ("Two studies of data policies.", [plurals("data policy")], ("data policies",)),
        ("Nothing of it.", [["teapot"]], ("teapot",)),
        ("A sub-teapot is no teapot-lid.", [["teapot", "teapots"]], ("teapot",)),
    ],
)
def test_words_are_written_as_in_the_text(
    text: str, terms: list[Sequence[str]], expected: tuple[str, ...]
) -> None:
    assert _phrases("A Title", text, *terms) == expected


def test_capitals_of_a_title_are_no_names() -> None:
    assert _phrases("Person Re-Identification", "None.", ["person re-identification"]) == (
        "person re-identification",
    )


@given(st.text(max_size=80), st.text(max_size=200), st.lists(st.text("abİßs -", min_size=1)))
def test_any_text_is_spelled(title: str, abstract: str, words: list[str]) -> None:
    forms = [[word] for word in words if word.strip()]
    found = _phrases(title, abstract, *forms)
    assert len(found) <= len(forms)


@pytest.mark.parametrize(
    "term", [b"achiev", b"random", b"large gap", b"com", b"experimental result"]
)
def test_what_any_paper_may_say_explains_nothing(term: bytes) -> None:
    assert is_dull(term)


@pytest.mark.parametrize("term", [b"teapot", b"random teapot", b"diffus", b"language model"])
def test_what_few_papers_say_explains_something(term: bytes) -> None:
    assert not is_dull(term)
