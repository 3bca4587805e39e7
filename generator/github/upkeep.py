"""Upkeep on GitHub: one pull request with new facts, one issue with dead links, kept current."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from generator.github import escape
from generator.github import upkeep_words as words
from generator.github.api import GitHub
from generator.github.git import BOT_EMAIL, BOT_NAME, Git
from generator.github.proposing import CHECK
from generator.github.rest import GitHubError
from generator.github.upkeep_handover import Handover, HandoverError, checked_files
from generator.settings import Settings
from generator.signals import FOLDER as SIGNALS
from generator.signals.read import day_of

BRANCH = "upkeep/facts"
PULL_MARK = "facts"
ISSUE_MARK = "links"
_BY_HAND = f"Somebody has changed the branch {BRANCH} by hand, so it is left as it is."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a workflow runs: the repository's page, and the branch that it was started on."""

    page: str
    branch: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Place":
        """Return what the variables of a workflow say; raise `HandoverError` away from a branch."""
        ref = environment.get("GITHUB_REF", "")
        if not ref.startswith("refs/heads/"):
            raise HandoverError("upkeep runs on a branch only")
        server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
        page = f"{server}/{environment.get('GITHUB_REPOSITORY', '')}"
        return cls(page, ref.removeprefix("refs/heads/"))

    def line(self, path: str, line: int) -> str:
        """Return the address of a line of a file; "" for a path that leads elsewhere."""
        return escape.file_address(f"{self.page}/blob/{quote(self.branch)}", path, line)


def tell_of_links(handover: Handover, place: Place, github: GitHub) -> str:
    """Open, update or close the issue on links; return a sentence for the log."""
    links = handover.links
    if links.offline:
        return "The links were not checked, so the issue stays as it is."
    if any(link.state == "dead" for link in links.links):
        body = words.issue_body(links, place.line)
        issue = github.issue(ISSUE_MARK, words.ISSUE_TITLE, body)
        return f"Issue {issue.number} on dead links: {issue.done}."
    closed = github.close_issue(ISSUE_MARK, words.closing(links))
    return f"Issue {closed.number} is closed: all links work." if closed else "No link is dead."


def propose_facts(
    handover: Handover, settings: Settings, place: Place, github: GitHub, git: Git
) -> list[str]:
    """Push new facts to their branch, and open or update its pull request; return sentences.

    The branch is made anew from what is checked out. Only the days of signals that stand on it
    alone stay: what was counted cannot be counted again.
    """
    texts = checked_files(settings.root, settings.options.source, handover)
    if not texts:
        return ["Services say nothing new."]
    before = git.fetched(BRANCH)
    if before and not git.is_ours(BRANCH, git.head()):
        return [_BY_HAND]
    folder = f"{settings.options.source}/{SIGNALS}"
    texts = {**_earlier_days(folder, before, git), **texts} if before else texts
    pushed = _pushed(texts, before, settings, git)
    body = words.pull_body(handover.refreshed, place.line)
    pull = github.pull_request(BRANCH, place.branch, words.PULL_TITLE, body, PULL_MARK)
    said = [f"Pull request {pull.number}: {pull.done}."]
    if pushed or pull.done == "made":
        said.append(_check_started(github))
    return said


def _earlier_days(folder: str, tip: str, git: Git) -> dict[str, str]:
    """Return the files of days that stand on the branch and not on what is checked out."""
    new = set(git.names(tip, folder)) - set(git.names(git.head(), folder))
    read = partial(git.text, tip)
    found = {f"{folder}/{name}": read(f"{folder}/{name}") for name in sorted(new) if day_of(name)}
    return {path: text for path, text in found.items() if text is not None}


def _pushed(texts: Mapping[str, str], before: str | None, settings: Settings, git: Git) -> bool:
    """Push files to the branch; tell whether it did not hold just these already."""
    if before and all(git.is_same(BRANCH, path, text) for path, text in texts.items()):
        return False
    for path, text in texts.items():
        file = settings.root / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    commit = git.commit_all(sorted(texts), words.PULL_TITLE, (BOT_NAME, BOT_EMAIL))
    git.push(commit, BRANCH, before)
    return True


def _check_started(github: GitHub) -> str:
    """Start the check, which a workflow's own push does not start; a failure of that is no end."""
    try:
        github.dispatch(CHECK, BRANCH)
    except GitHubError as error:
        return f"The check was not started: {error}."
    return "The check was started."
