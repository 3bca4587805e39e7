"""The site that MkDocs builds: whole under any path, always the same, strict about errors."""

import filecmp
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SHELVES, Built, copy, run
from helpers import site
from helpers.shelf import invented

from generator import addresses
from generator.pages import all_pages

COMPLETE = (
    "site_src/papers/unfinished.yml",
    "title: 题目未定\nauthors: [A]\ndate: 2020\ntags: [teapots]\nabstract: x\n",
)

SYNONYMS = ("authors/a-ornek-lyskova.md", "tags/pots-tea.md", "tags/tea-kettles.md")
"""What leads on to the page of an author or a tag."""


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def completed(folder: Path) -> Path:
    """Take the warnings out of the small shelf."""
    (folder / COMPLETE[0]).write_text(COMPLETE[1], encoding="utf-8")
    return folder


def lines(text: str, level: str) -> list[str]:
    return [line.removeprefix(level).lstrip(" -") for line in text.splitlines() if level in line]


@pytest.mark.parametrize(
    ("variant", "directories"), [("small", True), ("small-below", True), ("small-flat", False)]
)
def test_every_page_is_there(
    variant: str, directories: bool, built: Callable[[str], Built]
) -> None:
    folder = built(variant).folder
    paths = [page.path for page in all_pages(invented("small"))]
    paths += ["about.md", *SYNONYMS]
    wanted = {addresses.url(path, directories=directories) for path in paths}
    wanted = {path + "index.html" if path.endswith("/") or not path else path for path in wanted}
    assert {p.relative_to(folder).as_posix() for p in site.pages(folder)} == wanted | {"404.html"}


@pytest.mark.parametrize("variant", ["small", "small-below", "small-flat"])
def test_all_links_and_anchors_lead_somewhere(variant: str, built: Callable[[str], Built]) -> None:
    made = built(variant)
    assert site.broken_links(made.folder, made.base) == []


def test_the_link_checker_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<h1 id="x">A</h1>')
    (tmp_path / "index.html").write_text(
        '<a href="a/">1</a><a href="a/#x">2</a><a href="a/#y">3</a><a href="a">4</a><a '
        'href="/">5</a>'
        '<img src="b.png"><a href="https://other.example/">6</a><form action="gone/"></form>'
    )
    assert site.broken_links(tmp_path) == [
        *("index.html: /a/#y", "index.html: /a", "index.html: /b.png", "index.html: /gone/")
    ]
    assert "index.html: /" in site.broken_links(tmp_path, "/below/")


def test_the_site_is_found_under_its_path(built: Callable[[str], Built]) -> None:
    home = site.parsed(built("small-below").folder / "index.html")
    assert home.xpath("//link[@rel='canonical']/@href") == ["https://shelf.example/papers-demo/"]


def test_the_search_field_of_the_home_page_leads_to_explore(built: Callable[[str], Built]) -> None:
    for variant in ("small", "small-flat"):
        made = built(variant)
        links = site.links(made.folder, made.base, made.folder / "index.html")
        targets = [site.target(made.folder, made.base, a) for e, a in links if e.tag == "form"]
        assert targets == [made.folder / "explore/index.html"]


def test_the_header_leads_to_the_papers_without_scripts(built: Callable[[str], Built]) -> None:
    for variant in ("small", "small-flat"):
        made = built(variant)
        page = made.folder / "about.html"
        page = page if page.exists() else made.folder / "about/index.html"
        links = site.links(made.folder, made.base, page)
        found = [a for e, a in links if e.get("class") == "ps-find-link"]
        targets = [site.target(made.folder, made.base, address) for address in found]
        assert targets == [made.folder / "papers/index.html"]


