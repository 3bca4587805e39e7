"""The commands that the workflows of a shelf on GitHub run; each job has its own."""

import click

from generator.cli.lazily import LazyGroup

COMMANDS = {
    "comment": "github_review:comment",
    "gather-upkeep": "github_upkeep:gather_upkeep",
    "propose": "github_forms:propose_",
    "propose-upkeep": "github_upkeep:propose_upkeep",
    "read-form": "github_forms:read_form",
}


@click.group(
    name="github",
    cls=LazyGroup,
    places={name: f"generator.cli.{place}" for name, place in COMMANDS.items()},
)
def github() -> None:
    """Do what the workflows on GitHub do: they find what happened in the variables of a run."""
