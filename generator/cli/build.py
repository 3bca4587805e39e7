"""Commands that build the site: build, serve."""

import sys
from pathlib import Path

import click

from generator import terminal
from generator.cli.common import (
    CONFIG_OPTION,
    PROBLEMS_FOUND,
    STRICT_OPTION,
    WRONG_USAGE,
    end,
    examples,
    settings_of,
)
from generator.problems import Problem
from generator.publish import site as mkdocs
from generator.publish.base import EngineFailedError, Without
from generator.publish.build import Built, Job, may_be_framed
from generator.publish.build import build as build_site
from generator.publish.frames import FrameError
from generator.publish.sizes import size_text, too_large
from generator.publish.zensical import is_installed, zensical_engine
from generator.settings import Settings
from generator.wording import counted

ENGINES = ("mkdocs", "zensical")


@click.command(
    epilog=examples(
        "papershelf build",
        "papershelf build --strict -d public",
        "papershelf build --clean",
        "papershelf build --engine zensical",
        "papershelf build --clean --timings stages.json",
    )
)
@CONFIG_OPTION
@STRICT_OPTION
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("--clean", is_flag=True, help="Make everything anew, whatever the cache holds.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="What makes the theme's part of each page, and the hand-written pages.",
)
@click.option(
    "--timings",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the seconds of each stage to this file, as JSON.",
)
def build(
    config_file: Path,
    strict: bool,
    site_dir: Path | None,
    quiet: bool,
    clean: bool,
    engine: str,
    timings: Path | None,
) -> None:
    """Build the site, or bring it up to date; the same site as 'mkdocs build' makes."""
    settings = settings_of(config_file)
    site = (site_dir or settings.root / settings.site_dir).resolve()
    alone = engine == ENGINES[0] and not may_be_framed(settings)
    show = terminal.Show(quiet=quiet or alone)
    if alone:
        with show.stage("MkDocs"):
            code = mkdocs.build(config_file, strict=strict, site_dir=site, quiet=quiet)
        _write_timings(timings, show)
        sys.exit(code)
    make = _engine(engine, settings, config_file, strict)
    job = Job(
        settings=settings,
        engine=make(""),
        engine_name=engine,
        without=make,
        site=site,
        show=show,
        strict=strict,
        clean=clean,
    )
    try:
        built = build_site(job)
    except FrameError as error:
        instead = ", or write paper_pages: mkdocs" if engine == ENGINES[0] else ""
        click.echo(f"error: {error}\nMend it{instead}", err=True)
        sys.exit(PROBLEMS_FOUND)
    except EngineFailedError as error:
        sys.exit(error.code)
    _write_timings(timings, show)
    large = too_large(built.sizes, settings.options, config_file.name)  # no problem of the records
    terminal.print_problems([*built.problems, *large], settings.root)
    if built.done and not quiet:
        click.echo(_built_text(built, show.seconds))
    end(built.problems, strict)


@click.command(epilog=examples("papershelf serve", "papershelf serve -a 127.0.0.1:9000"))
@CONFIG_OPTION
@STRICT_OPTION
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="HOST:PORT.")
def serve(config_file: Path, strict: bool, dev_addr: str) -> None:
    """Build the site, serve it, and build again whenever a record changes."""
    settings_of(config_file)
    if not mkdocs.is_free(dev_addr):
        click.echo(
            f"{dev_addr} is in use; give another address: papershelf serve -a HOST:PORT", err=True
        )
        sys.exit(WRONG_USAGE)
    mkdocs.serve(config_file, strict=strict, address=dev_addr)


def _engine(name: str, settings: Settings, config_file: Path, strict: bool) -> Without:
    """Return what gives the engine of a name, told which template of the shelf to pass over."""
    if name == ENGINES[0]:
        return lambda without: mkdocs.mkdocs_engine(config_file, strict=strict, without=without)
    if not is_installed():
        raise click.UsageError('Zensical is not installed: pip install "papershelf[zensical]"')
    if settings.options.paper_pages == "mkdocs":
        problem = Problem(
            path=str(config_file),
            key="plugins.papershelf.paper_pages",
            message="Zensical makes framed pages only",
            advice="write auto or framed, or build with --engine mkdocs",
        )
        terminal.print_problems([problem], Path.cwd())
        sys.exit(WRONG_USAGE)
    return lambda without: zensical_engine(settings, config_file, strict=strict, without=without)


def _write_timings(file: Path | None, show: terminal.Show) -> None:
    if file:
        file.write_text(terminal.timings_text(show.stages, show.seconds), encoding="utf-8")


def _built_text(built: Built, seconds: float) -> str:
    """Return what a build came to: "61,382 pages (3 made anew), 402.1 MB, in 9.8 s"."""
    size = size_text(sum(built.sizes.values()))
    pages = f"{counted(built.pages, 'page')} ({built.made:,} made anew)"
    return f"{pages}, {size}, in {seconds:.1f} s"
