"""The helper that looks for what is alive in Markdown finds it."""

import pytest
from helpers.github_markdown import alive


@pytest.mark.parametrize(
    "markdown",
    [
        "@someone",
        "see #12",
        "GH-2",
        ":tada:",
        "www.evil.example",
        "https://evil.example",
        "<https://evil.example>",
        "[x](https://evil.example)",
        "![x](https://ours.example/x.png)",
        "<img src=x>",
        "<details open>",
        "<!-- x -->",
    ],
)
def test_what_is_alive_is_found(markdown: str) -> None:
    assert alive(markdown, "https://ours.example/") != []


@pytest.mark.parametrize(
    "markdown",
    [
        "`@someone #12 https://evil.example`",
        "[x](https://ours.example/x)",
        "<details><summary>x</summary>\n\n<del>y</del>\n\n</details>",
        "&#119;ww.evil.example",
        "@&#8203;someone",
    ],
)
def test_what_is_not_alive_is_left_alone(markdown: str) -> None:
    assert alive(markdown, "https://ours.example/") == []
