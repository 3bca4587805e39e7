"""What an import did, or would do, in words."""

from collections.abc import Iterator, Mapping

from generator.importers.bring import Brought
from generator.importers.merge import Action, Item
from generator.importers.run import Outcome
from generator.problems import shown, visible

_SHOWN = 20
_WRITTEN = (Action.NEW, Action.OVERWRITTEN)
_NAMES = {
    Action.NEW: "new",
    Action.SAME: "the same",
    Action.KEPT: "different",
    Action.OVERWRITTEN: "overwritten",
}


def brought_text(brought: Brought, *, command: str) -> str:
    """Return the differences field by field, what is left, and how many papers are what.

    `command` says how to write what a dry run only tells.
    """
    return "\n".join(_lines(brought, command))


def _lines(brought: Brought, command: str) -> Iterator[str]:
    differing = [item for item in brought.items if item.action is Action.KEPT]
    for item in differing[:_SHOWN]:
        yield from _differences(item)
    if len(differing) > _SHOWN:
        yield f"and {len(differing) - _SHOWN:,} more that differ"
    if brought.left:
        yield f"fields that records have no place for: {_counts(brought.left)}"
    if brought.remark:
        yield f"{brought.remark}; name them in tags.yml, or as aliases there"
    yield from _files(brought)
    yield _summary(brought)
    if not brought.written and any(item.action in _WRITTEN for item in brought.items):
        yield f"nothing is written yet; {command} --write writes it"


def _differences(item: Item) -> Iterator[str]:
    yield f"differs: {item.id}"
    for key, (was, comes) in item.changes.items():
        yield f"  {key}: {_value(was)} -> {_value(comes)}"


def _value(value: object) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, Mapping):
        return shown(", ".join(f"{key}: {_flat(item)}" for key, item in value.items()))
    return shown(_flat(value))


def _flat(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_flat, value))
    return str(value.get("name", value)) if isinstance(value, Mapping) else str(value)


def _counts(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda field: (-field[1], field[0]))
    return ", ".join(f"{visible(name)} ({number:,})" for name, number in ordered)


def _files(brought: Brought) -> Iterator[str]:
    if brought.rejects_file:
        yield f"entries that are not understood: {brought.rejects_file}"
    if brought.left_file:
        yield f"what records have no place for: {brought.left_file}"


def _summary(brought: Brought) -> str:
    numbers = dict.fromkeys(Action, 0)
    for item in brought.items:
        numbers[item.action] += 1
    parts = [f"{numbers[action]:,} {name}" for action, name in _NAMES.items()]
    return ", ".join([*parts, f"{brought.rejected:,} not understood"])


def outcome_text(outcome: Outcome) -> str:
    """Return what an import did, with the keys of each record that it left as a person wrote it."""
    kept = [f"kept as edited: {item.id} ({', '.join(item.keys)})" for item in outcome.kept]
    counts = (
        f"{len(outcome.created)} new, {len(outcome.same)} the same, "
        f"{len(outcome.kept)} kept as edited, {len(outcome.overwritten)} overwritten"
    )
    return "\n".join([*kept, counts])
