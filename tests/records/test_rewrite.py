"""Tests of changes to a record file: the named keys change, all else stays byte for byte."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.rewrite import RewriteError, replace_keys
from generator.records.write import PAPER_KEYS, record_text

RECORD = """\
# a remark on the file
title: Old title  # checked by hand
shelfmark: QA 76   # not a key that we know
authors:  # in printed order
  - A. One  # first
  # second
  - B. Two
  # and that was all

venue:
abstract: >- # from the page
  An old
  # abstract, this is its text

# before the tags
tags: [a,
  b] # two
"""


def test_replaced_values_keep_the_rest_and_their_comments() -> None:
    changes = {"abstract": "New text.", "title": "New: title", "tags": ["c"], "venue": "V 2020"}
    assert (
        replace_keys(RECORD, changes)
        == """\
# a remark on the file
title: "New: title"  # checked by hand
shelfmark: QA 76   # not a key that we know
authors:  # in printed order
  - A. One  # first
  # second
  - B. Two
  # and that was all

venue: V 2020
# from the page
abstract: >-
  New text.

# before the tags
tags: [c]  # two
"""
    )


def test_comments_inside_a_value_move_above_it() -> None:
    text = replace_keys(RECORD, {"authors": ["C. Three"]})
    assert text == RECORD.replace(
        "authors:  # in printed order\n  - A. One  # first\n  # second\n  - B. Two\n",
        "# in printed order\n# first\n# second\nauthors:\n  - C. Three\n",
    )


def test_missing_keys_go_to_their_place() -> None:
    changes = {"links": {"code": "https://example.org"}, "date": "2020-01", "status": {}}
    text = replace_keys(RECORD, changes)
    assert text == RECORD.replace(
        "  # and that was all\n", "  # and that was all\ndate: 2020-01\n"
    ).replace(
        "  # abstract, this is its text\n",
        "  # abstract, this is its text\nstatus: {}\n",
    ) + ("links:\n  code: https://example.org\n")


def test_first_key_goes_before_the_others() -> None:
    assert replace_keys("# top\nvenue: V\n", {"title": "T"}) == "# top\ntitle: T\nvenue: V\n"


def test_no_change_gives_the_same_text() -> None:
    assert replace_keys(RECORD, {}) == RECORD
    assert replace_keys(RECORD, {"title": None, "doi": None}) == RECORD


@pytest.mark.parametrize("text", ["", "# only a remark", "# only a remark\n"])
def test_a_file_without_keys_gets_them(text: str) -> None:
    start = text and text.rstrip("\n") + "\n"
    assert replace_keys(text, {"title": "T"}) == f"{start}title: T\n"


def test_last_line_without_end_gets_one() -> None:
    assert replace_keys("title: T", {"venue": "V"}) == "title: T\nvenue: V\n"
    assert replace_keys("title: T", {"title": "U"}) == "title: U"


def test_windows_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufefftitle: T # a\r\ndate: 2020\r\n"
    changed = replace_keys(text, {"title": "U", "authors": ["A"], "abstract": "B"})
    assert changed == (
        "\ufefftitle: U  # a\r\nauthors:\r\n  - A\r\ndate: 2020\r\nabstract: >-\r\n  B\r\n"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [", "not YAML"),
        ("{title: T}\n", "not a block mapping that starts in the first column"),
        ("- title\n", "not a block mapping that starts in the first column"),
        ("  title: T\n", "not a block mapping that starts in the first column"),
        ("title: T\ntitle: U\n", "a key is written twice"),
        ("? title\n: T\n", "a key is not plain text in the first column"),
        ("title: &a T\nvenue: *a\n", "its form does not allow this change"),
        ("title: T\n---\ntitle: U\n", "not YAML"),
        ("abstract: T\n  # an indented remark\n", "its form does not allow this change"),
    ],
)
def test_a_form_that_is_not_safe_is_refused(text: str, reason: str) -> None:
    with pytest.raises(RewriteError) as caught:
        replace_keys(text, {"title": "U", "abstract": "A"})
    assert str(caught.value) == reason


texts = st.text(st.characters(exclude_categories=["Cs"]))
records = st.dictionaries(
    st.sampled_from([*PAPER_KEYS, "shelfmark", "x y"]),
    st.one_of(texts, st.lists(texts), st.dictionaries(texts.filter(lambda k: len(k) < 99), texts)),
)


@settings(deadline=None)
@given(records, records)
def test_any_change_of_a_written_record_reads_back(
    record: dict[str, object], changes: dict[str, object]
) -> None:
    changed = replace_keys(record_text(record), changes)
    expected = yaml.load(record_text({**record, **changes}), Loader=yaml.BaseLoader)  # noqa: S506
    assert yaml.load(changed, Loader=yaml.BaseLoader) == expected  # noqa: S506
    assert replace_keys(changed, changes) == changed


@settings(deadline=None)
@given(st.text(), records)
def test_any_text_is_changed_or_refused(text: str, changes: dict[str, object]) -> None:
    try:
        changed = replace_keys(text, changes)
    except RewriteError:
        return
    back = yaml.load(changed, Loader=yaml.BaseLoader)  # noqa: S506
    assert set(changes) <= set(back or {})
