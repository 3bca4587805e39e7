"""Names as BibTeX has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import bibtex
from generator.importers.bibtex_names import names, turned


@pytest.mark.parametrize(
    ("text", "people", "others"),
    [
        (
            "Knuth, Donald E. and Ludwig van Beethoven",
            ["Donald E. Knuth", "Ludwig van Beethoven"],
            False,
        ),
        ('von der Muster, Jr., J{\\"u}rgen', ["Jürgen von der Muster Jr."], False),
        (
            "{Lamps and Co.} and {Barnes, Noble \\& Sons}",
            ["Lamps and Co.", "Barnes, Noble & Sons"],
            False,
        ),
        ("{\\'E}mile Zola AND Zola, {\\'E}mile", ["Émile Zola", "Émile Zola"], False),
        ("A\n  and\n\tB and others", ["A", "B"], True),
        (
            "King, Jr. and family=Kant, given=Immanuel, prefix=van",
            ["King Jr.", "Immanuel van Kant"],
            False,
        ),
        ("Foo {and} Bar", ["Foo and Bar"], False),
        ("Alexander Sandman", ["Alexander Sandman"], False),
        (" and ", [], False),
        ("", [], False),
        ("a, b, c, d", ["a, b, c, d"], False),
        ('{\\"O}rnek, P{\\i}nar', ["Pınar Örnek"], False),
    ],
)
def test_names(text: str, people: list[str], others: bool) -> None:
    assert names(text) == (people, others)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Beethoven, Ludwig", "Ludwig Beethoven"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("WHO", "WHO"),
        (", ", ""),
    ],
)
def test_turned(text: str, name: str) -> None:
    assert turned(text) == name


words = st.from_regex(r"[A-Z][a-zäöü]{1,5}", fullmatch=True)
people = st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), max_size=4)


@given(people)
def test_what_we_write_is_read(people: list[str]) -> None:
    assert names(bibtex.names(people)) == (people, False)


@given(st.text("{}\\,and \n\"'ä=", max_size=40) | st.text())
def test_any_text_is_accepted(text: str) -> None:
    people, _ = names(text)
    assert all(name.strip() for name in people)
