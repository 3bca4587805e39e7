"""Every kind of page of the small shelf, as Markdown; `make golden` writes the files anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import Golden
from helpers import site
from helpers.markdown import commonmark, rendered, tree
from helpers.markdown import page as html_of
from helpers.shelf import Folder, invented
from mkdocs.utils.meta import get_data

from generator.pages import Page, all_pages
from generator.publish.pipeline import write_pages

KINDS = {
    *("home", "papers", "paper", "tags", "tag", "authors", "author", "venues", "venue"),
    *("years", "year", "collections", "collection", "explore", "map", "statistics"),
}


def pages(name: str) -> dict[str, Page]:
    return {page.path: page for page in all_pages(invented(name))}


def test_pages_match_their_golden_files(golden: Callable[[str], Golden]) -> None:
    made = pages("small")
    assert {page.kind for page in made.values()} == KINDS
    golden("pages").check({path: page.text for path, page in made.items()})


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_front_matter_reads_back(name: str) -> None:
    for page in pages(name).values():
        body, data = get_data(page.text)
        assert data == page.front_matter
        assert body.strip() == page.body.strip()
        assert data["title"] == page.title
        head = page.text.split("\n---\n")[0].removeprefix("---\n")
        assert yaml.safe_load(head) == page.front_matter


def test_no_two_pages_have_one_path() -> None:
    for name in ("small", "hostile"):
        paths = [page.path for page in all_pages(invented(name))]
        assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_markdown_is_clean(name: str) -> None:
    for page in pages(name).values():
        assert page.text.endswith("\n")
        assert not page.text.endswith("\n\n")
        lines = page.body.split("\n")
        assert [line for line in lines if line != line.rstrip()] == [], page.path
        assert "\n\n\n" not in page.body


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_engines_show_the_same_words(name: str) -> None:
    for page in pages(name).values():
        ours, theirs = (site.text(tree(render(page.body))) for render in (html_of, rendered))
        assert ours.replace(" ", "") == theirs.replace(" ", ""), page.path
        if "$" not in page.body.replace("\\$", ""):  # math is ours alone
            theirs = site.text(tree(commonmark(page.body)))
            assert ours.replace(" ", "") == theirs.replace(" ", ""), page.path


def test_pages_are_written_as_they_are(tmp_path: Path) -> None:
    shelf = invented("hostile")
    number = write_pages(shelf, tmp_path)
    texts = {page.path: page.text for page in all_pages(shelf)}
    assert number == len(texts)
    for path, text in texts.items():
        assert (tmp_path / path).read_bytes() == text.encode("utf-8")


def test_a_shelf_of_one_bare_paper_has_all_lists(shelf: Folder) -> None:
    shelf.write("papers/a.yml", "title: '!?'\n")
    made = shelf.pages()
    assert set(made) == {
        *("index.md", "papers/index.md", "papers/a.md", "tags/index.md", "authors/index.md"),
        *("venues/index.md", "years/index.md", "collections/index.md", "explore/index.md"),
        "map/index.md",
        "statistics/index.md",
    }
    assert "# !?" in made["papers/a.md"].body.replace("&#33;", "!")


def test_variants_are_named_on_the_page_of_their_author() -> None:
    body = pages("small")["authors/ada-ornek-lyskova.md"].body
    assert "A. Örnek-Łyskova" in body.replace("\\", "")


def test_letters_of_other_alphabets_share_a_heading(shelf: Folder) -> None:
    shelf.paper("a", "title: A\nauthors: [Ada Łu, 李明, '7', Éa, (Ed), Лев]\n")
    body = shelf.pages()["authors/index.md"].body
    headings = [line for line in body.splitlines() if line.startswith("## ")]
    assert headings == ["## E", "## L", "## Other"]
    assert "[Other](#other)" in body


def test_introductions_lose_their_marks_and_not_their_words(shelf: Folder) -> None:
    shelf.paper("steam", "title: A *title*\n")
    shelf.write(
        "collections/c.yml",
        "title: C\ndescription: 'Read [[steam]], a_b and [that](https://x.example). Then rest.'\n"
        "papers: [steam]\n",
    )
    for path in ("index.md", "collections/index.md"):
        assert r"Read A title, a\_b and that." in shelf.pages()[path].body


def test_editions_of_a_venue_stand_together(shelf: Folder) -> None:
    for name, venue in {"a": "ICML 2020", "b": "2020 ICML", "c": "ICML 2020"}.items():
        shelf.paper(name, f"title: {name}\nvenue: {venue}\ndate: 2020-0{ord(name) - 96}\n")
    body = shelf.pages()["venues/icml.md"].body
    assert body.count("## ICML 2020") == 1
