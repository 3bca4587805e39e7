"""The command that checks records."""

from pathlib import Path

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, STRICT_OPTION, end, examples, settings_of
from generator.contribute.duplicates import near_duplicates
from generator.deep_checks import deep_problems
from generator.problems import in_order
from generator.publish.pipeline import load_catalog
from generator.relate import related


@click.command(
    epilog=examples(
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
    settings = settings_of(config_file)
    loaded = load_catalog(settings)
    catalog, problems = loaded.catalog, loaded.problems
    if catalog:
        problems += near_duplicates(catalog, related(catalog, 0).neighbours)
    if catalog and deep:
        problems += deep_problems(catalog)
    terminal.print_problems(in_order(problems), settings.root)
    if catalog:
        click.echo(terminal.shelf_text(catalog))
    end(problems, strict)
