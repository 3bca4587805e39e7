"""Commands that put one more paper on the shelf: add, new."""

import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from generator import terminal
from generator.cli.common import CONFIG_OPTION, PROBLEMS_FOUND, examples, settings_of
from generator.contribute import adding_text
from generator.contribute.adding import add_paper, write_addition
from generator.contribute.addition import (
    Addition,
    Candidate,
    Choices,
    Choose,
    Refusal,
    Request,
    nobody,
)
from generator.contribute.reading_requests import requests_in
from generator.contribute.skeleton import plan_skeleton
from generator.contribute.standing import stands, with_paper
from generator.problems import Problem, has_errors, quoted
from generator.settings import Settings
from generator.web.opening import open_client

MAX_INPUT = 5_000_000
"""Characters that are read from standard input."""
STDIN = "-"
_ID_OPTION = click.option(
    "--id", "name", default="", help="The id and address; by default made of the title."
)


@click.command(
    epilog=examples(
        "papershelf add arXiv:2305.19466",
        "papershelf add https://openreview.net/forum?id=rJXMpikCZ doi:10.18653/v1/P18-1001",
        'papershelf add "Attention is all you need" --tag transformers',
        "papershelf add --dry-run 2022.acl-long.244",
        "papershelf add - < entry.bib",
    )
)
@click.argument("requests", nargs=-1, metavar="[REQUEST]...")
@CONFIG_OPTION
@_ID_OPTION
@click.option("--tag", "tags", multiple=True, help="A tag that it gets; may come several times.")
@click.option("--no-tags", is_flag=True, help="Suggest no tags, and write none but those named.")
@click.option("--note", default="", help="Remarks in Markdown, for readers.")
@click.option("--dry-run", is_flag=True, help="Print the record, and write nothing.")
def add(
    requests: tuple[str, ...],
    config_file: Path,
    name: str,
    tags: tuple[str, ...],
    no_tags: bool,
    note: str,
    dry_run: bool,
) -> None:
    """Add papers: find their facts, suggest tags, and write a record for each.

    A REQUEST is an arXiv id, a DOI, an OpenReview or ACL Anthology id, the address of one, or a
    title. Of standard input (-), each BibTeX entry or each line is one.
    """
    wanted, problems = _wanted(requests)
    if name and len(wanted) != 1:
        raise click.UsageError("--id is for one paper")
    settings = settings_of(config_file)
    choices = Choices(
        id=name,
        tags=tags,
        suggest=not no_tags,
        note=note,
        write=not dry_run,
    )
    terminal.print_problems(problems, Path.cwd())
    refused = _add_all(wanted, settings, choices)
    sys.exit(PROBLEMS_FOUND if refused or has_errors(problems) else 0)


def _wanted(arguments: Sequence[str]) -> tuple[list[Request], list[Problem]]:
    """Return what is asked for, in the arguments and on standard input."""
    piped = not arguments and not sys.stdin.isatty()
    if len(arguments) > 1 and all(_is_word(argument) for argument in arguments):
        words = " ".join(arguments)
        raise click.UsageError(f'put a title in quotes: papershelf add "{words}"')
    wanted: list[Request] = []
    problems: list[Problem] = []
    for argument in [STDIN] if piped else arguments:
        if argument != STDIN:
            wanted.append(Request(text=argument))
            continue
        some, found = requests_in(_input())
        wanted += some
        problems += found
    if not wanted and not problems:
        raise click.UsageError("name a paper: papershelf add arXiv:2305.19466")
    return wanted, problems


def _is_word(argument: str) -> bool:
    return argument.isalpha()


def _input() -> str:
    content = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(content) > MAX_INPUT:
        raise click.UsageError("the input is longer than 5 MB; use 'papershelf import'")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError("the input is not UTF-8") from None


def _add_all(wanted: Sequence[Request], settings: Settings, choices: Choices) -> bool:
    """Add papers one after another, say what comes of each, and tell whether one was refused."""
    standing = stands(settings)
    added: list[Addition] = []
    today = datetime.date.today()
    with open_client(settings) as client:
        for request in wanted:
            with _asking(adding_text.request_text(request)) as choose:
                result = add_paper(
                    request,
                    settings,
                    client,
                    today=today,
                    choices=replace(choices, choose=choose),
                    standing=standing,
                )
            _print(request, result, settings)
            if isinstance(result, Addition):
                standing = with_paper(standing, result.paper)
                added.append(result)
    if added and choices.write:
        root = Path(os.path.relpath(settings.root)).as_posix()
        click.echo("\n".join(adding_text.next_lines(added, root)))
    return len(added) < len(wanted)


@contextmanager
def _asking(what: str) -> Iterator[Choose]:
    """Show on a terminal that services are asked; give what asks the person there."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield nobody
        return
    with console.status(Text(what)) as status:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            yield nobody
            return

        def choose(title: str, candidates: Sequence[Candidate]) -> Candidate | None:
            status.stop()
            chosen = _chosen(title, candidates)
            status.start()
            return chosen

        yield choose


def _chosen(title: str, candidates: Sequence[Candidate]) -> Candidate | None:
    click.echo(f"{quoted(title)} may mean:", err=True)
    click.echo("\n".join(adding_text.candidate_lines(candidates)), err=True)
    number = click.prompt(
        "Which one (0 for none)", type=click.IntRange(0, len(candidates)), default=0, err=True
    )
    return candidates[number - 1] if number else None


def _print(request: Request, result: Addition | Refusal, settings: Settings) -> None:
    """Print what came of a request; of a trial, the record alone goes to standard output."""
    if isinstance(result, Refusal):
        click.echo("\n".join(adding_text.refusal_lines(request, result)), err=True)
        return
    trial = not result.written
    console = Console(stderr=trial, highlight=False, soft_wrap=True)
    console.print(Text(result.path, "bold").append(" (not written)" if trial else "", "not bold"))
    for line in adding_text.facts_lines(result):
        value, bracket, origin = line.rpartition("  [")
        console.print(Text(value).append(bracket + origin, "dim"))
    for line in adding_text.tag_lines(result):
        console.print(Text(line, "" if line.startswith("  +") else "dim"))
    for line in adding_text.remark_lines(result):
        console.print(Text(line, "yellow"))
    if trial:
        click.echo(result.text, nl=False)
    terminal.print_problems(result.problems, settings.root)


@click.command(
    epilog=examples(
        'papershelf new "Neural Tangent Kernel"',
        'papershelf new --id ntk "Neural Tangent Kernel: Convergence and Generalization"',
    )
)
@click.argument("title")
@CONFIG_OPTION
@_ID_OPTION
def new(title: str, config_file: Path, name: str) -> None:
    """Begin the record of a paper with this TITLE, to fill in; no network is needed."""
    settings = settings_of(config_file)
    result = plan_skeleton(title, stands(settings), today=datetime.date.today(), wanted=name)
    if isinstance(result, Addition):
        result = write_addition(result, settings)
    if isinstance(result, Refusal):
        click.echo("\n".join(adding_text.refusal_lines(Request(text=title), result)), err=True)
        sys.exit(PROBLEMS_FOUND)
    click.echo(f"{result.path}: fill in what you know, then run papershelf check")
