"""Problems: their one-line form, their order, their count, and the excerpt below them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import problems
from generator.problems import Problem, Severity


def test_a_problem_on_one_line() -> None:
    problem = Problem(path="a.yml", line=3, column=5, key="date", message="bad", advice="mend it")
    assert str(problem) == "a.yml:3:5: error: date: bad; mend it"
    assert str(Problem(path="a.yml", message="bad")) == "a.yml:1:1: error: bad"


def test_problems_are_sorted_by_place() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 7), ("a", 2, 3)]
    found = [Problem(path=p, line=n, column=c, message="") for p, n, c in places]
    assert [(p.path, p.line, p.column) for p in problems.in_order(found)] == sorted(places)


@pytest.mark.parametrize(
    ("severities", "text"),
    [
        ("", "no problems"),
        ("e", "1 error in 1 file"),
        ("ww", "2 warnings in 2 files"),
        ("eew", "2 errors and 1 warning in 3 files"),
    ],
)
def test_problems_are_counted(severities: str, text: str) -> None:
    kinds = {"e": Severity.ERROR, "w": Severity.WARNING}
    found = [Problem(path=str(n), severity=kinds[s], message="") for n, s in enumerate(severities)]
    assert problems.count_text(found) == text
    assert problems.has_errors(found) == ("e" in severities)


def test_problems_of_one_file_are_counted_in_it() -> None:
    found = [Problem(path="a", line=n, message="") for n in (1, 2)]
    assert problems.count_text(found) == "2 errors in 1 file"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", '"plain"'),
        (7, '"7"'),
        ("two\nlines", '"two\\u000alines"'),
        ("\x1b[31m", '"\\u001b[31m"'),
        ("x" * 61, '"' + "x" * 59 + '…"'),
        ("\u202e\ud800", '"\\u202e\\ud800"'),
    ],
)
def test_a_value_in_a_message(value: object, text: str) -> None:
    assert problems.quoted(value) == text


@given(text=st.text(max_size=100))
def test_a_value_in_a_message_is_one_short_printable_line(text: str) -> None:
    assert problems.shown(text).isprintable()
    assert len(problems.shown(text)) <= 10 * problems.MAX_SHOWN_VALUE


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("titel", 'did you mean "title"?'),
        ("TAGS", 'did you mean "tags"?'),
        ("zzz", "write one of: title, tags, Date"),
        ("date", 'did you mean "Date"?'),
    ],
)
def test_the_nearest_word_is_suggested(word: str, advice: str) -> None:
    assert problems.did_you_mean(word, ["title", "tags", "Date"]) == advice


def test_many_words_are_not_listed() -> None:
    assert problems.did_you_mean("zzz", [f"word{n}" for n in range(21)]) == ""


def excerpt(line: str | None, column: int) -> str:
    problem = Problem(path="a.yml", line=12, column=column, message="")
    return problems.excerpt(problem, lambda _path, _line: line)


def test_an_excerpt_points_at_the_column() -> None:
    assert excerpt("date: 20188", 7) == "   12 | date: 20188\n      |       ^"


def test_an_excerpt_of_nothing_is_empty() -> None:
    assert excerpt(None, 1) == ""
    assert excerpt("", 1) == ""


def test_an_excerpt_points_past_tabs_wide_letters_and_hidden_signs() -> None:
    assert excerpt("\tx", 2) == "   12 |  x\n      |  ^"
    assert excerpt("题目: x", 5) == "   12 | 题目: x\n      |       ^"
    assert excerpt("\x1b: x", 4) == "   12 | \\u001b: x\n      |         ^"


def test_an_excerpt_of_a_long_line_shows_the_part_that_matters() -> None:
    shown, caret = excerpt("a" * 1_000_000 + "X" + "b" * 1000, 1_000_001).split("\n")
    assert len(shown) == 8 + problems.MAX_EXCERPT
    assert shown[caret.index("^")] == "X"
