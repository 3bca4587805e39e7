"""Whatever strangers write is shown to the letter and is not alive."""

import pytest
from helpers.markdown import commonmark, tree
from helpers.strangers import alive
from hypothesis import example, given
from hypothesis import strategies as st

from generator.github import escape
from generator.problems import visible

HOSTILE = (
    "@someone @org/team a@b.example #1 owner/repo#2 GH-3 <img src=x onerror=alert(1)> "
    "[x](javascript:alert(1)) ![i](https://evil.example/i.png) www.evil.example mailto:a@b.c "
    ":tada: <!-- papershelf:form --> </details> ``` ~~a~~ | b | $x$ _c_ &amp; \\@d"
)


def shown(markdown: str) -> str:
    """Return the text that a reader sees, without the spaces of no width that we put there."""
    return str(tree(commonmark(markdown)).text_content()).replace("\u200b", "").strip()


@given(st.text())
@example(HOSTILE)
def test_a_line_is_shown_to_the_letter(text: str) -> None:
    made = escape.text(text, 10_000)
    assert alive(made) == []
    assert "\n" not in made
    wanted = visible(" ".join(text.split())).replace("\u200b", "")
    assert shown(made).replace("\\u200b", "") == wanted.replace("\\u200b", "").strip()


@given(st.text())
@example(HOSTILE)
@example("``` ` ````")
def test_code_is_shown_to_the_letter(text: str) -> None:
    line = visible(" ".join(text.split()))
    assert shown(escape.code(text, 10_000)) == line.replace("\u200b", "")
    assert alive(escape.code(text, 10_000)) == []


@given(st.text())
@example(HOSTILE)
@example("```\n~~~\n````")
def test_a_block_is_one_block(text: str) -> None:
    made = escape.block(text, 10_000)
    root = tree(commonmark(made))
    assert [element.tag for element in root] == ["pre"]
    assert alive(made) == []


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://a.example/(x)", "[b](https://a.example/%28x%29)"),
        ("http://a.example", "[b](http://a.example)"),
        ("https://github.com/a/b/issues/1", "[b](https://redirect.github.com/a/b/issues/1)"),
        ("http://x@WWW.GitHub.com:80/a/b/PULL/1#c", "[b](http://redirect.github.com/a/b/PULL/1#c)"),
        ("https://github.com/a/b/%69ssues/1", "[b](https://redirect.github.com/a/b/%69ssues/1)"),
        ("https://github.com/a/b/blob/main/c.py", "[b](https://github.com/a/b/blob/main/c.py)"),
        ("https://github.com/a/b", "[b](https://github.com/a/b)"),
        ("https://[x", "[b](https://%5Bx)"),
        ("https://a.example/|@x", "[b](https://a.example/%7C@x)"),
        ("javascript:alert(1)", "b"),
        ("data:text/html,x", "b"),
        ("//a.example", "b"),
        ("https:// x", "b"),
        ("", "b"),
    ],
)
def test_a_link_leads_to_the_web_only(address: str, made: str) -> None:
    assert escape.link("b", address) == made


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("a/b c.yml", "https://h/b/a/b%20c.yml"),
        ("..a/%2e%2e\\", "https://h/b/..a/%252e%252e%5C"),
        ("../a", ""),
        ("a/../../b", ""),
        ("a/.", ""),
        ("/a", ""),
        ("a//b", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_file_stays_below(path: str, made: str) -> None:
    assert escape.file_address("https://h/b", path) == made
    assert escape.file_address("https://h/b", path, 3) == (made and f"{made}#L3")


@given(st.text(), st.text())
def test_a_link_stays_one_link(label: str, address: str) -> None:
    made = escape.link(label, f"https://{address}")
    assert alive(made) == []
    assert len(tree(commonmark(made)).xpath("//a")) <= 1


def test_lengths() -> None:
    assert escape.text("a" * 500, 10) == "a" * 9 + "…"
    assert escape.code("a" * 500, 10) == "`" + "a" * 9 + "…`"
    assert escape.block("a" * 500, 10) == "```\n" + "a" * 9 + "…\n```"
    assert escape.code("") == ""
    assert len(escape.cut("a" * 100_000)) <= escape.COMMENT_LIMIT
    assert escape.cut("short") == "short"
