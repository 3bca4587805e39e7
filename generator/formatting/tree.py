"""Trees: what a YAML file says, each entry with the comments that belong to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.records.document import Bare


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list, which has no key."""

    key: str | None
    value: "Value"
    start: int
    """Where the key, or the item's hyphen, stands in the text."""
    value_start: int
    above: list[str] = field(default_factory=list)
    """The comments on lines of their own before it; "" is an empty line that stays."""
    beside: str = ""
    """The comment at the end of its first line."""

    def demote(self) -> None:
        """Put the comment beside above, so that another one can stand there."""
        if self.beside:
            self.above.append(self.beside)
            self.beside = ""


@dataclass(slots=True)
class Group:
    """A mapping or a list."""

    is_list: bool
    entries: list[Entry]
    column: int
    start: int
    end: int
    """Where a flow collection ends; -1 for a block collection, which ends where another begins."""
    tail: list[str] = field(default_factory=list)
    """The comments after the last entry."""

    @property
    def in_flow(self) -> bool:
        """Whether it stands in brackets."""
        return self.end >= 0


Value: TypeAlias = str | Bare | Group


@dataclass(slots=True)
class Tree:
    """A file: its root, and the comments at its top, which stay there."""

    root: Group
    head: list[str] = field(default_factory=list)


def plain(value: Value) -> object:
    """Return a value without its comments."""
    if not isinstance(value, Group):
        return value
    if value.is_list:
        return [plain(entry.value) for entry in value.entries]
    return {str(entry.key): plain(entry.value) for entry in value.entries}


def has_comments(value: Value) -> bool:
    """Tell whether there are comments inside a value."""
    return isinstance(value, Group) and any(comments_of(value))


def has_lines(value: Value) -> bool:
    """Tell whether there are comments, or empty lines that stay, inside a value."""
    if not isinstance(value, Group):
        return False
    return bool(value.tail) or any(e.above or e.beside or has_lines(e.value) for e in value.entries)


def comments_of(group: Group) -> Iterator[str]:
    """Yield all comments inside a mapping or a list, and "" for each empty line that stays."""
    for entry in group.entries:
        yield from entry.above
        if entry.beside:
            yield entry.beside
        if isinstance(entry.value, Group):
            yield from comments_of(entry.value)
    yield from group.tail
