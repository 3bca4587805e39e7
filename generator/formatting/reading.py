"""Reading for formatting: YAML, each comment with the entry that it stands beside or above.

A comment at the end of a line belongs to the innermost entry that has begun there. One on a line of
its own belongs to the next entry of the same mapping or list; after the last one, to the list or
mapping whose parent stands further left than the comment, else to what comes next.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from generator.formatting.tree import Entry, Group, Tree, Value
from generator.problems import Problem
from generator.records.comments import Comment, comments
from generator.records.yaml_reader import plain_value, read_yaml
from generator.rules import Rule

_SCHEMA = "# yaml-language-server:"


class FormatError(ValueError):
    """A file that cannot be formatted; carries why, as a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_tree(text: str, path: str, *, is_list: bool) -> Tree:
    """Return what a file says; `is_list` is whether its kind of file holds a list.

    `text` has `\\n` line ends and no byte order mark. Raises `FormatError` for what is not plain
    YAML, or not such a file.
    """
    _refuse(text, path)
    root = _composed(text, path)
    wanted = yaml.SequenceNode if is_list else yaml.MappingNode
    if not isinstance(root, wanted) or not root.value:
        what = "no list" if is_list else "no keys and values"
        raise FormatError(Problem(path=path, message=f"holds {what}", rule=Rule.NO_RECORD))
    hyphens = [
        token.start_mark.index
        for token in yaml.scan(text, Loader=yaml.BaseLoader)
        if isinstance(token, yaml.BlockEntryToken)
    ]
    tree = Tree(_Builder(text, hyphens).group(root))
    _Giver(text, tree).give(list(comments(text)))
    return tree


def _composed(text: str, path: str) -> yaml.Node | None:
    """Return a file's node; PyYAML's own parser refuses a little that libyaml reads: {a: b?c}."""
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message, advice = "YAML that not every program reads", "put the value in quotes"
        raise FormatError(
            Problem(path=path, line=line, message=message, advice=advice, rule=Rule.SYNTAX)
        ) from error


def _refuse(text: str, path: str) -> None:
    _, problems = read_yaml(text, path)
    for problem in problems:
        if problem.severity == "error":
            raise FormatError(problem)
    tokens = yaml.scan(text, Loader=yaml.BaseLoader)
    if any(isinstance(token, yaml.DirectiveToken) for token in tokens):
        raise FormatError(
            Problem(path=path, message="a YAML directive (%)", advice="delete it", rule=Rule.SYNTAX)
        )


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns the nodes of a YAML parser into a tree without comments."""

    text: str
    hyphens: list[int]

    def group(self, node: yaml.CollectionNode) -> Group:
        is_list = isinstance(node, yaml.SequenceNode)
        in_flow = bool(node.flow_style)
        build = self.items if is_list else self.pairs
        return Group(
            is_list=is_list,
            entries=build(node, in_flow=in_flow),
            column=node.start_mark.column,
            start=node.start_mark.index,
            end=node.end_mark.index if in_flow else -1,
        )

    def pairs(self, node: yaml.CollectionNode, *, in_flow: bool) -> list[Entry]:
        del in_flow
        return [
            Entry(str(key.value), self.value(value), key.start_mark.index, value.start_mark.index)
            for key, value in node.value
        ]

    def items(self, node: yaml.CollectionNode, *, in_flow: bool) -> list[Entry]:
        entries = []
        for item in node.value:
            at = item.start_mark.index
            start = at if in_flow else self.hyphens[bisect_left(self.hyphens, at) - 1]
            entries.append(Entry(None, self.value(item), start, at))
        return entries

    def value(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.CollectionNode):
            return self.group(node)
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return plain_value(str(node.value)) if is_plain else str(node.value)


class _Giver:
    """Gives comments to the entries of a tree, from top to bottom."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.last: Entry | None = None
        """The entry that began last before the comment before this one..."""
        self.level = 0
        """...and how deep the list or mapping was that got it."""

    def give(self, found: Sequence[Comment]) -> None:
        first = self.tree.root.entries[0].start
        self._head([comment for comment in found if comment.start < first], first)
        later: list[Comment | Entry] = [comment for comment in found if comment.start > first]
        for one in sorted([*later, *_parted(self.tree.root)], key=_start):
            if isinstance(one, Comment):
                self._one(one)
            elif self._is_after_empty(one.start):
                one.above.append("")

    def _head(self, found: Sequence[Comment], first: int) -> None:
        """Keep at the top what an empty line parts from the first entry, and the schema's line."""
        lines: list[str] = []
        stays = 0
        for number, comment in enumerate(found):
            end = found[number + 1].start if number + 1 < len(found) else first
            lines.append(comment.text)
            if self.text.count("\n", comment.start, end) > 1:
                lines.append("")
                stays = len(lines)
            elif comment.text.startswith(_SCHEMA):
                stays = len(lines)
        self.tree.head = lines[:stays]
        self.tree.root.entries[0].above = lines[stays:]

    def _one(self, comment: Comment) -> None:
        way = self._way(comment)
        begun = next(e for group in reversed(way) if (e := _begun(group, comment.start)))
        if not comment.alone:
            begun.demote()
            begun.beside = comment.text
        elif begun.value_start > comment.start and not _is_block(begun.value):
            begun.demote()
            begun.above.append(comment.text)
        else:
            self._alone(comment, way, begun)

    def _alone(self, comment: Comment, way: Sequence[Group], begun: Entry) -> None:
        level = len(way) - 1
        if begun is self.last:
            level = min(level, self.level)
        while (following := _following(way[level], comment.start)) is None and level:
            if way[level].in_flow or comment.column > way[level - 1].column:
                break
            level -= 1
        self.last, self.level = begun, level
        lines = way[level].tail if following is None else following.above
        lines += ["", comment.text] if self._is_after_empty(comment.start) else [comment.text]

    def _way(self, comment: Comment) -> list[Group]:
        """Return the mappings and lists that are open at a comment, the outermost first."""
        way = [self.tree.root]
        while entry := _begun(way[-1], comment.start):
            inner = entry.value
            if not isinstance(inner, Group) or not self._is_open(inner, comment):
                break
            way.append(inner)
        return way

    @staticmethod
    def _is_open(group: Group, comment: Comment) -> bool:
        if group.in_flow:
            return group.start < comment.start < group.end
        return comment.alone or _begun(group, comment.start) is not None

    def _is_after_empty(self, at: int) -> bool:
        """Tell whether a place is the first of its line, and the line before is empty."""
        line = self.text.rfind("\n", 0, at) + 1
        before = self.text.rfind("\n", 0, max(0, line - 1)) + 1
        return line > 0 and not self.text[before:at].strip()


def _parted(group: Group) -> Iterator[Entry]:
    """Yield the entries, inner ones too, before which an empty line stays if there is one."""
    for number, entry in enumerate(group.entries):
        if number > 0 and not group.in_flow:
            yield entry
        if isinstance(entry.value, Group):
            yield from _parted(entry.value)


def _begun(group: Group, at: int) -> Entry | None:
    """Return the last entry of a mapping or list that begins before a place."""
    number = bisect_left(group.entries, at, key=_start)
    return group.entries[number - 1] if number else None


def _following(group: Group, at: int) -> Entry | None:
    """Return the first entry of a mapping or list that begins after a place."""
    number = bisect_left(group.entries, at, key=_start)
    return group.entries[number] if number < len(group.entries) else None


def _start(one: Entry | Comment) -> int:
    return one.start


def _is_block(value: Value) -> bool:
    return isinstance(value, Group) and not value.in_flow
