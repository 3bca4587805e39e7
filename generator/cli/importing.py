"""The commands that import other people's formats."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, end, examples, settings_of
from generator.importers import import_page
from generator.importers.bring import Fetch, Wanted, bring
from generator.importers.csv_columns import KEYS
from generator.importers.fetching import fetched
from generator.importers.formats import FORMATS
from generator.importers.wording import brought_text, outcome_text
from generator.problems import did_you_mean
from generator.records.read import read_tags
from generator.settings import Settings
from generator.web.opening import open_client, services_of

_EXAMPLE_FILES = {
    "bibtex": "references.bib",
    "csl-json": "references.json",
    "ris": "references.ris",
    "jsonl": "papers.jsonl",
    "csv": "papers.csv",
    "zotero": "library.json",
    "markdown": "README.md",
}
_OPTIONS = (
    CONFIG_OPTION,
    click.option(
        "--into",
        type=click.Path(path_type=Path),
        help="The folder of the records; the shelf's by default.",
    ),
    click.option("--write", is_flag=True, help="Write it; without this, only tell what would be."),
    click.option(
        "--overwrite", is_flag=True, help="Give records that differ the values of the import."
    ),
    click.option(
        "--one-file",
        metavar="NAME.jsonl",
        default="",
        help="Write new records as lines of this file in the folder, not a file each.",
    ),
    click.option(
        "--rejects",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Where entries go that are not understood; beside FILE by default.",
    ),
    click.option(
        "--keywords/--no-keywords",
        default=True,
        show_default=True,
        help="Make keywords tags where they name tags of the vocabulary.",
    ),
)
_COLUMNS = click.option(
    "--columns",
    metavar="KEY=NAME,…",
    default="",
    help=f"Which column holds what; others are guessed. Keys: {', '.join(KEYS[:-1])}.",
)
_FETCH = click.option(
    "--fetch", is_flag=True, help="Ask services for the facts of each paper; needs the network."
)


@click.group(name="import")
def import_() -> None:
    """Bring papers from other people's formats onto the shelf.

    Nothing is written without --write. Entries that are not understood are kept in a file beside
    FILE, each with the reason.
    """


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
    click.echo(outcome_text(outcome))
    end(outcome.problems, strict=False)


def _command(name: str, what: str) -> click.Command:
    """Return the command that imports a format."""
    more = {"csv": [_COLUMNS], "markdown": [_FETCH]}.get(name, [])

    def run(file: Path, config_file: Path, into: Path | None, **options: Any) -> None:
        _import(name, file, config_file, into, options)

    run.__doc__ = f"Import {what}."
    command: Callable[..., None] = run
    for option in reversed((*_OPTIONS, *more)):
        command = option(command)
    command = click.argument("file", type=click.Path(path_type=Path))(command)
    example = f"papershelf import {name} {_EXAMPLE_FILES[name]}"
    lines = [example, f"{example} --write", f"{example} --write --one-file papers.jsonl"]
    if name == "csv":
        lines.append(f'{example} --columns "title=Paper,authors=Who"')
    if name == "markdown":
        lines.append(f"{example} --fetch --write")
    return click.command(name=name, epilog=examples(*lines))(command)


def _import(
    name: str, file: Path, config_file: Path, into: Path | None, options: Mapping[str, Any]
) -> None:
    if options["one_file"] and not _is_name(options["one_file"]):
        raise click.UsageError("--one-file is the name of a file that ends in .jsonl")
    settings = settings_of(config_file) if into is None or config_file.exists() else None
    tags = read_tags(settings.source, settings.root) if settings else ()
    brought = bring(
        Wanted(
            file=file,
            format=name,
            into=into or _papers(settings),
            today=datetime.date.today(),
            vocabulary=tags,
            use_keywords=options["keywords"],
            columns=_columns(options.get("columns", "")),
            one_file=options["one_file"],
            overwrite=options["overwrite"],
            write=options["write"],
            rejects=options["rejects"],
            fetch=_fetch(settings) if options.get("fetch") else None,
        )
    )
    terminal.print_problems(brought.problems, Path.cwd())
    if brought.items or brought.rejected or not brought.problems:
        click.echo(brought_text(brought, command=f"papershelf import {name} {file}"))
    end(brought.problems, strict=False)


def _papers(settings: Settings | None) -> Path:
    assert settings is not None  # noqa: S101 - settings are read where no folder is given
    folder = settings.source / "papers"
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _is_name(name: str) -> bool:
    return name.endswith(".jsonl") and not name.startswith(".") and Path(name).name == name


def _columns(text: str) -> dict[str, str]:
    """Return the columns in "title=Title,authors=Author" by their keys."""
    chosen = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or not column:
            raise click.UsageError(f'--columns: "{part}" is not KEY=NAME')
        if key not in KEYS:
            raise click.UsageError(f'--columns: no key "{key}"; {did_you_mean(key, KEYS)}')
        chosen[key] = column
    return chosen


def _fetch(settings: Settings | None) -> Fetch:
    if settings is None:
        raise click.UsageError("--fetch needs the shelf's mkdocs.yml: -f FILE")

    def say(sentence: str) -> None:
        click.echo(sentence, err=True)

    def fetch(candidates: Any) -> Any:
        with open_client(settings) as client:
            return fetched(candidates, client, services_of(settings), say)

    return fetch


for _name, _what in FORMATS.items():
    import_.add_command(_command(_name, _what))
