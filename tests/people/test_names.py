"""Names: what their forms have in common, and what only seems so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.people.names import (
    Name,
    are_compatible,
    has_compound,
    is_fuller,
    parts,
    rough,
    turned,
)
from generator.records.identifiers import address_slug

NAMES = st.text("abcdeAB. -'éø李", max_size=24)


def name(printed: str) -> Name:
    found = parts(address_slug(printed))
    assert found
    return found


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Yann LeCun", "yann", "lecun"),
        ("Y. LeCun", "y", "lecun"),
        ("Laurens van der Maaten", "laurens", "van der maaten"),
        ("L. J. P. van der Maaten", "l j p", "van der maaten"),
        ("Fernando De la Torre", "fernando", "de la torre"),
        ("Martin Luther King, Jr.", "martin luther", "king jr"),
        ("John W. Fisher III", "john w", "fisher iii"),
        ("J.-B. Alayrac", "j b", "alayrac"),
        ("Gabriel García Márquez", "gabriel garcia", "marquez"),
        ("Erdős Pál", "erdos", "pal"),
        ("Van Nguyen", "van", "nguyen"),
    ],
)
def test_parts_of_names(printed: str, given: str, family: str) -> None:
    assert name(printed) == (tuple(given.split()), tuple(family.split()))


@pytest.mark.parametrize(
    "printed", ["OpenAI", "Mausam", "Karthik S", "The Big Team of Many Long Words", "A 3"]
)
def test_names_whose_parts_cannot_be_told(printed: str) -> None:
    assert parts(address_slug(printed)) is None


@pytest.mark.parametrize(
    ("fuller", "other"),
    [
        ("Yann LeCun", "Y. LeCun"),
        ("Yann LeCun", "Y LeCun"),
        ("Sanjeev K. Arora", "Sanjeev Arora"),
        ("Sanjeev Kumar Arora", "Sanjeev K. Arora"),
        ("Sanjeev Kumar Arora", "S. K. Arora"),
        ("S. K. Arora", "S. Arora"),
        ("Jean-Baptiste Alayrac", "J.-B. Alayrac"),
        ("Laurens van der Maaten", "L. van der Maaten"),
        ("Cees G. M. Snoek", "Cees Snoek"),
        ("John W. Fisher III", "John Fisher III"),
    ],
)
def test_fuller_names(fuller: str, other: str) -> None:
    assert is_fuller(name(fuller), name(other))
    assert not is_fuller(name(other), name(fuller))
    assert are_compatible(name(fuller), name(other))
    assert rough(address_slug(fuller)) == rough(address_slug(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yann LeCun", "Yves LeCun"),
        ("Sanjeev K. Arora", "Sanjeev M. Arora"),
        ("Laurens Maaten", "Laurens van der Maaten"),
        ("Robert Downey", "Robert Downey Jr."),
        ("Gabriel García", "Gabriel García Márquez"),
        ("Pál Erdős", "Erdős Pál"),
        ("Wei Li", "Li Wei"),
        ("Xiaoming Li", "Xiao-Ming Li"),
        ("Gemini Team", "Google Team"),
        ("J. R. Smith", "John Ronald Reuel Smith"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not are_compatible(name(one), name(other))
    assert not is_fuller(name(one), name(other))


def test_compatible_names_of_which_neither_is_fuller() -> None:
    one, other = name("Sanjeev Arora"), name("S. K. Arora")
    assert are_compatible(one, other)
    assert not is_fuller(one, other)
    assert not is_fuller(other, one)


@given(one=NAMES, other=NAMES)
def test_a_fuller_name_is_compatible_and_not_the_less_full(one: str, other: str) -> None:
    first, second = parts(address_slug(one)), parts(address_slug(other))
    if first is None or second is None:
        return
    assert are_compatible(first, second) == are_compatible(second, first)
    assert are_compatible(first, first)
    assert not (is_fuller(first, second) and is_fuller(second, first))
    if is_fuller(first, second):
        assert are_compatible(first, second)
        assert rough(address_slug(one)) == rough(address_slug(other))


@pytest.mark.parametrize(
    ("printed", "natural"),
    [
        ("LeCun, Yann", "Yann LeCun"),
        ("van der Maaten, L.", "L. van der Maaten"),
        ("Yann LeCun", None),
        ("King, Jr.", None),
        ("King, Jr., Martin", None),
        ("LeCun,", None),
        (", Yann", None),
    ],
)
def test_family_name_first(printed: str, natural: str | None) -> None:
    assert turned(printed) == natural


@pytest.mark.parametrize(
    ("printed", "compound"),
    [("Ming-Hsuan Yang", True), ("J.-B. Alayrac", False), ("Ming Yang-Wu", False), ("", False)],
)
def test_compound_given_names(printed: str, *, compound: bool) -> None:
    assert has_compound(printed) is compound
