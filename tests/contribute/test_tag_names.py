"""Names of tags in texts."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contribute.names import Names
from generator.records.document import Source
from generator.records.models import Tag


def tag(name: str, *aliases: str) -> Tag:
    return Tag(
        id=name.lower().replace(" ", "-"), source=Source("tags.yml"), name=name, aliases=aliases
    )


TAGS = (
    tag("reasoning"),
    tag("vision"),
    tag("vision transformers", "ViT"),
    tag("fine-tuning", "finetuning"),
    tag("CLIP"),
    tag("language models", "LLMs"),
    tag("Poincaré maps"),
    tag("3D reconstruction"),
)


def found(text: str, tags: Sequence[Tag] = TAGS) -> list[tuple[str, str]]:
    return [(tags[m.tag].name, m.text) for m in Names(tags).mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reasonings of reasoning", [("reasoning", "Reasonings"), ("reasoning", "reasoning")]),
        ("For this reason we reasoned", []),
        ("Supervision", []),
        ("A vision transformer", [("vision transformers", "vision transformer")]),
        ("Vision, and a ViT", [("vision", "Vision"), ("vision transformers", "ViT")]),
        ("ViTs, vits", [("vision transformers", "ViTs")]),
        ("We fine-tuned it", [("fine-tuning", "fine-tuned")]),
        ("CLIP clips a clip", [("CLIP", "CLIP")]),
        ("one LLM-made text", [("language models", "LLM")]),
        ("large language  modelling", [("language models", "language modelling")]),
        ("A POINCARE map", [("Poincaré maps", "POINCARE map")]),
        ("Poincare\u0301 maps", [("Poincaré maps", "Poincaré maps")]),
        ("3D Reconstruction", [("3D reconstruction", "3D Reconstruction")]),
        ("3d reconstruction", []),
        ("", []),
    ],
)  # fmt: skip
def test_where_a_text_names_a_tag(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_the_longest_name_counts_and_then_the_first_tag() -> None:
    tags = (tag("domain shift"), tag("domain"), tag("shift in vision"), tag("shift"))
    assert found("domain shift in vision", tags) == [("domain shift", "domain shift")]
    assert found("a shift in vision", tags) == [("shift in vision", "shift in vision")]
    assert found("x", ()) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for name, words in found(text + " vision " + text):
        assert name
        assert words
