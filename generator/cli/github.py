"""The commands that the workflows of a shelf on GitHub run; each job has its own."""

import click

from generator.cli.github_forms import propose_, read_form
from generator.cli.github_review import comment


@click.group(name="github")
def github() -> None:
    """Do what the workflows on GitHub do: they find what happened in the variables of a run."""


for _command in (read_form, propose_, comment):
    github.add_command(_command)
