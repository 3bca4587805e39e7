"""BibTeX to entries: their fields with macros and parents resolved, and their places.

bibtexparser finds where entries begin and end, also behind one that never ends; what a value means
("BibTeXing", O. Patashnik, 1988) is read here.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bibtexparser import model
from bibtexparser.exceptions import ParserStateException
from bibtexparser.splitter import Splitter

from generator.importers.latex import group_end
from generator.importers.parsed import Reject

# Each entry that it cannot read is a reject of ours; no second message is wanted.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL + 1)

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""Macros that every style of BibTeX has."""
_PIECE = re.compile(r'\s*(?:(?P<brace>\{)|(?P<quote>")|(?P<hash>#)|(?P<word>[^\s#{}"]+))')
_BREAK = "\ufdd0\ufdd1"
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_LOST = re.compile(r"^[ \t]*@", re.MULTILINE)
_WHOLE = {
    "inproceedings": "booktitle",
    "conference": "booktitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
    "article": "journal",
}
"""What the title of a parent is to its children."""
_NOT_INHERITED = frozenset({"crossref", "title", "xref", "ids"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An entry: its type and key, and its fields in LaTeX by their names in lower case."""

    line: int
    column: int
    kind: str
    key: str
    fields: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The entries of a text in their order, those that others name as their parents apart."""

    entries: Sequence[Block] = ()
    parents: Sequence[Block] = ()
    rejects: Sequence[Reject] = ()
    preamble: str = ""
    """The definitions of macros."""


def read(text: str) -> Blocks:
    """Return the entries of a BibTeX text, and a reject for each that cannot be read."""
    try:
        blocks = Splitter(_masked(text)).split().blocks
    except (ParserStateException, RecursionError) as error:
        return Blocks(rejects=[Reject(line=1, text=text, reason=f"not BibTeX ({error})")])
    reader = _Reader(text)
    for place, block in enumerate(blocks):
        reader.take(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    return reader.result()


def _masked(text: str) -> str:
    """Return a text with each line break of LaTeX (two backslashes) as two other signs.

    bibtexparser would take the brace behind it for one that has a backslash before it, and that
    for no brace. The signs are noncharacters (Unicode, 23.7), which no text should have.
    """
    if "\\\\" not in text or _BREAK[0] in text:
        return text
    return _ESCAPE.sub(lambda found: _BREAK if found[0] == "\\\\" else found[0], text)


def _unmasked(text: str | None) -> str:
    return (text or "").replace(_BREAK, "\\\\")


class _Reader:
    """Takes block after block; a macro holds for what comes behind it."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._macros = {month: month for month in MONTHS}
        self._entries: list[Block] = []
        self._rejects: list[Reject] = []
        self._preamble: list[str] = []

    def take(self, found: model.Block, following: model.Block | None) -> None:
        block = _block(found)
        if isinstance(block, model.Entry):
            self._entry(block)
        elif isinstance(block, model.String):
            self._macros[block.key.lower()] = value(_unmasked(block.value), self._macros)
            self._preamble.append(_unmasked(block.raw))
        elif isinstance(block, model.ParsingFailedBlock):
            rest = following.raw if isinstance(following, model.ImplicitComment) else ""
            self._failed(block, _unmasked(rest))
        elif isinstance(block, model.ImplicitComment):
            self._comment(block)

    def _entry(self, block: model.Entry) -> None:
        fields: dict[str, str] = {}
        for field in block.fields:
            name = field.key.lower()
            number = 2
            while name in fields:
                name, number = f"{field.key.lower()} ({number})", number + 1
            fields[name] = value(_unmasked(field.value), self._macros)
        line = (block.start_line or 0) + 1
        self._entries.append(
            Block(
                line=line,
                column=self._column(line),
                kind=block.entry_type.lower(),
                key=_unmasked(block.key),
                fields=fields,
                text=_unmasked(block.raw),
            )
        )

    def _failed(self, block: model.ParsingFailedBlock, rest: str) -> None:
        line = (block.start_line or 0) + 1
        reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
        reason = reason[:1].lower() + reason[1:].rstrip(". ").replace("`", '"')
        self._rejects.append(
            Reject(
                line=line,
                column=self._column(line),
                text=_unmasked(block.raw).rstrip() + (f"\n{rest}" if rest else ""),
                reason=f"not BibTeX ({reason})",
                advice="look for a missing brace or comma",
            )
        )

    def _comment(self, block: model.ImplicitComment) -> None:
        """Reject what begins like an entry in the text between entries."""
        text = _unmasked(block.raw)
        follows_reject = bool(self._rejects) and self._rejects[-1].text.endswith(text)
        if follows_reject or not _LOST.search(text):
            return
        line = (block.start_line or 0) + 1
        self._rejects.append(
            Reject(
                line=line,
                column=self._column(line),
                text=text,
                reason="not BibTeX (no brace behind the type of an entry)",
                advice="write @article{key, …}",
            )
        )

    def _column(self, line: int) -> int:
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return text.find("@") + 1 or 1

    def result(self) -> Blocks:
        by_key = {block.key.casefold(): block for block in reversed(self._entries)}
        named = {_parent_key(block) for block in self._entries if _parent_key(block) in by_key}
        entries = [b for b in self._entries if not _is_parent(b, named)]
        return Blocks(
            entries=[_inherited(block, by_key) for block in entries],
            parents=[b for b in self._entries if _is_parent(b, named)],
            rejects=self._rejects,
            preamble="\n".join(self._preamble),
        )


def _block(found: model.Block) -> model.Block:
    """Return a block of which a key is written twice as what it is besides."""
    while isinstance(found, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
        if found.ignore_error_block is None:
            break
        found = found.ignore_error_block
    return found


def _is_parent(block: Block, named: set[str]) -> bool:
    """Tell whether an entry is there only for others: the volume in which they appeared."""
    is_volume = block.kind in ("proceedings", "book", "collection", "mvbook", "mvproceedings")
    return block.key.casefold() in named and is_volume


def _parent_key(block: Block) -> str:
    return block.fields.get("crossref", "").strip().casefold()


def _inherited(block: Block, by_key: Mapping[str, Block]) -> Block:
    """Return an entry with the fields of its parent that it lacks."""
    parent = by_key.get(_parent_key(block)) if "crossref" in block.fields else None
    if parent is None or parent is block:
        return block
    given = {k: v for k, v in parent.fields.items() if k not in _NOT_INHERITED}
    whole = _WHOLE.get(block.kind)
    if whole and "title" in parent.fields:
        given.setdefault(whole, parent.fields["title"])
    own = {name: text for name, text in block.fields.items() if name != "crossref"}
    return Block(
        line=block.line,
        column=block.column,
        kind=block.kind,
        key=_unmasked(block.key),
        fields={**given, **own},
        text=block.text,
    )


def value(raw: str, macros: Mapping[str, str]) -> str:
    """Return the LaTeX of a value: `{a}`, `"a"`, a number, a macro, or several joined by #.

    A macro that is not defined stands for its own name.
    """
    if raw.startswith("{") and group_end(raw, 0) == len(raw):
        return raw[1:-1]
    return "".join(_pieces(raw, macros))


def _pieces(raw: str, macros: Mapping[str, str]) -> Iterator[str]:
    at = 0
    while piece := _PIECE.match(raw, at):
        at = piece.end()
        if piece["brace"]:
            start, at = at, group_end(raw, at - 1)
            yield raw[start : at - 1]
        elif piece["quote"]:
            start, at = at, _quote_end(raw, at)
            yield raw[start : at - 1]
        elif piece["word"]:
            yield macros.get(piece["word"].lower(), piece["word"])
    yield raw[at:].strip()


def _quote_end(raw: str, start: int) -> int:
    """Return where a text in quotes ends, behind the quote that stands in no braces."""
    at = start
    for sign in re.compile(r'\\.|[{"]', re.DOTALL).finditer(raw, start):
        if sign.start() < at:
            continue
        if sign[0] == '"':
            return sign.end()
        at = group_end(raw, sign.start()) if sign[0] == "{" else sign.end()
    return len(raw) + 1
