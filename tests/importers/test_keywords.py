"""Keywords and the vocabulary."""

from generator.importers.keywords import tagged
from generator.importers.merge import Candidate
from generator.records.document import Source
from generator.records.models import Tag

TAGS = [
    Tag(id="vision-transformers", source=Source("t"), name="vision transformers", aliases=("ViT",)),
    Tag(id="reasoning", source=Source("t"), name="reasoning"),
]


def candidate(*keywords: str, **record: object) -> Candidate:
    return Candidate(line=1, record={"title": "T", **record}, keywords=keywords)


def test_a_keyword_is_a_tag_when_all_of_it_names_one() -> None:
    words = ("Vision Transformer", "ViT", "reasoning", "reasoning about lamps", "vit", "Lamps")
    made = tagged([candidate(*words), candidate("Lamps")], TAGS)
    assert made.candidates[0].record == {"title": "T", "tags": ["vision-transformers", "reasoning"]}
    assert made.candidates[0].left == {"keywords": ["reasoning about lamps", "vit", "Lamps"]}
    assert made.remark == (
        '3 keywords are no tags of the vocabulary: "Lamps" (2), "reasoning about lamps" (1), '
        '"vit" (1)'
    )


def test_tags_of_a_record_are_kept_where_the_vocabulary_has_them() -> None:
    made = tagged([candidate("Lamps", tags=["reasoning", "pots"])], TAGS, use_keywords=False)
    assert made.candidates[0].record == {"title": "T", "tags": ["reasoning"]}
    assert made.candidates[0].left == {"keywords": ["pots"]}


def test_keywords_can_be_left() -> None:
    made = tagged([candidate("reasoning")], TAGS, use_keywords=False)
    assert made.candidates[0].record == {"title": "T"}
    assert made.candidates[0].left == {"keywords": ["reasoning"]}
    assert made.remark == ""
