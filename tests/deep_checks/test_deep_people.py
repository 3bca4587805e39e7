"""Doubtful people: each kind of suspicion, its message, its place, and what settles it."""

import pytest
from click.testing import CliRunner
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog import build_catalog
from generator.cli import main
from generator.deep_checks import deep_problems
from generator.deep_checks.alike import one_letter_apart, turned_round
from generator.records.document import Source
from generator.records.models import Author, Paper
from generator.records.read import Records

AT = "site_src/papers"
ADA, BO = "0000-0002-1825-0097", "0000-0001-5109-3700"


def found(shelf: Folder, *authors: str, entries: str = "") -> list[str]:
    """Return the warnings about papers a, b, … with these authors."""
    for name, line in zip("abcdef", authors, strict=False):
        shelf.paper(name, f"title: Paper {name}\nadded: 2024-01-01\nauthors: [{line}]\n")
    if entries:
        shelf.write("authors.yml", entries)
    assert shelf.problems() == []
    return list(map(str, deep_problems(shelf.load().catalog)))


@pytest.mark.parametrize(
    ("authors", "warning"),
    [
        (
            ("Bo Cup, Y. LeCun", "Yann LeCun"),
            f'a.yml:3:19: warning: authors[1]: "Y. LeCun" may be "Yann LeCun" ({AT}/b.yml:1); '
            "if they are one person, write into authors.yml: "
            "- {name: Yann LeCun, variants: [Y. LeCun]}; if not, write: - {name: Y. LeCun}",
        ),
        (
            ("Y. LeCun", "Yann LeCun", "Yves LeCun", "Yo LeCun", "Yu LeCun"),
            f'a.yml:3:11: warning: authors[0]: "Y. LeCun" may be "Yann LeCun" ({AT}/b.yml:1), '
            f'"Yo LeCun" ({AT}/d.yml:1), "Yu LeCun" ({AT}/e.yml:1) or 1 more; '
            "if they are one person, write into authors.yml: "
            "- {name: Yann LeCun, variants: [Y. LeCun]}; if not, write: - {name: Y. LeCun}",
        ),
        (
            ("Rama Chellapa, Bo Cup", "Rama Chellappa, Bo Cup"),
            'a.yml:3:11: warning: authors[0]: "Rama Chellapa" is one letter from '
            f'"Rama Chellappa" ({AT}/b.yml:1), and both wrote with the same co-author; '
            "if they are one person, write into authors.yml: "
            "- {name: Rama Chellappa, variants: [Rama Chellapa]}; "
            "if not, write: - {name: Rama Chellapa}",
        ),
        (
            ("Erdős Pál, Bo Cup", "Pál Erdős, Bo Cup", "Pál Erdős"),
            'a.yml:3:11: warning: authors[0]: "Erdős Pál" has the words of '
            f'"Pál Erdős" ({AT}/b.yml:1), and both wrote with the same co-author; '
            "if they are one person, write into authors.yml: "
            "- {name: Pál Erdős, variants: [Erdős Pál]}; if not, write: - {name: Erdős Pál}",
        ),
        (
            (f"{{name: Wei Wang, orcid: {ADA}}}", f"{{name: Wei Wang, orcid: {BO}}}", "Wei Wang"),
            'c.yml:3:11: warning: authors[0]: "Wei Wang" is the name of 2 people here, and nothing '
            "says which of them; write the ORCID iD beside the name, or list the paper in the "
            "person's entry of authors.yml: - {name: Wei Wang, papers: [c]}",
        ),
        (
            (f"{{name: Ada Beam, orcid: {ADA}}}", f"{{name: Cy Lid, orcid: {ADA}}}"),
            f'b.yml:3:11: warning: authors[0]: "Cy Lid" has the ORCID iD {ADA} of "Ada Beam" '
            f"({AT}/a.yml:1); mend the iD; if both are one person, write into authors.yml: "
            "- {name: Ada Beam, variants: [Cy Lid]}",
        ),
    ],
    ids=["a form", "several forms", "one letter", "turned round", "no iD", "a borrowed iD"],
)
def test_what_is_suspicious(authors: tuple[str, ...], warning: str, shelf: Folder) -> None:
    assert found(shelf, *authors) == [f"{AT}/{warning}"]


