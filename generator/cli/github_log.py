"""What a command says in the log of a workflow: in one line, which is no command to the runner."""

import sys
from typing import Never

import click

from generator.cli.common import PROBLEMS_FOUND
from generator.problem_formats.github import log_line


def say(text: str) -> None:
    """Say something."""
    click.echo(log_line(text))


def fail(error: Exception) -> Never:
    """Say what went wrong, and end."""
    click.echo(log_line(f"error: {error}"), err=True)
    sys.exit(PROBLEMS_FOUND)
