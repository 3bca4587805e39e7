"""A review as plain text, for a terminal."""

from collections.abc import Iterator

from generator.problems import visible
from generator.review.models import Change, Difference, Review, Value
from generator.review.wording import NOUNS, headline, note_on, problems_text, size_text
from generator.review.words import Piece, excerpt, word_difference
from generator.wording import counted

_LONG = 70
"""Longer texts are compared word by word."""
_SHOWN = 300
_FILES = 20


def as_text(review: Review) -> str:
    """Return a review as lines of text."""
    return "\n".join(map(visible, _lines(review))) + "\n"


def _lines(review: Review) -> Iterator[str]:
    yield f"{headline(review)}."
    yield f"{size_text(review)}. It brings {problems_text(review.problems)}."
    for problem in review.problems:
        yield f"{problem.path}:{problem.line}:{problem.column}: {problem.severity}: {problem.text}"
    if not review.advised:
        yield "So many papers changed that duplicates and tags were not looked for."
    for one in review.differences:
        yield ""
        yield from _difference(one, review)
    yield from _rest(review)


def _difference(one: Difference, review: Review) -> Iterator[str]:
    yield f"{one.how} {NOUNS[one.kind]}: {_shown(one.title)}  {one.id}  {one.path}"
    if note := note_on(one):
        yield f"  {note}"
    if one.kind == "paper":
        for found in review.duplicates:
            if found.id == one.id:
                yield f"  may be {_shown(found.title)} at {found.path}:{found.line}: {found.why}"
    if one.how != "removed":
        yield from (f"  {change.key}: {_change(change)}" for change in one.changes)
    if one.kind == "paper":
        for tag in review.suggestions:
            if tag.id == one.id:
                yield f"  suggested tag {tag.tag} ({tag.score:.2f}): {_shown(tag.why)}"


def _rest(review: Review) -> Iterator[str]:
    if review.links or review.unformatted or review.files:
        yield ""
    for link in review.links or ():
        note = f": {_shown(link.note)}" if link.note else ""
        yield f"link {_shown(link.address)} ({link.id}): {link.state}{note}"
    for path in review.unformatted:
        yield f"papershelf fmt would change {path}"
    for file in review.files[:_FILES]:
        yield f"{file.how} {file.path}"
    if left := len(review.files) - _FILES if len(review.files) > _FILES else 0:
        yield f"… and {counted(left, 'other file')} more"


def _change(change: Change) -> str:
    old, new = change.old, change.new
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _items(_tuple(old), _tuple(new))
    if old is None or new is None:
        return _shown(new or "") if old is None else f"[-{_shown(old)}-]"
    if max(len(old), len(new)) > _LONG:
        return " ".join(map(_piece, excerpt(word_difference(old, new)))) or "white space only"
    return f"[-{_shown(old)}-] {{+{_shown(new)}+}}"


def _items(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    if not old:
        return ", ".join(map(_shown, new))
    gone = [f"[-{_shown(item)}-]" for item in old if item not in new]
    come = [f"{{+{_shown(item)}+}}" for item in new if item not in old]
    return " ".join(gone + come) or f"in another order: {', '.join(map(_shown, new))}"


def _tuple(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _piece(piece: Piece) -> str:
    shown = piece.text
    if piece.part == "same":
        return shown
    return f"[-{shown}-]" if piece.part == "old" else f"{{+{shown}+}}"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
