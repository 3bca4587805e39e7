"""Keywords of other people to tags of the vocabulary; a keyword that fits none is told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.contribute.names import Names
from generator.importers.merge import Candidate
from generator.problems import quoted
from generator.records.identifiers import fold
from generator.records.models import Tag

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tagged:
    """Candidates with tags of the vocabulary, and the words that are none, with their numbers."""

    candidates: Sequence[Candidate]
    unknown: Mapping[str, int] = field(default_factory=dict)

    @property
    def remark(self) -> str:
        """A sentence about the words that are no tags; "" when there are none."""
        if not self.unknown:
            return ""
        ordered = sorted(self.unknown.items(), key=lambda word: (-word[1], word[0]))
        shown = ", ".join(f"{quoted(word)} ({number})" for word, number in ordered[:_SHOWN])
        more = f" and {len(ordered) - _SHOWN:,} more" if len(ordered) > _SHOWN else ""
        return f"{len(ordered):,} keywords are no tags of the vocabulary: {shown}{more}"


def tagged(
    candidates: Sequence[Candidate], vocabulary: Sequence[Tag], *, use_keywords: bool = True
) -> Tagged:
    """Return candidates whose keywords and tags are those of the vocabulary; others are left.

    A keyword is a tag when the whole of it is the tag's id or names it, in any inflection.
    Without `use_keywords`, keywords are left as they are, and only a record's own tags stay.
    """
    words = _Words(vocabulary)
    unknown: Counter[str] = Counter()
    done = [_tagged(candidate, words, unknown, use_keywords) for candidate in candidates]
    return Tagged(done, unknown)


def _tagged(
    candidate: Candidate, words: "_Words", unknown: Counter[str], use_keywords: bool
) -> Candidate:
    own = candidate.record.get("tags")
    said = [str(tag) for tag in own] if isinstance(own, list | tuple) else []
    if not said and use_keywords:
        said = list(candidate.keywords)
    known = [words.tag(word) for word in said]
    strange = [word for word, tag in zip(said, known, strict=True) if tag is None]
    unknown.update(strange)
    tags = list(dict.fromkeys(tag for tag in known if tag))
    record = {key: value for key, value in candidate.record.items() if key != "tags"}
    if tags:
        record["tags"] = tags
    left = dict(candidate.left)
    kept = strange if use_keywords or own else list(candidate.keywords)
    if kept:
        left["keywords"] = kept
    return replace(candidate, record=record, left=left)


class _Words:
    """Finds the tag that a word is the name of."""

    def __init__(self, vocabulary: Sequence[Tag]) -> None:
        self._tags = vocabulary
        self._ids = {fold(tag.id): tag.id for tag in vocabulary}
        self._names = Names(vocabulary)
        self.tag = lru_cache(maxsize=None)(self._tag)

    def _tag(self, word: str) -> str | None:
        if known := self._ids.get(fold(word)):
            return known
        text = " ".join(word.split())
        mentions = list(self._names.mentions(text))
        if len(mentions) == 1 and len(mentions[0].text) == len(text):
            return self._tags[mentions[0].tag].id
        return None
