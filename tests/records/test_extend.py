"""Additions to a list of a record: the list grows at its end, all else stays byte for byte."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.records.extend import extended_file, extended_line
from generator.records.rewrite import RewriteError


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T\ntags: [a]\n", "title: T\ntags: [a, c, d]\n"),
        ("tags:   [ a, b, ]  # two\n", "tags:   [ a, b, c, d, ]  # two\n"),
        ("tags: [a, # first\n  b]\nvenue: V\n", "tags: [a, # first\n  b, c, d]\nvenue: V\n"),
        ('tags: ["a"]', 'tags: ["a", c, d]'),
        (
            "tags: # chosen\n  - a # first\n  # end\ndoi: x\n",
            "tags: # chosen\n  - a # first\n  - c\n  - d\n  # end\ndoi: x\n",
        ),
        ("tags:\n- a\n-   b\nvenue: V\n", "tags:\n- a\n-   b\n- c\n- d\nvenue: V\n"),
        ("tags:\n    - a", "tags:\n    - a\n    - c\n    - d"),
        (
            "\ufefftitle: T\r\ntags:\r\n  - a\r\nurl: x\r\n",
            "\ufefftitle: T\r\ntags:\r\n  - a\r\n  - c\r\n  - d\r\nurl: x\r\n",
        ),
        ("title: T\nabstract: x\n", "title: T\ntags: [c, d]\nabstract: x\n"),
        ("title: T\ntags: []\n", "title: T\ntags: [c, d]\n"),
        (
            "title: T\ntags:  # none yet\nvenue: V\n",
            "title: T\ntags: [c, d]  # none yet\nvenue: V\n",
        ),
    ],
)
def test_a_list_grows_at_its_end_in_its_own_form(before: str, after: str) -> None:
    assert extended_file(before, "tags", ["c", "d"]) == after


def test_nothing_to_add_changes_nothing() -> None:
    assert extended_file("tags: [ a ]\n", "tags", []) == "tags: [ a ]\n"
    assert extended_line('{"id": "a"}', "tags", []) == '{"id": "a"}'


def test_words_that_yaml_would_read_otherwise_are_quoted() -> None:
    text = extended_file("tags: [a]\n", "tags", ["yes", "2020", "x: y"])
    assert yaml.safe_load(text) == {"tags": ["a", "yes", "2020", "x: y"]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [", "not YAML"),
        ("- a\n", "not a block mapping that starts in the first column"),
        ("tags: a\n", "tags is not a list of texts"),
        ("tags: [[a]]\n", "tags is not a list of texts"),
        ("{title: T}\n", "not a block mapping that starts in the first column"),
    ],
)
def test_a_form_that_is_not_safe_is_refused(text: str, reason: str) -> None:
    with pytest.raises(RewriteError) as caught:
        extended_file(text, "tags", ["c"])
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"id": "x", "tags": ["a"]}', '{"id": "x", "tags": ["a", "c"]}'),
        ('{"id":"x","tags":["a","b" ],"u":1.50}', '{"id":"x","tags":["a","b","c" ],"u":1.50}'),
        ('{"id": "x", "tags": [ ]}', '{"id": "x", "tags": ["c"]}'),
        ('{"id": "x", "tags": null}', '{"id": "x", "tags": ["c"]}'),
        (
            '{"id": "x", "title": "{\\"tags\\": []}", "abstract": "\\u201c"}',
            '{"id": "x", "title": "{\\"tags\\": []}", "tags": ["c"], "abstract": "\\u201c"}',
        ),
        ('\ufeff{"id":"x","abstract":"y"}\r', '\ufeff{"id":"x","tags":["c"],"abstract":"y"}\r'),
        ('{"abstract": "y"}', '{"tags": ["c"], "abstract": "y"}'),
        ("{}", '{"tags": ["c"]}'),
        (
            '{"links": {"tags": ["no"]}, "id": "x"}',
            '{"links": {"tags": ["no"]}, "id": "x", "tags": ["c"]}',
        ),
    ],
)
def test_a_line_keeps_all_but_its_list(before: str, after: str) -> None:
    assert extended_line(before, "tags", ["c"]) == after


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"tags": "a"}', "tags is not a list of texts"),
        ('{"id": "a", "id": "b"}', "a key is written twice"),
    ],
)
def test_a_line_that_is_not_safe_is_refused(line: str, reason: str) -> None:
    with pytest.raises(RewriteError) as caught:
        extended_line(line, "tags", ["c"])
    assert str(caught.value) == reason


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.dictionaries(texts, st.one_of(texts, st.lists(texts, max_size=3))), st.lists(texts))
def test_any_line_is_read_back_with_more(record: dict[str, object], items: list[str]) -> None:
    record.pop("tags", None)
    for form in (json.dumps(record), json.dumps(record, separators=(",", ":"), ensure_ascii=False)):
        changed = extended_line(form, "tags", items)
        assert json.loads(changed) == {**record, **({"tags": items} if items else {})}


@given(st.lists(texts.filter(bool), min_size=1), st.lists(texts, max_size=3))
def test_any_file_is_read_back_with_more_or_refused(old: list[str], items: list[str]) -> None:
    flow = f"title: T\ntags: {json.dumps(old)}\nvenue: V  # there\n"
    block = yaml.safe_dump({"title": "T", "tags": old})
    for text in (flow, block):
        try:
            changed = extended_file(text, "tags", items)
        except RewriteError:
            continue
        read = yaml.load(changed, Loader=yaml.BaseLoader)  # noqa: S506
        before = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
        assert read == {**before, "tags": [*before["tags"], *items]}
