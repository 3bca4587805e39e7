"""Whole reviews, in each form: an invented pull request, hostile texts, and the limit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Golden, copy
from helpers.github_markdown import alive
from hypothesis import given
from hypothesis import strategies as st
from invented import change

from generator.review import exchange, markdown, words
from generator.review.markdown import Addresses, as_markdown
from generator.review.models import (
    Change,
    Difference,
    Duplicate,
    FileChange,
    Found,
    LinkState,
    Review,
    TagSuggestion,
)
from generator.review.plain import as_text
from generator.review.reading import review_since
from generator.settings import read_settings

HOST = "https://github.com/someone/invented"
TO = Addresses(
    files=f"{HOST}/blob/{'1' * 40}",
    old_files=f"{HOST}/blob/{'0' * 40}",
    preview=f"{HOST}/actions/runs/7#artifacts",
)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    base, head = copy("small", tmp_path / "base"), copy("small", tmp_path / "head")
    change(head)
    settings, _ = read_settings(head / "mkdocs.yml")
    assert settings
    return review_since(settings, "mkdocs.yml", str(base)).review


def test_an_invented_pull_request(review: Review, golden: Callable[[str], Golden]) -> None:
    golden("review").check(
        {
            "review.md": as_markdown(review, TO),
            "review.txt": as_text(review),
            "review.json": exchange.encode(review).decode(),
        }
    )
    assert alive(as_markdown(review, TO), f"{HOST}/") == []
    assert alive(as_markdown(review), "no link is right") == []
    assert exchange.decode(exchange.encode(review)) == review


def test_no_change_at_all(tmp_path: Path) -> None:
    settings, _ = read_settings(copy("small", tmp_path / "head") / "mkdocs.yml")
    assert settings
    base = str(copy("small", tmp_path / "base"))
    review = review_since(settings, "mkdocs.yml", base).review
    assert as_markdown(review) == (
        "## Changes no record\n\n8 papers. It brings no problem.\n4 problems stood there before.\n"
    )
    assert review.differences == review.files == review.problems == review.unformatted == ()


hostile = st.text(max_size=30) | st.sampled_from(
    [
        "@someone #1 GH-2 :tada: www.evil.example https://evil.example",
        "](https://evil.example) ![x](y) <img src=x> <!-- x --> </details>",
        "`` ` ``` *a* **b** ~~c~~ | - # > 1. \\",
        "[x]: https://evil.example",
        "a\n\n# b\n\n- c",
        "\u202e\x00\x1b[31m",
    ]
)
values = st.none() | hostile | st.lists(hostile, min_size=1, max_size=3).map(tuple)
all_changes = st.lists(st.builds(Change, key=hostile, old=values, new=values), max_size=3)
differing = st.builds(
    Difference,
    kind=st.sampled_from(["paper", "tag", "author", "collection"]),
    how=st.sampled_from(["added", "renamed", "changed", "removed"]),
    id=hostile,
    was=st.none() | hostile,
    title=hostile,
    path=hostile,
    line=st.integers(1, 9),
    faulty=st.booleans(),
    changes=all_changes.map(tuple),
    page=hostile,
)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    found = draw(st.lists(differing, max_size=4).map(tuple))
    text = draw(hostile)
    name = found[0].id if found else text
    return Review(
        before=1,
        after=2,
        differences=found,
        files=(FileChange(path=text, how="added"),),
        problems=(Found(path=text, severity="error", text=text),),
        standing=draw(st.integers(0, 3)),
        advised=draw(st.booleans()),
        duplicates=(Duplicate(id=name, other=text, title=text, path=text, why=text),),
        suggestions=(TagSuggestion(id=name, tag=text, score=0.5, why=text),),
        links=(LinkState(id=text, address=text, state=text, note=text),),
        unformatted=(text,),
    )


@given(reviews())
def test_nothing_in_a_review_is_alive(review: Review) -> None:
    assert alive(as_markdown(review, TO), f"{HOST}/") == []


@pytest.mark.parametrize("path", ["../../../../else/where", "a/../b", "./a", "/a", "a//b", ""])
def test_no_link_leads_out_of_the_repository(path: str) -> None:
    review = Review(
        before=0,
        after=1,
        differences=(Difference(kind="paper", how="added", id="a", title="A", path=path),),
        files=(FileChange(path=path, how="removed"),),
        problems=(Found(path=path, severity="error", text="no"),),
        duplicates=(Duplicate(id="a", other="b", title="B", path=path, why="so"),),
        unformatted=(path,),
    )
    assert "](" not in as_markdown(review, Addresses(files=TO.files, old_files=TO.old_files))


def test_no_more_is_worded_than_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    worded = []
    real = words.word_difference
    monkeypatch.setattr(
        markdown, "word_difference", lambda *texts: worded.append(texts) or real(*texts)
    )
    change = Change(key="abstract", old="a " * 500, new="b " * 500)
    papers = tuple(
        Difference(kind="paper", how="changed", id=f"p{n}", title="P", path="p.yml",
                   changes=(change,) * 200)
        for n in range(200)
    )  # fmt: skip
    made = as_markdown(Review(before=200, after=200, differences=papers), TO)
    assert "- … and 100 more keys\n" in made
    assert "… and 198 more\n" in made
    assert len(worded) == 300


@given(reviews())
def test_a_review_for_the_terminal_is_printable(review: Review) -> None:
    assert as_text(review).replace("\n", "").isprintable()


@given(reviews(), st.integers(2_000, 6_000))
def test_a_review_keeps_to_its_limit(review: Review, limit: int) -> None:
    assert len(as_markdown(review, TO, limit)) <= limit


def test_what_has_no_room_is_counted() -> None:
    papers = tuple(
        Difference(kind="paper", how="added", id=f"p{n}", title=f"Paper {n}", path=f"p{n}.yml")
        for n in range(2_000)
    )
    text = as_markdown(Review(before=0, after=2_000, differences=papers, advised=False))
    shown = len(re.findall(r"^\*\*Paper", text, re.MULTILINE))
    assert 500 < shown < 2_000
    assert f"\n\n… and {2_000 - shown:,} more\n" in text
    assert len(text) <= 65_000
    assert text.startswith(
        "## Adds 2,000 papers\n\n2,000 papers, 0 before. It brings no problem.\n"
    )
    assert "So many papers changed that duplicates and tags were not looked for." in text


@given(st.binary(max_size=200))
def test_what_is_no_review_is_told(content: bytes) -> None:
    with pytest.raises(exchange.ExchangeError):
        exchange.decode(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{}", "Object missing required field `before`"),
        (b'{"before": "1", "after": 1}', "Expected `int`, got `str` - at `$.before`"),
        (b'{"before": 1, "after": 1, "x": 1}', "Object contains unknown field `x`"),
        (b'{"before": 1, "after": 1, "files": [{"path": "x", "how": "y"}]}', "Invalid enum value"),
        (b"[" * 100_000, ""),
    ],
)
def test_a_review_is_read_strictly(content: bytes, message: str) -> None:
    with pytest.raises(exchange.ExchangeError, match="what should be a review is none: ") as raised:
        exchange.decode(content)
    assert message in str(raised.value)


def test_a_review_that_is_too_large_is_not_read() -> None:
    with pytest.raises(exchange.ExchangeError, match=r"^the review is larger than 32 MB$"):
        exchange.decode(b" " * (exchange.MAX_BYTES + 1))
