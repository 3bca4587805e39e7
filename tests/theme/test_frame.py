"""The frame of a page: small around generated pages, with whatever a shelf sets."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from conftest import Built, run
from helpers import site
from lxml.etree import _Element as Element

AUTHOR = "authors/cyrus-beacon/index.html"
THEME = "theme:\n  name: material\n"
FEATURES = "  features:\n"
Copy = Callable[..., Path]


def built_with(
    copy_shelf: Copy, *changes: tuple[str, str], files: dict[str, str] | None = None
) -> Path:
    """Build the small shelf with changes in its mkdocs.yml and more files; return the site."""
    folder = copy_shelf("small", *changes)
    for name, text in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 0, done.err
    return folder / "site"


def scripts(document: Element) -> list[str]:
    return [source.rpartition("/")[2] for source in document.xpath("//script/@src")]


def has_bundle(document: Element) -> bool:
    return any(name.startswith("bundle.") for name in scripts(document))


def frame(file: Path) -> str:
    """Return what stands around a page's content, with each run of white space as one space."""
    text = re.sub(r"\s+", " ", file.read_text(encoding="utf-8"))
    start, end = text.index("<h1"), text.rindex("</article>")
    return text[:start] + text[end:]


def test_a_frame_is_small(built: Callable[[str], Built]) -> None:
    assert len(frame(built("small").folder / AUTHOR).encode()) < 3000


def test_a_frame_knows_no_more_of_a_page_than_it_must(built: Callable[[str], Built]) -> None:
    folder = built("small").folder
    seen = set()
    files = sorted((folder / "authors").glob("*/index.html"))
    for file in (file for file in files if not site.is_redirect(file)):
        document = site.parsed(file)
        text = frame(file).replace(f"/{file.parent.name}/", "//")
        for own in ("//meta[@name='description']/@content", "//h1/text()"):
            text = text.replace(escape(document.xpath(own)[0]), "")
        seen.add(text.replace(f"#{document.xpath('//h1/@id')[0]}", "#"))
    assert len(seen) == 1


def test_a_generated_page_has_no_script_of_material(built: Callable[[str], Built]) -> None:
    folder = built("small").folder
    for file in (file for file in site.pages(folder) if not site.is_redirect(file)):
        document = site.parsed(file)
        written = file.parent.name == "about" or file.name == "404.html"
        assert has_bundle(document) is written
        assert ("frame.js" in scripts(document)) is not written


@pytest.mark.parametrize(
    "change",
    [
        (FEATURES, FEATURES + "    - header.autohide\n"),
        (FEATURES, FEATURES + "    - something.new\n"),
        ("nav:\n", "extra:\n  consent:\n    title: Cookies\n    description: Some\n\nnav:\n"),
    ],
)
def test_what_needs_the_script_of_material_has_it(
    copy_shelf: Copy, change: tuple[str, str]
) -> None:
    document = site.parsed(built_with(copy_shelf, change) / AUTHOR)
    assert has_bundle(document)
    assert "frame.js" not in scripts(document)
    assert document.xpath("//*[@id='__config']")
    assert document.xpath("//nav[@popover]")


def test_a_main_template_may_ask_for_the_script_of_material(copy_shelf: Copy) -> None:
    main = '{% extends "papershelf/base.html" %}{% set material = true %}'
    made = built_with(
        copy_shelf,
        (THEME, THEME + "  custom_dir: site_src/theme\n"),
        files={"site_src/theme/main.html": main},
    )
    assert has_bundle(site.parsed(made / AUTHOR))


