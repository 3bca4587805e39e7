"""The MkDocs plugin: adds generated pages to a build and our theme to Material.

The only module that imports MkDocs. It decides nothing about pages; it carries them.
"""

import html
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from generator.pages import Page, all_pages
from generator.problems import Problem, Severity, count_text, has_errors
from generator.publish.pipeline import clashes, load_shelf
from generator.settings import make_settings, parse_options

THEME = Path(__file__).parent.parent / "theme"
EXTENSIONS = ("md_in_html", "generator.publish.markdown_extension")
LAST_UPDATE_UNKNOWN = "1970-01-01"

log = logging.getLogger("mkdocs.plugins.papershelf")


class PapershelfPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """`plugins: - papershelf` in mkdocs.yml."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check the options with our own model; MkDocs prints what is wrong and stops."""
        self.options, problems = parse_options(options, Path(config_file_path or "mkdocs.yml").name)
        return [(problem.key, ValueError(problem.text)) for problem in problems], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme between Material and the shelf's own overrides."""
        if config.theme.name != "material":
            raise Abort(_advice("theme", "Papershelf extends Material", "write theme: material"))
        own = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(own, str(THEME))
        config.theme["font"] = False  # fonts would come from another host
        for name in EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        self.settings = make_settings(_root(config), config, self.options)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages."""
        shelf, problems = load_shelf(self.settings)
        _report(problems)
        if shelf is None:
            raise Abort(f"{count_text(problems)} in the records of {self.settings.source}")
        pages = list(all_pages(shelf))
        _stop_at(clashes(pages, Path(config.docs_dir)))
        for page in pages:
            files.append(_file(page, config))
        self.pages = {page.path: page for page in pages}
        self.newest = str(shelf.catalog.newest_addition or LAST_UPDATE_UNKNOWN)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Escape what templates put into HTML as it is, and lay the breadcrumbs."""
        del config
        ours = self.pages.get(page.file.src_uri)
        page.update_date = (ours.updated if ours else None) or self.newest
        if ours:
            crumbs = [{"title": t, "url": _url(files, p, page)} for t, p in ours.crumbs]
            page.meta = _escaped({**ours.front_matter, "breadcrumbs": crumbs})
        return markdown

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


def _advice(key: str, message: str, advice: str) -> str:
    return str(Problem(path="mkdocs.yml", key=key, message=message, advice=advice))


def _file(page: Page, config: MkDocsConfig) -> File:
    listed = page.path.endswith("index.md")
    inclusion = InclusionLevel.UNDEFINED if listed else InclusionLevel.NOT_IN_NAV
    # Without front matter: its values reach templates unescaped, and reading it takes time.
    return File.generated(config, page.path, content=page.body, inclusion=inclusion)


def _url(files: Files, path: str, page: MkDocsPage) -> str:
    target = files.get_file_from_path(path)
    return target.url_relative_to(page.file) if target else ""


def _escaped(value: object) -> Any:
    """Return front matter whose text is HTML: MkDocs's templates do not escape it."""
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value
