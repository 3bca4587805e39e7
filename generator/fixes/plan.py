"""Planning: which values of a record are mended, and its text with them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from generator.fixes.places import Place, json_places, yaml_places
from generator.fixes.registry import Fix, mended, quotes
from generator.records.document import Bare, Location
from generator.records.rewrite import RewriteError
from generator.records.write import DATES
from generator.records.yaml_scalars import inline


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that is mended: as it is written, and as it was meant; None when it goes."""

    fix: str
    location: Location
    start: int
    old: str
    new: str | None


def repaired_yaml(text: str, fixes: Sequence[Fix]) -> tuple[str, list[Repair]]:
    """Return a file's text with its values mended, and each repair.

    `text` has `\\n` line ends. Raises `RewriteError` for what is not YAML, or of such a form that
    nothing can be changed in it.
    """
    try:
        places = list(yaml_places(text))
    except yaml.YAMLError as error:
        raise RewriteError("not YAML") from error
    planned = _repairs(places, fixes, json=False)
    result, repairs = _changed(text, places, planned, _yaml_value, _yaml_item)
    if repairs and _read(result) != _expected(_read(text), repairs):
        raise RewriteError("its form does not allow this change")
    return result, repairs


def repaired_line(line: str, fixes: Sequence[Fix]) -> tuple[str, list[Repair]]:
    """Return a line of JSON with its values mended, and each repair; as `repaired_yaml`."""
    try:
        places = list(json_places(line))
    except (ValueError, RecursionError) as error:
        raise RewriteError("not JSON") from error
    planned = _repairs(places, fixes, json=True)
    result, repairs = _changed(line, places, planned, _json_value, _item_in_brackets)
    if repairs and json.loads(result) != _expected(json.loads(line), repairs):
        raise RewriteError("its form does not allow this change")
    return result, repairs


def _repairs(places: Iterable[Place], fixes: Sequence[Fix], *, json: bool) -> Iterator[Repair]:
    seen: dict[Location, set[str]] = {}
    for place in places:
        written = place.value.text if isinstance(place.value, Bare) else place.value
        meant, fix = _meant(place, fixes, json=json) or (written, "")
        is_tag = place.key == "tags" and isinstance(place.location[-1], int)
        tags = seen.setdefault(place.location[:-1], set()) if is_tag else set()
        if is_tag and meant in tags:
            yield Repair("repeated-tag", place.location, place.start, written, None)
        elif fix:
            yield Repair(fix, place.location, place.start, written, meant)
        tags.add(meant)


def _meant(place: Place, fixes: Sequence[Fix], *, json: bool) -> tuple[str, str] | None:
    """Return what a value was meant to be, and the fix that says so."""
    value = place.value
    if not isinstance(value, Bare):
        return mended(place.key, value, fixes)
    if json and value.kind != "number":
        return None
    if found := mended(place.key, value.text, fixes):
        return found if place.key in DATES or place.key == "orcid" else (found[0], "quotes")
    text = quotes(place.key, value.text, is_number=value.kind == "number")
    return (text, "quotes") if text and value.kind != "empty" else None


def _changed(
    text: str,
    places: Sequence[Place],
    planned: Iterable[Repair],
    value: Callable[[Place, str], str],
    item: Callable[[str, Place, Place], tuple[int, int] | None],
) -> tuple[str, list[Repair]]:
    """Return a text with the repairs that can be made, and those."""
    number = {place.location: n for n, place in enumerate(places)}
    edits: list[tuple[int, int, str]] = []
    made: list[Repair] = []
    for repair in planned:
        at = number[repair.location]
        place = places[at]
        if repair.new is not None:
            edits.append((place.start, place.end, value(place, repair.new)))
        elif span := item(text, places[at - 1], place):
            edits.append((*span, ""))
        else:
            continue
        made.append(repair)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text, made


def _yaml_value(place: Place, new: str) -> str:
    return new if place.key in DATES else inline(new, in_flow=place.in_flow)


def _json_value(_: Place, new: str) -> str:
    return json.dumps(new, ensure_ascii=False)


def _yaml_item(text: str, before: Place, place: Place) -> tuple[int, int] | None:
    """Return what of a text goes with an item of a list, not its first; None beside a comment."""
    if place.in_flow:
        return _item_in_brackets(text, before, place)
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line_end = len(text) if end < 0 else end + 1
    is_alone = text[start : place.start].strip() == "-" and not text[place.end : line_end].strip()
    return (start, line_end) if is_alone else None


def _item_in_brackets(text: str, before: Place, place: Place) -> tuple[int, int] | None:
    is_next = text[before.end : place.start].strip() == ","
    return (before.end, place.end) if is_next else None


def _read(text: str) -> object:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes only text
    except yaml.YAMLError as error:
        raise RewriteError("its form does not allow this change") from error


def _expected(value: object, repairs: Iterable[Repair]) -> object:
    """Return a value as the repairs should leave it."""
    by_place = {repair.location: repair for repair in repairs}

    def of(value: object, where: Location) -> object:
        if where in by_place:
            return by_place[where].new
        if isinstance(value, dict):
            return {key: of(item, (*where, key)) for key, item in value.items()}
        if isinstance(value, list):
            items = (of(item, (*where, number)) for number, item in enumerate(value))
            goes = (by_place.get((*where, n)) for n in range(len(value)))
            return [i for i, r in zip(items, goes, strict=True) if r is None or r.new is not None]
        return value

    return of(value, ())
