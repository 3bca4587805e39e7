"""The command that exports papers in the formats of other programs."""

import sys
from pathlib import Path

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, PROBLEMS_FOUND, examples, settings_of
from generator.exports.choice import Choice, UnknownNameError, chosen
from generator.exports.files import FORMATS, exported
from generator.importers.writing import written
from generator.publish.pipeline import load_catalog


@click.command(
    epilog=examples(
        "papershelf export bibtex -o shelf.bib",
        "papershelf export csl-json --tag continual-learning",
        'papershelf export ris --author "Arthur Jacot" --venue NeurIPS',
        "papershelf export bibtex --collection start-here --plain",
        "papershelf export jsonl -o papers.jsonl",
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@CONFIG_OPTION
@click.option("--tag", "tags", multiple=True, help="Papers of this topic and of narrower ones.")
@click.option("--author", "authors", multiple=True, help="Papers of this author.")
@click.option("--venue", "venues", multiple=True, help="Papers of this venue, of all years.")
@click.option("--year", "years", multiple=True, type=int, help="Papers of this year.")
@click.option("--collection", "collections", multiple=True, help="Papers of this collection.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file.")
@click.option("--plain", is_flag=True, help="Leave out what only Papershelf reads.")
def export(
    form: str,
    config_file: Path,
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    venues: tuple[str, ...],
    years: tuple[int, ...],
    collections: tuple[str, ...],
    output: Path | None,
    plain: bool,
) -> None:
    """Write papers as FORMAT: bibtex, csl-json, ris, jsonl or csv; all, or those chosen.

    An option that comes several times widens the choice, different options narrow it. Names and ids
    are as on the site. An import of the file makes the same records again, unless --plain.
    """
    settings = settings_of(config_file)
    loaded = load_catalog(settings)
    if loaded.catalog is None:
        terminal.print_problems(loaded.problems, settings.root)
        sys.exit(PROBLEMS_FOUND)
    choice = Choice(tags=tags, authors=authors, venues=venues, years=years, collections=collections)
    try:
        papers = chosen(loaded.catalog, choice)
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from error
    text = exported(form, papers, loaded.catalog, plain=plain)
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    if problem := written(output, text):
        terminal.print_problems([problem], Path.cwd())
        sys.exit(PROBLEMS_FOUND)
    click.echo(f"{len(papers):,} papers in {output}")
