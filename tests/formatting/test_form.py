"""Tests of the form of files: one form, every comment and every value kept, done once."""

# ruff: noqa: E501
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.formatting.form import Kind, formatted
from generator.records.comments import comments
from generator.records.write import PAPER_KEYS, record_text

WILD = """\
# a remark on the file

# yaml-language-server: $schema=x
# about the venue
venue: V
title: Old title  # checked by hand

shelfmark: QA 76   # not a key that we know
authors:  # in printed order
  - A. One  # first
  # second
  - B. Two

  - {orcid: x, name: D. Three} # moved out
  -  # before its keys
    name: E. Four
    # last of this one
  -
    # above its first key
    orcid: '1'
    name: F. Five
  # and that was all

abstract: >- # from the page
  An old
  # abstract, this is its text

# before the tags
tags: [a,  # closest
  b] # two
doi: # one
  # two
  10.1/x # three
date: "2018-06-20"
links: { # four
  pdf: http://x/,
  # before code
  code: 'http://y/'
  # tail
  } # after
# end
"""
FORM = """\
# a remark on the file

# yaml-language-server: $schema=x
title: Old title  # checked by hand
authors:  # in printed order
  - A. One  # first
  # second
  - B. Two

  # moved out
  - name: D. Three
    orcid: x
  # before its keys
  - name: E. Four
    # last of this one
  - name: F. Five
    # above its first key
    orcid: "1"
  # and that was all
date: 2018-06-20
# about the venue
venue: V

# before the tags
tags:  # two
  - a  # closest
  - b
# one
# two
doi: 10.1/x  # three
# four
links:  # after
  # before code
  code: http://y/
  pdf: http://x/
  # tail

abstract: >-  # from the page
  An old # abstract, this is its text

shelfmark: QA 76  # not a key that we know
# end
"""


def form(text: str, kind: Kind = Kind.PAPER) -> str:
    result, problems = formatted(text, "file", kind)
    assert problems == []
    return result


def test_comments_stay_with_what_they_stood_beside_or_above() -> None:
    assert form(WILD) == FORM


def test_what_is_in_form_stays() -> None:
    assert form(FORM) == FORM


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n\n"])
def test_line_ends_and_byte_order_marks_are_mended(mark: str, end: str, last: str) -> None:
    text = mark + ("title: T  # a\nvenue: V" + last).replace("\n", end)
    assert form(text) == "title: T  # a\nvenue: V\n"


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("title: &a T\n", Kind.PAPER, "file:1:8: error: a YAML anchor (&); write the value out, or put it in quotes"),
        ("a: !!str T\n", Kind.PAPER, "file:1:4: error: a YAML tag (!); write plain values, or put it in quotes"),
        ("a: *b\n", Kind.PAPER, "file:1:4: error: *b is a YAML alias; write the value out, or put it in quotes"),
        ("a: 1\n---\nb: 2\n", Kind.PAPER, "file:2:1: error: a second document in one file; write one record a file"),
        ("%YAML 1.2\n---\na: 1\n", Kind.PAPER, "file:1:1: error: a YAML directive (%); delete it"),
        ("a: 1\na: 2\n", Kind.PAPER, "file:2:1: error: a: written twice (first on line 1); keep one of them"),
        ("? [a]\n: b\n", Kind.PAPER, "file:1:3: error: a key is a list or a mapping; write a word, then a colon"),
        ("a: [", Kind.PAPER, "file:2:1: error: not YAML (did not find expected node content); put text with special characters in quotes"),
        ("", Kind.PAPER, "file:1:1: error: holds no keys and values"),
        ("# nothing yet\n", Kind.TAGS, "file:1:1: error: holds no list"),
        ("- a\n", Kind.PAPER, "file:1:1: error: holds no keys and values"),
        ("{}\n", Kind.COLLECTION, "file:1:1: error: holds no keys and values"),
        ("a: b\n", Kind.PEOPLE, "file:1:1: error: holds no list"),
    ],
)  # fmt: skip
def test_what_cannot_be_formatted_is_left_as_it_is(text: str, kind: Kind, reason: str) -> None:
    result, problems = formatted(text, "file", kind)
    assert result == text
    assert [str(problem) for problem in problems] == [reason]


