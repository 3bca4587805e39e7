"""State: what one build knows of the index and leaves for the next one, as bytes."""

from dataclasses import dataclass

from generator.search.dictionary import Endings
from generator.search.facts import Facts
from generator.search.facts import Rows as Having
from generator.search.inverted import Inverted, Rows
from generator.search.memory import Memory, pack, smallest, unpack
from generator.search.range_files import RangeFiles
from generator.search.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A build: its papers, its index, and the names of its files."""

    shelf: Shelf
    index: Inverted
    endings: Endings
    facts: Facts
    terms: RangeFiles
    words: RangeFiles
    columns: dict[str, str]


_WORDS = ("tags", "vocabulary", "program")
_INDEX = ("term", "written", "sampled", "starts")
_ROWS = ("places", "counts", "marks")
_FACTS = ("dates", "links", "titles", "shown")


def remembered(state: State) -> bytes:
    """Return the bytes that hold a build; the same build gives the same bytes."""
    shelf, index, facts = state.shelf, state.index, state.facts
    texts = {"ids": shelf.ids, "keys": shelf.keys, "slugs": facts.slugs}
    for name, files in ("terms", state.terms), ("words", state.words):
        texts |= {f"{name} begins": files.begins, f"{name} names": files.names}
    arrays = {
        "papers": shelf.papers,
        "lengths": smallest(index.lengths),
        **{name: getattr(index, name) for name in _INDEX},
        **{name: smallest(getattr(index.rows, name)) for name in _ROWS},
        "order": state.endings.order,
        "shares": state.endings.shares,
        **{name: getattr(facts, name) for name in _FACTS},
    }
    for name, rows in ("tags", facts.tags), ("authors", facts.authors):
        arrays |= {f"{name} sizes": rows.sizes, f"{name} which": rows.which}
    columns = {f"column {name}": file for name, file in state.columns.items()}
    words = {name: getattr(shelf, name) for name in _WORDS} | columns
    return pack(Memory(words, {**texts, "spellings": index.spellings}, arrays))


def recalled(content: bytes | None) -> State | None:
    """Return the build that some bytes hold; None when they hold none."""
    memory = unpack(content) if content else None
    if memory is None:
        return None
    try:
        return _state(memory)
    except KeyError:
        return None


def _state(memory: Memory) -> State:
    words, texts, arrays = memory.words, memory.texts, memory.arrays
    terms, endings = (
        RangeFiles(texts[f"{name} begins"], texts[f"{name} names"]) for name in ("terms", "words")
    )
    tags, authors = (
        Having(arrays[f"{name} sizes"], arrays[f"{name} which"]) for name in ("tags", "authors")
    )
    return State(
        shelf=Shelf(
            ids=texts["ids"],
            keys=texts["keys"],
            papers=arrays["papers"],
            **{name: words[name] for name in _WORDS},
        ),
        index=Inverted(
            lengths=arrays["lengths"],
            spellings=texts["spellings"],
            rows=Rows(**{name: arrays[name] for name in _ROWS}),
            **{name: arrays[name] for name in _INDEX},
        ),
        endings=Endings(arrays["order"], arrays["shares"]),
        facts=Facts(
            tags=tags,
            authors=authors,
            slugs=texts["slugs"],
            **{name: arrays[name] for name in _FACTS},
        ),
        terms=terms,
        words=endings,
        columns={
            name.removeprefix("column "): file
            for name, file in words.items()
            if name.startswith("column ")
        },
    )
