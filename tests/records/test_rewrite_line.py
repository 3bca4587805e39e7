"""A record on a line of JSON, changed key by key."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.rewrite import RewriteError
from generator.records.rewrite_line import replace_values

KEYS = st.sampled_from(["title", "authors", "venue", "tags", "links", "abstract", "other"])
VALUES = st.recursive(
    st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ('{"id": "a", "title": "A"}', {"title": "B"}, '{"id": "a", "title": "B"}'),
        (
            '{"id":"a","tags":["x"],"title":"A"}',
            {"tags": ["y", "z"]},
            '{"id":"a","tags":["y", "z"],"title":"A"}',
        ),
        (
            '{"id": "a", "title": "A", "abstract": "c"}',
            {"venue": "ICTP", "doi": None},
            '{"id": "a", "title": "A", "venue": "ICTP", "abstract": "c"}',
        ),
        ('\ufeff { "id" : "a" }\r\n', {"title": "é"}, '\ufeff { "id" : "a", "title": "é" }\r\n'),
        ("{}", {"title": "A"}, '{"title": "A"}'),
    ],
)
def test_only_the_value_changes(before: str, changes: dict[str, object], after: str) -> None:
    assert replace_values(before, changes) == after


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "not JSON"),
        ("[1]", "not an object"),
        ('{"a": 1, "a": 2}', "a key is written twice"),
        ("[" * 10_000, "not JSON"),
    ],
)
def test_what_is_no_record_is_refused(line: str, message: str) -> None:
    with pytest.raises(RewriteError, match=f"^{message}$"):
        replace_values(line, {"title": "A"})


@given(st.dictionaries(KEYS, VALUES), st.dictionaries(KEYS, VALUES), st.booleans())
def test_a_change_is_what_it_says(
    record: dict[str, object], changes: dict[str, object], ascii_only: bool
) -> None:
    line = json.dumps(record, ensure_ascii=ascii_only)
    assert json.loads(replace_values(line, changes)) == {**record, **changes}
