"""The command that writes the review of a pull request as a comment under it."""

import os
from pathlib import Path

import click

from generator.cli.common import CONFIG_OPTION, examples, settings_of
from generator.cli.github_log import fail, say
from generator.github.api import GitHub, GitHubError
from generator.github.events import EventError, WorkflowRunEvent, read_event
from generator.github.review_comment import comment_on


@click.command(
    epilog=examples("papershelf github comment", "papershelf github comment -f shelf/mkdocs.yml")
)
@CONFIG_OPTION
def comment(config_file: Path) -> None:
    """Write what "papershelf review" said of a pull request under it, once, and keep it current.

    It runs when the workflow that made the review is over, reads what that left, and needs in
    GITHUB_TOKEN a token that may read Actions and write pull requests.
    """
    source = settings_of(config_file).options.source
    try:
        event = read_event(WorkflowRunEvent, os.environ)
        with GitHub.of(os.environ) as github:
            say(comment_on(event, github, source, os.environ))
    except (EventError, GitHubError) as error:
        fail(error)
