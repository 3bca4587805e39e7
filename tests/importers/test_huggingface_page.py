"""Tests of reading a page: titles and abstracts in turn, and nothing lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.days import PageDay
from generator.importers.huggingface_page import TITLE_LIMIT, Entry, Page, parse

TEXT = (Path(__file__).parent / "page.txt").read_text(encoding="utf-8")
LONG = "A sentence of an invented abstract, which says little. " * 8
ABSTRACT = LONG.strip()


def messages(page: Page) -> list[str]:
    return [str(problem) for problem in page.unplaced]


def titles(page: Page) -> list[str]:
    return [entry.title for entry in page.entries]


def test_page_has_its_papers_with_lines_and_dates() -> None:
    page = parse(TEXT, "page.txt")
    assert [(e.line, e.title, e.day) for e in page.entries] == [
        (11, "Lighthouse Kernels: How Far Does a Lamp See?", PageDay(3, 17)),
        (15, "A Survey of Imaginary Teapots", PageDay(3, 17)),
        (21, "Café Graphs", PageDay(3, 18)),
    ]
    assert page.unplaced == ()


def test_abstract_is_kept_to_the_letter() -> None:
    abstract = parse(TEXT, "page.txt").entries[1].abstract
    assert abstract == TEXT.split("\n")[16]
    assert "\"sieve''" in abstract


@pytest.mark.parametrize(
    "copy",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        "\ufeff" + TEXT,
        TEXT.replace("\n\n", "\n\n \n\t\n"),
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("\n", " \n\t"),
        TEXT.replace("Subscribe\n\n", ""),
        TEXT.replace("new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\n", ""),
        TEXT.replace("new\n", "by AK and the research community\n\nSUBSCRIBE\n\nDaily Papers\n"),
        TEXT.replace("Mar 17", "Mar 17\n\nSubscribe\n\nnew"),
        TEXT.replace("inbox!", "inbox once a day!"),
    ],
)
def test_other_copies_give_the_same_papers(copy: str) -> None:
    page = parse(copy, "page.txt")
    assert [(e.title, e.abstract, e.day) for e in page.entries] == [
        (e.title, e.abstract, e.day) for e in parse(TEXT, "page.txt").entries
    ]
    assert page.unplaced == ()


def test_white_space_is_folded() -> None:
    page = parse(f"A  title\twith\u00a0gaps\n\n {LONG} \n", "p")
    assert page.entries == (Entry(line=1, title="A title with gaps", abstract=ABSTRACT),)


def test_wrapped_paragraph_is_one_abstract() -> None:
    wrapped = ABSTRACT.replace("little. A", "little.\nA")
    page = parse(f"A title\n\n{wrapped}\n\nB title\n\n{wrapped}\n", "p")
    assert [(e.line, e.abstract) for e in page.entries] == [(1, ABSTRACT), (12, ABSTRACT)]


def test_title_without_abstract_is_reported() -> None:
    page = parse(f"First\n\nSecond\n\n{LONG}\n\nThird\n\nMar 18\n\nLast", "page.txt")
    assert titles(page) == ["Second"]
    assert messages(page) == [
        f'page.txt:{line}:1: error: no abstract follows "{title}"; write its abstract on the '
        "next line, or delete the line if it is no title"
        for line, title in ((1, "First"), (7, "Third"), (11, "Last"))
    ]


def test_long_paragraph_where_a_title_should_stand_is_reported() -> None:
    page = parse(f"Mar 17\n{LONG}\nTitle\n{LONG}\n\n{LONG}\n", "page.txt")
    assert titles(page) == ["Title"]
    start = f'{len(ABSTRACT)} characters where a title should stand: "A sentence of an invented'
    assert [(p.line, p.message.startswith(start), p.advice) for p in page.unplaced] == [
        (line, True, "write the title on a line above, or join it with the abstract before it")
        for line in (2, 6)
    ]


def test_short_abstract_is_a_sentence() -> None:
    short = "We show that eight words can be enough."
    assert parse(f"Title\n\n{short}", "p").entries[0].abstract == short
    assert titles(parse("Title\n\nSeven words are not enough for it.", "p")) == []
    assert titles(parse(f"Title\n\nOne title of many words that has no stop\n\n{LONG}", "p")) == [
        "One title of many words that has no stop"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "new\n\nSubscribe\n\nMar 17\n"])
def test_page_without_papers_is_empty(text: str) -> None:
    assert parse(text, "p") == Page()


lines = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["Mar 17", "new", "Subscribe", "Title", "", LONG, "Feb 30", "\ufeff"]),
    st.text("ab. ", min_size=TITLE_LIMIT - 2, max_size=TITLE_LIMIT + 2),
)


@settings(deadline=None)
@given(st.lists(lines).map("\n".join))
def test_no_line_is_lost(text: str) -> None:
    page = parse(text, "p")
    kept = sum(len([*e.title.split(), *e.abstract.split()]) for e in page.entries)
    reported = {problem.line for problem in page.unplaced}
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= line <= last for line in reported | {e.line for e in page.entries})
    assert all(e.title and e.abstract and len(e.title) <= TITLE_LIMIT for e in page.entries)
    if not reported:
        banner = {"mar", "17", "new", "subscribe"}
        words = text.removeprefix("\ufeff").split()
        assert kept <= len(words) <= kept + sum(w.lower() in banner for w in words)
