"""Annotations of GitHub: on the right line, ten of each kind, and no other command."""

# ruff: noqa: E501

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problem_formats import Report
from generator.problem_formats.github import SHOWN, github_text, log_line
from generator.problems import Problem, Severity
from generator.rules import Rule

# What the runner takes for a command: ActionCommand.cs of actions/runner.
COMMAND = re.compile(r"\s*::(?P<head>.*?)::(?P<data>.*)", re.DOTALL)
OLD_COMMAND = re.compile(r"##\[.*\]")


def text(*problems: Problem, prefix: str = "") -> str:
    return github_text(Report(problems=problems, prefix=prefix))


def commands(printed: str) -> list[tuple[str, dict[str, str], str]]:
    """Return name, properties and data of each command that the runner would see."""
    found = []
    for line in re.split(r"\r\n|\r|\n", printed):
        if match := COMMAND.fullmatch(line):
            name, _, properties = match["head"].partition(" ")
            pairs = (pair.partition("=") for pair in properties.split(","))
            values = {key: unescaped(value, {":": "%3A", ",": "%2C"}) for key, _, value in pairs}
            found.append((name, values, unescaped(match["data"], {})))
        else:
            assert not OLD_COMMAND.search(line)
    return found


def unescaped(value: str, more: dict[str, str]) -> str:
    for character, escape in {"\r": "%0D", "\n": "%0A", **more, "%": "%25"}.items():
        value = value.replace(escape, character)
    return value


def test_problems_are_lines_of_the_log_and_annotations() -> None:
    one = Problem(path="site_src/tags.yml", line=3, column=7, key="parent", message="unknown tag", rule=Rule.UNKNOWN_TAG)  # fmt: skip
    two = Problem(path="site_src/a, b:c.yml", severity=Severity.WARNING, message="100 % wrong", advice="write a: b")  # fmt: skip
    assert text(one, two, prefix="shelf/") == (
        "site_src/tags.yml:3:7: error: parent: unknown tag\n"
        "site_src/a, b:c.yml:1:1: warning: 100 % wrong; write a: b\n"
        "::error file=shelf/site_src/tags.yml,line=3,col=7,title=Papershelf (unknown-tag)"
        "::parent: unknown tag\n"
        "::warning file=shelf/site_src/a%2C b%3Ac.yml,line=1,col=1,title=Papershelf (other)"
        "::100 %25 wrong; write a: b\n"
        "1 error and 1 warning in 2 files\n"
    )


def test_no_problems_are_no_text() -> None:
    assert text() == ""


def test_what_is_wrong_on_one_line_is_one_annotation() -> None:
    rules = (Rule.MISSING, Rule.MISSING, Rule.BAD_VALUE)
    problems = [Problem(path="a", line=2, message=f"no {n}", rule=r) for n, r in enumerate(rules)]
    assert commands(text(*problems[:2])) == [
        ("error", {"file": "a", "line": "2", "col": "1", "title": "Papershelf (missing)"}, "no 0\nno 1"),
    ]  # fmt: skip
    ((_, values, data),) = commands(text(*problems))
    assert (values["title"], data) == ("Papershelf", "no 0\nno 1\nno 2")


def test_a_line_with_many_problems_tells_ten() -> None:
    problems = [Problem(path="a", message=str(number)) for number in range(12)]
    ((_, _, data),) = commands(text(*problems))
    assert data.splitlines() == [*map(str, range(10)), "and 2 more on this line"]


def test_each_file_has_its_turn_and_the_rest_is_counted() -> None:
    many = [Problem(path="a", line=line, message=str(line)) for line in range(1, 13)]
    few = [Problem(path=f"b{n}", message="x") for n in range(5)]
    warnings = [Problem(path="w", line=n, severity=Severity.WARNING, message="y") for n in (1, 2)]
    printed = text(*many, *few, *warnings)
    places = [(name, v["file"], v["line"]) for name, v, _ in commands(printed)]
    assert places == [
        ("error", "a", "1"),
        *(("error", f"b{n}", "1") for n in range(5)),
        *(("error", "a", str(line)) for line in range(2, 6)),
        ("warning", "w", "1"),
        ("warning", "w", "2"),
    ]
    assert sum(name == "error" for name, *_ in places) == SHOWN
    assert printed.endswith(
        "17 errors and 2 warnings in 7 files\n"
        "7 more problems stand in the log only: GitHub shows 10 of each kind\n"
    )
    assert all(f"{problem}\n" in printed for problem in (*many, *few, *warnings))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::x", "> ::error::x"),
        ("  ::stop-commands::x", ">   ::stop-commands::x"),
        ("a ##[add-path]/tmp ##[x]", "a # #[add-path]/tmp # #[x]"),
        ("a\n::error::x", "a\\u000a::error::x"),
        ("a\r::error::x", "a\\u000d::error::x"),
    ],
)
def test_a_line_of_the_log_is_no_command(line: str, shown: str) -> None:
    assert log_line(line) == shown
    assert commands(shown) == []


hostile = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(["::", "##[", "error", "add-path", "]", "%0A", "\n", "\r", ",", ":", "=", "x", " "])
    ).map("".join),
)  # fmt: skip


@given(st.lists(st.tuples(hostile, hostile, hostile, hostile), max_size=4), hostile)
def test_whatever_a_record_says_is_no_command(
    found: list[tuple[str, str, str, str]], prefix: str
) -> None:
    problems = [Problem(path=p, line=1, key=k, message=m, advice=a) for p, k, m, a in found]
    seen = commands(text(*problems, prefix=prefix))
    assert len(seen) == len({problem.path for problem in problems})
    for name, values, _ in seen:
        assert name == "error"
        assert list(values) == ["file", "line", "col", "title"]