def test_empty_lines_stay_one_at_a_time() -> None:
    text = (
        "- id: a\n\n\n  name: A\n\n# of b\n\n- {name: B, id: b}\n- id: c\n\n# end\n\n\n# of all\n\n"
    )
    wanted = "- id: a\n\n  name: A\n\n# of b\n\n- id: b\n  name: B\n- id: c\n\n# end\n\n# of all\n"
    assert form(text, Kind.TAGS) == wanted
    assert form(wanted, Kind.TAGS) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\n\ntitle: T\n", "title: T\n"),
        ("venue: V\n\ntitle: T\n", "title: T\nvenue: V\n"),
        ("title: T\n\nvenue: # a\n  V # b\n", "title: T\n\n# a\nvenue: V  # b\n"),
        ("authors:\n\n  - A\n\n  - B\n", "authors:\n  - A\n\n  - B\n"),
        ("tags:\n  - a\n\n  - b\n", "tags: [a, b]\n"),
        ("tags: [a,\n\n  b]\n", "tags: [a, b]\n"),
        ("tags:\n  - a # c\n\n  - b\n", "tags:\n  - a  # c\n\n  - b\n"),
        ("# a\n\n# b\ntitle: T\n", "# a\n\n# b\ntitle: T\n"),
        ("notes: |\n  a\n\n\n\nvenue: V\n", "venue: V\nnotes: |\n  a\n"),
    ],
)
def test_where_empty_lines_stay(text: str, wanted: str) -> None:
    assert form(text) == wanted
    assert form(wanted) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (
            Kind.COLLECTION,
            "papers: [a, {note: Why, paper: b}]\ndescription: D\ntitle: T\n",
            "title: T\ndescription: D\npapers:\n  - a\n  - paper: b\n    note: Why\n",
        ),
        (
            Kind.TAGS,
            "- name: Ann\n  aliases:\n  - x\n  - 'y: z'\n  id: i\n",
            '- id: i\n  name: Ann\n  aliases: [x, "y: z"]\n',
        ),
        (
            Kind.PEOPLE,
            "- papers:\n  - x\n  name: Ann\n  homepage: https://example.org/#a\n",
            "- name: Ann\n  homepage: https://example.org/#a\n  papers: [x]\n",
        ),
        (
            Kind.PAPER,
            "links: {video: v, code: c, mine: m}\npublication: {volume: 3, in: J}\n",
            "publication:\n  in: J\n  volume: 3\nlinks:\n  code: c\n  video: v\n  mine: m\n",
        ),
    ],
)
def test_each_kind_of_file_has_its_order(kind: Kind, text: str, wanted: str) -> None:
    assert form(text, kind) == wanted


def test_long_descriptions_are_folded_and_lines_are_kept() -> None:
    long = "word " * 30 + "end"
    assert form(f"- id: a\n  description: {long}\n", Kind.TAGS) == (
        f"- id: a\n  description: >-\n    {'word ' * 17}word\n    {'word ' * 12}end\n"
    )
    assert form('title: T\nremark: "a\\nb"\n') == "title: T\nremark: |-\n  a\n  b\n"


def test_quotes_are_kept_where_they_mean_something() -> None:
    assert form("title: '1984'\ndate: '2018'\npmid: 31452104\nvenue: 2018\n") == (
        'title: "1984"\ndate: 2018\nvenue: 2018\npmid: 31452104\n'
    )


def said(text: str) -> Counter[str]:
    return Counter(comment.text for comment in comments(text))


def read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506


keys = st.one_of(st.sampled_from([*PAPER_KEYS, "name", "orcid", "code", "description", "why"]))
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["yes", "2018", "2018-06-20", "a # b", "- a", "#", "", "~", "a\n# b\n\nc\n"]),
    st.lists(st.sampled_from(["word", "# no", "remark:", "\n", "é"]), max_size=30).map(" ".join),
)
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)
records = st.dictionaries(keys, values, min_size=1, max_size=6)


@st.composite
def remarked(draw: st.DrawFn) -> tuple[str, Kind]:
    """Return a file of any style with comments in any places."""
    kind = draw(st.sampled_from([Kind.PAPER, Kind.COLLECTION, Kind.TAGS, Kind.PEOPLE]))
    content = draw(st.lists(records, min_size=1, max_size=3) if kind.value[1] else records)
    text = yaml.dump(
        content,
        default_flow_style=draw(st.sampled_from([True, False, None])),
        default_style=draw(st.sampled_from([None, None, '"', "'", "|", ">"])),
        indent=draw(st.sampled_from([2, 3, 4])),
        width=draw(st.sampled_from([10, 40, 100])),
        allow_unicode=draw(st.booleans()),
        sort_keys=draw(st.booleans()),
        explicit_start=draw(st.booleans()),
    )
    for _ in range(draw(st.integers(0, 8))):
        tried = _with_remark(draw, text)
        try:
            right = read(tried) == read(text) and sum(said(tried).values()) == 1 + sum(
                said(text).values()
            )
        except yaml.YAMLError:
            continue
        text = tried if right else text
    return text, kind


def _with_remark(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    remark = "#" + draw(st.text(st.characters(categories=["L", "P", "Zs"]), max_size=5))
    if draw(st.booleans()):
        lines[at] += " " * draw(st.integers(1, 3)) + remark
    else:
        lines.insert(at, " " * draw(st.integers(0, 6)) + remark)
    if draw(st.booleans()):
        lines.insert(at, "")
    return "\n".join(lines)


@given(remarked())
def test_any_file_keeps_its_values_and_comments_and_is_formatted_once(
    made: tuple[str, Kind],
) -> None:
    text, kind = made
    result, problems = formatted(text, "file", kind)
    if problems:
        assert "tag" in problems[0].message or "written twice" in problems[0].message
        return
    assert read(result) == read(text)
    assert said(result) == said(text)
    assert form(result, kind) == result


@given(st.dictionaries(keys, values, min_size=1))
def test_a_record_as_we_write_it_is_in_form(record: dict[str, object]) -> None:
    text = record_text(record)
    assert form(text) == text
