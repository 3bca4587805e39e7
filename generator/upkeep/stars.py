"""Stars: how many people marked the repository of a paper's code, by GitHub's interface."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.lookup.access import Access
from generator.lookup.json_values import at, entries, number, text
from generator.records.models import Paper
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "GitHub"
BATCH = 100
"""Repositories in one question of the GraphQL interface, which costs one point of many."""
_REPOSITORY = re.compile(
    r"https?://(?:www\.)?github\.com/([A-Za-z0-9][A-Za-z0-9-]{0,38})/([A-Za-z0-9._-]{1,100}?)"
    r"(?:\.git)?(?:[/?#].*)?"
)
_NOT_OWNERS = frozenset(
    {"orgs", "topics", "collections", "sponsors", "users", "search", "features"}
)


def repository_of(paper: Paper) -> str:
    """Return owner/name of the repository that a paper's code stands in; "" for another host."""
    found = _REPOSITORY.fullmatch(paper.links.code or "")
    if not found or found[1].lower() in _NOT_OWNERS or set(found[2]) <= {"."}:
        return ""
    return f"{found[1]}/{found[2]}"


def source_of(repository: str) -> str:
    """Return the name of a repository as the source of a count."""
    return f"github.com/{repository}"


def stars(
    repositories: Sequence[str], access: Access, *, by_token: bool
) -> Iterator[tuple[str, int]]:
    """Yield the stars of each repository that is there and public; WebError at the first refusal.

    With a token the GraphQL interface answers for many at once, else there is a question for each
    (https://docs.github.com/graphql, https://docs.github.com/rest/repos/repos).
    """
    if not by_token:
        yield from _one_by_one(repositories, access)
        return
    for start in range(0, len(repositories), BATCH):
        yield from _many(repositories[start : start + BATCH], access)


def _one_by_one(repositories: Iterable[str], access: Access) -> Iterator[tuple[str, int]]:
    for repository in repositories:
        try:
            answer = access.get(f"{access.services.github}/repos/{repository}")
        except WebError as error:
            if error.status in {404, 410, 451}:
                continue
            raise
        found = number(answer.json(), "stargazers_count")
        if found is not None:
            yield repository, found


def query_of(repositories: Sequence[str]) -> str:
    """Return the question for several repositories; their names hold no quote and no backslash."""
    parts = []
    for place, repository in enumerate(repositories):
        owner, _, name = repository.partition("/")
        parts.append(f'r{place}: repository(owner: "{owner}", name: "{name}") {{ stargazerCount }}')
    return f"query {{ {' '.join(parts)} }}"


def _many(repositories: Sequence[str], access: Access) -> Iterator[tuple[str, int]]:
    answer = access.post(f"{access.services.github}/graphql", {"query": query_of(repositories)})
    said = answer.json()
    if not isinstance(at(said, "data"), dict):
        raise _refused(answer)
    for place, repository in enumerate(repositories):
        found = number(said, "data", f"r{place}", "stargazerCount")
        if found is not None:
            yield repository, found


def _refused(answer: Answer) -> WebError:
    """Return why there is no data: a limit is told with status 200, too."""
    kinds = [text(error, "type") for error in entries(answer.json(), "errors")]
    limited = "RATE_LIMITED" in kinds
    reason = (
        "GitHub was asked too often; try again in an hour" if limited else "no data in the answer"
    )
    return WebError(answer.url, reason, status=answer.status)
