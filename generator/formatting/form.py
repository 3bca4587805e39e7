"""The form of a file: its text as it should stand, or why it is left as it is."""

from collections import Counter
from enum import Enum

from generator.formatting.lines import formatted_lines
from generator.formatting.reading import FormatError, read_tree
from generator.formatting.tree import Tree, comments_of, plain
from generator.formatting.writing import tree_text
from generator.problems import Problem
from generator.records import layouts
from generator.records.document import Bare
from generator.records.layouts import Layout
from generator.records.write import DATES, nested_lines
from generator.records.yaml_reader import read_yaml
from generator.rules import Rule

_BOM = "\ufeff"


class Kind(Enum):
    """What a file of a shelf holds: the layout of its records, and whether it is a list of them."""

    PAPER = layouts.PAPER, False
    LINES = layouts.LINE, True
    COLLECTION = layouts.COLLECTION, False
    TAGS = layouts.TAG, True
    PEOPLE = layouts.PERSON, True


def formatted(content: str, path: str, kind: Kind) -> tuple[str, list[Problem]]:
    """Return a file's text in form, and why it, or a line of it, is left as it is.

    Every value and every comment of it stays; of a file that cannot be formatted, all.
    """
    text = content.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    if kind is Kind.LINES:
        return formatted_lines(text, path)
    try:
        return _formatted(text, path, *kind.value), []
    except FormatError as error:
        return content, [error.problem]


def _formatted(text: str, path: str, layout: Layout, is_list: bool) -> str:
    document, problems = read_yaml(text, path)
    value = document.value if document and not problems else None
    if value == [] and is_list:
        return text
    if isinstance(value, list if is_list else dict) and _is_in_form(text, value, layout):
        return text
    tree = read_tree(text, path, is_list=is_list)
    result = tree_text(tree, layout)
    if not _is_same(tree, read_tree(result, path, is_list=is_list)):
        raise FormatError(
            Problem(path=path, message="its form cannot be changed safely", rule=Rule.FORM)
        )
    return result


def _is_in_form(text: str, value: object, layout: Layout) -> bool:
    """Tell quickly of most files in form that they are: those without comments but at the top."""
    _, _, rest = text.partition("\n") if text.startswith("#") else ("", "", text)
    return "\n".join(nested_lines(value, layout)) + "\n" == rest


def _is_same(one: Tree, other: Tree) -> bool:
    """Tell whether two texts say the same, comments included."""
    return _compared(plain(one.root)) == _compared(plain(other.root)) and _remarks(one) == _remarks(
        other
    )


def _compared(value: object, key: str = "") -> object:
    """Return a value as it is compared: a date means the same with and without quotes."""
    if isinstance(value, dict):
        return {name: _compared(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_compared(item, key) for item in value]
    return value.text if isinstance(value, Bare) and key in DATES else value


def _remarks(tree: Tree) -> Counter[str]:
    return Counter(line for line in (*tree.head, *comments_of(tree.root)) if line)
