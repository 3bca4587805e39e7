"""What tells whether a paper, or what all papers share, has changed since an earlier build."""

import sys
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np

from generator import __version__
from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search import dictionary, packing, shards
from generator.search.analysis import STOP_WORDS
from generator.search.facts import number_of
from generator.search.packing import Array, Mask

SOURCES = (
    *("generator", "generator.records", "generator.people"),
    *("generator.exports", "generator.search"),
)
"""Where the program lies that decides what the files hold."""
FEWEST = 64
SHARE = 20
"""When more papers than one in so many have changed, starting anew takes no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The papers of a build, in the order of their numbers, and what they share."""

    ids: list[str]
    keys: list[str]
    """The citation key of each paper."""
    papers: Array
    """A number of 63 bits for what each paper's record says."""
    tags: str
    """Differs when the vocabulary of tags does."""
    vocabulary: str
    """Differs when anything does that is no paper; empty when that is not known."""
    program: str
    """Differs when the program may write other files for the same papers."""


def shelf(papers: Sequence[Paper], catalog: Catalog, keys: Mapping[str, str]) -> Shelf:
    """Return what tells one build's papers from another's."""
    tags = [(tag.id, tag.name, tag.parent, tag.aliases) for tag in catalog.tags.values()]
    return Shelf(
        ids=[paper.id for paper in papers],
        keys=[keys[paper.id] for paper in papers],
        papers=np.array([paper.digest or _number(paper, catalog) for paper in papers], np.int64),
        tags=f"{number_of(repr(tags)):x}",
        vocabulary=f"{catalog.vocabulary_digest:x}" if catalog.vocabulary_digest else "",
        program=f"{_program()} {shards.HEAVIEST} {dictionary.HEAVIEST}",
    )


def _number(paper: Paper, catalog: Catalog) -> int:
    is_inferred = paper.id in catalog.authorship.inferred
    return number_of(repr((paper, catalog.slugs_of(paper)) if is_inferred else paper))


@cache
def _program() -> str:
    """Return a hash of the program's text, and of what folds and packs for it."""
    known = [__version__, sys.version, unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION]
    known += sorted(STOP_WORDS)
    found = blake2b("\n".join(known).encode(), digest_size=8)
    for package in SOURCES:
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                found.update(file.read_bytes())
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Changes:
    """How a shelf differs from an earlier one, in which a paper has the same number."""

    papers: list[int]
    """The numbers of the papers that changed or came, in order."""
    cited: list[int]
    """The same of those whose citation did."""
    gone: list[int]
    """The old numbers of all papers whose texts are no longer there, or not at that number."""


def changes(old: Shelf, new: Shelf) -> Changes | None:
    """Return how a shelf differs from an earlier one; None when so much does that all is new."""
    if (old.program, old.tags) != (new.program, new.tags):
        return None
    both = min(len(old.ids), len(new.ids))
    differs = old.papers[:both] != new.papers[:both]
    recited: Mask = np.zeros(both, np.bool_)
    if old.ids[:both] != new.ids[:both]:
        differs |= _differ(old.ids, new.ids)
    if old.keys[:both] != new.keys[:both]:
        recited = _differ(old.keys, new.keys)
    changed, came = np.flatnonzero(differs).tolist(), range(both, len(new.ids))
    if len(changed) + len(came) > max(FEWEST, len(new.ids) // SHARE):
        return None
    return Changes(
        papers=[*changed, *came],
        cited=[*np.flatnonzero(differs | recited).tolist(), *came],
        gone=[*changed, *range(both, len(old.ids))],
    )


def everything(new: Shelf) -> Changes:
    """Return that all papers came."""
    papers = list(range(len(new.ids)))
    return Changes(papers, papers, [])


def _differ(old: Sequence[str], new: Sequence[str]) -> Mask:
    return np.array([one != other for one, other in zip(old, new, strict=False)], np.bool_)


def build_name(held: Shelf, manifest: bytes) -> str:
    """Return what names a build: it differs when the manifest, a card or a citation does.

    A card is made of a record and the vocabulary of tags, a citation of a record and its key.
    """
    found = blake2b(manifest)
    for texts in ([held.tags], held.ids, held.keys):
        found.update("\n".join(texts).encode("utf-8", "surrogatepass") + b"\0")
    found.update(held.papers.astype("<i8").tobytes())
    return found.hexdigest()[: packing.NAME_LENGTH]
