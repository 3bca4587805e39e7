"""The command `papershelf`: parses, calls, prints."""

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator import __version__, terminal
from generator.contribute.duplicates import near_duplicates
from generator.contribute.picking import picked, surest, unknown
from generator.contribute.suggest import suggest
from generator.contribute.tag_files import write_tags
from generator.contribute.wording import as_json
from generator.deep_checks import deep_problems
from generator.importers import import_page
from generator.problems import Problem, Severity, has_errors, in_order
from generator.publish import site as mkdocs
from generator.publish.base import EngineFailedError, Without
from generator.publish.build import Job, may_be_framed
from generator.publish.build import build as build_site
from generator.publish.frames import FrameError
from generator.publish.pipeline import load_catalog, load_shelf, write_pages
from generator.publish.sizes import too_large
from generator.publish.zensical import is_installed, zensical_engine
from generator.records.schema import write_schemas
from generator.relate import related
from generator.scaffold.create import create_shelf
from generator.settings import Settings, read_settings

PROBLEMS_FOUND = 1
WRONG_USAGE = 2

ENGINES = ("mkdocs", "zensical")

CONFIG_OPTION = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The shelf's mkdocs.yml.",
)
STRICT_OPTION = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


class _Commands(click.Group):
    """Says in a line which file could not be written or read, where a command does not."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            raise click.UsageError(f"{error.filename}: {error.strerror}") from error


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Run 'papershelf COMMAND --help' for examples of a command.",
)
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn a folder of paper records into a searchable website."""


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@main.command(epilog=_examples("papershelf init my-shelf", "cd my-shelf && papershelf serve"))
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The name of the shelf; the folder's name by default.")
def init(directory: Path, name: str | None) -> None:
    """Begin a new shelf in DIRECTORY, with two example papers; it builds at once."""
    problems = create_shelf(directory, name)
    if problems:
        terminal.print_problems(problems, directory)
        sys.exit(WRONG_USAGE)
    click.echo(f"A new shelf stands in {directory}. Next: cd {directory} && papershelf serve")


@main.command(
    epilog=_examples(
        "papershelf check",
        "papershelf check --deep",
        "papershelf check --strict -f shelf/mkdocs.yml",
    )
)
@CONFIG_OPTION
@STRICT_OPTION
@click.option("--deep", is_flag=True, help="Warn also of what is merely suspicious.")
def check(config_file: Path, strict: bool, deep: bool) -> None:
    """Check all records and print every problem in them."""
    settings = _settings(config_file)
    loaded = load_catalog(settings)
    catalog, problems = loaded.catalog, loaded.problems
    if catalog:
        problems += near_duplicates(catalog, related(catalog, 0).neighbours)
    if catalog and deep:
        problems += deep_problems(catalog)
    terminal.print_problems(in_order(problems), settings.root)
    if catalog:
        click.echo(terminal.shelf_text(catalog))
    _exit(problems, strict)


