"""Markdown of another job: whatever does more than to be read is found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.github import escape
from generator.github.harmless import harm_in


@pytest.mark.parametrize(
    ("markdown", "harm"),
    [
        ("hello @someone", "a mention"),
        ("hello &#64;someone", "a mention"),
        ("| a |\n|---|\n| @someone |", "a mention"),
        ("`` ` `` @someone `x`", "a mention"),
        ("```\nx\n```\n@someone", "a mention"),
        ("    x\n\n@someone", "a mention"),
        ("Closes #3", "a reference"),
        ("Closes o/r#3, gh-4", "a reference"),
        ("fixes GH-4", "a reference"),
        ("https://github.com/o/r/issues/1", "a bare address"),
        ("www.evil.example", "a bare address"),
        ("mailto:a", "a bare address"),
        ("![x](https://evil.example/i.png)", "an image"),
        ("![x][r]\n\n[r]: https://evil.example/i.png", "an image"),
        ("<img src=x>", "HTML"),
        ("a <b>c</b>", "HTML"),
        ("<!-- papershelf:review -->", "HTML"),
        ("<details>\n\nx", "HTML"),
        ("[x](javascript:alert(1))", "a link that may not be there"),
        ("<https://github.com/o/r/issues/1>", "a link that may not be there"),
        ("[x](https://github.com/o/r/issues/1)", "a link that may not be there"),
        ("[x]\n\n[x]: https://github.com/o/r/issues/1", "a link that may not be there"),
        ("[x](../../settings)", "a link that may not be there"),
    ],
)
def test_what_does_more_than_to_be_read(markdown: str, harm: str) -> None:
    assert harm_in(markdown) == harm


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "**a** `@someone #1 <b>`\n\n- [x](https://a.example)\n\n| a |\n|---|\n| b |",
        "```diff\n-@someone #1 <b>\n+![x](y)\n```\n\nc",
        "[a](https://github.com/o/r/blob/main/x.yml#L3)",
    ],
)
def test_what_is_only_read(markdown: str) -> None:
    assert harm_in(markdown) == ""


@given(st.text())
@example("@a #1 GH-1 o/r#1 ![a](b) <b> <!-- c --> https://a.b www.a.b mailto:a@b :a: [a]: b")
def test_what_is_escaped_is_harmless(text: str) -> None:
    body = f"{escape.text(text)}\n\n- {escape.link(text, f'https://{text}')}: {escape.code(text)}"
    assert harm_in(f"{body}\n\n{escape.block(text)}") == ""
