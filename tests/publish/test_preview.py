"""A preview: what changed in front, and links that work from a disk."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Built
from helpers import site
from helpers.shelf import invented
from hypothesis import given
from hypothesis import strategies as st

from generator.pages import Shelf
from generator.publish.preview import FRONT, PreviewError, _with_files, write_preview
from generator.review.models import Change, Difference, FileChange, Review

REVIEW = Review(
    before=8,
    after=8,
    differences=(
        Difference(
            kind="paper",
            how="added",
            id="steam-fields",
            title="Steam Fields: How a Teapot Knows That It Boils",
            path="site_src/papers/steam-fields.yml",
        ),
        Difference(
            kind="paper",
            how="renamed",
            id="lid-theory",
            was="old-lids",
            title="Lid Theory",
            path="site_src/papers/lid-theory.yml",
            changes=(Change(key="venue", old="x", new="y"),),
        ),
        Difference(
            kind="paper",
            how="removed",
            id="gone",
            title="<b>Gone</b> & *done*",
            path="site_src/papers/gone.yml",
        ),
        Difference(
            kind="tag",
            how="changed",
            id="teapots",
            title="teapots",
            path="site_src/tags.yml",
            changes=(Change(key="name", old="x", new="teapots"),),
        ),
        Difference(
            kind="author",
            how="added",
            id="Dora Quill",
            title="Dora Quill",
            path="site_src/authors.yml",
        ),
        Difference(
            kind="collection",
            how="changed",
            id="towers",
            title="Towers",
            path="site_src/collections/towers.yml",
            faulty=True,
        ),
    ),
    files=(
        FileChange(path="site_src/pages/about.md", how="changed"),
        FileChange(path="site_src/pages/gone.md", how="removed"),
        FileChange(path="README.md", how="changed"),
    ),
)


@pytest.fixture(scope="module")
def small() -> Shelf:
    return invented("small")


def preview(shelf: Shelf, built: Path, folder: Path) -> int:
    return write_preview(shelf.settings, shelf.catalog, REVIEW, built, folder)


@pytest.mark.parametrize("variant", ["small", "small-below"])
def test_what_changed_comes_first(
    built: Callable[[str], Built], small: Shelf, tmp_path: Path, variant: str
) -> None:
    made = built(variant).folder
    folder = tmp_path / "preview"
    number = preview(small, made, folder)
    assert number == len(list(made.rglob("*.html")))
    page = site.parsed(folder / FRONT)
    headings = [site.text(heading) for heading in page.xpath("//article//h2")]
    assert headings == [
        "Added paper",
        "Renamed paper",
        "Removed paper",
        "Topics",
        "Collections",
        "Authors",
        "Hand-written pages",
        "Pages that show them",
        "All other pages",
        "Lists",
        "How to look at this",
    ]
    cards = [site.text(card) for card in page.xpath("//article//div[@class='ps-cards']/ul/li")]
    assert cards[1] == (
        "Lid Theory A. Örnek-Łyskova · Journal of Vessels · Nov 2019 Was old-lids. Changed: venue."
    )
    assert cards[2] == "<b>Gone</b> & *done* gone It is not on the shelf any more."
    assert page.xpath("string(//title)") == "What this change does"
    assert not page.xpath("//link[@rel='canonical'] | //*[@aria-current='page']")


def test_every_link_leads_to_a_file_without_a_server(
    built: Callable[[str], Built], small: Shelf, tmp_path: Path
) -> None:
    folder = tmp_path / "preview"
    preview(small, built("small").folder, folder)
    wrong = []
    for file in site.pages(folder):
        for element in site.parsed(file).iter("a", "form", "link", "script", "img"):
            if element.get("rel") in {"prev", "next"}:
                continue  # for search engines
            for name in ("href", "src", "action"):
                address = element.get(name, "").partition("#")[0].partition("?")[0]
                if not address or re.match(r"[a-z]+:|/", address):
                    continue
                if not (file.parent / address).is_file():
                    wrong.append(f"{file.relative_to(folder)}: {address}")
    assert wrong == []


def test_the_rest_of_the_preview_is_the_site(
    built: Callable[[str], Built], small: Shelf, tmp_path: Path
) -> None:
    made, folder = built("small-flat").folder, tmp_path / "preview"
    settings = replace(small.settings, directory_urls=False)
    write_preview(settings, small.catalog, REVIEW, made, folder)
    for file in made.rglob("*"):
        if file.is_file() and file.suffix != ".html":
            assert (folder / file.relative_to(made)).read_bytes() == file.read_bytes()
    front = (folder / FRONT).read_text("utf-8")
    assert 'href="papers/lid-theory.html"' in front
    assert site.broken_links(folder, "/papers-demo/") == []


def test_a_preview_takes_the_place_of_an_older_one_only(
    built: Callable[[str], Built], small: Shelf, tmp_path: Path
) -> None:
    folder = tmp_path / "preview"
    for _ in range(2):
        preview(small, built("small").folder, folder)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter").write_text("x", encoding="utf-8")
    with pytest.raises(PreviewError) as raised:
        preview(small, built("small").folder, mine)
    assert str(raised.value) == (f"{mine} holds something else than a preview; name another folder")
    assert (mine / "letter").is_file()


def test_without_a_site_there_is_no_preview(small: Shelf, tmp_path: Path) -> None:
    with pytest.raises(PreviewError) as raised:
        preview(small, tmp_path / "site", tmp_path / "preview")
    assert str(raised.value) == (
        f"there is no site in {tmp_path / 'site'} to preview; run papershelf build first"
    )


def test_a_theme_without_an_article(small: Shelf, tmp_path: Path) -> None:
    made = tmp_path / "site"
    made.mkdir()
    (made / "index.html").write_text("<title>x</title><p>Another theme", encoding="utf-8")
    preview(small, made, tmp_path / "preview")
    page = site.parsed(tmp_path / "preview" / FRONT)
    assert page.xpath("string(//title)") == "What this change does"
    assert page.xpath("string(//h1)") == "What this change does"


@pytest.mark.parametrize(
    ("html", "adapted"),
    [
        ('<a href="../papers/a/#b">', '<a href="../papers/a/index.html#b">'),
        ('<a class="x" href=".">', '<a class="x" href="./index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href="explore/?q=a/b">', '<a href="explore/index.html?q=a/b">'),
        ('<form action="../explore/">', '<form action="../explore/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=../b/">',
            '<meta http-equiv="refresh" content="0; url=../b/index.html">',
        ),
    ],
)
def test_links_to_a_folder_name_its_page(html: str, adapted: str) -> None:
    assert _with_files(html.encode()).decode() == adapted
    assert _with_files(adapted.encode()).decode() == adapted


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://a.example/b/">',
        '<a href="//a.example/b/">',
        '<a href="/papers/">',
        '<a href="#a/">',
        '<a href="?q=a/">',
        '<a href="">',
        '<a href="a.html">',
        '<a href="mailto:a@b/">',
        '<link href="a/">',
        '<meta name="description" content="a/">',
        "<code>href=&quot;a/&quot;</code>",
        'text href="a/"',
    ],
)
def test_other_links_and_texts_stay(html: str) -> None:
    assert _with_files(html.encode()).decode() == html


@given(st.text())
def test_text_is_not_touched(text: str) -> None:
    content = text.replace("<", "&lt;").encode("utf-8", "replace")
    assert _with_files(content) == content
