"""Repairs in a text: only the value changes, and what it says is what was planned."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.fixes.places import json_places, yaml_places
from generator.fixes.plan import repaired_line, repaired_yaml
from generator.fixes.registry import fixes
from generator.records.document import Source
from generator.records.models import Tag
from generator.records.rewrite import RewriteError

TAGS = (
    Tag(id="a-b", source=Source("tags.yml"), name="A B", aliases=("AB",)),
    Tag(id="c", source=Source("tags.yml"), name="C"),
)
FIXES = fixes(TAGS)
ORCID = "0000-0002-1825-0097"

RECORD = """\
# a remark
shelfmark:  '  http://github.com'   # not ours
title:   "A  title "  # checked
authors:
- 1984   # the year
-   name: Ada
    orcid: https://orcid.org/0000-0002-1825-0097 # o
- "A   B"

date: 2018/06/20 # day
arxiv: 1806.07570
doi: https://doi.org/10.1000/x%281%29
tags: [AB,   a-b, # closest
       'c',  C]
links: {code: http://github.com/x, pdf:   http://example.org}
abstract: >- # from the page
  http://github.com   is
  # text
"""
MENDED = """\
# a remark
shelfmark:  '  http://github.com'   # not ours
title:   A title  # checked
authors:
- "1984"   # the year
-   name: Ada
    orcid: 0000-0002-1825-0097 # o
- A B

date: 2018-06-20 # day
arxiv: "1806.07570"
doi: 10.1000/x(1)
tags: [a-b, # closest
       'c']
links: {code: "https://github.com/x", pdf:   http://example.org}
abstract: >- # from the page
  http://github.com   is
  # text
"""


def test_only_values_change() -> None:
    text, repairs = repaired_yaml(RECORD, FIXES)
    assert text == MENDED
    assert [(r.fix, r.location, r.old, r.new) for r in repairs] == [
        ("white-space", ("title",), "A  title ", "A title"),
        ("quotes", ("authors", 0), "1984", "1984"),
        ("orcid", ("authors", 1, "orcid"), f"https://orcid.org/{ORCID}", ORCID),
        ("white-space", ("authors", 2), "A   B", "A B"),
        ("date", ("date",), "2018/06/20", "2018-06-20"),
        ("quotes", ("arxiv",), "1806.07570", "1806.07570"),
        ("doi", ("doi",), "https://doi.org/10.1000/x%281%29", "10.1000/x(1)"),
        ("tag", ("tags", 0), "AB", "a-b"),
        ("repeated-tag", ("tags", 1), "a-b", None),
        ("repeated-tag", ("tags", 3), "C", None),
        ("https", ("links", "code"), "http://github.com/x", "https://github.com/x"),
    ]  # fmt: skip
    assert repaired_yaml(text, FIXES) == (text, [])


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("tags:\n  - c\n  - c\n  # last\n", "tags:\n  - c\n  # last\n"),
        ("tags:\n- c\n- x\n- C", "tags:\n- c\n- x\n"),
        ("tags:\n- c\n- c # here\n", "tags:\n- c\n- c # here\n"),
        ("tags: [c, # here\n c]\n", "tags: [c, # here\n c]\n"),
        ("tags: [c, C, C, x]\n", "tags: [c, x]\n"),
        ("tags: ['c', 'C']\n", "tags: ['c']\n"),
        ("pmid: 31452104\nvolume: 007\n", "pmid: 31452104\nvolume: 007\n"),
        ("title: ~\n", "title: ~\n"),
        ("title:\n", "title:\n"),
        ("title: yes\n", 'title: "yes"\n'),
        ("arxiv: 1806.0757\n", "arxiv: 1806.0757\n"),
        ("orcid: 0000000218250097\n", "orcid: 0000-0002-1825-0097\n"),
        ("date: 2018-06-20T10:00:00Z\n", "date: 2018-06-20\n"),
        ("title: a\n  b\n", "title: a\n  b\n"),
        ("title: 'a\n\n  b'\n", "title: a b\n"),
        ('title: "a: b "\n', 'title: "a: b"\n'),
        ("venue: |\n  a  b\n", "venue: |\n  a  b\n"),
    ],
)
def test_repairs(text: str, mended: str) -> None:
    assert repaired_yaml(text, FIXES)[0] == mended


@pytest.mark.parametrize("text", ["a: [", "a: *b", "a: 1\n---\nb: 2\n", "\x01"])
def test_what_is_no_yaml_is_refused(text: str) -> None:
    with pytest.raises(RewriteError) as caught:
        repaired_yaml(text, FIXES)
    assert str(caught.value) == "not YAML"


def test_a_repeated_key_is_not_mended() -> None:
    with pytest.raises(RewriteError) as caught:
        repaired_yaml("date: 2018/06/20\ndate: 2018/06/21\n", FIXES)
    assert str(caught.value) == "its form does not allow this change"


def test_a_line_of_json_keeps_all_else() -> None:
    line = (
        '{ "id":"a", "arxiv": 1806.07570,"tags":["c" , "AB", "C" ],"title": "a \\u00e9  b",'
        '"authors":[{"name": " x","orcid":"https:\\/\\/orcid.org/0000-0002-1825-0097"}, 7],'
        '"x": [null, true, {"y": -1.5e3}], "date": 20180620 } '
    )
    text, repairs = repaired_line(line, FIXES)
    assert text == (
        '{ "id":"a", "arxiv": "1806.07570","tags":["c" , "a-b" ],"title": "a é b",'
        '"authors":[{"name": "x","orcid":"0000-0002-1825-0097"}, "7"],'
        '"x": [null, true, {"y": -1.5e3}], "date": "2018-06-20" } '
    )
    assert [(r.fix, r.start) for r in repairs] == [
        ("quotes", line.index("1806")),
        ("tag", line.index('"AB"')),
        ("repeated-tag", line.index('"C"')),
        ("white-space", line.index('"a \\u')),
        ("white-space", line.index('" x"')),
        ("orcid", line.index('"https')),
        ("quotes", line.index("7]")),
        ("date", line.index("20180620")),
    ]
    assert repaired_line(text, FIXES) == (text, [])


@pytest.mark.parametrize("line", ["", "{", '{"a": }', "[" * 100_000])
def test_what_is_no_json_is_refused(line: str) -> None:
    with pytest.raises(RewriteError) as caught:
        repaired_line(line, FIXES)
    assert str(caught.value) == "not JSON"


keys = st.sampled_from(["title", "tags", "date", "doi", "name", "x", "authors", "code", "arxiv"])
texts = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["AB", "a-b", "c", "C", " c", "2018/06/20", "doi:10.1000/x", "http://github.com/x", "2018"]
    ),
)
values = st.recursive(
    texts | st.integers(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=10,
)
records = st.dictionaries(keys, values, min_size=1)


@given(records, st.sampled_from([None, '"', "'", "|"]), st.sampled_from([True, False, None]))
def test_any_yaml_is_mended_once_or_refused(
    record: dict[str, Any], style: str | None, flow: bool | None
) -> None:
    written = yaml.dump(record, default_style=style, default_flow_style=flow, allow_unicode=True)
    try:
        text, repairs = repaired_yaml(written, FIXES)
    except RewriteError:
        return
    again, more = repaired_yaml(text, FIXES)
    assert (again, more) == (text, [])
    if not repairs:
        assert text == written


@given(records)
def test_any_json_is_mended_once(record: dict[str, Any]) -> None:
    text, _ = repaired_line(json.dumps(record), FIXES)
    assert repaired_line(text, FIXES) == (text, [])


@given(records)
def test_values_stand_where_they_are_found(record: dict[str, Any]) -> None:
    line = json.dumps(record)
    found = list(json_places(line))
    for place in found:
        value: Any = record
        for step in place.location:
            value = value[step]
        assert json.loads(line[place.start : place.end]) == value
    for place in yaml_places(yaml.dump(record, allow_unicode=True)):
        assert place.end >= place.start
