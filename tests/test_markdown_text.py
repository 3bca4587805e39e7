"""Text to Markdown: two engines show exactly the characters that were written."""

import re

import pytest
from helpers import site
from helpers.markdown import MANY, PLAIN, commonmark, page, rendered, tree
from hypothesis import example, given
from hypothesis import strategies as st

from generator import markdown_text
from generator.records.document import showable

SIGNS = r"""\`*_{}[]()<>#+-.!|~^=:;$&"'/@%?,"""
WORDS = (
    *("a", "Zß", " ", "\n", "    ", "1.", "2)", "- ", "+ ", "* ", "> ", "# ", "===", "---", "```"),
    *("~~~", "==", "++", "~~", "^^", "$x$", "$", ":smile:", ":+1:", "&amp;", "&#60;", "&", "!!! a"),
    *(
        "??? a",
        '=== "a"',
        "[x](y)",
        "![x](y)",
        "[x]",
        "[[x]]",
        "[^1]",
        "[TOC]",
        "*[a]: b",
        "{: .a}",
    ),
    *(
        "{{ a }}",
        "{% b %}",
        "<b>",
        "</b>",
        "<script>",
        "</div>",
        "<!--",
        "-->",
        "<?php",
        "<![CDATA[",
    ),
    *("https://a.example", "http://b.example/?a=1&b=2", "www.c.example", "d@e.example", "ftp://f"),
    *("<https://g.example>", "mailto:h@i.example", "\\", "\\*", "`", "``", "|", "| - |", ": ", "א"),
    *(
        "👩‍👧",
        "e\u0301",
        "javascript:alert(1)",
        "(c)",
        "--",
        "...",
        '"q"',
        "///",
        "%",
        "https://j.example/$k$",
    ),
)
TEXTS = (
    st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS), max_size=12).map("".join)
    | st.text(max_size=30)
).map(lambda text: showable(text, lambda _: None))
RENDER = {
    "page": page,
    "commonmark": commonmark,
    "plain": lambda text: rendered(text, PLAIN),
    "many": lambda text: rendered(text, MANY),
}
ENGINES = list(RENDER)
OURS = ["page", "plain", "many"]


def folded(text: str) -> str:
    return " ".join(text.split())


def shown(markdown: str, engine: str, query: str) -> str:
    """Return the text that an engine shows in the one element that a query finds."""
    (element,) = tree(RENDER[engine](markdown)).xpath(query)
    return site.text(element)


def only_text(content: str) -> bool:
    """Tell whether HTML holds no element but those of the frame."""
    return {element.tag for element in tree(content).iter()} <= {"div", "p"}


@pytest.mark.parametrize("engine", ENGINES)
@given(text=TEXTS.filter(str.strip))
def test_text_is_shown_in_a_paragraph(text: str, engine: str) -> None:
    assert shown(f"{markdown_text.escape(text)}\n", engine, "./p") == folded(text)


@pytest.mark.parametrize("engine", ENGINES)
@given(text=TEXTS.filter(str.strip))
def test_text_is_shown_in_a_heading(text: str, engine: str) -> None:
    assert shown(f"# {markdown_text.escape(text)}\n", engine, "./h1") == folded(text)


@pytest.mark.parametrize("engine", ENGINES)
@given(text=TEXTS.filter(str.strip))
def test_text_is_shown_in_a_list(text: str, engine: str) -> None:
    source = f"-   first\n\n    {markdown_text.escape(text)}\n\n-   {markdown_text.escape(text)}\n"
    words = shown(source, engine, "./ul")
    assert words == f"first {folded(text)} {folded(text)}"


@pytest.mark.parametrize("engine", ENGINES)
@given(text=TEXTS.filter(str.strip))
def test_text_is_shown_as_a_link(text: str, engine: str) -> None:
    source = f"-   [**{markdown_text.escape(folded(text))}**](a/b.md)\n"
    query = "./ul/li//a[@href='a/b.md']/strong"
    assert shown(source, engine, query) == folded(text)


