"""Markdown that people wrote: formatted text, whatever it tries to be."""

import re
from collections.abc import Callable

import pytest
from helpers.markdown import MANY, commonmark, page, rendered, tree
from hypothesis import example, given
from hypothesis import strategies as st

from generator import links_in_markdown
from generator.links_in_markdown import is_safe

DANGER = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "</div>",
    ),
    *(
        "<!--",
        "-->",
        "<?",
        "<![CDATA[",
        "<https://x onclick=alert(1)>",
        "<mailto:/onclick=alert(1)>",
    ),
    *(
        "[a](javascript:alert(1))",
        "[a](java&#115;cript:alert(1))",
        "[a](javascript&colon;alert(1))",
    ),
    *("[a](\\javascript:alert(1))", "[a](java\nscript:alert(1))", "[a](<javascript:alert(1)>)"),
    *("![a](javascript:alert(1))", "[a][r]", "[r]: javascript:alert(1)", "[r]: <data:text/html,x>"),
    *("<javascript:alert(1)>", "[a](vbscript:x)", "{: onclick=alert(1) }", "{ #x .y onclick=z }"),
    *(
        "`",
        "``",
        "```",
        "~~~",
        "\\",
        "\\`",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "# ",
        "|",
        "| - |",
        "$",
    ),
    *(
        "$<$",
        "a",
        " ",
        "[[x]]",
        "[[",
        "&lt;",
        "![[x]]",
        "<a",
        ">",
        "*",
        "_",
        "<b>",
        "http://a.example",
    ),
)
NOTES = st.lists(st.sampled_from(DANGER), max_size=14).map("".join)
OWN_TAGS = {
    *("div", "p", "a", "img", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "math",
    ),
    *(
        "mo",
        "mi",
        "mn",
        "mrow",
        "span",
        "input",
        "label",
        "del",
        "sub",
        "sup",
        "mark",
        "kbd",
        "ins",
        "s",
    ),
    *("mtext", "mspace", "msub", "msup", "mstyle", "mpadded"),
}


def link(match: re.Match[str]) -> str:
    return f"[paper {match[1].strip()}](papers/x.md)"


def safe(source: str) -> str:
    return links_in_markdown.without_html(source, link)


def framed(source: str) -> str:
    return f'<div class="frame" markdown>\n\n{safe(source)}\n\n</div>\n\n## After\n'


@given(source=NOTES)
@example(source="a ` b\n\n<script>alert(1)</script>\n\nc ` d")
@example(source="\\`<img src=x onerror=alert(1)>\\`")
@example(source="# `\na ` b ` <img src=x onerror=alert(1)> ` c")
@example(source="`</div>`<script>")
@example(source="```\n<script>\n")
@example(source="~~~`")
@example(source="- a\n\n  ```\n<b>")
@pytest.mark.parametrize("engine", [page, rendered, lambda text: rendered(text, MANY)])
def test_notes_never_make_html(source: str, engine: Callable[[str], str]) -> None:
    root = tree(engine(framed(source)))
    for element in root.iter():
        assert element.tag in OWN_TAGS
        assert not [name for name in element.attrib if name.startswith("on")]
        assert all(is_safe(element.get(name, "")) for name in ("href", "src"))
    assert root.xpath("./h2[last()]/text()") == ["After"]
    assert root.xpath("count(./div[@class='frame'])") == 1


@given(source=NOTES)
def test_notes_never_make_html_for_another_engine(source: str) -> None:
    for element in tree(commonmark(safe(source))).iter():
        assert element.tag in OWN_TAGS
        assert not [name for name in element.attrib if name.startswith("on")]


@given(source=st.text(alphabet="ab *_[]()#>-1.`~\n"))
def test_markdown_without_danger_stays_as_it_is(source: str) -> None:
    if "[[" not in source and "```" not in source and "~~~" not in source:
        assert safe(source) == source


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("[[ a ]] `[[b]]`", "[paper a](papers/x.md) `[[b]]`"),
        ("```\n[[b]]\n```\n", "```\n[[b]]\n```\n"),
        ("a < b <b>", "a &lt; b &lt;b>"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("```c\na<b\n\n\n&\n```\nx", "<pre><code>a&lt;b\n\n\n&amp;\n</code></pre>\n\nx"),
        ("```\nopen", "```\nopen\n```\n"),
        ("<https://a.example/?b&c> <me@a.example>", "<https://a.example/?b&c> &lt;me@a.example>"),
        ("$a<b$ and {x}", r"$a\lt{}b$ and \{x}"),
        (r"\{x} \\{y}", r"\{x} \\\{y}"),
    ],
)
def test_what_becomes_of_notes(source: str, markdown: str) -> None:
    assert safe(source) == markdown


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```\na<b\n```", "<pre><code>a&lt;b\n</code></pre>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("![x](data:image/png,a)", '<p><img alt="x" /></p>'),
        ("[x](http://a.example/$y$)", '<p><a href="http://a.example/$y$">x</a></p>'),
        ("![$y$](a.png)", '<p><img alt="$y$" src="a.png" /></p>'),
        (r"\$5 and $6", "<p>$5 and $6</p>"),
    ],
)
def test_what_a_page_shows_of_notes(source: str, html: str) -> None:
    assert rendered(safe(source)).strip() == html


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://a.example", True),
        ("HTTP://a.example", True),
        ("mailto:a@b.example", True),
        ("../papers/a.md#b", True),
        ("a/b:c", True),
        ("", True),
        ("javascript:x", False),
        (" java\tscript:x", False),
        ("java&#x73;cript&colon;x", False),
        ("javascript\\:x", False),
        ("\x01javascript:x", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
    ],
)
def test_addresses_that_only_lead_to_a_page(address: str, answer: bool) -> None:
    assert is_safe(address) is answer


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# A *b* **c** _d_ `e`", "A b c d e"),
        ("- a [b](c) ![d](e) snake_case 2*3", "a b d snake_case 2*3"),
        ("[[paper]] [x]", "paper x"),
    ],
)
def test_words_of_markdown(source: str, words: str) -> None:
    assert links_in_markdown.plain(source) == words


def test_a_long_note_is_read_in_one_go() -> None:
    for part in ("`", "[[", "<", "$a", "```\n", "{", "\\", "[x]("):
        assert safe(part * 20_000)
