"""What stands beside an author's papers, and when nothing does."""

import re

import pytest
from helpers.shelf import Folder

ADA, BO = "0000-0002-1825-0097", "0000-0001-5109-3700"


def papers(shelf: Folder, *records: str) -> dict[str, str]:
    """Write papers, each given by a few keys; return the text of all pages."""
    shelf.write("tags.yml", "- {id: a, name: Aa}\n- {id: b, name: Bb}\n- {id: t, name: Tt}\n")
    for number, record in enumerate(records, start=1):
        keys = record.replace("; ", "\n")
        shelf.paper(f"p{number}", f"title: Paper {number}\nadded: 2024-01-0{number}\n{keys}\n")
    return {path: page.body for path, page in shelf.pages().items()}


def sections(body: str) -> dict[str, list[tuple[str, str]]]:
    """Return what each list with numbers holds, by its heading."""
    found = re.findall(
        r'## ([^\n]+)\n\n<div class="ps-tally" markdown>\n\n(.*?)\n\n</div>', body, re.S
    )
    return {heading: re.findall(r"\[(.*?)\]\(.*?\) (\d+)", text) for heading, text in found}


def test_one_paper_says_all_itself(shelf: Folder) -> None:
    body = papers(shelf, "authors: [Ada Beam, Bo Cup]; venue: V 2020")["authors/ada-beam.md"]
    assert "ps-rail" not in body
    assert "ps-aka" not in body
    assert "**Wrote with** [Bo Cup](../authors/bo-cup.md)" in body
    assert re.findall("^## .*", body, re.M) == ["## 2020"]


def test_what_several_papers_have_in_common(shelf: Folder) -> None:
    body = papers(
        shelf,
        "authors: [Ada Beam, Bo Cup, Cy Dot]; venue: V 2020; tags: [a, b]; date: 2020",
        "authors: [Ada Beam, Cy Dot]; venue: W; tags: [b]; date: 2022",
        "authors: [Ada Beam, El Fir]; venue: V 2022; tags: [t]; date: 2022",
    )["authors/ada-beam.md"]
    assert "\n3 papers, 2020–2022\n" in body
    assert re.findall("^## .*", body, re.M)[:2] == ["## 2022", "## 2020"]
    assert sections(body) == {
        "Co-authors": [("Cy Dot", "2"), ("Bo Cup", "1"), ("El Fir", "1")],
        "Topics": [("Bb", "2")],
        "Venues": [("V", "2"), ("W", "1")],
    }
    assert "ps-small" not in body
    assert "[Search in these papers](../../explore/?author=ada-beam)" in body


def test_two_papers_name_their_venues_themselves(shelf: Folder) -> None:
    body = papers(shelf, "authors: [Ada Beam]; venue: V", "authors: [Ada Beam]; venue: W")
    assert sections(body["authors/ada-beam.md"]) == {"Topics": [("Tt", "2")]}


def test_many_co_authors_are_cut(shelf: Folder) -> None:
    names = ", ".join(f"Bo {letter}up" for letter in "ABCDEFGHIJKLMN")
    body = papers(shelf, f"authors: [Ada Beam, {names}]", "authors: [Ada Beam]")
    text = body["authors/ada-beam.md"]
    assert len(sections(text)["Co-authors"]) == 12
    assert "\nand 2 others\n" in text
    assert "others" not in body["authors/bo-aup.md"]


def test_five_papers_are_a_plot(shelf: Folder) -> None:
    records = [f"authors: [Ada Beam]; date: {year}" for year in (2018, 2018, 2019, 2021, 2021)]
    body = papers(shelf, *records)["authors/ada-beam.md"]
    assert 'aria-label="Papers by year. 2018: 2, 2019: 1, 2020: 0, 2021: 2."' in body


@pytest.mark.parametrize("dates", [("date: 2020", "date: 2020"), ("date: null", "date: null")])
def test_a_span_of_years(dates: tuple[str, str], shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: t, name: t}\n")
    for name, date in zip("ab", dates, strict=True):
        written = f"{date}\n" if "null" not in date else ""
        text = f"title: Paper {name}\nauthors: [Ada Beam]\ntags: [t]\nabstract: x\n{written}"
        shelf.write(f"papers/{name}.yml", text)
    body = shelf.pages()["authors/ada-beam.md"].body
    assert ("\n2 papers, 2020\n" in body, "\n2 papers\n" in body) == (
        "2020" in dates[0],
        "null" in dates[0],
    )


def test_namesakes_and_what_is_in_doubt(shelf: Folder) -> None:
    pages = papers(
        shelf,
        f"authors: [{{name: Ada Beam, orcid: {ADA}}}]",
        f"authors: [{{name: Ada Beam, orcid: {BO}}}]",
        "authors: [Ada Beam]",
        "authors: [Ada Beam]",
    )
    other = f"[Ada Beam](../authors/ada-beam-{BO}.md) ({BO})"
    said = f"Another author has this name: {other}."
    assert (
        f"{said} 2 papers on this page do not say who is meant.\n" in pages["authors/ada-beam.md"]
    )
    back = f"Another author has this name: [Ada Beam](../authors/ada-beam.md) ({ADA}).\n"
    assert back in pages[f"authors/ada-beam-{BO}.md"]
    entry = f"- {{name: Ada Beam, orcid: {ADA}, papers: [p3]}}\n"
    shelf.write("authors.yml", entry)
    body = shelf.pages()["authors/ada-beam.md"].body
    assert f"{said} 1 paper on this page does not say who is meant.\n" in body


def test_links_of_a_person(shelf: Folder) -> None:
    shelf.write(
        "authors.yml", f"- {{name: Ada Beam, orcid: {ADA}, homepage: https://a.example/}}\n"
    )
    body = papers(shelf, "authors: [Ada Beam]")["authors/ada-beam.md"]
    assert "-   [Home page](https://a.example/)\n" in body
    assert f"-   [ORCID {ADA}](https://orcid.org/{ADA})\n" in body


def test_old_addresses_lead_to_the_person(shelf: Folder) -> None:
    papers(shelf, "authors: [Y. LeCun, Bo Cup]", "authors: [Yann LeCun, Bo Cup]")
    catalog = shelf.load().catalog
    assert catalog.author_redirects == {"y-lecun": "yann-lecun"}
