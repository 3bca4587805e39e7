"""Proposing: a form's change becomes one branch, one pull request and one comment, kept up to date.

This runs with a token that may write. Of what the first job handed over it takes the paper's id,
the text and the Markdown; branch, title and messages are its own, made of the issue's number and
of the id, so that nothing a stranger wrote stands in a commit's message.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.github import escape
from generator.github.api import GitHub
from generator.github.events import IssueEvent, User
from generator.github.git import BOT_EMAIL, BOT_NAME, Git
from generator.github.proposal import Proposal, changed_file
from generator.github.rest import GitHubError
from generator.settings import Settings

MARK = "form"
"""The marker of the comment and of the pull request."""
CHECK = "check.yml"
CHECKS = (CHECK, "review.yml")
"""The workflows that look at a pull request, and can be started on a branch."""

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_TITLES = {"add": "Add {}", "correct": "Correct {}"}
_BY_HAND = (
    "Somebody has changed the pull request by hand since, so this form does not touch it any more. "
    "Please say in the pull request what else should change."
)
_CLOSED = (
    "The pull request that this form became was closed without being merged, so the form opens no "
    "other one. Please ask there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a form, as sentences for the log."""

    sentences: tuple[str, ...]
    pull_request: str = ""
    """Its address."""


def branch_of(number: int) -> str:
    """Return the branch of an issue's pull request; each issue has one."""
    return f"form/{number}"


def propose(
    event: IssueEvent, proposal: Proposal, settings: Settings, github: GitHub, git: Git
) -> Done:
    """Push a form's change, open or update its pull request, start its check, and answer once.

    Raises `ProposalError` for a change that may not be, `GitError` and `GitHubError`.
    """
    number = event.issue.number
    if proposal.change is None:
        thing = github.comment(number, MARK, proposal.body)
        return Done(sentences=(f"the answer in issue {number}: {thing.done}",))
    branch = branch_of(number)
    before = git.fetched(branch)
    if stopped := _stopped(branch, before, github, git):
        github.comment(number, MARK, stopped)
        return Done(sentences=(stopped,))
    pushed = _pushed(event, proposal, settings, git, before)
    title = _TITLES[proposal.kind].format(proposal.paper)
    base = event.repository.default_branch
    body = f"Closes #{number}.\n\n{proposal.body}"
    pull = github.pull_request(branch, base, title, body, MARK)
    sentences = [f"pull request {pull.number}: {pull.done}"]
    if pushed or pull.done == "made":
        sentences += _started(branch, github)
    github.comment(number, MARK, _thanks(pull.number, proposal))
    return Done(sentences=tuple(sentences), pull_request=pull.url)


def _stopped(branch: str, before: str | None, github: GitHub, git: Git) -> str:
    """Return why a form's branch is left alone; "" when it is not."""
    if before and not git.is_ours(branch, git.head()):
        return _BY_HAND
    if github.open_pull_request(branch):
        return ""
    refused = [pull for pull in github.closed_pull_requests(branch) if not pull.get("merged_at")]
    return _CLOSED if refused else ""


def _pushed(
    event: IssueEvent, proposal: Proposal, settings: Settings, git: Git, before: str | None
) -> bool:
    """Push a change to its branch; tell whether anything was to be pushed.

    `before` is the tip that was looked at: the push fails when the branch has gone on since.
    """
    folder = f"{settings.options.source}/papers"
    file, text = changed_file(settings.root, folder, proposal)
    path = f"{folder}/{file.name}"
    branch = branch_of(event.issue.number)
    if before and git.is_same(branch, path, text):
        return False
    file.write_bytes(text.encode("utf-8"))
    message = _TITLES[proposal.kind].format(proposal.paper)
    commit = git.commit(path, message, author_of(event.issue.user))
    git.push(commit, branch, before)
    return True


def author_of(user: User | None) -> tuple[str, str]:
    """Return the name and address by which GitHub shows who asked as a commit's author."""
    if user is None or user.id <= 0 or not _LOGIN.fullmatch(user.login):
        return BOT_NAME, BOT_EMAIL
    return user.login, f"{user.id}+{user.login}@users.noreply.github.com"


def _started(branch: str, github: GitHub) -> Iterator[str]:
    """Start the checks, which a workflow's own push does not start; a failure of that is no end."""
    for name in CHECKS:
        try:
            github.dispatch(name, branch)
            yield f"{name} was started"
        except GitHubError as error:
            yield f"{name} was not started: {error}"


def _thanks(number: int, proposal: Proposal) -> str:
    what = "adds this paper" if proposal.kind == "add" else "makes this correction"
    return (
        f"Thank you. Pull request #{number} {what}; someone who keeps this shelf will look at it, "
        "and what they say stands there. If something in it should be otherwise, edit this issue: "
        "the pull request follows."
    )


def failed(error: Exception, environment: Mapping[str, str]) -> str:
    """Return the answer to a form when something on our side went wrong."""
    page = "/".join(
        environment.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY")
    )
    run = f"{page}/actions/runs/{environment.get('GITHUB_RUN_ID', '')}"
    return (
        f"The form could not become a pull request: {escape.text(str(error), 500)}.\n\nThis is "
        f"for the people who keep this shelf: [what the workflow did]({run})."
    )
