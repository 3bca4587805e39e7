"""The commands by which issue forms become pull requests, in two jobs: read, then propose."""

import datetime
import os
from pathlib import Path

import click

from generator.cli.common import CONFIG_OPTION, examples, settings_of
from generator.cli.github_log import fail, say
from generator.github.answering import answer
from generator.github.api import GitHub, GitHubError
from generator.github.events import EventError, IssueEvent, read_event
from generator.github.git import Git, GitError
from generator.github.outputs import add_summary, set_outputs
from generator.github.proposal import Proposal, ProposalError, decode, encode
from generator.github.proposing import MARK, failed, propose
from generator.web.opening import open_client

VARIABLE = "PAPERSHELF_PROPOSAL"


@click.command(name="read-form", epilog=examples("papershelf github read-form"))
@CONFIG_OPTION
def read_form(config_file: Path) -> None:
    """Read the form that the issue of this workflow's event is, and look its paper up.

    Writes nothing but the output "proposal" for the next job; it is empty when there is no form.
    """
    settings = settings_of(config_file)
    event = _event()
    today = datetime.datetime.now(datetime.UTC).date()
    with open_client(settings) as client:
        proposal = answer(event.issue, settings, client, today=today)
    set_outputs({"proposal": encode(proposal) if proposal else ""}, os.environ)
    if proposal is None:
        say(f"Issue {event.issue.number} is no open form; there is nothing to do.")
        return
    add_summary(proposal.body, os.environ)
    say(_found(event.issue.number, proposal))


def _found(number: int, proposal: Proposal) -> str:
    if proposal.change is None:
        return f"Issue {number} cannot become a pull request yet; the answer says why."
    place = f", line {proposal.change.line}" if proposal.change.line else ""
    return f"Issue {number}: {proposal.kind} {proposal.paper} ({proposal.change.path}{place})."


@click.command(name="propose", epilog=examples("papershelf github propose"))
@CONFIG_OPTION
def propose_(config_file: Path) -> None:
    """Make a pull request of what "read-form" handed over, and answer in the issue.

    The variable PAPERSHELF_PROPOSAL holds it, GITHUB_TOKEN a token that may write contents, pull
    requests and issues, and start workflows.
    """
    settings = settings_of(config_file)
    event = _event()
    try:
        with GitHub.of(os.environ) as github:
            try:
                proposal = decode(os.environ.get(VARIABLE, ""))
                git = Git(settings.root, os.environ)
                done = propose(event, proposal, settings, github, git)
            except (ProposalError, GitError, GitHubError) as error:
                github.comment(event.issue.number, MARK, failed(error, os.environ))
                raise
    except (ProposalError, GitError, GitHubError) as error:
        fail(error)
    for sentence in done.sentences:
        say(f"{sentence[:1].upper()}{sentence[1:]}.".replace("..", "."))
    set_outputs({"pull_request": done.pull_request}, os.environ)


def _event() -> IssueEvent:
    try:
        return read_event(IssueEvent, os.environ)
    except EventError as error:
        fail(error)
