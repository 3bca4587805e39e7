"""Tests of slugs and paper ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.identifiers import address_slug, fold, paper_id, slug
from generator.records.schemes import RECORD_ID

SLUG = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?")


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Örnek", "ornek"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("ﬁ", "fi"), ("İ", "i")],
)
def test_fold_drops_case_and_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters(codec="ascii")))
def test_ascii_is_folded_like_any_text(text: str) -> None:
    assert "o" + fold(text) == fold("ö" + text)


@given(st.text(st.sampled_from("aB '-1")))
def test_plain_words_make_the_slug_that_others_make(text: str) -> None:
    assert slug(text + "!") == slug(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lighthouse Kernels", "lighthouse-kernels"),
        ("  What's New?! ", "whats-new"),
        ("Café ½ Ångström", "cafe-1-2-angstrom"),
        ("../../etc/passwd", "etc-passwd"),
        ("a_b", "a-b"),
        ("数学", ""),
        ("!!!", ""),
        ("", ""),
        ("'Quoted' rock ’n’ roll", "quoted-rock-n-roll"),
        ("x" * 80, "x" * 72),
        ("word " * 20, "-".join(["word"] * 14)),
        ("y" * 70 + " z", "y" * 70 + "-z"),
        ("y" * 71 + " z", "y" * 71),
        ("y" * 72 + " z", "y" * 72),
        ("y" * 60 + " of the lamps at night", "y" * 60),
        ("y" * 60 + " of the", "y" * 60 + "-of-the"),
    ],
)
def test_slug_is_words_and_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(), st.integers(min_value=1, max_value=100))
def test_slug_is_short_ascii_and_settled(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert SLUG.fullmatch(made)
    assert len(made) <= limit
    assert slug(made, limit) == made


TITLE = "Lamps: A Study"


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        (TITLE, set(), "lamps"),
        (TITLE, {"lamps"}, "lamps-a-study"),
        (TITLE, {"lamps", "lamps-a-study"}, "lamps-a-study-2"),
        (TITLE, {"lamps", "lamps-a-study", "lamps-a-study-2"}, "lamps-a-study-3"),
        ("A: Study", set(), "a-study"),
        ("No colon at all", set(), "no-colon-at-all"),
        ("数学", set(), "paper"),
        ("数学", {"paper"}, "paper-2"),
        ("word " * 30, set(), "-".join(["word"] * 14)),
        ("word " * 30, {"-".join(["word"] * 14)}, "-".join(["word"] * 19)),
    ],
)
def test_paper_id_is_the_shortest_that_is_free(title: str, taken: set[str], expected: str) -> None:
    assert paper_id(title, taken) == expected


@given(st.lists(st.text()))
def test_paper_ids_are_file_names_and_never_repeat(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        made = paper_id(title, taken)
        assert RECORD_ID.fullmatch(made)
        assert made not in taken
        taken.add(made)


def test_address_of_a_name_without_ascii_letters_is_its_own() -> None:
    assert address_slug("Ada Invented") == "ada-invented"
    assert re.fullmatch("name-[0-9a-f]{10}", address_slug("李明"))
    assert address_slug("李明") == address_slug("李明")
    assert address_slug("李明") != address_slug("王芳")


@given(st.text())
def test_every_name_has_an_address(name: str) -> None:
    assert RECORD_ID.fullmatch(address_slug(name))
    assert address_slug(name) != "index"
