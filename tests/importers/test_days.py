"""Tests of dates without a year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.days import PageDay, dated, page_day

TODAY = datetime.date(2026, 3, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mar 17", PageDay(3, 17)),
        ("march 7", PageDay(3, 7)),
        ("Sept. 1st", PageDay(9, 1)),
        ("17 Mar", PageDay(3, 17)),
        ("Tuesday, Mar 17", PageDay(3, 17)),
        ("Tue Mar 17, 2026", PageDay(3, 17, 2026)),
        ("2 May 2024", PageDay(5, 2, 2024)),
        ("2026-03-17", PageDay(3, 17, 2026)),
        ("Feb 29", PageDay(2, 29)),
    ],
)
def test_dates_are_recognised(text: str, day: PageDay) -> None:
    assert page_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "March of the Penguins",
        "Mar",
        "17",
        "Feb 30",
        "Feb 29, 2025",
        "Mar 0",
        "Marching 17",
        "0000-01-01",
        "2026-13-01",
        "On Mar 17",
        "Mar 17 papers",
        "May I? 3",
        "Mar 17, 0000",
        "",
    ],
)
def test_other_lines_are_not_dates(text: str) -> None:
    assert page_day(text) is None


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        (PageDay(3, 17), None, "2026-03-17"),
        (PageDay(3, 18), None, "2025-03-18"),
        (PageDay(3, 18), 2026, "2026-03-18"),
        (PageDay(3, 18, 2020), 2026, "2020-03-18"),
        (PageDay(2, 29), None, "2024-02-29"),
    ],
)
def test_year_is_the_latest_by_today_unless_given(
    day: PageDay, year: int | None, expected: str
) -> None:
    assert str(dated(day, year, TODAY)) == expected


def test_a_day_that_the_year_does_not_have_has_no_date() -> None:
    assert dated(PageDay(2, 29), 2025, TODAY) is None


@given(st.dates())
def test_every_day_has_its_latest_date(today: datetime.date) -> None:
    day = page_day(today.strftime("%b %d"))
    assert day is not None
    assert dated(day, None, today) == today


@given(st.dates(min_value=datetime.date(10, 1, 1)))
def test_a_leap_day_is_found_across_a_century(today: datetime.date) -> None:
    found = dated(PageDay(2, 29), None, today)
    assert found is not None
    assert found <= today


@given(st.text())
def test_any_line_is_read(text: str) -> None:
    assert page_day(text) is None or isinstance(page_day(text), PageDay)
