"""Wording: a review in a few words, the same in every form."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.review.models import HOWS, KINDS, Difference, Found, How, Review
from generator.wording import counted

_VERBS: dict[How, str] = {
    "added": "adds",
    "renamed": "renames",
    "changed": "changes",
    "removed": "removes",
}
NOUNS = {"paper": "paper", "tag": "tag", "author": "author entry", "collection": "collection"}


def headline(review: Review) -> str:
    """Return "Adds 2 papers, changes 1; adds 1 tag", without a full stop."""
    groups = [list(_counts(review, kind)) for kind in KINDS]
    text = "; ".join(", ".join(group) for group in groups if group)
    if not text:
        text = "changes no record"
        if review.files:
            text += f", {counted(len(review.files), 'other file')}"
    return text[:1].upper() + text[1:]


def _counts(review: Review, kind: str) -> Iterator[str]:
    """Yield "adds 2 papers", then "changes 1": what is counted is said once."""
    counts = Counter(one.how for one in review.differences if one.kind == kind)
    said = False
    for how in HOWS:
        if number := counts[how]:
            things = f"{number:,}" if said else _plural(number, NOUNS[kind])
            yield f"{_VERBS[how]} {things}"
            said = True


def _plural(number: int, noun: str) -> str:
    if number != 1 and noun.endswith("y"):
        return f"{number:,} {noun[:-1]}ies"
    return counted(number, noun)


def problems_text(problems: Sequence[Found]) -> str:
    """Return "2 errors and 1 warning", or "no problem"."""
    counts = Counter(problem.severity for problem in problems)
    parts = [counted(counts[name], name) for name in ("error", "warning") if counts[name]]
    return " and ".join(parts) or "no problem"


def size_text(review: Review) -> str:
    """Return "81 papers, 80 before", or "80 papers" when it is the same."""
    after = counted(review.after, "paper")
    return after if review.before == review.after else f"{after}, {review.before:,} before"


def note_on(one: Difference) -> str:
    """Return what is to be known of a difference as a whole, or ""."""
    if one.how == "renamed" and one.was:
        return f"was {one.was}; the old address of its page leads nowhere"
    if one.faulty:
        return "has errors; only what can be read of it is compared"
    return ""
