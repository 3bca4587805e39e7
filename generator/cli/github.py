"""The commands that the workflows of a shelf on GitHub run; each job has its own."""

import click

from generator.cli.github_forms import propose_, read_form
from generator.cli.github_review import comment
from generator.cli.github_upkeep import gather_upkeep, propose_upkeep


@click.group(name="github")
def github() -> None:
    """Do what the workflows on GitHub do: they find what happened in the variables of a run."""


for _command in (read_form, propose_, comment, gather_upkeep, propose_upkeep):
    github.add_command(_command)
