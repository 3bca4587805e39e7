"""What the commands share: options, examples, settings, how they end."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator import terminal
from generator.problems import Problem, Severity, has_errors
from generator.settings import Settings, read_settings

PROBLEMS_FOUND = 1
WRONG_USAGE = 2

CONFIG_OPTION = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The shelf's mkdocs.yml.",
)
STRICT_OPTION = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def examples(*lines: str) -> str:
    """Return the end of a command's help, with commands to try."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def settings_of(config_file: Path) -> Settings:
    """Return the settings in a shelf's mkdocs.yml; without them the command ends."""
    settings, problems = read_settings(config_file)
    terminal.print_problems(problems, Path.cwd())
    if settings is None or problems:
        sys.exit(WRONG_USAGE)
    return settings


def end(problems: Sequence[Problem], strict: bool = False) -> None:
    """End the command: errors are problems found, and when strict warnings as well."""
    warnings = any(problem.severity is Severity.WARNING for problem in problems)
    sys.exit(PROBLEMS_FOUND if has_errors(problems) or (strict and warnings) else 0)
