"""Tests of addresses in abstracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.weblinks import addresses_in, kind_of, links_in
from generator.records.schemes import web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Code: https://github.com/lab/tool.", "https://github.com/lab/tool"),
        ("Code is at https://github.com/lab/tool .", "https://github.com/lab/tool"),
        ("Code (https://github.com/lab/tool).", "https://github.com/lab/tool"),
        ("at https://github.com/lab/tool{here}.", "https://github.com/lab/tool"),
        (r"at \url{https://github.com/lab/my\_tool}.", "https://github.com/lab/my_tool"),
        ("<https://github.com/lab/tool>", "https://github.com/lab/tool"),
        ('"https://github.com/lab/tool"', "https://github.com/lab/tool"),
        ("[https://github.com/lab/tool],", "https://github.com/lab/tool"),
        ("see https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("https://example.org/#/lamps", "https://example.org/#/lamps"),
        ("Project page: lab.github.io/lamps.", "https://lab.github.io/lamps"),
        ("Project page: lab.github.io.", "https://lab.github.io"),
        ("Code: github.com/lab/tool", "https://github.com/lab/tool"),
        ("HTTP://Example.org/A", "HTTP://Example.org/A"),
    ],
)
def test_address_stands_without_what_is_around_it(text: str, address: str) -> None:
    assert list(addresses_in(text)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "hosted on github.com.",
        "a@github.com/x",
        "notgithub.com/x",
        "lab.github.iota/x",
        "https://",
        "http://.",
        "javascript:alert(1)",
        "i.e./e.g.",
        "ftp://example.org",
    ],
)
def test_other_text_is_no_address(text: str) -> None:
    assert list(addresses_in(text)) == []


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://github.com/lab/tool", "code"),
        ("https://www.github.com/lab/tool", "code"),
        ("https://gitlab.com/lab/tool", "code"),
        ("https://gitlab.example.org/lab/tool", "code"),
        ("https://bitbucket.org/lab/tool", "code"),
        ("https://huggingface.co/lab/model", "code"),
        ("https://huggingface.co/datasets/lab/data", "dataset"),
        ("https://zenodo.org/records/1", "dataset"),
        ("https://youtu.be/abc", "video"),
        ("https://lab.github.io/tool", "project"),
        ("https://example.org/tool", "project"),
        ("https://github.com/", None),
        ("https://huggingface.co/papers/2402.00001", None),
        ("https://arxiv.org/abs/2402.00001", None),
        ("https://doi.org/10.1234/x", None),
    ],
)
def test_host_tells_what_an_address_leads_to(address: str, kind: str | None) -> None:
    assert kind_of(address) == kind


def test_first_address_of_a_kind_is_the_link() -> None:
    text = "https://arxiv.org/abs/2402.00001, https://github.com/a/b."
    text += " Then https://github.com/c/d and https://example.org/p."
    assert links_in(text) == {
        "code": "https://github.com/a/b",
        "project": "https://example.org/p",
    }


@given(st.lists(st.sampled_from([*"a.:/{}()[]\\ \n#é", "https://", "github.com/", "x.github.io"])))
def test_whatever_is_found_is_a_web_address(parts: list[str]) -> None:
    for address in addresses_in("".join(parts)):
        assert web_address(address) == address
