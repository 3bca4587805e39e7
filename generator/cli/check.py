"""The command that checks records."""

import datetime
import os
from pathlib import Path

import click

from generator import terminal
from generator.catalog import Catalog
from generator.cli.common import CONFIG_OPTION, STRICT_OPTION, end, examples, settings_of
from generator.cli.links import LinkOptions, link_options, links_checked
from generator.cli.mending import mend, mendable_of, mendable_text
from generator.contribute.duplicates import likely_pairs, pair_problem
from generator.deep_checks import deep_problems
from generator.problem_formats import Format, Report, default_format, prefix_of
from generator.problem_formats.forms import FORMS
from generator.problems import Problem, in_order
from generator.publish.pipeline import load_catalog
from generator.relate import related
from generator.signals import FOLDER as SIGNALS
from generator.signals import read_signals
from generator.signals.checks import check_signals
from generator.wording import counted


@click.command(
    epilog=examples(
        "papershelf check",
        "papershelf check --fix",
        "papershelf check --fix --diff",
        "papershelf check --deep",
        "papershelf check --links",
        "papershelf check --strict -f shelf/mkdocs.yml",
        "papershelf check --format sarif > check.sarif",
    )
)
@CONFIG_OPTION
@STRICT_OPTION
@click.option("--deep", is_flag=True, help="Warn also of what is merely suspicious.")
@click.option("--fix", is_flag=True, help="Mend in the files what can be mended mechanically.")
@click.option("--diff", is_flag=True, help="With --fix: write nothing, show what would change.")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="For people, or for programs; by default text, and github in a workflow of GitHub.",
)
@link_options
def check(
    config_file: Path,
    strict: bool,
    deep: bool,
    fix: bool,
    diff: bool,
    form: str | None,
    links: bool,
    links_fresh: int,
    links_limit: int | None,
    links_report: Path | None,
) -> None:
    """Check all records and print every problem in them.

    A link that is dead never makes the command fail, not even with --strict.
    """
    if diff and not fix:
        raise click.UsageError("--diff shows what --fix would change: write both")
    settings = settings_of(config_file)
    fixed = mend(settings, write=not diff) if fix else []
    loaded = load_catalog(settings)
    catalog, problems = loaded.catalog, loaded.problems
    if catalog:
        pairs = list(likely_pairs(catalog, related(catalog, 0).neighbours))
        problems += [pair_problem(*pair) for pair in pairs]
        if deep:
            known = {frozenset({one.id, other.id}) for one, other, _ in pairs}
            problems += deep_problems(catalog, known)
    signals = read_signals(settings.source / SIGNALS, settings.root)
    problems += check_signals(signals, catalog.by_id) if catalog else signals.problems
    of_links: list[Problem] = []
    said = ""
    if catalog and links:
        options = LinkOptions(fresh_days=links_fresh, limit=links_limit, report=links_report)
        of_links, said = links_checked(settings, catalog, options, datetime.date.today())
    found = in_order([*problems, *of_links])
    report = Report(
        problems=found,
        mendable=mendable_of(settings, found),
        fixed=fixed,
        prefix=prefix_of(settings.root, os.environ),
    )
    _tell(report, Format(form) if form else default_format(os.environ), settings.root)
    is_pure = form in {Format.JSON, Format.SARIF}
    for text in filter(None, [_shelf_text(catalog) if catalog else "", said]):
        click.echo(text, err=is_pure)
    end(problems, strict)


def _tell(report: Report, form: Format, root: Path) -> None:
    """Print a report: for people to standard error, for programs to standard output."""
    if form is Format.TEXT:
        terminal.print_for_people(report.problems, root)
    else:
        click.echo(FORMS[form](report), nl=False)
    if report.mendable:
        click.echo(mendable_text(len(report.mendable)), err=True)


def _shelf_text(catalog: Catalog) -> str:
    """Return "80 papers, 42 tags, 388 authors, 27 venues, 3 collections"."""
    kinds = {
        "paper": catalog.papers,
        "tag": catalog.tags,
        "author": catalog.authors,
        "venue": catalog.venues,
        "collection": catalog.collections,
    }
    return ", ".join(counted(len(things), noun) for noun, things in kinds.items())
