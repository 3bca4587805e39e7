"""Where the links of a review lead on GitHub."""

import re
from collections.abc import Mapping

from generator.github.events import EventError, PullRequestEvent, read_event
from generator.review.markdown import NOWHERE, Addresses

_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
SERVER = "https://github.com"


def addresses_of(
    environment: Mapping[str, str], head: str, base: str = "", preview: str = ""
) -> Addresses:
    """Return where files are shown: those of commits in a workflow's repository.

    GitHub shows a commit of a fork in the repository that it is proposed to.
    """
    server = environment.get("GITHUB_SERVER_URL") or SERVER
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(repository) or not server.startswith("https://"):
        return NOWHERE
    files, old = (
        f"{server}/{repository}/blob/{sha}" if _SHA.fullmatch(sha) else "" for sha in (head, base)
    )
    return Addresses(files=files, old_files=old, preview=preview)


def addresses_in(environment: Mapping[str, str]) -> Addresses:
    """Return where files are shown in a workflow that a pull request started; else nowhere."""
    if environment.get("GITHUB_EVENT_NAME") != "pull_request":
        return NOWHERE
    try:
        pull = read_event(PullRequestEvent, environment).pull_request
    except EventError:
        return NOWHERE
    return addresses_of(environment, pull.head.sha, pull.base.sha)