@pytest.mark.parametrize(
    ("authors", "entries"),
    [
        (("Y. LeCun", "Yann LeCun"), "- {name: Yann LeCun, variants: [Y. LeCun]}\n"),
        (("Y. LeCun", "Yann LeCun"), "- {name: Y. LeCun}\n"),
        (("Rama Chellapa, Bo Cup", "Rama Chellappa, Bo Cup"), "- {name: Rama Chellapa}\n"),
        (
            (f"{{name: Wei Wang, orcid: {ADA}}}", f"{{name: Wei Wang, orcid: {BO}}}", "Wei Wang"),
            f"- {{name: Wei Wang, orcid: {ADA}, papers: [c]}}\n",
        ),
        (
            (f"{{name: Ada Beam, orcid: {ADA}}}", f"{{name: Cy Lid, orcid: {ADA}}}"),
            "- {name: Ada Beam, variants: [Cy Lid]}\n",
        ),
    ],
)
def test_an_entry_settles_it(authors: tuple[str, ...], entries: str, shelf: Folder) -> None:
    assert found(shelf, *authors, entries=entries) == []


def test_an_entry_of_the_fuller_name_is_to_have_the_variant(shelf: Folder) -> None:
    (warning,) = found(shelf, "Y. LeCun", "Yann LeCun", entries="- {name: Yann LeCun}\n")
    assert warning.endswith(
        "if they are one person, add Y. LeCun to the variants of Yann LeCun in authors.yml; "
        "if not, write: - {name: Y. LeCun}"
    )


@pytest.mark.parametrize(
    "authors",
    [
        ("Y. LeCun, Bo Cup", "Yann LeCun, Bo Cup"),
        ("Y. LeCun, Yann LeCun",),
        (f"{{name: Y. LeCun, orcid: {ADA}}}", f"{{name: Yann LeCun, orcid: {BO}}}"),
        ("Rama Chellapa, Bo Cup", "Rama Chellappa, Cy Lid"),
        ("Li Wang, Bo Cup", "Lu Wang, Bo Cup"),
        ("Erdős Pál", "Pál Erdős"),
        ("Ming Yang", "Ming-Hsuan Yang"),
        (f"{{name: A. Beam, orcid: {ADA}}}", f"{{name: Ada Beam, orcid: {ADA}}}"),
        ("OpenAI", "Open AI Team"),
    ],
    ids=[
        *("joined by the rules", "on one paper", "two iDs", "no co-author", "short words"),
        *("turned round without a co-author", "half a name", "one iD", "groups"),
    ],
)
def test_what_is_not(authors: tuple[str, ...], shelf: Folder) -> None:
    assert found(shelf, *authors) == []


@given(
    st.lists(
        st.lists(st.text("abcdeA. -,é", min_size=1, max_size=9), max_size=3, unique=True),
        max_size=6,
    )
)
def test_any_names_are_looked_at(lists: list[list[str]]) -> None:
    papers = tuple(
        Paper(id=f"p{n}", source=Source(f"p{n}.yml"), title="A", authors=tuple(map(_author, names)))
        for n, names in enumerate(lists)
    )
    catalog = build_catalog(Records(papers=papers))
    assert deep_problems(catalog) == deep_problems(catalog)


def _author(name: str) -> Author:
    return Author(name=name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rama-chellapa", "rama-chellappa"),
        ("ai-ti-aw", "aiti-aw"),
        ("hinrich-schuetze", "hinrich-schutze"),
        ("yalin-wang", "yilin-wang"),
        ("bo-abcde", "bo-xbcde"),
    ],
)
def test_names_one_letter_apart(one: str, other: str) -> None:
    assert list(one_letter_apart([one, other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wei-wan", "wei-wang"),
        ("rama-chellapa", "rema-chellappa"),
        ("abcdef-x", "abcfed-x"),
        ("abcde-x", "abcde-y"),
    ],
)
def test_names_further_apart(one: str, other: str) -> None:
    assert list(one_letter_apart([one, other])) == []


def test_words_in_another_order() -> None:
    assert list(turned_round(["li-wei", "ada-beam", "wei-li"])) == [("li-wei", "wei-li")]


def test_the_command_warns_only_when_asked(shelf: Folder) -> None:
    shelf.root.joinpath("mkdocs.yml").write_text("site_name: T\nplugins: [papershelf]\n")
    shelf.paper("a", "title: A\nauthors: [Y. LeCun]\n")
    shelf.paper("b", "title: B\nauthors: [Yann LeCun]\n")
    config = str(shelf.root / "mkdocs.yml")
    plain, deep, strict = (
        CliRunner().invoke(main, ["check", "-f", config, *more])
        for more in ([], ["--deep"], ["--deep", "--strict"])
    )
    assert (plain.exit_code, plain.stderr) == (0, "")
    assert (deep.exit_code, strict.exit_code) == (0, 1)
    assert deep.stderr.startswith(f'{AT}/a.yml:2:11: warning: authors[0]: "Y. LeCun" may be')
    assert deep.stderr.endswith("1 warning in 1 file\n")
