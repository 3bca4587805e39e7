"""Doubtful papers: preprints and publications, near titles; what tells two apart."""

import pytest
from helpers.shelf import Folder

from generator.contribute.duplicates import likely_pairs
from generator.deep_checks import deep_problems
from generator.relate import related

AT = "site_src/papers"
WORDS = "lamps shine across quiet harbours while gulls sleep beneath copper roofs near cold water"
OTHERS = "seven clocks count bright minutes because tired bakers knead bread before every grey dawn"
PREPRINT = "arxiv: '2401.00001'\ndate: 2023\n"
PUBLISHED = "venue: Lights 2024\ndate: 2024\n"


def text(same: int) -> str:
    """Return an abstract that has so many of its 14 words in common with `text(14)`."""
    return f"abstract: {' '.join([*WORDS.split()[:same], *OTHERS.split()[same:]])}\n"


def found(shelf: Folder) -> list[str]:
    """Return the warnings of papers that a check without --deep does not give."""
    assert shelf.problems() == []
    catalog = shelf.load().catalog
    known = likely_pairs(catalog, related(catalog, 0).neighbours)
    pairs = {frozenset({one.id, other.id}) for one, other, _ in known}
    return [str(problem) for problem in deep_problems(catalog, pairs)]


def pair(shelf: Folder, one: str, other: str) -> list[str]:
    """Return the warnings of papers by the same three people."""
    for name, content in (("one", one), ("other", other)):
        authors = "" if "authors:" in content else "authors: [Ann A, Bob B, Cy C]\n"
        shelf.paper(name, authors + content)
    return found(shelf)


WARNING = (
    f'{AT}/one.yml:2:8: warning: title: may be the preprint of "How Harbours Sleep" at '
    f"{AT}/other.yml:1 (in common: 3 authors and 57 % of the words of the abstracts); if they are "
    "one paper, keep one record with both venue and arXiv, or write status: "
    "{superseded_by: other}; if not, name the other under related"
)
ONE = "title: On Lamps\n"
OTHER = "title: How Harbours Sleep\n"
NIGHT = "title: Night Lamps Shine\n"
DOI = f"{OTHER}doi: 10.1000/x\ndate: 2024\n"


def test_a_preprint_under_another_title(shelf: Folder) -> None:
    assert pair(shelf, ONE + PREPRINT + text(14), OTHER + PUBLISHED + text(8)) == [WARNING]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE + "venue: CoRR 2023\n" + text(14), OTHER + PUBLISHED + text(8)),
        (ONE + "venue: arXiv preprint\n" + text(14), OTHER + "acl: P18-1001\n" + text(8)),
        (ONE + PREPRINT + "doi: 10.48550/arXiv.1\n" + text(14), DOI + text(8)),
        (ONE + PREPRINT + "authors: [Ann A, Bob B]\n" + text(14), OTHER + PUBLISHED + text(8)),
        ("title: Night Lamps\n" + PREPRINT + text(14), NIGHT + PUBLISHED + text(6)),
    ],
)
def test_preprints_are_known_by_what_they_lack(one: str, other: str, shelf: Folder) -> None:
    (warning,) = pair(shelf, one, other)
    assert "may be the preprint of" in warning


ALONE = "authors: [Ann A]\n"
BY = "authors: [Ann A, Bob B, "
RELATED = "related: [{paper: other, why: x}]\n"
REPLACED = "status: {superseded_by: other}\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE + PREPRINT + text(14), OTHER + PUBLISHED + text(6)),
        (ONE + PUBLISHED + text(14), OTHER + PUBLISHED + text(8)),
        (ONE + PREPRINT + text(14), OTHER + "arxiv: '2401.00002'\n" + text(8)),
        (ONE + PREPRINT + text(14), OTHER + "venue: Lights 2029\ndate: 2029\n" + text(8)),
        (ONE + PREPRINT + text(14), OTHER + "venue: Lights 2020\ndate: 2020\n" + text(8)),
        (ONE + PREPRINT + BY + "Di D]\n" + text(14), OTHER + PUBLISHED + BY + "Eve E]\n" + text(8)),
        (ONE + PREPRINT + ALONE + text(14), OTHER + PUBLISHED + ALONE + text(8)),
        (ONE + PREPRINT + RELATED + text(14), OTHER + PUBLISHED + text(8)),
        (ONE + PREPRINT + REPLACED + text(14), OTHER + PUBLISHED + text(8)),
    ],
)
def test_what_is_told_apart_or_settled(one: str, other: str, shelf: Folder) -> None:
    assert pair(shelf, one, other) == []


