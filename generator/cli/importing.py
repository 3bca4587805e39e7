"""The commands that import other people's formats."""

import datetime
from pathlib import Path

import click

from generator import terminal
from generator.cli.common import end, examples
from generator.importers import import_page


@click.group(name="import")
def import_() -> None:
    """Bring papers from other people's formats onto the shelf."""


@import_.command(
    name="huggingface-page",
    epilog=examples(
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
    end(outcome.problems, strict=False)
