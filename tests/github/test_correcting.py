"""Corrections: one value changes, everything else stays byte for byte, and it is checked."""

from pathlib import Path

import pytest
from conftest import SHELVES
from helpers.shelf import TAGS, Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.contribute.addition import Refusal
from generator.contribute.standing import Standing, stands
from generator.github.correcting import PLACES, Correction, named_paper, plan_correction
from generator.records.models import Paper
from generator.settings import Options, Settings, read_settings

SMALL = SHELVES / "small"


@pytest.fixture(scope="module")
def standing() -> Standing:
    read, _ = read_settings(SMALL / "mkdocs.yml")
    assert read
    return stands(read)


def paper_of(standing: Standing, name: str) -> tuple[Paper, str]:
    paper = named_paper(name, standing)
    assert isinstance(paper, Paper)
    return paper, (SMALL / paper.source.path).read_bytes().decode("utf-8")


def changed(standing: Standing, name: str, field: str, value: str) -> tuple[str, str]:
    """Return the lines that a correction takes away and those that it puts there."""
    paper, content = paper_of(standing, name)
    planned = plan_correction(paper, field, value, content, standing)
    assert isinstance(planned, Correction), planned
    before, after = planned.before.splitlines(), planned.after.splitlines()
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    return "\n".join(gone), "\n".join(new)


@pytest.mark.parametrize(
    "text",
    [
        "pouring",
        " pouring\n",
        "papers/pouring/",
        "https://shelf.example/papers/pouring/?x=1#y",
        "https://shelf.example/below/papers/pouring.html",
        "/pouring/",
    ],
)
def test_a_paper_is_named_by_its_id_or_its_page(standing: Standing, text: str) -> None:
    paper = named_paper(text, standing)
    assert isinstance(paper, Paper)
    assert paper.id == "pouring"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("porring", 'no paper "porring" is on the shelf; did you mean "pouring"?'),
        ("", 'no paper "" is on the shelf; copy the end of its page\'s address'),
        ("x" * 300, f'no paper "{"x" * 59}…" is on the shelf; copy the end of its page\'s address'),
    ],
)
def test_a_paper_that_is_not_there(standing: Standing, text: str, sentence: str) -> None:
    refusal = named_paper(text, standing)
    assert isinstance(refusal, Refusal)
    assert refusal.sentences == (sentence,)


@pytest.mark.parametrize(
    ("name", "field", "value", "gone", "new"),
    [
        (
            "pouring",
            "Title",
            " Pouring,\nMended ",
            "title: Pouring Without Spilling",
            "title: Pouring, Mended",
        ),
        ("pouring", "Date", "2023-02", "date: 2023-01-31", "date: 2023-02"),
        (
            "pouring",
            "arXiv id",
            "https://arxiv.org/abs/2301.00002v1",
            "arxiv: 2301.00001v2",
            'arxiv: "2301.00002"',
        ),
        ("pouring", "DOI", "https://doi.org/10.5555/12345", "", "doi: 10.5555/12345"),
        (
            "pouring",
            "Tags",
            "Spouts, vessels",
            "tags: [spouts, teapots]",
            "tags: [spouts, vessels]",
        ),
        (
            "pouring",
            "Link to the code",
            "https://code.example/",
            "",
            "links:\n  code: https://code.example/",
        ),
        (
            "pouring",
            "Retracted (link to the notice)",
            "https://a.example/",
            "",
            "status:\n  retracted: https://a.example/",
        ),
        (
            "pouring",
            "Replaced by a newer paper (its id on this shelf)",
            "cups",
            "",
            "status:\n  superseded_by: cups",
        ),
        (
            "cups",
            "Venue",
            "ICTP 2021",
            '{"id": "cups", "title": "Cups, Counted", "authors": ["Élodie Zhao"], "date": 2020, '
            '"venue": "ICTP 2020", "tags": ["vessels", "evaluation"], "added": "2026-01-15", '
            '"abstract": "We count cups. There are $n^2$ of them."}',
            '{"id": "cups", "title": "Cups, Counted", "authors": ["Élodie Zhao"], "date": 2020, '
            '"venue": "ICTP 2021", "tags": ["vessels", "evaluation"], "added": "2026-01-15", '
            '"abstract": "We count cups. There are $n^2$ of them."}',
        ),
    ],
)
def test_one_value_changes(
    standing: Standing, name: str, field: str, value: str, gone: str, new: str
) -> None:
    assert changed(standing, name, field, value) == (gone, new)


