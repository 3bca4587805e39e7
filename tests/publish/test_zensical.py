"""Zensical makes what MkDocs makes: the same pages, from the same mkdocs.yml and theme."""

import re
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import CliRunner
from conftest import Run, copy, run
from helpers import site
from helpers.dom import events
from helpers.site import Element

from generator.cli import main

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "generator/theme").rglob("*.html"))
ENGINES = ("mkdocs", "zensical")
STYLES = re.compile(rb"assets/stylesheets/[\w./]+")
"""The names of Material's styles, which are those of its version."""

NAV = """\
  - About: about.md
  - papers/pouring.md
  - More:
      - notes/index.md
      - Inner: [Code: notes/code.md]
"""
SETTINGS = """\
copyright: "&copy; <em>We</em>"
edit_uri: edit/shelf/site_src/pages/
extra_css: [own.css]
extra_javascript: [own.js]
markdown_extensions: [admonition, toc: {permalink: true}]
extra:
  social: [{icon: material/coffee, link: "https://social.example/@shelf"}]
nav:
"""
THEME = """\
  name: material
  language: de
  custom_dir: site_src/theme
  palette:
    - {scheme: default, toggle: {icon: material/brightness-7, name: Dark}}
    - {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}
  features:
    - content.action.edit
    - navigation.footer
"""
OWN = {
    "theme/main.html": """\
{% extends "papershelf/base.html" %}
{% block announce %}New: <a href="{{ 'about/' | url }}">{{ config.site_name }}</a>{% endblock %}
{% block extrahead %}
<meta property="og:title" content="{{ (page.meta or {}).title }}">
{% endblock %}
{% block footer %}<footer><p>Mine</p>{{ super() }}</footer>{% endblock %}
""",
    "theme/partials/logo.html": "<b>{{ config.site_name | upper }}</b>",
    "pages/own.css": ":root { --ps-accent: #0b5d6b }",
    "pages/own.js": "document.body.dataset.own = 1",
    "pages/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "pages/notes/index.md": """\
---
title: Notes & "more"
description: Some <b> notes
---
# Notes on $x^2$ & *more*

[Pouring](../papers/pouring.md#cite), [the code](code.md#two), ![a picture](../picture.svg),
[home](../index.md), [no script](javascript:alert(1)).

!!! note
    Mind the `spout`.
""",
    "pages/notes/code.md": """\
# Code

```python
pot = 1 < 2
```

## Two

| a | b |
|---|:-:|
| 1 | `c` |

    indented <b>

<em>HTML</em> &copy; {{ 1 }}
""",
}


def well(done: Run) -> None:
    assert done.code == 0, done.err


def set_options(folder: Path, options: str) -> None:
    """Write options of the plugin into a shelf's mkdocs.yml."""
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    name = "  - papershelf" if "  - papershelf:" in text else "  - papershelf\n"
    new = f"  - papershelf:\n      {options}\n"
    config.write_text(text.replace(name, new, 1).replace("\n:\n", "\n"), encoding="utf-8")


def by_both(folder: Path) -> Path:
    """Build a shelf of framed pages with each engine, into a folder of the engine's name."""
    set_options(folder, "paper_pages: framed")
    for engine in ENGINES:
        command = ("papershelf", "build", "-q", "--engine", engine, "-d", engine)
        well(run(*command, folder=folder, PAPERSHELF_SITE_URL="https://shelf.example/"))
    return folder


@pytest.fixture(scope="module")
def eighty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the shelf of this repository, built with both engines."""
    folder = tmp_path_factory.mktemp("eighty")
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return by_both(folder)


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a shelf whose maintainer changed what can be changed, built with both engines."""
    folder = copy(
        "small",
        tmp_path_factory.mktemp("varied") / "small",
        ("  name: material\n  features:\n", THEME),
        ("nav:\n", SETTINGS),
        ("  - About: about.md\n", NAV),
    )
    for name, text in OWN.items():
        file = folder / "site_src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return by_both(folder)


def names(folder: Path) -> set[str]:
    """Return the files of a site but for those of Material's own, whose names are its versions."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {f for f in files if not f.startswith("assets/") or f.startswith("assets/papershelf/")}


def facts(folder: Path, name: str) -> Iterator[object]:
    """Yield what must be the same of a page, with whole addresses."""
    page = deepcopy(site.parsed(folder / name))
    page.make_links_absolute(f"{site.HOST}/{name.removesuffix('index.html')}")  # type: ignore[attr-defined]
    for skipped in page.xpath("//article/a[@id='__skip']"):
        skipped.drop_tree()
    yield page.get("lang"), page.get("dir")
    for query in ("//title", "//meta[@name!='generator' or @property]", "//link[@rel='canonical']"):
        yield [list(events(found)) for found in page.xpath(query)]
    for query in ("//article", "//nav[@class='ps-lists']", "//aside[@class='md-banner']"):
        yield [list(events(found)) for found in page.xpath(query)]
    yield [link_of(link) for link in page.xpath("//nav[contains(@class, 'ps-nav')]//a[@href]")]


def link_of(link: Element) -> tuple[str, ...]:
    return site.text(link), link.get("href", ""), link.get("aria-current", "")


@pytest.mark.parametrize("shelf", ["eighty", "varied"])
def test_every_page_is_the_same(shelf: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(shelf)
    made = names(folder / "zensical")
    assert made == names(folder / "mkdocs")
    for name in sorted(made):
        one, other = (STYLES.sub(b"", (folder / engine / name).read_bytes()) for engine in ENGINES)
        if one != other:  # as some pages may that the engine makes, and hardly any others
            assert name.endswith(".html"), name
            pages = (facts(folder / engine, name) for engine in ENGINES)
            for theirs, ours in zip(*pages, strict=True):
                assert ours == theirs, name


@pytest.mark.parametrize("shelf", ["eighty", "varied"])
def test_links_lead_somewhere(shelf: str, request: pytest.FixtureRequest) -> None:
    assert site.broken_links(request.getfixturevalue(shelf) / "zensical") == []


def test_nothing_comes_from_another_host(eighty: Path, varied: Path) -> None:
    query = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
    for file in (*site.pages(eighty / "zensical"), *site.pages(varied / "zensical")):
        sources = [urljoin(site.HOST, source) for source in site.parsed(file).xpath(query)]
        assert {urlsplit(source).netloc for source in sources} <= {urlsplit(site.HOST).netloc}


def test_generated_pages_are_not_to_be_edited(varied: Path) -> None:
    paper, about = (varied / f"zensical/{name}/index.html" for name in ("papers/cups", "about"))
    query = "//a[@rel='edit']/@href"
    assert site.parsed(paper).xpath(query) == []
    assert site.parsed(about).xpath(query) == [
        "https://github.com/someone/invented/edit/shelf/site_src/pages/about.md"
    ]


def test_a_template_that_only_mkdocs_understands_is_named(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small", ("  name: material\n", "  name: material\n  custom_dir: own\n"))
    (folder / "own").mkdir()
    (folder / "own/main.html").write_text(
        '{% extends "papershelf/base.html" %}\n'
        "{% block announce %}\n{{ config.site_name.upper() }}\n{% endblock %}\n"
    )
    done = run("papershelf", "build", "--engine", "zensical", folder=folder)
    assert done.code == 1
    assert "own/main.html:3:1: error: unknown method: string has no method named upper" in done.err
    assert "MiniJinja" in done.err
    assert not (folder / "site").exists()


def test_a_template_that_hides_a_page_is_named(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small", ("  name: material\n", "  name: material\n  custom_dir: own\n"))
    (folder / "own/partials").mkdir(parents=True)
    (folder / "own/partials/content.html").write_text("Nothing")
    (folder / "own/partials/logo.html").write_text("Logo")
    done = run("papershelf", "build", "--engine", "zensical", folder=folder)
    assert done.code == 1
    assert "error: own/partials/content.html: the page of a" in done.err
    assert "paper_pages" not in done.err
    assert not (folder / "site").exists()


def test_links_that_lead_nowhere_are_warnings(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    (folder / "site_src/papers/unfinished.yml").unlink()
    about = folder / "site_src/pages/about.md"
    about.write_text(
        "# A\n\n[a](papers/gone.md)\n[b](papers/pouring.md#gone) [c](papers/index.md)\n"
        "[d](papers/index.md#gone) [e](papers/index.md#2023)\n"
    )
    build = ("papershelf", "build", "-q", "--engine", "zensical")
    done = run(*build, folder=folder)
    assert done.code == 0
    assert done.err.splitlines() == [
        "site_src/pages/about.md:3:5: warning: page does not exist",
        "site_src/pages/about.md:4:23: warning: anchor does not exist",
        "site_src/pages/about.md:5:21: warning: anchor does not exist",
    ]
    strict = run(*build, "--strict", folder=folder)
    assert strict == Run(1, "", done.err)
    about.write_text("# A\n\n[b](papers/pouring.md#cite) [c](papers/index.md#2023)\n")
    assert run(*build, "--strict", folder=folder) == Run(0, "", "")


def test_a_hand_written_page_where_a_list_belongs(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    (folder / "site_src/pages/tags.md").write_text("# Mine\n")
    done = run("papershelf", "build", "--engine", "zensical", folder=folder)
    assert done.code == 1
    assert "site_src/pages/tags.md:1:1: error: the address belongs to a generated page" in done.err


def test_another_theme_is_refused(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small", ("name: material", "name: readthedocs"))
    done = run("papershelf", "build", "--engine", "zensical", folder=folder)
    assert done.code == 1
    assert "theme: Papershelf extends Material; write theme: material" in done.err


def test_pages_of_mkdocs_are_refused(copy_shelf: Callable[..., Path]) -> None:
    folder = copy_shelf("small")
    set_options(folder, "paper_pages: mkdocs")
    done = run("papershelf", "build", "--engine", "zensical", folder=folder)
    assert done.code == 2
    assert done.err.splitlines()[0] == (
        "mkdocs.yml:1:1: error: plugins.papershelf.paper_pages: Zensical makes framed pages only; "
        "write auto or framed, or build with --engine mkdocs"
    )


def test_zensical_has_to_be_there(
    copy_shelf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The package has a command of the same name as the module.
    monkeypatch.setattr(import_module("generator.cli.build"), "is_installed", lambda: False)
    config = str(copy_shelf("small") / "mkdocs.yml")
    done = CliRunner().invoke(main, ["build", "--engine", "zensical", "-f", config])
    assert done.exit_code == 2
    assert 'Zensical is not installed: pip install "papershelf[zensical]"' in done.output


CALLS = {"lang.t", "self.announce", "item.render", "found.split"}
"""Methods of templates and macros, and one that stands behind a question for it."""

UNKNOWN = (
    r"\bforceescape\b", r"\bis_homepage\b", r"\bsrc_uri\b", r"\bpage\.meta\.", r"%\s*do\b",
    r"\b(if|not|and) page\b(?![.\w])",
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_both_engines_understand_our_templates(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"\{%.*?%\}|\{\{.*?\}\}", text, re.DOTALL))
    assert set(re.findall(r"\b[a-z_]+\.[a-z_]+(?=\()", code)) <= CALLS
    assert [found for found in UNKNOWN if re.search(found, code)] == []
