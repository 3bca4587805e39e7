"""Writing after formatting: a tree as lines like those of `records/write.py`, with comments."""

from collections.abc import Iterator, Sequence

from generator.formatting.tree import Entry, Group, Tree, has_comments, has_lines, plain
from generator.records.layouts import Layout
from generator.records.write import entry_lines, indented, item_lines, key_text


def tree_text(tree: Tree, layout: Layout) -> str:
    """Return the text of a file; `layout` is that of its mapping, or of each item of its list."""
    lines = [*tree.head, *_group(tree.root, layout)]
    return "\n".join(lines) + "\n"


def _group(group: Group, layout: Layout) -> list[str]:
    write = _item if group.is_list else _pair
    entries = group.entries
    if not group.is_list:
        entries = sorted(entries, key=lambda entry: layout.rank(str(entry.key)))
    lines = [*(line for entry in entries for line in write(entry, layout)), *group.tail]
    return lines[1:] if lines[:1] == [""] else lines


def _pair(entry: Entry, layout: Layout) -> Iterator[str]:
    """Yield a key and its value, with comments."""
    key, value = str(entry.key), entry.value
    lines = entry_lines(key, plain(value), layout)
    above: Sequence[str] = entry.above
    if isinstance(value, Group) and _is_written_out(key, value, layout):
        if value.entries:
            lines = [key_text(key), *indented(_group(value, layout.below(key)))]
        else:
            above = [*above, *value.tail]
    yield from above
    yield from _with_comment(lines, entry.beside)


def _is_written_out(key: str, group: Group, layout: Layout) -> bool:
    """Tell whether a value's own lines must be written one by one, for what stands between them."""
    on_one_line = key in layout.flow and group.is_list
    return has_comments(group) if on_one_line else has_lines(group)


def _item(entry: Entry, layout: Layout) -> Iterator[str]:
    """Yield an item of a list, with comments; those before what begins it go above its hyphen."""
    value = entry.value
    yield from entry.above
    if not isinstance(value, Group):
        yield from _with_comment(item_lines([], value), entry.beside)
        return
    nested = _group(value, layout) if value.entries else value.tail
    first = next((n for n, line in enumerate(nested) if line and line[0] != "#"), len(nested))
    if entry.beside:
        yield entry.beside
    yield from nested[:first]
    yield from item_lines(nested[first:], plain(value))


def _with_comment(lines: Sequence[str], comment: str) -> Iterator[str]:
    first, *rest = lines
    yield f"{first}  {comment}" if comment else first
    yield from rest
