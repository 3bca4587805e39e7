"""The command `papershelf`: parses, calls, prints; one module for each group of commands."""

from typing import Any

import click

from generator import __version__
from generator.cli.adding import add, new
from generator.cli.build import build, serve
from generator.cli.check import check
from generator.cli.exporting import export
from generator.cli.formatting import fmt
from generator.cli.github import github
from generator.cli.importing import import_
from generator.cli.refreshing import refresh
from generator.cli.reviewing import review
from generator.cli.shelf import init, pages, schema
from generator.cli.tags import suggest_tags


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


COMMANDS = (
    init,
    add,
    new,
    check,
    fmt,
    suggest_tags,
    review,
    build,
    serve,
    pages,
    schema,
    import_,
    export,
    refresh,
    github,
)

for _command in COMMANDS:
    main.add_command(_command)