@pytest.mark.parametrize("engine", ["page", "plain"])
@given(text=TEXTS.filter(str.strip))
def test_text_is_shown_in_a_block_of_html(text: str, engine: str) -> None:
    source = f'<div class="a" markdown>\n\n{markdown_text.escape(text)}\n\n</div>\n'
    assert shown(source, engine, "./div[@class='a']/p") == folded(text)


@pytest.mark.parametrize("engine", OURS)
@given(text=TEXTS.filter(str.strip))
@example(text="$a<b$ and $c>d$")
@example(text="$a`b$ and $c`d$")
@example(text="$a</div>b$")
@example(text="$a &b$ $<!--$ $<script>$ </div>")
@example(text="https://a/$b and see https://c/$d")
@example(text="$5 and $6 https://j.example/$k$l")
@example(text="$specialist and generalist$")
@example(text=r"\$x$ $\$$ $x\$ $\\$")
def test_an_abstract_is_shown_with_its_math(text: str, engine: str) -> None:
    source = f'<div class="a" markdown>\n\n{markdown_text.paragraphs(folded(text))}\n\n</div>\n'
    assert shown(source, engine, "./div[@class='a']") == folded(text)


@given(text=TEXTS)
def test_no_text_makes_html(text: str) -> None:
    assert only_text(rendered(markdown_text.escape(text)))
    assert only_text(page(markdown_text.escape(text)))


@given(text=st.text(alphabet="ab `\n", max_size=30))
def test_a_fence_holds_any_text(text: str) -> None:
    source = f"{markdown_text.fence(text, 'bibtex')}\n"
    for content in (page(source), commonmark(source), rendered(source)):
        (code,) = tree(content).xpath("./pre/code")
        # A line of spaces becomes an empty one in Python-Markdown.
        lines = re.sub("(?m)^ +$", "", code.text or "")
        assert lines.rstrip() == re.sub("(?m)^ +$", "", text).rstrip()
        assert code.get("class") == "language-bibtex"


@given(address=st.text(alphabet="abc/?&=#()[]$\\<>*_` \"'", max_size=20))
def test_a_destination_leads_where_it_says(address: str) -> None:
    source = f"[x]({markdown_text.destination('https://h.example/' + address)})\n"
    for content in (page(source), commonmark(source), rendered(source)):
        (link,) = tree(content).xpath("./p/a")
        assert re.sub("%([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), link.get("href")) == (
            "https://h.example/" + address
        )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("A *b* <c> | $d$", r"A \*b\* &lt;c&gt; &#124; \$d\$"),
        ("- x", "&#45; x"),
        ("12. x", r"12\. x"),
        ("a_b == c ++ d", r"a\_b &#61;= c &#43;+ d"),
        (":smile: 10:30", "&#58;smile: 10:30"),
        ("[x]: y", r"\[x\]&#58; y"),
        ("www.a.example", "&#119;ww.a.example"),
        ("two\n lines", "two lines"),
    ],
)
def test_the_markdown_stays_readable(text: str, markdown: str) -> None:
    assert markdown_text.escape(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("At https://a.example/b_c.", "At <https://a.example/b_c>."),
        ("(https://a.example/b)", "(<https://a.example/b>)"),
        ("https://a.example/?b=1&c=2", r"&#104;ttps://a.example/?b=1&amp;c=2"),
        ("x $a<b$ y", r"x $a\lt{}b$ y"),
        (r"x $\broken{$ y", r"x \$\\broken\{\$ y"),
        ("$5 and $6", r"\$5 and \$6"),
    ],
)
def test_addresses_and_math_in_an_abstract(text: str, markdown: str) -> None:
    assert markdown_text.escape_with_math(text) == markdown


def test_a_long_text_is_escaped_in_one_go() -> None:
    text = "*_$`<[ https://a.example " * 40_000
    assert markdown_text.escape_with_math(text).count("&lt;") == 40_000


@given(text=TEXTS)
def test_both_ways_to_find_signs_agree(text: str) -> None:
    quickly = markdown_text.escape_with_math(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_text, "_may_hold_address", lambda _: True)
        assert markdown_text.escape_with_math(text) == quickly
