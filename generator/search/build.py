"""One build: the files that are new, in turn, and in the end the state that the next one needs."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search import cards, citations, columns, dictionary, packing, shards
from generator.search.dictionary import Endings, endings, endings_after
from generator.search.documents import documents
from generator.search.facts import Facts, facts, facts_after
from generator.search.inverted import Inverted, invert
from generator.search.merging import Merged
from generator.search.range_files import (
    File,
    Names,
    RangeFiles,
    range_files,
    to_write,
    unchanged,
    written,
)
from generator.search.shelf import Changes, Shelf
from generator.search.state import State
from generator.search.updating import updated

Files = Iterator[File]
Contents = Callable[[Sequence[int]], Iterator[tuple[int, list[bytes]]]]
"""What the files of some ranges, given by their numbers, hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be built, and what of it is there already."""

    papers: Sequence[Paper]
    """In the order of their numbers."""
    catalog: Catalog
    entry: Callable[[str], str]
    """Gives a paper's BibTeX entry for its id."""
    shelf: Shelf
    before: State | None
    """The earlier build; None when nothing of it can stay."""
    changes: Changes
    pack: Callable[[Iterable[File]], Files]
    """Makes gzip files."""


@dataclass(frozen=True, slots=True)
class _Index:
    """The index, and which words of it are not as they were before."""

    inverted: Inverted
    endings: Endings
    touched: Iterable[str] = ()
    respelt: Iterable[str] = ()
    spellings: Merged | None = None
    """How spellings went and came; None when all are new, or none."""


def build(task: Task) -> Generator[File, None, State]:
    """Yield the path and content of each file that is new or changed, and return the state."""
    yield from task.pack(cards.cards(task.papers, task.catalog, task.changes.papers))
    yield from task.pack(citations.citations(task.papers, task.entry, _groups(task)))
    index = _index(task)
    terms = yield from _terms(task, index)
    words = yield from _words(task, index)
    held = _facts(task)
    names = yield from _columns(task, held)
    return State(
        shelf=task.shelf,
        index=index.inverted,
        endings=index.endings,
        facts=held,
        terms=terms,
        words=words,
        columns=names,
    )


def kept(task: Task, state: State) -> set[str]:
    """Return the paths of the files of the build before that are as they were."""
    if task.before is None:
        return set()
    papers = set(range(len(task.papers))).difference(task.changes.papers)
    groups = set(citations.groups(len(task.papers))).difference(_groups(task))
    return {
        *cards.paths(papers),
        *map(citations.path, groups),
        *(_named(task.before) & _named(state)),
    }


def _named(state: State) -> set[str]:
    """Return the paths of all files that are named by their content."""
    files = (
        (shards.FOLDER, state.terms.names),
        (dictionary.FOLDER, state.words.names),
        (columns.FOLDER, state.columns.values()),
    )
    return {packing.path(folder, name) for folder, names in files for name in names}


def _groups(task: Task) -> list[int]:
    """Return the groups of citations that change; one that loses papers does, too."""
    numbers = [number // citations.GROUP for number in task.changes.cited]
    if task.before and len(task.papers) < len(task.before.shelf.ids):
        numbers += [len(task.papers) // citations.GROUP]
    return sorted(set(numbers) & set(citations.groups(len(task.papers))))


def _index(task: Task) -> _Index:
    if task.before is None:
        index = invert(documents(task.papers, task.catalog))
        return _Index(index, endings(index.spellings))
    old, ends, some = task.before.index, task.before.endings, task.changes
    if not some.papers and not some.gone:
        return _Index(old, ends)
    texts = documents([task.papers[number] for number in some.papers], task.catalog)
    numbered = zip(some.papers, (one.texts for one in texts), strict=True)
    update = updated(old, np.array(some.gone, np.int64), numbered, len(task.papers))
    return _Index(
        update.index,
        endings_after(ends, update.spellings),
        update.touched,
        dictionary.respelt(old, update.index, update.spellings),
        update.spellings,
    )


def _terms(task: Task, index: _Index) -> Generator[File, None, RangeFiles]:
    begins = _shards_begin(task.before, index)
    old = task.before.terms if task.before else None
    names = unchanged(begins, old, index.touched)
    contents = shards.contents(index.inverted, begins, to_write(names))
    return (yield from _ranges(task, shards.FOLDER, begins, names, contents))


def _shards_begin(before: State | None, index: _Index) -> list[str]:
    if before and (
        before.index is index.inverted
        or (index.spellings and shards.begin_alike(before.index, index.inverted, index.spellings))
    ):
        return list(dict.fromkeys(before.terms.begins))
    return shards.begins(index.inverted)


def _words(task: Task, index: _Index) -> Generator[File, None, RangeFiles]:
    places = dictionary.places(index.inverted, index.endings)
    begins = dictionary.begins(index.inverted, index.endings, places)
    old = task.before.words if task.before else None
    names = unchanged(begins, old, index.respelt)
    wanted = to_write(names)
    contents = dictionary.contents(index.inverted, index.endings, places, wanted)
    return (yield from _ranges(task, dictionary.FOLDER, begins, names, contents))


def _ranges(
    task: Task,
    folder: str,
    begins: Sequence[str],
    names: list[Names],
    contents: Iterable[tuple[int, list[bytes]]],
) -> Generator[File, None, RangeFiles]:
    yield from task.pack(_new(task, written(folder, contents, names)))
    return range_files(begins, names)


def _new(task: Task, files: Iterable[File]) -> Files:
    """Leave out files that were there before: a word may have changed without any effect."""
    known = _named(task.before) if task.before else set()
    return (file for file in files if file[0] not in known)


def _facts(task: Task) -> Facts:
    before = task.before
    if before is None or not _is_same(before.shelf.vocabulary, task.shelf.vocabulary):
        return facts(task.papers, task.catalog)
    if not task.changes.papers and not task.changes.gone:
        return before.facts
    return facts_after(before.facts, task.papers, task.catalog, task.changes.papers)


def _is_same(old: str, new: str) -> bool:
    return old == new != ""


def _columns(task: Task, held: Facts) -> Generator[File, None, dict[str, str]]:
    names = dict(task.before.columns) if task.before else {}
    wanted: Sequence[str] = columns.NAMES
    if task.before:
        same = _is_same(task.before.shelf.vocabulary, task.shelf.vocabulary)
        wanted = columns.changed(task.before.facts, held, same_names=same)
    made = dict(columns.columns(task.papers, task.catalog, held, wanted))
    named = {name: packing.named(columns.FOLDER, content) for name, content in made.items()}
    names |= {name: file for name, (file, _) in named.items()}
    files = {path: made[name] for name, (_, path) in named.items()}  # two may hold the same
    yield from task.pack(_new(task, files.items()))
    return {name: names[name] for name in columns.NAMES}
