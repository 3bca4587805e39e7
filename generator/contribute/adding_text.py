"""Adding as a person reads it: what was found and from where, why not, and what comes next."""

import posixpath
import shlex
from collections.abc import Iterator, Mapping, Sequence

from generator.contribute.addition import Addition, Candidate, Difference, Reason, Refusal, Request
from generator.contribute.wording import reasons
from generator.problems import quoted, shown, visible
from generator.records.write import in_order

MAX_VALUE = 100
"""Characters of a value that are shown."""
_AUTHORS_SHOWN = 4
_WITHOUT_SERVICES = 'to write the record yourself: papershelf new "Title"'
_HINTS = {
    Reason.OFFLINE: _WITHOUT_SERVICES,
    Reason.NOT_FOUND: _WITHOUT_SERVICES,
    Reason.UNAVAILABLE: f"ask again later, or {_WITHOUT_SERVICES}",
}


def request_text(request: Request) -> str:
    """Return what was asked for, on one short line."""
    return shown(" ".join((request.text or str(request.given.get("title") or "")).split()))


def facts_lines(addition: Addition) -> list[str]:
    """Return a line for each key of a new record, with who says so, and the services' addresses."""
    shown_keys = in_order(addition.record)
    width = max(map(len, shown_keys))
    lines = []
    for key in shown_keys:
        who = addition.origins.get(key, "")
        value = visible(value_text(addition.record[key]))
        lines.append(f"  {key:<{width}}  {value}  [{visible(who.partition(',')[0])}]")
    sources = dict.fromkeys(who for who in addition.origins.values() if "," in who)
    return [*lines, *(f"  from {visible(source)}" for source in sources)]


def value_text(value: object) -> str:
    """Return the value of a record on one line, shortened."""
    if isinstance(value, Mapping):
        return _cut("; ".join(f"{key}: {value_text(item)}" for key, item in value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        names = [value_text(_name(item)) for item in value]
        more = len(names) - _AUTHORS_SHOWN
        listed = ", ".join(names[:_AUTHORS_SHOWN])
        return f"{listed} and {more} more" if more > 1 else ", ".join(names)
    return _cut(" ".join(str(value).split()))


def _cut(text: str) -> str:
    if len(text) <= MAX_VALUE:
        return text
    return f"{text[: MAX_VALUE - 1]}… ({len(text):,} characters)"


def _name(item: object) -> object:
    return item.get("name", "") if isinstance(item, Mapping) else item


def tag_lines(addition: Addition) -> list[str]:
    """Return a line for each tag suggested; a "+" marks those that were sure enough."""
    width = max((len(found.tag.id) for found in addition.suggested), default=0)
    has = addition.paper.tags
    return [
        f"  {'+' if found.tag.id in has else ' '} {min(found.score, 0.99):.2f}  "
        f"{found.tag.id:<{width}}  {visible(reasons(found))}"
        for found in addition.suggested
    ]


def remark_lines(addition: Addition) -> Iterator[str]:
    """Yield what was left out, could not be had, or is told in two ways."""
    for remark in addition.remarks:
        yield f"note: {visible(remark)}"
    for one in addition.differences:
        yield f"note: {difference_text(one, addition.origins)}"


def difference_text(one: Difference, origins: Mapping[str, str]) -> str:
    """Return where a person and a service differ; the service's word stands in the record."""
    service = visible(origins.get(one.key, "").partition(",")[0]) or "the service"
    given, found = quoted(value_text(one.given)), quoted(value_text(one.found))
    return f"{one.key}: you gave {given}, {service} has {found}, which is kept"


def refusal_lines(request: Request, refusal: Refusal) -> list[str]:
    """Return why a paper was not added, what may be meant, and what to do."""
    sentences = [visible(sentence) for sentence in refusal.sentences]
    asked = request_text(request)
    lines = [one if not asked or asked in one else f"{asked}: {one}" for one in sentences]
    lines += candidate_lines(refusal.candidates)
    if refusal.candidates:
        lines.append("  write which one: papershelf add " + _argument(refusal.candidates[0]))
    if hint := _HINTS.get(refusal.reason):
        lines.append(f"  {hint}")
    return lines


def candidate_lines(candidates: Sequence[Candidate]) -> list[str]:
    """Return a numbered line for each paper that may be meant."""
    return [
        f"  {number}. {candidate.likeness:.2f}  {visible(_candidate_text(candidate))}"
        for number, candidate in enumerate(candidates, 1)
    ]


def _candidate_text(candidate: Candidate) -> str:
    record = candidate.record
    about = [value_text(record[key]) for key in ("authors", "date", "venue") if record.get(key)]
    title = value_text(record.get("title", ""))
    told = f"{title} ({'; '.join(about)})" if about else title
    return f"{told}  {value_text(candidate.request)}"


def _argument(candidate: Candidate) -> str:
    """Return a request as it can be typed: an identifier; a title is not copied into a shell."""
    request = candidate.request
    plain = request.isascii() and all(c.isalnum() or c in ":/._-" for c in request)
    return request if plain else '"the exact title"'


def next_lines(additions: Sequence[Addition], root: str) -> list[str]:
    """Return what to do with the new files; `root` is the shelf's from where the person is."""
    files = [posixpath.normpath(posixpath.join(root, addition.path)) for addition in additions]
    what = additions[0].id if len(additions) == 1 else f"{len(additions)} papers"
    return [
        "next: papershelf check",
        f'      git add {shlex.join(files)} && git commit -m "Add {what}"',
    ]
