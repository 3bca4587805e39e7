"""The review as one comment under its pull request, written by code that nobody proposed.

A pull request's run leaves the review as data. Which pull request that is, GitHub itself is asked:
the run's commit and repository tell, and no file that the run left. The data is read strictly, and
all text in it escaped. What code made it is a stranger's as well, which the comment says when it is
not that of the shelf.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from generator.github import escape
from generator.github.api import GitHub
from generator.github.artifacts import ArtifactError, artifact_file
from generator.github.events import WorkflowRun, WorkflowRunEvent
from generator.github.rest import Json
from generator.github.review_links import SERVER, addresses_of
from generator.review.exchange import MAX_BYTES, ExchangeError, decode
from generator.review.markdown import as_markdown
from generator.review.models import Review

MARK = "review"
"""The marker of the comment, and the name of the artifact."""
FILE = "review.json"

_STARTED_BY = frozenset({"pull_request", "workflow_dispatch"})
"""The second is how another workflow has the pull request reviewed that it opened."""
_LIMIT = 64_000
_LOOKED_AT = 1_000
"""So many files of a pull request are looked at."""
_RECORDS = (".bib", ".jsonl", ".md", ".yml")
_NAMED = 3


def comment_on(
    event: WorkflowRunEvent, github: GitHub, source: str, environment: Mapping[str, str]
) -> str:
    """Write the review that a run left under its pull request, or bring our comment up to date.

    Returns a sentence that says what was done. `source` is the folder of the records. Raises
    `GitHubError`.
    """
    run = event.workflow_run
    if run.event not in _STARTED_BY or run.conclusion != "success":
        return "The run left no review: no pull request started it, or it did not end well."
    pull = _pull_request(run, github)
    if pull is None:
        return "No open pull request has this commit as its last; there is nothing to say."
    number = int(pull["number"])
    try:
        content = artifact_file(github, run.id, MARK, FILE, MAX_BYTES)
        review = None if content is None else decode(content)
    except (ArtifactError, ExchangeError) as error:
        return f"What the run left is no review, so nothing was written: {error}."
    if review is None:
        return "The run left no review; there is nothing to say."
    if not _says_something(review) and not github.has_comment(number, MARK):
        return f"Pull request {number} changes nothing on the shelf; there is nothing to say."
    body = _body(review, run, list(_code(github, number, source)), environment)
    done = github.comment(number, MARK, body)
    return f"The comment under pull request {number}: {done.done}."


def _pull_request(run: WorkflowRun, github: GitHub) -> Json | None:
    """Return the open pull request whose last commit the run looked at, if there is just one."""
    if run.head_repository is None or not run.head_branch:
        return None
    name = run.head_repository.full_name
    head = f"{name.partition('/')[0]}:{run.head_branch}"
    found = [
        pull
        for pull in github.pages("pulls", state="open", head=head)
        if _end(pull, "head") == (name, run.head_sha) and isinstance(pull.get("number"), int)
    ]
    return found[0] if len(found) == 1 else None


def _end(pull: Json, end: str) -> tuple[str, str]:
    """Return the repository and the commit of one end of a pull request."""
    branch = pull.get(end) or {}
    return str((branch.get("repo") or {}).get("full_name")), str(branch.get("sha"))


def _says_something(review: Review) -> bool:
    return bool(review.differences or review.problems or review.links)


def _code(github: GitHub, number: int, source: str) -> Iterator[str]:
    """Yield the files of a pull request that are no records, and may decide what a review says."""
    for file in islice(github.pages(f"pulls/{number}/files"), _LOOKED_AT):
        path = str(file.get("filename", ""))
        if not (path.startswith(f"{source}/") and path.endswith(_RECORDS)):
            yield path


def _body(review: Review, run: WorkflowRun, code: list[str], environment: Mapping[str, str]) -> str:
    server = environment.get("GITHUB_SERVER_URL") or SERVER
    repository = environment.get("GITHUB_REPOSITORY", "")
    preview = f"{server}/{repository}/actions/runs/{run.id}#artifacts"
    to = addresses_of(environment, run.head_sha, review.base, preview)
    note = f"{_warning(code)}\n\n" if code else ""
    commit = escape.code(run.head_sha[:10])
    end = f"\n<sub>Of commit {commit}; brought up to date after each push.</sub>\n"
    return note + as_markdown(review, to, _LIMIT - len(note) - len(end)) + end


def _warning(code: list[str]) -> str:
    """Return what to know of a review that was made by code which the pull request changes."""
    named = ", ".join(escape.code(path, 100) for path in code[:_NAMED])
    more = f" and {len(code) - _NAMED:,} more" if len(code) > _NAMED else ""
    return (
        f"> **This pull request changes more than records:** {named}{more}. What is said below "
        "and the preview were made with these changes, so read them yourself."
    )
