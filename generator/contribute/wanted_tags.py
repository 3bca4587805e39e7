"""Wanted tags: what people call the tags of a paper, as ids of the vocabulary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.contribute.addition import Reason, Refusal
from generator.problems import nearest, quoted
from generator.records.identifiers import fold
from generator.records.models import Tag


@dataclass(frozen=True, slots=True)
class Wanted:
    """Tags of the vocabulary, each once, and what is to be said of words that are none."""

    ids: tuple[str, ...]
    remarks: tuple[str, ...]


def wanted_tags(
    chosen: Sequence[str], given: object, vocabulary: Mapping[str, Tag]
) -> Wanted | Refusal:
    """Return the tags that are chosen, then those that are given with the paper.

    Each is the id, the name or an alias of a tag. Who chooses a tag that is none made a slip, which
    is a refusal; one that is given is left out.
    """
    by_word = {
        fold(word): tag.id
        for tag in reversed(list(vocabulary.values()))
        for word in (*tag.aliases, tag.name, tag.id)
    }
    unknown = [word for word in chosen if fold(word) not in by_word]
    if unknown:
        sentences = tuple(_unknown(word, by_word) for word in unknown)
        return Refusal(reason=Reason.WRONG, sentences=sentences)
    others = [str(word) for word in given] if isinstance(given, list | tuple) else []
    known = [by_word[fold(word)] for word in (*chosen, *others) if fold(word) in by_word]
    remarks = [
        f"{_unknown(word, by_word)}; left out" for word in others if fold(word) not in by_word
    ]
    return Wanted(tuple(dict.fromkeys(known)), tuple(remarks))


def _unknown(word: str, by_word: Mapping[str, str]) -> str:
    close = nearest(fold(word), by_word)
    advice = f"did you mean {quoted(by_word[close])}?" if close else "choose one of tags.yml"
    return f"no tag {quoted(word)}; {advice}"
