"""Dates as a web page shows them ("Mar 17"), whose year the reader has to know."""

import datetime
import re
from dataclasses import dataclass

from generator.records.dates import MONTHS

_MONTHS = [name[:3].lower() for name in MONTHS]
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>[1-9][0-9]{3}))?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (rf"{_MONTH}\s+{_DAY}{_YEAR}", rf"{_DAY}\s+{_MONTH}{_YEAR}")
)
_ISO = re.compile(r"(?P<year>[1-9][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_LEAP_YEAR = 2000
_LEAP_CYCLE = 8  # years between two 29 Februaries, at most (1896 and 1904)


@dataclass(frozen=True, slots=True)
class PageDay:
    """A month (1–12) and a day (1–31), with the year where the page gives it."""

    month: int
    day: int
    year: int | None = None


def page_day(text: str) -> PageDay | None:
    """Return the date that a line consists of, or None; a day that no calendar has is None."""
    found = _ISO.fullmatch(text) or next((m for f in _FORMS if (m := f.fullmatch(text))), None)
    if found is None:
        return None
    day = PageDay(_month(found["month"]), int(found["day"]), _number(found["year"]))
    return day if in_year(day, day.year or _LEAP_YEAR) else None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def in_year(day: PageDay, year: int) -> datetime.date | None:
    """Return the date in a year, or None when that year has no such day."""
    try:
        return datetime.date(year, day.month, day.day)
    except ValueError:
        return None


def dated(day: PageDay, year: int | None, today: datetime.date) -> datetime.date | None:
    """Return the date meant: in the page's own year, else in `year`, else the latest by `today`."""
    if chosen := day.year or year:
        return in_year(day, chosen)
    years = range(today.year, max(today.year - _LEAP_CYCLE, datetime.MINYEAR) - 1, -1)
    dates = (in_year(day, candidate) for candidate in years)
    return next((date for date in dates if date and date <= today), None)