def test_what_a_shelf_sets_is_on_a_generated_page(copy_shelf: Copy) -> None:
    extra = """\
copyright: Mine
extra_css: [mine.css]
extra_javascript: [mine.js]
extra:
  social:
    - icon: fontawesome/brands/mastodon
      link: https://social.example/@me
  alternate:
    - {name: Deutsch, link: /de/, lang: de}
  analytics:
    provider: mine

nav:
"""
    base = '{% extends "papershelf/base.html" %}'
    made = built_with(
        copy_shelf,
        (THEME, THEME + "  custom_dir: site_src/theme\n  language: de\n"),
        (FEATURES, FEATURES + "    - content.code.copy\n"),
        ("nav:\n", extra),
        files={
            "site_src/pages/mine.css": "",
            "site_src/pages/mine.js": "",
            "site_src/theme/main.html": base
            + "{% block announce %}News{% endblock %}"
            + '{% block extrahead %}<meta name="mine">{% endblock %}',
            "site_src/theme/partials/integrations/analytics/mine.html": '<i id="count"></i>',
        },
    )
    document = site.parsed(made / AUTHOR)
    assert not has_bundle(document)
    assert document.get("lang") == "de"
    assert "mine.js" in scripts(document)
    assert document.xpath("//link[@rel='stylesheet']/@href")[-1] == "../../mine.css"
    assert document.xpath("//link[@rel='alternate']/@hreflang") == ["de"]
    assert document.xpath("//script/@data-copied") == ["In Zwischenablage kopiert"]
    for found in (
        "//meta[@name='mine']",
        "//*[@id='count']",
        "//aside[contains(., 'News')]",
        "//header//a[@hreflang='de']",
        "//footer//a[@href='https://social.example/@me']",
        "//footer//*[text()='Mine']",
    ):
        assert document.xpath(found), found


def test_icons_of_ours_are_in_the_styles_and_others_on_the_page(
    built: Callable[[str], Built], copy_shelf: Copy
) -> None:
    assert site.parsed(built("small").folder / AUTHOR).xpath("//svg | //header//img") == []
    icons = "  logo: mine.svg\n  icon: {menu: material/menu-open, repo: octicons/repo-24}\n"
    made = built_with(
        copy_shelf, (THEME, THEME + icons), files={"site_src/pages/mine.svg": "<svg/>"}
    )
    document = site.parsed(made / AUTHOR)
    assert document.xpath("//header//img/@src") == ["../../mine.svg"]
    assert document.xpath("//button/svg/path") != []
    assert document.xpath("//a[@class='ps-repo']/svg/path") != []


def test_the_menu_holds_the_pages_of_sections(copy_shelf: Copy) -> None:
    section = "  - Guide:\n      - First: first.md\n      - More:\n          - Second: second.md\n"
    made = built_with(
        copy_shelf,
        ("  - About: about.md\n", section + "  - About: about.md\n"),
        files={"site_src/pages/first.md": "# First", "site_src/pages/second.md": "# Second"},
    )
    generated, written = (site.parsed(made / page) for page in (AUTHOR, "first/index.html"))
    assert site.text(generated.xpath("//nav[@popover]//li[a='Guide']")[0]).split() == [
        *("Guide", "First", "More", "Second")
    ]
    assert generated.xpath("//*[contains(@class, 'md-sidebar')]") == []
    assert "Second" in site.text(written.xpath("//*[contains(@class, 'md-sidebar--primary')]")[0])
    assert written.xpath("//nav[@popover]") == []


def test_the_list_that_a_page_belongs_to_is_marked(built: Callable[[str], Built]) -> None:
    folder = built("small").folder
    for page, current in ((AUTHOR, "true"), ("authors/index.html", "page")):
        (marked,) = site.parsed(folder / page).xpath("//nav[@id='ps-nav']//a[@aria-current]")
        assert (marked.text, marked.get("aria-current")) == ("Authors", current)


def test_other_palettes_come_with_the_page(copy_shelf: Copy) -> None:
    palettes = """\
  palette:
    - media: "(prefers-color-scheme)"
      toggle: {icon: material/brightness-auto, name: 'Use "light"'}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/brightness-7, name: Use dark}
"""
    document = site.parsed(built_with(copy_shelf, (THEME, THEME + palettes)) / AUTHOR)
    (button,) = document.xpath("//button[@data-palettes]")
    assert '"Use \\"light\\""' in button.get("data-palettes")
    assert len(button.xpath("svg")) == 2
    assert document.get("data-md-color-scheme") is None


def test_a_single_palette_is_that_of_every_page(copy_shelf: Copy) -> None:
    made = built_with(copy_shelf, (THEME, THEME + "  palette: {scheme: slate}\n"))
    assert site.parsed(made / AUTHOR).get("data-md-color-scheme") == "slate"
    assert site.parsed(made / AUTHOR).xpath("//button[contains(@class, 'ps-scheme')]") == []
    assert site.parsed(made / AUTHOR).xpath("//script/@data-fixed") == [""]