def test_the_index_is_written_beside_the_pages(built: Callable[[str], Built]) -> None:
    folder = built("small").folder
    manifest = json.loads((folder / "search/manifest.json").read_text(encoding="utf-8"))
    assert manifest["papers"] == 8
    assert manifest["page"] == "papers/*/"
    for name in manifest["terms"]["names"].split():
        assert (folder / f"search/terms/{name}.bin").is_file()
    assert len(list((folder / "search/papers").iterdir())) == 8
    flat = (built("small-flat").folder / "search/manifest.json").read_text(encoding="utf-8")
    assert json.loads(flat)["page"] == "papers/*.html"


def test_lunr_is_that_of_mkdocs(built: Callable[[str], Built]) -> None:
    script = built("small").folder / "assets/papershelf/search/lunr.js"
    assert "lunr - http://lunrjs.com" in script.read_text(encoding="utf-8")


def test_two_builds_are_the_same_bytes(built: Callable[[str], Built], tmp_path: Path) -> None:
    first = built("small").folder
    folder = copy("small", tmp_path / "elsewhere")
    run(
        "mkdocs", "build", "-d", "again", folder=folder,
        TZ="Pacific/Kiritimati", SOURCE_DATE_EPOCH="2000000000", PYTHONHASHSEED="7", LC_ALL="C",
    )  # fmt: skip
    again = folder / "again"
    assert sorted(files(again)) == sorted(files(first))
    assert filecmp.cmpfiles(first, again, list(files(first)), shallow=False)[1:] == ([], [])


def test_what_leads_on_is_in_no_sitemap(built: Callable[[str], Built]) -> None:
    folder = built("small").folder
    sitemap = (folder / "sitemap.xml").read_text(encoding="utf-8")
    addresses_of = re.findall(r"<loc>https://shelf.example/(.*?)</loc>", sitemap)
    assert "tags/teapots/" in addresses_of
    assert [found for found in addresses_of if "tea-kettles" in found or "feeds/" in found] == []


def test_the_sitemap_says_when_records_changed_and_not_when_it_was_built(
    built: Callable[[str], Built],
) -> None:
    sitemap = (built("small").folder / "sitemap.xml").read_text(encoding="utf-8")
    days = dict(re.findall(r"<loc>https://shelf.example/(.*?)</loc>\s*<lastmod>(.*?)</", sitemap))
    assert days["papers/steam-fields/"] == "2026-03-17"
    assert days["papers/lid-theory/"] == "2026-02-01"
    assert days["authors/cyrus-beacon/"] == "2026-03-18"
    assert days["about/"] == days[""] == "2026-03-18"
    assert set(days.values()) <= {
        f"2026-{day}" for day in ("03-18", "03-17", "03-01", "02-01", "01-15")
    }


def test_papershelf_and_mkdocs_build_the_same_site(
    built: Callable[[str], Built], copy_shelf: Callable[..., Path]
) -> None:
    folder = copy_shelf("small")
    done = run("papershelf", "build", "-d", "public", folder=folder)
    assert done.code == 0, done.err
    assert files(folder / "public") == files(built("small").folder)


