"""Both ways of making pages make the same site, whatever the settings and the theme."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import VARIANTS, Run, copy, run
from helpers import site
from helpers.dom import same_sites

ROOT = Path(__file__).parents[2]
SETTINGS = """\
copyright: "&copy; <em>We</em>"
extra_css: [own.css]
extra_javascript: [own.js]
extra:
  social: [{icon: fontawesome/brands/mastodon, link: "https://social.example/@shelf"}]
"""
THEME = """\
  language: de
  custom_dir: site_src/theme
  palette:
    - {scheme: default, toggle: {icon: material/brightness-7, name: Dark}}
    - {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}
  features: [navigation.tabs.sticky, navigation.footer, navigation.top, content.code.copy,"""
MAIN = """\
{% extends "papershelf/base.html" %}
{% block announce %}
New: <a href="{{ 'about/' | url }}">all about {{ config.site_name }}</a>
{% endblock %}
{% block extrahead %}
<meta property="og:title" content="{{ page.meta.title if page }}">
{% endblock %}
{% block footer %}<footer><p>Mine</p>{{ super() }}</footer>{% endblock %}
"""
ABOUT = """\
# About

See [tea](papers/pouring.md), [its citation](papers/pouring.md#cite), [towers](tags/teapots.md) and
[all papers](papers/index.md).
"""


def framed(folder: Path) -> None:
    """Choose frames in a shelf's settings."""
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    options = "  - papershelf:\n      paper_pages: framed\n"
    bare = "  - papershelf\n" in text
    old = "  - papershelf\n" if bare else "  - papershelf:\n"
    assert old in text
    config.write_text(text.replace(old, options), encoding="utf-8")


def well(done: Run) -> None:
    assert done.code == 0, done.err


def both_ways(folder: Path) -> None:
    """Build a shelf in each way and compare."""
    well(run("mkdocs", "build", "-d", "site-mkdocs", folder=folder))
    framed(folder)
    well(run("mkdocs", "build", "-d", "site-framed", folder=folder))
    well(run("papershelf", "build", "-d", "site-papershelf", folder=folder))
    same_sites(folder / "site-mkdocs", folder / "site-framed")
    same_sites(folder / "site-mkdocs", folder / "site-papershelf")


@pytest.mark.parametrize("variant", VARIANTS)
def test_invented_shelves(variant: str, tmp_path: Path) -> None:
    name, _, changes = VARIANTS[variant]
    both_ways(copy(name, tmp_path / name, *changes))


def test_the_shelf_of_this_repository(tmp_path: Path) -> None:
    for name in ("site_src", "mkdocs.yml"):
        whole = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        whole(ROOT / name, tmp_path / name)
    both_ways(tmp_path)


def varied(folder: Path) -> Path:
    """Make a shelf whose maintainer changed what the theme lets them change."""
    copy("small", folder, ("  features:\n    - navigation.tabs\n", THEME + " navigation.tabs]\n"))
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("nav:\n", SETTINGS + "nav:\n")
    text = text.replace(
        "  - About: about.md\n", "  - tags/teapots.md\n  - More: [About: about.md]\n"
    )
    config.write_text(text, encoding="utf-8")
    pages, theme = folder / "site_src/pages", folder / "site_src/theme"
    (theme / "partials").mkdir(parents=True)
    (theme / "main.html").write_text(MAIN, encoding="utf-8")
    (theme / "partials/logo.html").write_text("<b>{{ config.site_name | upper }}</b>")
    (pages / "about.md").write_text(ABOUT, encoding="utf-8")
    (pages / "own.css").write_text(":root { --ps-accent: #0b5d6b }")
    (pages / "own.js").write_text("document.body.dataset.own = 1")
    return folder


def test_a_varied_theme(tmp_path: Path) -> None:
    folder = varied(tmp_path / "varied")
    both_ways(folder)
    assert site.broken_links(folder / "site-papershelf") == []
    page = site.parsed(folder / "site-papershelf/papers/pouring/index.html")
    assert page.xpath("//meta[@property='og:title']/@content") == page.xpath("//main//h1/text()")
    assert page.get("lang") == "de"


@pytest.mark.parametrize(
    ("template", "text", "message"),
    [
        (
            "main.html",
            '{% extends "papershelf/base.html" %}{% block content %}Nothing{% endblock %}',
            "its content is not shown",
        ),
        (
            "main.html",
            '{% extends "papershelf/base.html" %}'
            "{% block htmltitle %}<title>{{ page.title | upper }}</title>{% endblock %}",
            "something else of a page's facts",
        ),
        (
            "partials/breadcrumbs.html",
            "{% for c in page.meta.breadcrumbs %}{{ loop.index }} {{ c.title }}{% endfor %}",
            "something else of a page's facts",
        ),
        (
            "main.html",
            '{% extends "papershelf/base.html" %}'
            "{% block extrahead %}{{ page.meta.authors if page }}{% endblock %}",
            "something else of a page's facts",
        ),
    ],
)
def test_a_template_that_hides_a_page_is_named(
    template: str, text: str, message: str, copy_shelf: Callable[..., Path]
) -> None:
    change = ("  name: material\n", "  name: material\n  custom_dir: site_src/theme\n")
    folder = copy_shelf("small", change)
    framed(folder)
    for name, content in {"partials/tabs.html": "Tabs", template: text}.items():
        file = folder / "site_src/theme" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    done = run("papershelf", "build", folder=folder)
    assert done.code == 1
    assert f"error: site_src/theme/{template}: the page of a" in done.err
    assert message in done.err
    assert not (folder / "site").exists()
    assert not (folder / ".site.new").exists()
    plain = run("mkdocs", "build", folder=folder)
    assert plain.code == 1
    assert message in plain.err


def test_links_that_lead_nowhere_are_told_in_both_ways(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    framed(folder)
    (folder / "site_src/pages/about.md").write_text(
        "[a](papers/gone.md) [b](papers/pouring.md#gone)"
    )
    done = run("papershelf", "build", folder=folder)
    assert done.code == 0
    assert "papers/gone.md" in done.err
    assert "#gone" in done.err
    assert run("papershelf", "build", "--strict", folder=folder).code == 1
    assert run("papershelf", "build", folder=folder).err == done.err


def test_links_to_places_are_checked_in_both_ways(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small", ("  - About: about.md\n", "  - tags/teapots.md\n"))
    (folder / "site_src/papers/unfinished.yml").unlink()  # or each build would warn of that, too
    page = folder / "site_src/pages/notes/places.md"
    page.parent.mkdir()
    right = [
        "papers/index.md#2023",
        "papers/pouring.md#cite",
        "tags/teapots.md#3-papers",
        "years/index.md#5-years",
    ]
    wrong = [f"{link}-gone" for link in right]
    links = "".join(f"[a](../{link}) " for link in (*right, *wrong))
    page.write_text(f"{links} [b](places.md)", encoding="utf-8")
    said = [warnings(run("mkdocs", "build", folder=folder))]
    framed(folder)
    said += [warnings(run(name, "build", folder=folder)) for name in ("mkdocs", "papershelf")]
    assert said[1:] == [said[0]] * 2
    assert [line.partition("'../")[2].partition("'")[0] for line in said[0]] == wrong
    for name in ("papers", "tags/teapots", "years"):
        assert '<a id="' not in (folder / f"site/{name}/index.html").read_text(encoding="utf-8")


def warnings(done: Run) -> list[str]:
    """Return what a build warned of."""
    well(done)
    return [line for line in done.err.splitlines() if line.startswith("WARNING")]
