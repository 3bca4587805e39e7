"""Web addresses in Markdown, and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.external_links.markdown import addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [a](https://a.org/b).", [("https://a.org/b", 1, 9)]),
        ("![i](<https://a.org/b> 'T')", [("https://a.org/b", 1, 7)]),
        ("x\n[a]: https://a.org/b\n", [("https://a.org/b", 2, 6)]),
        ("é <https://a.org/b>", [("https://a.org/b", 1, 4)]),
        ("[a](https://a.org/b_(c)) d", [("https://a.org/b_(c)", 1, 5)]),
        ('<a class=x href="https://a.org/">', [("https://a.org/", 1, 18)]),
        ("[a](http://a.org/b) [c](http://c.org)",
         [("http://a.org/b", 1, 5), ("http://c.org", 1, 25)]),
        ("[a](papers/b.md) [b](mailto:a@b.org) [c](#d) [d](javascript:x)", []),
        ("`[a](https://a.org)`\n\n```\n<https://a.org>\n```\n\n<https://b.org>",
         [("https://b.org", 7, 2)]),
        ("https://a.org/ alone is no link", []),
    ],
)  # fmt: skip
def test_addresses(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert list(addresses(text)) == expected


@given(st.text(alphabet="[]()<>`~: \n#ahrefstp/.=\"'é") | st.text())
def test_each_address_stands_at_its_place(text: str) -> None:
    lines = text.split("\n")
    for address, line, column in addresses(text):
        assert lines[line - 1][column - 1 :].startswith(address)
