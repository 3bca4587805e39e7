"""Statistics: exact counts of a small shelf, and what must hold of any."""

import datetime
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pytest
from helpers import library
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.catalog import Catalog
from generator.records.dates import PartialDate
from generator.records.models import Author, Links, Paper
from generator.statistics import Statistics, counts, statistics
from generator.statistics.counts import Named, Years
from generator.statistics.growth import Step, growth
from generator.statistics.topics import SHOWN_PAIRS, Pair, Period, periods

DAY = datetime.date(2024, 2, 27)


def paper(name: str, **fields: object) -> Paper:
    return Paper(id=name, source=library.SOURCE, title=name, **fields)  # type: ignore[arg-type]


def small() -> Catalog:
    one = PartialDate(2019, 5, 1)
    ada, bo = Author(name="Ada Beacon"), Author(name="Bo Quill")
    return library.catalog(
        [
            paper("a", authors=(ada,), date=one, venue="ICTP 2019", tags=("spouts", "towers")),
            paper("b", authors=(ada, bo), date=one, venue="ICTP 2020", tags=("teapots", "towers")),
            paper(
                "c", date=PartialDate(2021), venue="Pots", tags=("lids", "unknown"), doi="10.1/c"
            ),
            paper("d", tags=("method", "towers"), arxiv="2001.00001", added=DAY, abstract="Text."),
            paper("e", venue="Jars", links=Links(code="https://a.example"), added=DAY),
        ]
    )


def test_the_numbers_of_a_small_shelf() -> None:
    made = statistics(small())
    assert (made.papers, made.authors, made.collections, made.newest) == (5, 2, 0, DAY)
    assert made.years == Years(counts=((2019, 2), (2021, 1)), undated=2)
    assert made.years.span == ((2019, 2), (2020, 0), (2021, 1))
    assert [(one.name, one.papers) for one in made.venues.first] == [
        ("ICTP", 2),
        ("Jars", 1),
        ("Pots", 1),
    ]
    assert (made.venues.number, made.venues.others, made.venues.without) == (3, 0, 1)
    assert {one.part: one.papers for one in made.completeness} == {
        "authors": 2,
        "date": 3,
        "venue": 4,
        "tags": 4,
        "abstract": 1,
        "code": 1,
        "project": 0,
        "pdf": 1,
        "doi": 1,
        "arxiv": 1,
        "added": 2,
    }


def test_a_wider_topic_has_the_papers_of_narrower_ones_and_makes_no_pair_with_them() -> None:
    made = statistics(small()).topics
    assert made.periods == (Period(2019, 2019), Period(2020, 2020), Period(2021, 2021))
    assert made.all == (2, 0, 1)
    assert {one.topic.id: (one.topic.papers, one.counts) for one in made.first} == {
        "teapots": (3, (2, 0, 1)),
        "towers": (3, (2, 0, 0)),
        "vessels": (3, (2, 0, 1)),
        "lids": (1, (0, 0, 1)),
        "method": (1, (0, 0, 0)),
        "spouts": (1, (1, 0, 0)),
    }
    assert [(one.first.id, one.second.id, one.papers) for one in made.pairs] == [
        ("teapots", "towers", 2),
        ("towers", "vessels", 2),
        ("towers", "method", 1),
        ("towers", "spouts", 1),
    ]


def test_venues_beyond_the_first_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "SHOWN_VENUES", 1)
    made = statistics(small()).venues
    assert made.first == (Named("ictp", "ICTP", 2),)
    assert (made.number, made.others, made.others_papers, made.without) == (3, 2, 2, 1)


def test_no_papers_make_no_numbers() -> None:
    made = statistics(library.catalog([]))
    assert not any((made.years.span, made.growth.steps, made.topics.first, made.topics.pairs))
    assert {one.papers for one in made.completeness} == {0}


def test_a_change_that_is_not_counted_changes_nothing() -> None:
    papers = list(library.papers(60))
    before = statistics(library.catalog(papers))
    papers[7] = structs.replace(papers[7], title="Another", abstract="Another.", digest=7)
    assert statistics(library.catalog(papers)) == before


@pytest.mark.parametrize(
    ("days", "unit", "starts"),
    [
        (["2024-02-27"], "day", ["2024-02-27"]),
        (["2024-02-27", "2024-02-29"], "day", ["2024-02-27", "2024-02-28", "2024-02-29"]),
        (
            ["2024-12-29", "2025-01-13"],
            "week",
            ["2024-12-23", "2024-12-30", "2025-01-06", "2025-01-13"],
        ),
        (
            ["2023-12-31", "2024-07-01"],
            "month",
            ["2023-12-01", *(f"2024-{month:02}-01" for month in range(1, 8))],
        ),
        (
            ["2020-11-30", "2023-12-31"],
            "quarter",
            ["2020-10-01", *(f"{y}-{m:02}-01" for y in (2021, 2022, 2023) for m in (1, 4, 7, 10))],
        ),
        (["2001-06-01", "2013-01-01"], "year", [f"{year}-01-01" for year in range(2001, 2014)]),
    ],
)
def test_steps_of_growth_fit_the_time_between(
    days: Sequence[str], unit: str, starts: Sequence[str]
) -> None:
    dates = map(datetime.date.fromisoformat, days)
    made = growth([paper(str(n), added=day) for n, day in enumerate(dates)])
    assert made.unit == unit
    assert [step.start.isoformat() for step in made.steps] == starts


