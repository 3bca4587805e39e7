"""The MkDocs plugin: adds generated pages to a build and our theme to Material.

The only module that imports MkDocs. It decides nothing about pages; it carries them.
"""

import html
import logging
import posixpath
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from generator import addresses
from generator.pages import Page, all_pages
from generator.problems import Problem, Severity, count_text, has_errors
from generator.publish.output import write_files
from generator.publish.page_html import Heading, page_html
from generator.publish.pipeline import load_shelf
from generator.publish.version import shelf_version
from generator.search.index import search_files
from generator.search.lunr_module import PATH as LUNR_MODULE
from generator.search.lunr_module import lunr_module
from generator.settings import make_settings, parse_options

THEME = Path(__file__).parent.parent / "theme"
EXTENSION = "generator.publish.markdown_extension"
LUNR = Path(mkdocs.__file__).parent / "contrib" / "search" / "templates" / "search" / "lunr.js"
LAST_UPDATE_UNKNOWN = "1970-01-01"

log = logging.getLogger("mkdocs.plugins.papershelf")


class PapershelfPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """`plugins: - papershelf` in mkdocs.yml."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check the options with our own model; MkDocs prints what is wrong and stops."""
        self.options, problems = parse_options(options, Path(config_file_path or "mkdocs.yml").name)
        return [(_option(problem), ValueError(_sentence(problem))) for problem in problems], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme between Material and the shelf's own overrides."""
        if config.theme.name != "material":
            raise Abort(_advice("theme", "Papershelf extends Material", "write theme: material"))
        own = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(own, str(THEME))
        config.theme["font"] = False  # fonts would come from another host
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        self.settings = make_settings(_root(config), config, self.options)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages."""
        shelf, problems = load_shelf(self.settings)
        _report(problems)
        if shelf is None:
            raise Abort(f"{count_text(problems)} in the records of {self.settings.source}")
        pages = list(all_pages(shelf))
        generated = [_file(page, config) for page in pages]
        _stop_at(_clashes(generated, files))
        for file in generated:
            files.append(file)
        script = lunr_module(LUNR.read_text(encoding="utf-8"))
        files.append(File.generated(config, LUNR_MODULE, content=script))
        self.shelf = shelf
        self.pages = {page.path: page for page in pages}
        self.newest = str(shelf.catalog.newest_addition or LAST_UPDATE_UNKNOWN)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Escape what templates put into HTML as it is, and lay the breadcrumbs.

        Of a generated page no Markdown is left for MkDocs, which would take its time over it.
        """
        del config
        ours = self.pages.get(page.file.src_uri)
        page.update_date = (ours.updated if ours else None) or self.newest
        if ours is None:
            return markdown
        crumbs = [{"title": t, "url": _url(files, p, page)} for t, p in ours.crumbs]
        page.meta = _escaped({**ours.front_matter, "breadcrumbs": crumbs})
        return ""

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put a generated page's content, anchors and title where MkDocs expects its own."""
        del config
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return html
        made = page_html(ours.body, lambda link: _link(files, link, page))
        for target in made.broken:
            log.warning("%s: a link to %s, where no page is", page.file.src_uri, target)
        page.markdown = ours.body
        page.present_anchor_ids = {heading.anchor for heading in made.headings}
        page.toc = get_toc([_token(heading) for heading in made.headings[:1]])
        return made.html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index beside the pages."""
        version = shelf_version(self.settings.root)
        files = search_files(self.shelf.catalog, self.shelf.citations, self.settings, version)
        write_files(Path(config.site_dir), files)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build again when a record or a template changes."""
        del config, builder
        server.watch(str(self.settings.source))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _report(problems: list[Problem]) -> None:
    for problem in problems:
        severe = problem.severity is Severity.ERROR
        log.log(logging.ERROR if severe else logging.WARNING, "%s", _line(problem))


def _line(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.text}"


def _stop_at(problems: list[Problem]) -> None:
    _report(problems)
    if has_errors(problems):
        raise Abort(count_text(problems))


def _clashes(generated: list[File], files: Files) -> list[Problem]:
    """Return a problem for each hand-written file whose address belongs to a generated page."""
    taken = {file.dest_uri for file in generated}
    return [
        Problem(
            path=file.abs_src_path or file.src_uri,
            message="the address belongs to a generated page",
            advice="give the page another name, or change the template of the generated one",
        )
        for file in files
        if file.dest_uri in taken and file.inclusion is not InclusionLevel.EXCLUDED
    ]


def _option(problem: Problem) -> str:
    return problem.key.rpartition(".")[2]


def _sentence(problem: Problem) -> str:
    return replace(problem, key="").text


def _advice(key: str, message: str, advice: str) -> str:
    return str(Problem(path="mkdocs.yml", key=key, message=message, advice=advice))


def _file(page: Page, config: MkDocsConfig) -> File:
    listed = addresses.is_index(page.path)
    inclusion = InclusionLevel.UNDEFINED if listed else InclusionLevel.NOT_IN_NAV
    # Without front matter: its values reach templates unescaped, and reading it takes time.
    return File.generated(config, page.path, content=page.body, inclusion=inclusion)


def _url(files: Files, path: str, page: MkDocsPage) -> str:
    target = files.get_file_from_path(path)
    return target.url_relative_to(page.file) if target else ""


def _link(files: Files, link: str, page: MkDocsPage) -> str | None:
    """Return the address of the page that a link in a page's Markdown means."""
    path, mark, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), path))
    address = _url(files, target, page)
    return f"{address}{mark}{anchor}" if address else None


def _token(heading: Heading) -> Any:
    """Return a heading as MkDocs takes it from Python-Markdown's table of contents."""
    return {"level": heading.level, "id": heading.anchor, "name": heading.name, "children": []}


def _escaped(value: object) -> Any:
    """Return front matter whose text is HTML: MkDocs's templates do not escape it."""
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value