def test_warnings_fail_a_strict_build_only(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    for command in (("mkdocs", "build"), ("papershelf", "build"), ("papershelf", "build", "-q")):
        done = run(*command, "--strict", folder=folder)
        assert done.code == 1
        assert lines(done.err, "WARNING") == [
            f"site_src/papers/unfinished.yml:2:8: {key}: missing; {advice}"
            for key, advice in (
                ("abstract", "copy it from the paper"),
                ("authors", "write authors: [First Author, Second Author]"),
                ("date", "write when the paper first came out: date: 2018-06"),
                ("tags", "choose some from tags.yml"),
            )
        ]
        assert "Aborted with 4 warnings in strict mode!" in done.out


def test_a_shelf_without_warnings_builds_strictly(copy_shelf: Callable[..., Path]) -> None:
    folder = completed(copy_shelf("small"))
    done = run("papershelf", "build", "--strict", "--quiet", folder=folder)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_errors_stop_the_build(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    (folder / "site_src/papers/wrong.yml").write_text("titel: x\n")
    (folder / "site_src/tags.yml").write_text("- id: teapots\n")
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 1
    assert [line for line in lines(done.err, "ERROR") if "wrong.yml" in line] == [
        'site_src/papers/wrong.yml:1:1: titel: unknown key; did you mean "title"?',
        "site_src/papers/wrong.yml:1:1: title: missing; write title: …",
    ]
    assert any("tags.yml:1:3: name: missing" in line for line in lines(done.err, "ERROR"))
    assert not (folder / "site" / "index.html").exists()


@pytest.mark.parametrize(
    "name",
    ["index.md", "papers/steam-fields.md", "papers.md", "papers/README.md", "tags/index.html"],
)
def test_a_hand_written_page_where_a_generated_one_belongs(
    name: str, copy_shelf: Callable[..., Path]
) -> None:
    folder = copy_shelf("small")
    page = folder / "site_src/pages" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# Mine\n")
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 1
    assert lines(done.err, "ERROR") == [
        f"{page}:1:1: the address belongs to a generated page; give the page another name, "
        "or change the template of the generated one"
    ]


def test_a_template_of_the_shelf_takes_the_place_of_ours(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    template = folder / "site_src/templates/year.md.j2"
    template.parent.mkdir()
    template.write_text(
        "# {{ title }}\n\n{% for paper in papers %}- {{ paper.title }}: *x*\n{% endfor %}"
    )
    assert run("mkdocs", "build", folder=folder).code == 0
    (article,) = site.parsed(folder / "site/years/2018/index.html").xpath("//article")
    assert "Withdrawn Wicks: x" in site.text(article)
    assert article.xpath(".//em/text()") == ["x"]


def test_a_theme_file_of_the_shelf_takes_the_place_of_ours(copy_shelf: Callable[..., Path]) -> None:
    change = ("  name: material\n", "  name: material\n  custom_dir: site_src/theme\n")
    folder = copy_shelf("small", change)
    main = folder / "site_src/theme/main.html"
    main.parent.mkdir()
    main.write_text(
        '{% extends "papershelf/base.html" %}\n{% block footer %}<p id="mine">Mine</p>{% '
        "endblock %}"
    )
    assert run("mkdocs", "build", folder=folder).code == 0
    document = site.parsed(folder / "site/papers/pouring/index.html")
    assert document.xpath("//p[@id='mine']/text()") == ["Mine"]
    assert document.xpath("//*[@data-kind='paper']")


def test_another_theme_is_refused(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf(
        "small",
        ("name: material", "name: readthedocs"),
        ("  features:\n    - navigation.tabs\n", ""),
    )
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 1
    assert "theme: Papershelf extends Material; write theme: material" in done.out


def test_a_wrong_option_is_refused(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small", ("newest: 3", "newst: 3"))
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 1
    assert (
        "Plugin 'papershelf' option 'newst': unknown option; did you mean \"newest\"?" in done.err
    )


def test_a_shelf_without_records_is_refused(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small", ("newest: 3", "source: elsewhere"))
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 1
    assert lines(done.err, "ERROR") == [
        "elsewhere/papers:1:1: no records; add one YAML file for each paper"
    ]


def test_hand_written_pages_keep_their_html_and_have_math(built: Callable[[str], Built]) -> None:
    (article,) = site.parsed(built("small").folder / "about/index.html").xpath("//article")
    assert "a formula $e^{i\\pi}$, a price of $5, and HTML that" in site.text(article)
    assert article.xpath(".//em/text()") == ["HTML that its author meant"]


def test_nothing_comes_from_another_host(built: Callable[[str], Built]) -> None:
    folder = built("small").folder
    for file in site.pages(folder):
        document = site.parsed(file)
        sources = document.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        assert [s for s in sources if s.startswith(("http:", "https:", "//"))] == []


def test_generated_pages_stay_out_of_the_navigation(built: Callable[[str], Built]) -> None:
    done = built("small").run
    assert "not included in the" not in done.err
    assert SHELVES.exists()
