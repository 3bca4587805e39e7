"""Answers: their text and their JSON, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.web.answers import Answer, Redirect
from generator.web.errors import WebError


def answer(content: bytes, kind: str = "") -> Answer:
    headers = {"content-type": kind} if kind else {}
    return Answer(url="https://a.example/", status=200, headers=headers, content=content)


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "text/plain; charset=ISO-8859-1", "é"),
        ("é".encode(), 'text/plain; charset="utf-8"', "é"),
        ("é".encode(), "text/plain; charset=unheard-of", "é"),
        (b"\xff", "text/plain", "\ufffd"),
    ],
)
def test_text_is_read_in_its_character_set(content: bytes, kind: str, text: str) -> None:
    assert answer(content, kind).text == text


@given(st.binary(max_size=50), st.text(max_size=40).filter(str.isprintable))
def test_any_content_is_a_text(content: bytes, kind: str) -> None:
    assert isinstance(answer(content, kind).text, str)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"<html>"])
def test_what_is_not_json(content: bytes) -> None:
    with pytest.raises(WebError) as caught:
        answer(content).json()
    assert str(caught.value) == "https://a.example/: the answer is not JSON"


def test_json() -> None:
    assert answer(b'{"a": [1, null]}').json() == {"a": [1, None]}


def test_which_redirects_are_for_ever() -> None:
    kinds = {status: Redirect("u", status).is_permanent for status in (301, 302, 303, 307, 308)}
    assert kinds == {301: True, 302: False, 303: False, 307: False, 308: True}
