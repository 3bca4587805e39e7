"""The command that checks records."""

import datetime
from pathlib import Path

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, STRICT_OPTION, end, examples, settings_of
from generator.cli.links import LinkOptions, link_options, links_checked
from generator.contribute.duplicates import near_duplicates
from generator.deep_checks import deep_problems
from generator.problems import Problem, in_order
from generator.publish.pipeline import load_catalog
from generator.relate import related
from generator.signals import FOLDER as SIGNALS
from generator.signals import read_signals
from generator.signals.checks import check_signals


@click.command(
    epilog=examples(
        "papershelf check",
        "papershelf check --deep",
        "papershelf check --links",
        "papershelf check --strict -f shelf/mkdocs.yml",
    )
)
@CONFIG_OPTION
@STRICT_OPTION
@click.option("--deep", is_flag=True, help="Warn also of what is merely suspicious.")
@link_options
def check(
    config_file: Path,
    strict: bool,
    deep: bool,
    links: bool,
    links_fresh: int,
    links_limit: int | None,
    links_report: Path | None,
) -> None:
    """Check all records and print every problem in them.

    A link that is dead never makes the command fail, not even with --strict.
    """
    settings = settings_of(config_file)
    loaded = load_catalog(settings)
    catalog, problems = loaded.catalog, loaded.problems
    if catalog:
        problems += near_duplicates(catalog, related(catalog, 0).neighbours)
    if catalog and deep:
        problems += deep_problems(catalog)
    signals = read_signals(settings.source / SIGNALS, settings.root)
    problems += check_signals(signals, catalog.by_id) if catalog else signals.problems
    of_links: list[Problem] = []
    said = ""
    if catalog and links:
        options = LinkOptions(fresh_days=links_fresh, limit=links_limit, report=links_report)
        of_links, said = links_checked(settings, catalog, options, datetime.date.today())
    terminal.print_problems(in_order([*problems, *of_links]), settings.root)
    if catalog:
        click.echo(terminal.shelf_text(catalog))
    if said:
        click.echo(said)
    end(problems, strict)