def test_authors_keep_what_the_record_knows_of_them(standing: Standing) -> None:
    paper, content = paper_of(standing, "harbour-maps")
    planned = plan_correction(paper, "Authors", "index\nÉlodie Zhao", content, standing)
    assert isinstance(planned, Correction)
    assert '"authors": [{"name": "index"}, "Élodie Zhao"]' in planned.after
    assert planned.line == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "Title",
            " Pouring Without\nSpilling",
            'the record says "Pouring Without Spilling" already',
        ),
        ("Date", "soon", 'date: "soon": not a date; write 2018, 2018-06 or 2018-06-20'),
        ("Tags", "spout", 'no tag "spout"; did you mean "spouts"?'),
        (
            "Link to the PDF",
            "javascript:alert(1)",
            'links.pdf: "javascript:alert(1)": a link with "javascript:" is not http or https; '
            "write an address that starts with https://",
        ),
        (
            "Title",
            "beam counting at night",
            'this is what the record of "Beam Counting at Night" says; name the right paper',
        ),
        (
            "Replaced by a newer paper (its id on this shelf)",
            "cup",
            'status.superseded_by: no paper "cup"; did you mean "cups"?',
        ),
        ("Venue", "", "venue: empty; write text, or delete the key"),
    ],
)
def test_what_would_be_wrong_is_refused(
    standing: Standing, field: str, value: str, sentence: str
) -> None:
    paper, content = paper_of(standing, "pouring")
    refusal = plan_correction(paper, field, value, content, standing)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.sentences == (sentence,)


def test_comments_and_line_ends_stay(tmp_path: Path) -> None:
    shelf = Folder(tmp_path)
    shelf.write("tags.yml", TAGS)
    text = "# mine\r\ntitle: A  # so\r\nauthors: [B]  # both\r\n\r\n# the end\r\n"
    (tmp_path / "site_src/papers").mkdir(exist_ok=True)
    (tmp_path / "site_src/papers/a.yml").write_bytes(text.encode())
    standing = stands(Settings(root=tmp_path, site_name="S", options=Options()))
    paper = named_paper("a", standing)
    assert isinstance(paper, Paper)
    planned = plan_correction(paper, "Title", "C", text, standing)
    assert isinstance(planned, Correction)
    assert planned.after == text.replace("title: A ", "title: C ")


def test_a_line_that_is_another_paper_s_is_left_alone(standing: Standing) -> None:
    paper, content = paper_of(standing, "cups")
    moved = "\n".join(reversed(content.split("\n")[:2]))
    refusal = plan_correction(paper, "Title", "x", moved, standing)
    assert isinstance(refusal, Refusal)
    assert refusal.sentences == ("site_src/papers/more.jsonl cannot be read as it stands",)


def test_other_formats_are_for_a_person(tmp_path: Path) -> None:
    shelf = Folder(tmp_path)
    shelf.write("tags.yml", TAGS)
    text = "@article{a, title = {A}}\n"
    shelf.write("papers/list.bib", text)
    standing = stands(Settings(root=tmp_path, site_name="S", options=Options()))
    refusal = plan_correction(standing.records.papers[0], "Title", "B", text, standing)
    assert isinstance(refusal, Refusal)
    sentence = "list.bib is for a person to change, as it is no YAML or JSONL"
    assert refusal.sentences == (sentence,)


@given(st.sampled_from(sorted(PLACES)), st.text())
def test_any_value_is_a_right_record_or_refused(standing: Standing, field: str, value: str) -> None:
    for name in ("pouring", "harbour-maps"):
        paper, content = paper_of(standing, name)
        planned = plan_correction(paper, field, value, content, standing)
        if isinstance(planned, Correction):
            assert planned.after != planned.before
            assert planned.after.encode()  # no lone surrogate
            assert (planned.line == 0) == (name == "pouring")
            assert "\n" not in planned.after or name == "pouring"
