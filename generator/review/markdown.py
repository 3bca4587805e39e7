"""A review as Markdown, for a comment under a pull request and for a run's summary.

Whatever comes from records, file names or checks is escaped; links lead to what `Addresses` names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.github import escape
from generator.markdown_text import destination
from generator.review.fitting import Section, fitted
from generator.review.models import (
    HOWS,
    KINDS,
    Change,
    Difference,
    FileChange,
    Found,
    LinkState,
    Review,
    Value,
)
from generator.review.wording import headline, note_on, problems_text, size_text
from generator.review.words import Piece, excerpt, word_difference
from generator.wording import counted

LIMIT = 65_000
"""How many characters the whole has at most: GitHub takes 65,536 in a comment."""
_LONG = 60
"""Longer texts are compared word by word."""
_TEXT = 1_500
_ITEMS = 30
_PROBLEMS = 30
_LINKS = 50
_FILES = 100
_KEYS = 100
"""So many keys of one record are told; a real one has some thirty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the links of a review lead; an empty one makes none. No slash at the end."""

    files: str = ""
    """The files after the change: a path is appended."""
    old_files: str = ""
    pages: str = ""
    """The pages of the preview, where it is served."""
    preview: str = ""
    """Where the preview can be had as an archive."""


NOWHERE = Addresses()


def as_markdown(review: Review, to: Addresses = NOWHERE, limit: int = LIMIT) -> str:
    """Return a review as Markdown of at most `limit` characters; what is left out is counted."""
    head = [f"## {headline(review)}", _summary(review, to)]
    return fitted(head, list(_sections(review, to)), limit)


def _summary(review: Review, to: Addresses) -> str:
    problems = f"It brings {problems_text(review.problems)}"
    lines = [f"{size_text(review)}. {f'**{problems}.**' if review.problems else f'{problems}.'}"]
    if review.standing:
        lines.append(f"{counted(review.standing, 'problem')} stood there before.")
    if not review.advised:
        lines.append("So many papers changed that duplicates and tags were not looked for.")
    if to.preview:
        label = escape.link("Preview of the site", to.preview)
        lines.append(f"{label}: unzip it and open `CHANGED.html`.")
    return "\n".join(lines)


def _sections(review: Review, to: Addresses) -> Iterator[Section]:
    yield Section("Problems", review.problems, lambda one: _problem(one, to), _PROBLEMS)
    for how in HOWS:
        some = [one for one in review.differences if one.kind == "paper" and one.how == how]
        yield Section(f"{how.title()} papers", some, lambda one: _paper(one, review, to))
    for kind in KINDS[1:]:
        some = [one for one in review.differences if one.kind == kind]
        yield Section(f"{kind.title()}s", some, lambda one: _entry(one, to))
    yield Section("Links", review.links or (), _link, _LINKS)
    yield Section(
        "Not in the form of `papershelf fmt`",
        review.unformatted,
        lambda path: f"- {_file(path, to.files)}",
        _FILES,
    )
    yield Section("Other files", review.files, lambda one: _other(one, to), _FILES, folded=True)


# --- papers --------------------------------------------------------------------


def _paper(one: Difference, review: Review, to: Addresses) -> str:
    lines = [f"**{_linked(one, to)}** · {_place(one, to)}"]
    if note := note_on(one):
        lines.append(f"- {escape.text(note)}")
    lines += (
        f"- **may be {escape.text(found.title)}** ({_file(found.path, to.files, found.line)}): "
        f"{escape.text(found.why)}"
        for found in review.duplicates
        if found.id == one.id
    )
    if one.how != "removed":
        lines += _changes(one)
    tags = [found for found in review.suggestions if found.id == one.id]
    lines += (
        f"- suggested tag {escape.code(found.tag)} ({found.score:.2f}): {escape.text(found.why)}"
        for found in tags
    )
    return "\n".join(lines) + _folded_text(one)


def _linked(one: Difference, to: Addresses) -> str:
    base = to.old_files if one.how == "removed" else to.files
    return (
        escape.link(one.title, escape.file_address(base, one.path, one.line))
        if base
        else escape.text(one.title)
    )


def _place(one: Difference, to: Addresses) -> str:
    page = one.page and (
        escape.link("page", escape.file_address(to.pages, one.page))
        if to.pages
        else escape.code(one.page)
    )
    return " · ".join(filter(None, (escape.code(one.path), page)))


def _changes(one: Difference) -> Iterator[str]:
    told = {"title", "name", "abstract"} if one.how == "added" else set()
    changes = [change for change in one.changes if change.key not in told]
    for change in changes[:_KEYS]:
        yield f"- {escape.text(change.key)}: {_change(change)}"
    if left := len(changes[_KEYS:]):
        yield f"- … and {left:,} more keys"


def _folded_text(one: Difference) -> str:
    """Return the abstract of a new paper, which is long and compared with nothing."""
    found = [c.new for c in one.changes if c.key == "abstract"] if one.how == "added" else []
    if not found or not isinstance(found[0], str):
        return ""
    shown = escape.text(found[0], _TEXT)
    return f"\n\n<details><summary>Abstract</summary>\n\n{shown}\n\n</details>"


def _change(change: Change) -> str:
    old, new = change.old, change.new
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _items(_tuple(old), _tuple(new))
    if old is None or new is None:
        one, tag = (new, "ins") if old is None else (old, "del")
        if old is None:
            return escape.text(one or "", _TEXT)
        return f"<{tag}>{escape.text(one or '', _TEXT)}</{tag}>"
    if max(len(old), len(new)) > _LONG:
        return " ".join(map(_piece, excerpt(word_difference(old, new)))) or "white space only"
    return f"<del>{escape.text(old)}</del> → <ins>{escape.text(new)}</ins>"


def _tuple(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _items(old: Sequence[str], new: Sequence[str]) -> str:
    """Return what came to a list and what left it; an added one is told whole."""
    if not old:
        return _listed(new)
    before, after = set(old), set(new)
    come = [item for item in new if item not in before]
    gone = [item for item in old if item not in after]
    parts = [f"added {_listed(come)}"] if come else []
    parts += [f"removed <del>{_listed(gone)}</del>"] if gone else []
    return "; ".join(parts) or f"in another order: {_listed(new)}"


def _listed(items: Sequence[str]) -> str:
    shown = ", ".join(escape.text(item) for item in items[:_ITEMS])
    left = len(items) - _ITEMS
    return f"{shown} … and {left} more" if left > 0 else shown


def _piece(piece: Piece) -> str:
    shown = escape.text(piece.text, _TEXT)
    if piece.part == "same":
        return shown
    return f"<del>{shown}</del>" if piece.part == "old" else f"<ins>{shown}</ins>"


# --- the rest ------------------------------------------------------------------


def _entry(one: Difference, to: Addresses) -> str:
    lines = [f"**{_linked(one, to)}** {escape.code(one.id)} {one.how}"]
    if note := note_on(one):
        lines.append(f"- {escape.text(note)}")
    return "\n".join([*lines, *(_changes(one) if one.how != "removed" else ())])


def _problem(one: Found, to: Addresses) -> str:
    where = _file(one.path, to.files, one.line, one.column)
    return f"- **{one.severity}** {where}: {escape.text(one.text, 600)}"


def _link(one: LinkState) -> str:
    note = f": {escape.text(one.note)}" if one.note else ""
    return f"- {escape.code(one.address)} ({escape.text(one.id)}) {escape.text(one.state)}{note}"


def _other(one: FileChange, to: Addresses) -> str:
    return f"- {one.how} {_file(one.path, to.old_files if one.how == 'removed' else to.files)}"


def _file(path: str, base: str, line: int = 0, column: int = 0) -> str:
    shown = ":".join([path, *(str(number) for number in (line, column) if number)])
    label = escape.code(shown)
    address = escape.file_address(base, path, line) if base else ""
    return f"[{label}]({destination(address)})" if address else label
