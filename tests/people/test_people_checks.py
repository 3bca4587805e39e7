"""Checks of authors.yml: each kind of problem, its message and its place."""

import pytest
from helpers.shelf import Folder

AT = "site_src/authors.yml"
ADA, BO = "0000-0002-1825-0097", "0000-0001-5109-3700"


@pytest.fixture
def people(shelf: Folder) -> Folder:
    shelf.paper("steam", "title: Steam\nauthors: [Ada Beam, Bo Cup]\n")
    shelf.paper("lids", f"title: Lids\nauthors: [{{name: Ada Beam, orcid: {ADA}}}]\n")
    return shelf


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        (
            "- {name: Ada B, variants: [A. B]}\n- {name: Cé, variants: [Ce]}\n- {name: a b}\n",
            "3:10: error: name: the name is already on line 1; "
            "keep one entry a person, or give another person of the name an id",
        ),
        (
            f"- {{name: Ada Beam, orcid: {ADA}}}\n- {{name: Bo, orcid: {ADA}}}\n",
            f'2:21: error: orcid: "{ADA}" is already on line 1; keep one entry a person',
        ),
        (
            "- {name: Ada Beam, id: bo-cup}\n",
            '1:24: error: id: "bo-cup" is the address of "Bo Cup"; choose another id',
        ),
        (
            "- {name: Ada Beam, id: ada-2}\n- {name: Bo Cup, id: ada-2}\n",
            '2:22: error: id: "ada-2" is already on line 1; choose another id',
        ),
        (
            "- {name: Dora Lid}\n- {name: Ada Beam, id: dora-lid}\n",
            '2:24: error: id: "dora-lid" is the address of "Dora Lid"; choose another id',
        ),
        (
            "- {name: Ada Beam, papers: [steem]}\n",
            '1:29: error: papers[0]: no paper "steem"; did you mean "steam"?',
        ),
        (
            "- {name: Ada Beam, papers: [zzz]}\n",
            '1:29: error: papers[0]: no paper "zzz"; write the id of one on this shelf',
        ),
        (
            "- {name: Bo Cup, papers: [lids]}\n",
            '1:27: error: papers[0]: "lids" prints none of the names; '
            "add the name that it prints to variants, or leave the paper out",
        ),
        (
            "- {name: Ada Beam, papers: [steam]}\n- {name: Ada Beam, id: ab, papers: [steam]}\n",
            '2:37: error: papers[0]: "steam" is already on line 1; '
            "name it in the entry of the one who wrote it",
        ),
        (
            f"- {{name: Ada Beam, orcid: {BO}, papers: [lids]}}\n",
            f'1:57: error: papers[0]: "lids" gives the ORCID iD {ADA} beside the name; '
            "leave the paper out, or mend one of the two",
        ),
    ],
)
def test_what_is_wrong_in_an_entry(entries: str, problem: str, people: Folder) -> None:
    people.write("authors.yml", entries)
    assert people.problems() == [f"{AT}:{problem}"]


def test_people_of_one_name_have_entries_of_their_own(people: Folder) -> None:
    people.write(
        "authors.yml",
        f"- {{name: Ada Beam, orcid: {BO}}}\n- {{name: Ada Beam, orcid: {ADA}}}\n"
        "- {name: Ada Beam, id: ada-beam-3, papers: [steam]}\n",
    )
    assert people.problems() == []
    assert list(people.load().catalog.authors) == ["bo-cup", f"ada-beam-{ADA}", "ada-beam-3"]


def test_a_paper_with_problems_is_known_to_entries(people: Folder) -> None:
    people.write("papers/broken.yml", "title: [B]\n")
    people.write("authors.yml", "- {name: Ada Beam, papers: [broken]}\n")
    assert [problem.partition(":")[0] for problem in people.problems()] == [
        "site_src/papers/broken.yml"
    ]
