"""Generated pages as HTML: links, anchors, math, and agreement with Python-Markdown."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from generator.markdown_text import escape
from generator.pages import Page, Shelf, all_pages
from generator.publish.links import SiteLinks
from generator.publish.page_html import Heading, Made, page_html
from generator.publish.pipeline import load_shelf
from generator.settings import read_settings

ROOT = Path(__file__).parents[2]
SHELVES = {"repository": ROOT, "small": ROOT / "tests" / "shelves" / "small"}


def addressed(link: str) -> str | None:
    """Know every page but one."""
    return None if link.startswith("gone.md") else "to/" + link.replace(".md", "/")


def rendered(markdown: str) -> str:
    return page_html(markdown, addressed).html


def test_links_to_pages_get_their_address() -> None:
    assert rendered("[a](../papers/b.md)") == '<p><a href="to/../papers/b/">a</a></p>\n'


def test_an_anchor_stays_with_its_link() -> None:
    assert rendered("[a](b.md#c)") == '<p><a href="to/b/#c">a</a></p>\n'


def test_a_link_to_no_page_stays_and_is_told() -> None:
    made = page_html("[a](gone.md#x) [b](here.md)", addressed)
    assert made.broken == ("gone.md#x",)
    assert 'href="gone.md#x"' in made.html


@pytest.mark.parametrize("link", ["https://a.example/b.md", "#here", "mailto:a@b.example", "x.pdf"])
def test_other_links_stay(link: str) -> None:
    assert f'href="{link}"' in rendered(f"[a]({link})")


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt&#58;alert(1)", "data:text/html,x", "vbscript&colon;x"],
)
def test_a_link_that_leads_to_no_page_loses_its_address(link: str) -> None:
    assert rendered(f"[a]({link})") == "<p><a>a</a></p>\n"


def test_headings_have_anchors_that_differ() -> None:
    made = page_html("# One & *two*\n\n## 2024\n\n## 2024", addressed)
    assert made.headings == (
        Heading(1, "one-two", "One &amp; two"),
        Heading(2, "2024", "2024"),
        Heading(2, "2024_1", "2024"),
    )
    assert '<h1 id="one-two">One &amp; <em>two</em></h1>' in made.html


def test_math_becomes_mathml() -> None:
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML"' in rendered("so $x^2 < y$ holds")


@pytest.mark.parametrize(
    "tex", [r"$\nosuchcommand x$", r"$$\nosuchcommand x$$", "$specialist and generalist$"]
)
def test_what_is_no_formula_stays_as_it_is(tex: str) -> None:
    assert rendered(f"a {tex} b") == f"<p>a {tex} b</p>\n"


def test_the_word_markdown_stands_in_wrappers_only() -> None:
    text = '<div class="ps-head" markdown>\n\na\n\n</div>\n\n```\n<div class="ps-x" markdown>\n```'
    made = rendered(text)
    assert '<div class="ps-head">\n<p>a</p>' in made
    assert '&lt;div class="ps-x" markdown&gt;' in made


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = re.sub(r"\s+", " ", text).strip()
    made = rendered(f"a {escape(text)} b")
    paragraph = lxml.html.fromstring(f"<div>{made}</div>")
    assert " ".join(paragraph.text_content().split()) == " ".join(f"a {shown} b".split())


def pages_of(root: Path) -> Iterator[Page]:
    settings, problems = read_settings(root / "mkdocs.yml")
    assert settings is not None
    assert problems == []
    shelf, _ = load_shelf(settings)
    assert isinstance(shelf, Shelf)
    return all_pages(shelf)


def structure(html: str) -> list[object]:
    """Return the elements, attributes and words of HTML in order, white space folded."""
    found: list[object] = []

    def walk(element: lxml.html.HtmlElement) -> None:
        found.extend([element.tag, sorted(element.items()), words(element.text)])
        for child in element:
            walk(child)
            found.append(words(child.tail))

    def words(text: str | None) -> str:
        return " ".join((text or "").split())

    walk(lxml.html.fromstring(f"<div>{html}</div>"))
    return [part for part in found if part != ""]


@pytest.mark.parametrize("shelf", SHELVES)
def test_pages_mean_the_same_to_python_markdown(shelf: str) -> None:
    """So the files of `papershelf pages` are right for engines of either kind."""
    extensions = ["toc", "tables", "fenced_code", "md_in_html"]
    ours = "generator.publish.markdown_extension"
    engine = Markdown(extensions=[*extensions, ours])
    for page in pages_of(SHELVES[shelf]):
        expected = structure(engine.reset().convert(page.body))
        assert structure(page_html(page.body, lambda link: link).html) == expected, page.path


@pytest.mark.parametrize("name", [*SHELVES, "hostile"])
def test_cards_that_are_made_once_are_as_if_made_on_each_page(name: str) -> None:
    settings, _ = read_settings(SHELVES.get(name, ROOT / "tests/shelves" / name) / "mkdocs.yml")
    assert settings
    shelf, _ = load_shelf(settings)
    assert shelf
    pages = list(all_pages(shelf))
    site = SiteLinks({page.path for page in pages}, directories=True)
    for page in pages:
        links = site.page(page.path)
        assert page_html(page.body, links, links.made) == page_html(page.body, links), page.path
    made = site.page("tags/any.md").made
    assert len(made.cards) >= len(shelf.catalog.papers) - 1


@pytest.mark.parametrize(
    "card",
    [
        "one line",
        "a\n\n    b\n\nnot below",
        "a\n\n    b\n\n    # Heading",
        "a\n\n    [b](gone.md)",
        "a\n    b",
        "a\n\n    [r]: x.md\n\n    [r]",
    ],
)
def test_cards_that_depend_on_others_are_left_to_the_whole_page(card: str) -> None:
    page = f'<div class="ps-cards" markdown>\n\n-   {card}\n\n-   x\n\n    y [r]\n\n</div>\n'
    earlier = Made()
    assert page_html(page, addressed, earlier) == page_html(page, addressed)
    assert page_html(page, addressed, earlier) == page_html(page, addressed)


def test_a_link_of_one_page_alone_is_not_kept_for_others() -> None:
    earlier = Made("../")
    page_html("[a](own.md) [b](../any.md)", addressed, earlier)
    assert earlier.links == {"../any.md": "to/../any/"}
