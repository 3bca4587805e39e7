"""Commands about a shelf as a whole: init, pages, schema."""

import sys
from pathlib import Path

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, WRONG_USAGE, end, examples, settings_of
from generator.publish.pipeline import load_shelf, write_pages
from generator.records.schema import write_schemas
from generator.scaffold.create import create_shelf


@click.command(epilog=examples("papershelf init my-shelf", "cd my-shelf && papershelf serve"))
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The name of the shelf; the folder's name by default.")
def init(directory: Path, name: str | None) -> None:
    """Begin a new shelf in DIRECTORY, with two example papers; it builds at once."""
    problems = create_shelf(directory, name)
    if problems:
        terminal.print_problems(problems, directory)
        sys.exit(WRONG_USAGE)
    click.echo(f"A new shelf stands in {directory}. Next: cd {directory} && papershelf serve")


@click.command(epilog=examples("papershelf pages markdown/", "papershelf pages -f mkdocs.yml out"))
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@CONFIG_OPTION
def pages(directory: Path, config_file: Path) -> None:
    """Write the generated pages as Markdown files into DIRECTORY, for reading or another engine."""
    settings = settings_of(config_file)
    shelf, problems = load_shelf(settings)
    terminal.print_problems(problems, settings.root)
    if shelf:
        click.echo(f"{write_pages(shelf, directory):,} pages in {directory}")
    end(problems, strict=False)


@click.command(epilog=examples("papershelf schema", "papershelf schema --into site_src/schema"))
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="The folder.")
@CONFIG_OPTION
def schema(into: Path | None, config_file: Path) -> None:
    """Write the JSON Schema of each kind of record, with which editors complete and check."""
    folder = into or settings_of(config_file).source / "schema"
    for path in write_schemas(folder):
        click.echo(path)
