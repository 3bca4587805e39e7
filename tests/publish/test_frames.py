"""Frames: cut at the markers, filled again, and errors where a theme swallows a marker."""

from collections.abc import Callable
from dataclasses import replace as replaced
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.publish.framed import asked, frames_of
from generator.publish.frames import (
    Frame,
    FrameError,
    Wanted,
    cut,
    difference,
    exemplar,
    mark,
    minimised,
    proof,
    shape,
)
from generator.publish.inset import Inset

PAPER = Wanted("paper papers 1", "papers/filo.md", "paper")
PART = Wanted("tag tags 3", "tags/nlp/page/2.md", "tag")
LIST = Wanted("papers/index.md", "papers/index.md", "papers", "Papers", is_below=False)


def page(inset: Inset) -> str:
    """Return what a theme makes of a page."""
    crumbs = "".join(f'\n  <li><a href="{url}">{title}</a></li>' for title, url in inset.crumbs)
    address = inset.path.removesuffix(".md")
    return f"""\
<!doctype html>
<title>{inset.title} – Shelf</title>
<link rel="canonical" href="https://a.example/{address}/">
<meta name="description" content="{inset.description}">
<a href="#{inset.anchor}">Skip  to content</a>
<ol>{crumbs}
</ol>
<main>
  {inset.html}
</main>
<script>  let a  =  1;  </script>
"""


@pytest.mark.parametrize("wanted", [PAPER, PART])
def test_a_frame_makes_what_the_theme_makes(wanted: Wanted) -> None:
    frame = cut(wanted, page(exemplar(wanted)))
    tried = proof(wanted)
    assert tried
    assert minimised(frame.filled(tried)) == minimised(page(tried))


def test_a_frame_of_its_own_keeps_its_title() -> None:
    frame = cut(LIST, page(exemplar(LIST)))
    assert "title" not in frame.slots
    assert frame.literals[0].endswith("<title>Papers – Shelf</title> <link rel=\"canonical\" "
                                      'href="https://a.example/papers/index/"> '
                                      '<meta name="description" content="')  # fmt: skip
    assert proof(LIST) is None


def test_a_title_that_has_a_marker_keeps_it() -> None:
    title = f"A {mark('content')} & <h1>{mark('content')}</h1>"
    frame = cut(replaced(LIST, title=title), page(exemplar(replaced(LIST, title=title))))
    assert frame.slots == cut(LIST, page(exemplar(LIST))).slots
    assert f"<title>{title} – Shelf</title>" in unescape(frame.literals[0])


def test_anchors_that_links_need_are_no_part_of_a_frame() -> None:
    listed, other = (replace(exemplar(LIST), path=path, anchors=("2024", "2023")) for path in
                     (LIST.path, "papers/filo.md"))  # fmt: skip
    pages = {one.path: one for one in asked([LIST, PAPER], [listed, other])}
    assert pages[LIST.path].anchors == pages[other.path].anchors == ("2024", "2023")
    assert pages[other.path].html == '<a id="2024"></a><a id="2023"></a>'
    assert cut(LIST, page(pages[LIST.path])) == cut(LIST, page(exemplar(LIST)))


def test_space_stays_where_it_counts() -> None:
    text = "<p>a  b\n\n c</p>\n<pre> x\n  y </pre>\n\n<SCRIPT>a;\n b</SCRIPT>\n"
    assert minimised(text) == "<p>a b c</p> <pre> x\n  y </pre> <SCRIPT>a;\n b</SCRIPT>"
    assert minimised("<p>\u00a0: \u3000\u2028</p>") == "<p>\u00a0: \u3000\u2028</p>"


@pytest.mark.parametrize(
    ("swallow", "message"),
    [
        (lambda text: text.replace(exemplar(PAPER).html, ""), "its content is not shown"),
        (lambda text: text.replace(mark("title"), "T"), "its title is not shown"),
        (lambda text: text + exemplar(PAPER).html, "its content is shown more than once"),
        (lambda text: text.replace(mark("crumb2"), ""), "not shown one after the other"),
        (
            lambda text: text.replace(f">{mark('crumb2')}", f" id=2>{mark('crumb2')}"),
            "not shown in the same way",
        ),
    ],
)
def test_a_marker_that_is_swallowed_is_an_error(
    swallow: Callable[[str], str], message: str
) -> None:
    with pytest.raises(FrameError, match=message):
        cut(PAPER, swallow(page(exemplar(PAPER))))


def test_what_the_theme_does_to_a_title_is_noticed() -> None:
    def shouted(inset: Inset) -> str:
        return page(inset).replace(inset.title, inset.title.replace("title", "TITLE"))

    made = {one.path: shouted(one) for one in (exemplar(PAPER), proof(PAPER)) if one}
    with pytest.raises(FrameError, match="the page of a paper cannot be framed"):
        frames_of([PAPER], made.__getitem__)


def test_what_the_theme_makes_of_facts_is_noticed() -> None:
    def cited(inset: Inset) -> str:
        return page(inset) + "".join(f"<meta {name}>" for name in inset.meta.get("authors", ()))

    made = {one.path: cited(one) for one in (exemplar(PAPER), proof(PAPER)) if one}
    with pytest.raises(FrameError, match="something else of a page's facts"):
        frames_of([PAPER], made.__getitem__)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(texts, min_size=9, max_size=9), st.sampled_from(["<{}>", "{}", "{} ", "\n{}"]))
def test_slots_are_filled_with_any_text(parts: list[str], between: str) -> None:
    slots = ("title", "heading", "crumbs", "content", "anchor", "address", "description", "title")
    frame = Frame(tuple(parts), slots, ("", between, ""), ("way", "crumb"), "|")
    filled = frame.filled(
        Inset(
            path="papers/x.md",
            kind="paper",
            title=parts[1],
            description=parts[2],
            crumbs=((parts[3], "u"), ("b", parts[4])),
            anchor=parts[5],
            heading=parts[6],
            html=parts[7],
        )
    )
    crumbs = f"u{between}{parts[3]}|{parts[4]}{between}b"
    values = (parts[1], parts[6], crumbs, parts[7], parts[5], "x", parts[2], parts[1])
    pairs = zip(parts, (*values, ""), strict=True)
    assert filled == "".join(text for pair in pairs for text in pair)


def test_shapes() -> None:
    single = frozenset({"tags/nlp.md"})
    assert shape("papers/a.md", "paper", single) == shape("papers/b.md", "paper", single)
    assert shape("papers/index.md", "papers", single) == "papers/index.md"
    assert shape("tags/nlp.md", "tag", single) == "tags/nlp.md"
    assert shape("tags/cv.md", "tag", single) != shape("tags/cv/page/2.md", "tag", single)


def test_a_difference_is_shown_where_it_begins() -> None:
    assert difference("same", "same") == ""
    assert difference("one two", "one 2") == "…one two… instead of …2…"