@main.command(
    name="suggest-tags",
    epilog=_examples(
        "papershelf suggest-tags",
        "papershelf suggest-tags neural-tangent-kernel filo",
        "papershelf suggest-tags --all --min-score 0.5",
        "papershelf suggest-tags --write --confidence 0.9 --limit 3",
        "papershelf suggest-tags --format json > suggestions.json",
    ),
)
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@CONFIG_OPTION
@click.option("--all", "every", is_flag=True, help="Say of every paper which tags it lacks.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="At most so many tags a paper.",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.2,
    show_default=True,
    help="Leave out tags that score less.",
)
@click.option("--write", is_flag=True, help="Add tags to the records, the surest only.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="What a tag must score to be written.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def suggest_tags(
    papers: tuple[str, ...],
    config_file: Path,
    every: bool,
    limit: int,
    min_score: float,
    write: bool,
    confidence: float,
    form: str,
) -> None:
    """Suggest tags of the vocabulary for PAPERs, or for all papers without a tag.

    Each comes with what speaks for it and a score: how likely a person would choose it.
    """
    if papers and every:
        raise click.UsageError("name papers or write --all, not both")
    settings = _settings(config_file)
    loaded = load_catalog(settings)
    catalog = loaded.catalog
    if catalog is None:
        terminal.print_problems(loaded.problems, settings.root)
        sys.exit(PROBLEMS_FOUND)
    if message := unknown(catalog, papers):
        raise click.UsageError(message)
    least = min(min_score, confidence) if write else min_score
    chosen = picked(catalog, papers, every=every)
    suggested = list(suggest(catalog, chosen, limit, least)) if chosen else []
    additions = surest(suggested, confidence) if write else []
    written, problems = write_tags(settings.root, additions)
    if form == "json":
        click.echo(as_json(suggested, dict(written)), nl=False)
    else:
        terminal.print_suggestions(suggested, dict(written), every=every)
    terminal.print_problems(problems, settings.root)
    _exit(problems, strict=False)


@main.command(
    epilog=_examples(
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
    settings = _settings(config_file)
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
        click.echo(terminal.built_text(built, show.seconds))
    _exit(built.problems, strict)


@main.command(epilog=_examples("papershelf serve", "papershelf serve -a 127.0.0.1:9000"))
@CONFIG_OPTION
@STRICT_OPTION
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="HOST:PORT.")
def serve(config_file: Path, strict: bool, dev_addr: str) -> None:
    """Build the site, serve it, and build again whenever a record changes."""
    _settings(config_file)
    if not mkdocs.is_free(dev_addr):
        click.echo(
            f"{dev_addr} is in use; give another address: papershelf serve -a HOST:PORT", err=True
        )
        sys.exit(WRONG_USAGE)
    mkdocs.serve(config_file, strict=strict, address=dev_addr)


@main.command(epilog=_examples("papershelf pages markdown/", "papershelf pages -f mkdocs.yml out"))
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@CONFIG_OPTION
def pages(directory: Path, config_file: Path) -> None:
    """Write the generated pages as Markdown files into DIRECTORY, for reading or another engine."""
    settings = _settings(config_file)
    shelf, problems = load_shelf(settings)
    terminal.print_problems(problems, settings.root)
    if shelf:
        click.echo(f"{write_pages(shelf, directory):,} pages in {directory}")
    _exit(problems, strict=False)


@main.command(epilog=_examples("papershelf schema", "papershelf schema --into site_src/schema"))
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="The folder.")
@CONFIG_OPTION
def schema(into: Path | None, config_file: Path) -> None:
    """Write the JSON Schema of each kind of record, with which editors complete and check."""
    folder = into or _settings(config_file).source / "schema"
    for path in write_schemas(folder):
        click.echo(path)


@main.group(name="import")
def import_() -> None:
    """Bring papers from other people's formats onto the shelf."""


@import_.command(
    name="huggingface-page",
    epilog=_examples(
        "papershelf import huggingface-page page.txt --into site_src/papers",
        "papershelf import huggingface-page page.txt --into site_src/papers --facts facts.json",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The records' folder.")
@click.option("--facts", type=click.Path(path_type=Path), help="Checked facts, a JSON list.")
@click.option("--overwrite", is_flag=True, help="Replace what a person changed since.")
@click.option("--year", type=int, help="The year of the page's date; by default the latest.")
def huggingface_page(
    file: Path, into: Path, facts: Path | None, overwrite: bool, year: int | None
) -> None:
    """Import the text of a Hugging Face papers page: titles and abstracts in turn."""
    today = datetime.date.today()
    outcome = import_page(file, into, today=today, facts=facts, overwrite=overwrite, year=year)
    terminal.print_problems(outcome.problems, Path.cwd())
    click.echo(terminal.outcome_text(outcome))
    _exit(outcome.problems, strict=False)


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


def _settings(config_file: Path) -> Settings:
    settings, problems = read_settings(config_file)
    terminal.print_problems(problems, Path.cwd())
    if settings is None or problems:
        sys.exit(WRONG_USAGE)
    return settings


def _exit(problems: Sequence[Problem], strict: bool) -> None:
    warnings = any(problem.severity is Severity.WARNING for problem in problems)
    sys.exit(PROBLEMS_FOUND if has_errors(problems) or (strict and warnings) else 0)
