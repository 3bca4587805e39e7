"""The command `papershelf`: parses, calls, prints; one module for each group of commands."""

from typing import Any

import click

from generator import __version__
from generator.cli.lazily import LazyGroup

COMMANDS = {
    "add": "adding:add",
    "build": "build:build",
    "check": "check:check",
    "export": "exporting:export",
    "fmt": "formatting:fmt",
    "github": "github:github",
    "import": "importing:import_",
    "init": "shelf:init",
    "new": "adding:new",
    "pages": "shelf:pages",
    "refresh": "refreshing:refresh",
    "review": "reviewing:review",
    "schema": "shelf:schema",
    "serve": "build:serve",
    "suggest-tags": "tags:suggest_tags",
}
"""Where each command is: a module of this package and the command's name in it."""


class _Commands(LazyGroup):
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
    places={name: f"{__name__}.{place}" for name, place in COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Run 'papershelf COMMAND --help' for examples of a command.",
)
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn a folder of paper records into a searchable website."""
