"""Dates as papers have them: a year, a month or a day (ISO 8601)."""

import datetime
import re

from msgspec import Struct

from generator.records.document import Bare
from generator.records.schemes import BadValueError

MONTHS = (
    "January February March April May June July August September October November December".split()
)

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FIRST_YEAR = 1450  # printing; an earlier year is a slip


class PartialDate(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A year, with a month (1–12) and a day (1–31) where they are known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Return the date as it was written: "2018", "2018-06" or "2018-06-20"."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def key(self) -> tuple[int, int, int]:
        """Sorting: a year without a month comes before its first month."""
        return self.year, self.month or 0, self.day or 0


def parse(value: object) -> PartialDate:
    """Return the date that a record's value means; raise `BadValueError` when it is none."""
    if isinstance(value, PartialDate):
        return value
    text = value.text if isinstance(value, Bare) else value
    form = _FORM.fullmatch(text) if isinstance(text, str) else None
    if form is None:
        raise BadValueError("not a date", "write 2018, 2018-06 or 2018-06-20")
    year, month, day = (int(part) if part else None for part in form.groups())
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise BadValueError("no such day", "write a day of the calendar") from None
    if year is None or year < _FIRST_YEAR:
        raise BadValueError(f"the year is before {_FIRST_YEAR}", "write 2018, not 18")
    return PartialDate(year, month, day)


def parse_day(value: object) -> datetime.date:
    """Return a whole day; raise `BadValueError` for a year or a month alone."""
    if isinstance(value, datetime.date):
        return value
    date = parse(value)
    if date.month is None or date.day is None:
        raise BadValueError("not a whole day", "write it like 2026-03-17")
    return datetime.date(date.year, date.month, date.day)