def test_what_is_warned_of_already_is_not_told_twice(shelf: Folder) -> None:
    one = f"title: Lamps\n{PREPRINT}{text(14)}"
    other = f"title: 'Lamps: How They Shine'\n{PUBLISHED}{text(14)}"
    assert pair(shelf, one, other) == []
    assert len(deep_problems(shelf.load().catalog)) == 1


def test_the_doi_of_an_arxiv_id(shelf: Folder) -> None:
    shelf.paper("one", "title: On Lamps\narxiv: '2401.00001'\n")
    shelf.paper("other", "title: Of Gulls\nauthors: [B]\ndoi: 10.48550/arXiv.2401.00001\n")
    assert found(shelf) == [
        f'{AT}/other.yml:3:6: warning: doi: "10.48550/arXiv.2401.00001" is the arXiv id of '
        f'"On Lamps" at {AT}/one.yml:1; keep one record, with arxiv: "2401.00001"'
    ]


def test_one_record_may_give_both(shelf: Folder) -> None:
    shelf.paper("a", "title: A\narxiv: '2401.00001'\ndoi: 10.48550/arXiv.2401.00001\n")
    assert found(shelf) == []


TITLE = "Quiet Harbours and Luminous Lanterns"


def titles(shelf: Folder, one: str, other: str, *more: str) -> list[str]:
    """Return the warnings of papers by different people, without abstracts in common."""
    for number, title in enumerate((one, other, *more)):
        shelf.paper(f"p{number}", f"title: '{title}'\nauthors: [Author {'abcdef'[number]}]\n")
    return found(shelf)


def test_a_title_with_a_slip_of_the_pen(shelf: Folder) -> None:
    assert titles(shelf, TITLE, "Quiet Harbours and Luminuos Lantern") == [
        f'{AT}/p1.yml:1:8: warning: title: nearly the title of "{TITLE}" at {AT}/p0.yml:1; if they '
        "are one paper, keep one record, or write status: {superseded_by: p0}; if not, name the "
        "other under related"
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Luminous Lanterns and Quiet Harbours",
        "Quiet Harbours and Lumminous Lanterns",
        "Qiuet Harbours and Luminuos Lanterns",
    ],
)
def test_titles_that_are_nearly_one(other: str, shelf: Folder) -> None:
    assert len(titles(shelf, TITLE, other)) == 1


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        (TITLE, "Quiet Harbours and Numinous Banterns", ()),
        (TITLE, "Quiet Harbours and Ominous Lanterns", ("Of Ominous Gulls", "A Luminous Gull")),
        (TITLE, "Quiet Harbours and Luminous Lanterns 2", ()),
        ("Quiet Harbours in 2023 and Later", "Quiet Harbours in 2024 and Later", ()),
        ("Lamp Shines", "Lamp Shine", ()),
        ("Lanterns of Copper, v1", "Lanterns of Copper, v2", ()),
    ],
)
def test_titles_of_two_papers(one: str, other: str, more: tuple[str, ...], shelf: Folder) -> None:
    assert titles(shelf, one, other, *more) == []


def test_other_abstracts_are_other_papers(shelf: Folder) -> None:
    for name, title, same in (("a", TITLE, 14), ("b", TITLE.replace("ous", "uos"), 3)):
        shelf.paper(name, f"title: {title}\nauthors: [{name}]\n{text(same)}")
    assert found(shelf) == []
