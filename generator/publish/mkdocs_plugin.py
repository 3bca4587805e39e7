"""The MkDocs plugin: adds generated pages to a build and our theme to Material.

The only module that imports MkDocs. It decides nothing about pages; it carries them.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import mkdocs
from jinja2 import BaseLoader, Environment, FileSystemLoader
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from generator import addresses
from generator.problem_formats.github import log_line
from generator.problems import Problem, Severity, count_text, has_errors
from generator.publish.base import sizes as sizes_of
from generator.publish.framed import clashes
from generator.publish.frames import FrameError
from generator.publish.inset import Inset, constant, read_insets
from generator.publish.pipeline import load_shelf
from generator.publish.site import INSETS, WITHOUT
from generator.publish.site_pages import SitePages, broken_link, finish, names_of, site_pages
from generator.publish.sizes import by_folder, size_text, too_large
from generator.search.lunr_module import PATH as LUNR_MODULE
from generator.search.lunr_module import lunr_module
from generator.settings import make_settings, parse_options

THEME = Path(__file__).parent.parent / "theme"
EXTENSION = "generator.publish.markdown_extension"
LUNR = Path(mkdocs.__file__).parent / "contrib" / "search" / "templates" / "search" / "lunr.js"

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
        config.theme.static_templates -= {"sitemap.xml"}  # ours knows framed pages, too
        self.settings = make_settings(_root(config), config, self.options)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, or those that another process asks for."""
        asked = os.environ.get(INSETS)
        self.site = None if asked else self._site(files)
        self.insets = self.site.insets if self.site else constant(read_insets(Path(str(asked))))
        directories = self.settings.directory_urls
        asked_for = [addresses.file_of(path, directories=directories) for path in self.insets]
        names = names_of(self.site) if self.site else asked_for
        _stop_at(clashes(names, _own_files(files)))
        for path in self.insets:
            files.append(_file(path, config))
        script = lunr_module(LUNR.read_text(encoding="utf-8"))
        files.append(File.generated(config, LUNR_MODULE, content=script))
        return files

    def _site(self, files: Files) -> SitePages:
        shelf, problems = load_shelf(self.settings)
        _report(problems)
        if shelf is None:
            raise Abort(f"{count_text(problems)} in the records of {self.settings.source}")
        written = {file.src_uri: file.content_string for file in files.documentation_pages()}
        return site_pages(shelf, written)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Pass over a template of the shelf, to find out whether it is to blame."""
        del files
        if name := os.environ.get(WITHOUT):
            others = FileSystemLoader(config.theme.dirs[1:])
            env.loader = _OneElsewhere(name, others, FileSystemLoader(config.theme.dirs))
        return env

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Say what templates need to know of a generated page.

        No Markdown of it is left for MkDocs, which would take its time over it.
        """
        del config, files
        make = self.insets.get(page.file.src_uri)
        self.inset = make() if make else None
        if self.inset is None:
            return markdown
        page.meta = self.inset.meta
        page.update_date = self.inset.updated or ""
        return ""

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put a generated page's content, anchors and title where MkDocs expects its own."""
        del config, files
        ours = self.inset
        if ours is None:
            return html
        for target in ours.broken:
            log.warning("%s", broken_link(ours.path, target))
        page.present_anchor_ids = set(ours.anchors)
        page.toc = get_toc([_token(ours)] if ours.anchor else [])
        return ours.html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what stands beside MkDocs's pages."""
        if self.site is None:
            return
        try:
            warnings = finish(self.site, Path(config.site_dir))
        except FrameError as error:
            raise Abort(str(error)) from error
        for warning in warnings:
            log.warning("%s", warning)
        self._say_size(config)

    def _say_size(self, config: MkDocsConfig) -> None:
        sizes = by_folder(sizes_of(Path(config.site_dir)).items())
        log.info("The site has %s", size_text(sum(sizes.values())))
        for warning in too_large(sizes, self.options, Path(config.config_file_path).name):
            click.echo(f"WARNING -  {_line(warning)}", err=True)  # a strict build counts the log's

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build again when a record or a template changes."""
        del config, builder
        server.watch(str(self.settings.source))
        return server


class _OneElsewhere(BaseLoader):
    """Reads one template from elsewhere than all others."""

    def __init__(self, name: str, its: BaseLoader, others: BaseLoader) -> None:
        self.name, self.its, self.others = name, its, others

    def get_source(self, environment: Environment, template: str) -> Any:
        loader = self.its if template == self.name else self.others
        return loader.get_source(environment, template)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _report(problems: list[Problem]) -> None:
    for problem in problems:
        severe = problem.severity is Severity.ERROR
        log.log(logging.ERROR if severe else logging.WARNING, "%s", _line(problem))


def _line(problem: Problem) -> str:
    return log_line(f"{problem.path}:{problem.line}:{problem.column}: {problem.text}")


def _stop_at(problems: list[Problem]) -> None:
    _report(problems)
    if has_errors(problems):
        raise Abort(count_text(problems))


def _own_files(files: Files) -> dict[str, str]:
    """Return the files of people by the file of the site that each becomes."""
    return {
        file.dest_uri: file.abs_src_path or file.src_uri
        for file in files
        if file.inclusion is not InclusionLevel.EXCLUDED
    }


def _option(problem: Problem) -> str:
    return problem.key.rpartition(".")[2]


def _sentence(problem: Problem) -> str:
    return replace(problem, key="").text


def _advice(key: str, message: str, advice: str) -> str:
    return str(Problem(path="mkdocs.yml", key=key, message=message, advice=advice))


def _file(path: str, config: MkDocsConfig) -> File:
    listed = addresses.is_index(path)
    inclusion = InclusionLevel.UNDEFINED if listed else InclusionLevel.NOT_IN_NAV
    # Without front matter: its values reach templates unescaped, and reading it takes time.
    return File.generated(config, path, content="", inclusion=inclusion)


def _token(inset: Inset) -> Any:
    """Return a page's first heading as MkDocs takes it from Python-Markdown's contents."""
    return {"level": 1, "id": inset.anchor, "name": inset.heading, "children": []}