def test_growth_adds_up() -> None:
    days = [DAY, DAY, DAY + datetime.timedelta(days=2), None]
    made = growth([paper(str(n), added=day) for n, day in enumerate(days)])
    assert made.without == 1
    assert made.steps == (
        Step(DAY, 2, 2),
        Step(DAY + datetime.timedelta(days=1), 0, 2),
        Step(DAY + datetime.timedelta(days=2), 1, 3),
    )


@pytest.mark.parametrize(
    ("first", "last", "number", "ends"),
    [
        (2017, 2017, 1, [(2017, 2017), (2017, 2017)]),
        (2014, 2025, 12, [(2014, 2014), (2025, 2025)]),
        (2013, 2025, 7, [(2013, 2013), (2024, 2025)]),
        (1995, 2025, 11, [(1995, 1995), (2023, 2025)]),
        (1971, 2024, 11, [(1971, 1974), (2020, 2024)]),
        (1450, 9999, 9, [(1450, 1999), (9000, 9999)]),
    ],
)
def test_periods_are_not_too_many(
    first: int, last: int, number: int, ends: list[tuple[int, int]]
) -> None:
    made = periods(Years(counts=tuple(dict.fromkeys(((first, 1), (last, 1)))), undated=0))
    assert len(made) == number
    assert [(one.first, one.last) for one in (made[0], made[-1])] == ends


DATES = st.none() | st.builds(PartialDate, st.integers(1990, 2026))
PAPERS = st.lists(
    st.tuples(
        DATES,
        st.none() | st.sampled_from([f"V{n}" for n in range(20)]),
        st.lists(st.sampled_from([*library.TAGS, "unknown"]), unique=True).map(tuple),
        st.none() | st.dates(datetime.date(2015, 1, 1), datetime.date(2026, 1, 1)),
        st.none() | st.just("10.1/x"),
    ),
    max_size=30,
).map(
    lambda rows: [
        paper(f"p{n}", date=date, venue=venue, tags=tags, added=added, doi=doi)
        for n, (date, venue, tags, added, doi) in enumerate(rows)
    ]
)


@given(PAPERS)
def test_tables_add_up(papers: list[Paper]) -> None:
    made = statistics(library.catalog(papers))
    number = len(papers)
    assert sum(n for _, n in made.years.span) + made.years.undated == number
    venues = made.venues
    assert sum(v.papers for v in venues.first) + venues.others_papers + venues.without == number
    assert len(venues.first) + venues.others == venues.number
    assert sum(made.topics.all) + made.years.undated == number
    for one in made.topics.first:
        assert sum(one.counts) <= one.topic.papers
        assert all(n <= most for n, most in zip(one.counts, made.topics.all, strict=True))
    steps = made.growth.steps
    assert sum(step.added for step in steps) + made.growth.without == number
    assert (steps[-1].total if steps else 0) == number - made.growth.without
    assert all(0 <= one.papers <= number for one in made.completeness)


@given(PAPERS)
def test_pairs_are_those_of_a_plain_count(papers: list[Paper]) -> None:
    catalog = library.catalog(papers)
    above = {tag: {t.id for t in catalog.tag_path(catalog.tags[tag])} for tag in catalog.tags}
    plain: Counter[frozenset[str]] = Counter()
    for one in papers:
        held = {wide for tag in one.tags if tag in above for wide in (tag, *above[tag])}
        plain.update(
            frozenset(two)
            for two in combinations(held, 2)
            if two[0] not in above[two[1]] and two[1] not in above[two[0]]
        )
    found = statistics(catalog).topics.pairs
    counted = {frozenset((p.first.id, p.second.id)): p.papers for p in found}
    assert len(counted) == len(found) == min(len(plain), SHOWN_PAIRS)
    assert counted.items() <= plain.items()
    most = sorted(plain.values(), reverse=True)[:SHOWN_PAIRS]
    assert [p.papers for p in found] == most


def test_statistics_hold_counts_and_names_alone() -> None:
    made = statistics(library.catalog(library.papers(40)))
    assert isinstance(made, Statistics)
    assert isinstance(made.topics.pairs[0], Pair)
    assert "Paper(" not in repr(made)
