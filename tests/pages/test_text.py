"""Text of pages: names, dates and first sentences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import addresses
from generator.pages import text
from generator.pages.plot import bars
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
    assert text.names_text(names) == shown


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (PartialDate(2018, 6, 2), "2 June 2018", "Jun 2018"),
        (PartialDate(2018, 6), "June 2018", "Jun 2018"),
        (PartialDate(2018), "2018", "2018"),
    ],
)
def test_dates(date: PartialDate, long: str, short: str) -> None:
    assert (text.date_text(date), text.short_date_text(date)) == (long, short)


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
    assert text.first_sentence(whole) == sentence


@given(line=st.text(max_size=80), limit=st.integers(min_value=2, max_value=40))
def test_a_shortened_text_is_short(line: str, limit: int) -> None:
    shown = text.shortened(line, limit)
    assert len(shown) <= limit
    folded = " ".join(line.split())
    assert shown == folded or (shown.endswith("…") and folded.startswith(shown[:-1]))


def test_counts() -> None:
    assert [text.counted(n, "paper") for n in (0, 1, 1200)] == [
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
        assert text.first_sentence(whole, limit) == text.shortened(sentence, limit)
