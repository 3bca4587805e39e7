"""The commands of the upkeep workflow, in two jobs: gather what was found, then propose it."""

import os
from pathlib import Path

import click

from generator.cli.common import CONFIG_OPTION, examples, settings_of
from generator.cli.github_log import fail, say
from generator.github.api import GitHub, GitHubError
from generator.github.git import Git, GitError
from generator.github.outputs import add_summary
from generator.github.proposal import digest
from generator.github.upkeep import Place, propose_facts, tell_of_links
from generator.github.upkeep_handover import (
    MAX_BYTES,
    File,
    Handover,
    HandoverError,
    changed_paths,
    decode,
    gathered,
)
from generator.github.upkeep_words import issue_body, pull_body

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    name="gather-upkeep",
    epilog=examples(
        "papershelf github gather-upkeep --refreshed facts.json --links links.json --into all.json"
    ),
)
@CONFIG_OPTION
@click.option("--refreshed", type=_FILE, required=True, help="The report of 'refresh --write'.")
@click.option("--links", type=_FILE, required=True, help="The report of 'check --links'.")
@click.option("--into", type=_FILE, required=True, help="Where all of it goes, as JSON.")
def gather_upkeep(config_file: Path, refreshed: Path, links: Path, into: Path) -> None:
    """Put the changed files and the reports of a round of upkeep into one file."""
    settings = settings_of(config_file)
    said, found = refreshed.read_text("utf-8"), links.read_text("utf-8")
    git = Git(settings.root, os.environ)
    try:
        files = [_file(settings.root, path, git) for path in changed_paths(said)]
        handover = gathered(said, found, files)
    except (HandoverError, GitError) as error:
        fail(error)
    into.write_text(handover.model_dump_json(), encoding="utf-8")
    _summarise(handover)


def _file(root: Path, path: str, git: Git) -> File:
    before = git.text("HEAD", path)
    text = (root / path).read_bytes().decode("utf-8")
    return File(path=path, before="" if before is None else digest(before), text=text)


def _summarise(handover: Handover) -> None:
    place = Place.of(os.environ)
    parts = [pull_body(handover.refreshed, place.line)]
    if not handover.links.offline:
        parts.append(issue_body(handover.links, place.line))
    add_summary("\n\n".join(parts), os.environ)


@click.command(
    name="propose-upkeep", epilog=examples("papershelf github propose-upkeep --from all.json")
)
@CONFIG_OPTION
@click.option("--from", "source", type=_FILE, required=True, help="What was gathered.")
def propose_upkeep(config_file: Path, source: Path) -> None:
    """Open or update the pull request "Refresh facts" and the issue "Links that no longer work".

    GITHUB_TOKEN holds a token that may write contents, pull requests and issues, and start
    workflows.
    """
    settings = settings_of(config_file)
    try:
        with source.open("rb") as file:
            handover = decode(file.read(MAX_BYTES + 1))
        place = Place.of(os.environ)
        with GitHub.of(os.environ) as github:
            say(tell_of_links(handover, place, github))
            git = Git(settings.root, os.environ)
            for sentence in propose_facts(handover, settings, place, github, git):
                say(sentence)
    except (HandoverError, GitError, GitHubError) as error:
        fail(error)
