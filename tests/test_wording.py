"""Text of pages: names, dates and first sentences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import addresses, wording
from generator.pages.plot import bars, row, small, stacked
from generator.records.dates import PartialDate


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B", "C"], "A, B, C"),
        (["A", "B", "C", "D"], "A, B, C et al."),
    ],
)
def test_names(names: list[str], shown: str) -> None:
    assert wording.names_text(names) == shown


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (PartialDate(2018, 6, 2), "2 June 2018", "Jun 2018"),
        (PartialDate(2018, 6), "June 2018", "Jun 2018"),
        (PartialDate(2018), "2018", "2018"),
    ],
)
def test_dates(date: PartialDate, long: str, short: str) -> None:
    assert (wording.date_text(date), wording.short_date_text(date)) == (long, short)


@pytest.mark.parametrize(
    ("whole", "sentence"),
    [
        ("One. Two.", "One."),
        ("See e.g. Alice et al. Then. B", "See e.g. Alice et al. Then."),
        ("Is it? Yes", "Is it?"),
        ("v1.5 of 3.2\n\nB", "v1.5 of 3.2 B"),
        ("", ""),
    ],
)
def test_first_sentences(whole: str, sentence: str) -> None:
    assert wording.first_sentence(whole) == sentence


@given(line=st.text(max_size=80), limit=st.integers(min_value=2, max_value=40))
def test_a_shortened_text_is_short(line: str, limit: int) -> None:
    shown = wording.shortened(line, limit)
    assert len(shown) <= limit
    folded = " ".join(line.split())
    assert shown == folded or (shown.endswith("…") and folded.startswith(shown[:-1]))


def test_counts() -> None:
    assert [wording.counted(n, "paper") for n in (0, 1, 1200)] == [
        "0 papers",
        "1 paper",
        "1,200 papers",
    ]


@pytest.mark.parametrize(
    ("path", "directories", "url"),
    [
        ("index.md", True, ""),
        ("index.md", False, "index.html"),
        ("papers/index.md", True, "papers/"),
        ("papers/reindex.md", True, "papers/reindex/"),
        ("papers/a.b.md", True, "papers/a.b/"),
        ("papers/a.md", False, "papers/a.html"),
    ],
)
def test_addresses_of_pages(path: str, directories: bool, url: str) -> None:
    assert addresses.url(path, directories=directories) == url


@pytest.mark.parametrize(
    ("target", "start", "link"),
    [
        ("papers/a.md", "papers/b.md", "../papers/a.md"),
        ("papers/a.md", "index.md", "papers/a.md"),
        ("index.md", "papers/b.md", "../index.md"),
        ("tags/a.md", "papers/b.md", "../tags/a.md"),
    ],
)
def test_links_between_pages(target: str, start: str, link: str) -> None:
    assert addresses.relative(target, start) == link


def test_a_plot_says_its_numbers_and_holds_no_markup_of_its_labels() -> None:
    figure = bars("Papers <by> year", [("2019", 2), ("2020", 0), ('"<b>', 1)])
    assert "\n" not in figure
    assert "2019: 2, 2020: 0" in figure
    assert "<b>" not in figure
    assert "<by>" not in figure


def test_a_plot_of_nothing() -> None:
    assert "<svg" in bars("None", [])
    assert "<svg" in small("None", [], 0)
    assert "<path" not in row(0, 0)


def test_what_came_lies_on_what_was_there() -> None:
    figure = stacked("Grown", [("2024", 0, 2), ("2025", 2, 1)])
    assert '<path class="ps-before" d="M1.5 164V146"' in figure
    assert '<path d="M1.5 146V137"' in figure
    assert "2024: 2, 2025: 3." in figure


def test_numbers_and_labels_have_room_on_a_phone() -> None:
    roomy = bars("Years", [(str(year), 7) for year in range(2000, 2010)])
    close = bars("Years", [(str(year), 1700) for year in range(2000, 2020)])
    closer = bars("Years", [(str(year), 1700) for year in range(1960, 2020)])
    assert roomy.count(">7</text>") == 10
    assert close.count('<text class="ps-wide"') == close.count(">1,700</text>") == 20
    assert ">1,700</text>" not in closer
    months = stacked("Grown", [(f"Month {n:02} 2024", n, 1) for n in range(36)])
    assert months.count("Month") - 36 <= 4
    assert months.count('<text class="ps-start" x="0.527778%"') == 1
    assert re.findall(r">(2\d{3})</text>", close) == [
        "2000",
        "2003",
        "2006",
        "2009",
        "2012",
        "2015",
        "2018",
    ]


def test_few_things_lie_in_a_row_one_by_one() -> None:
    assert 'stroke-dasharray="0.9375 0.0625"' in row(3, 10)
    assert "stroke-dasharray" not in row(3, 1000)


def test_a_small_plot_says_where_it_begins_and_ends() -> None:
    plot = small("a*b", [("2019", 1), ("2020", 0), ("2021", 4)], 4)
    assert 'aria-label="a&#42;b. 2019: 1, 2020: 0, 2021: 4."' in plot
    assert re.findall(r">(\d+)</text>", plot) == ["2019", "2021"]


@given(
    st.lists(
        st.sampled_from(["A b", "e.g.", "al.", "vs.", "Word", ".", "! ", "? Yes", " ", "\n\n"])
    )
)
@settings(max_examples=300)
def test_the_first_sentence_is_found_in_the_beginning_of_a_text(words: list[str]) -> None:
    whole = " ".join(words)
    end = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<! al\.)(?<! vs\.)\s+(?=[A-Z])")
    sentence = end.split(" ".join(whole.split()), maxsplit=1)[0]
    for limit in (5, 12, 30, 240):
        assert wording.first_sentence(whole, limit) == wording.shortened(sentence, limit)
