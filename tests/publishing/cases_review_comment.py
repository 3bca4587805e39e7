"""Review comment: one comment under the right pull request, whatever the other run left."""

import json

from cases_review import RECORD
from helpers.github_markdown import alive
from payloads import Event, pull_request_event, workflow_run_event
from rig import Rig

WORKFLOW = "review-comment.yml"
NUMBER = 21


def cases(rig: Rig) -> None:
    the_review_becomes_one_comment(rig)
    nothing_is_said_without_an_open_pull_request(rig)
    what_a_stranger_leaves_is_not_believed(rig)


def the_review_becomes_one_comment(rig: Rig) -> None:
    sha = rig.commit("patch-1", {"site_src/papers/lids.yml": RECORD})
    rig.merge("patch-1", NUMBER)
    made = rig.run("review.yml", pull_request_event(branch="patch-1", number=NUMBER, sha=sha))
    rig.github.add_fork(NUMBER, "stranger", "patch-1", sha)
    rig.github.files[NUMBER] = ["site_src/papers/lids.yml"]
    for done in ("made", "same"):
        ran = rig.run(WORKFLOW, ended(made.run_id, sha))
        assert ran.failed == []
        assert f"The comment under pull request {NUMBER}: {done}." in ran.printed
    (body,) = rig.github.bodies(NUMBER)
    assert body.startswith("<!-- papershelf:review -->\n## Adds 1 paper\n")
    assert f"https://github.com/someone/papers-demo/actions/runs/{made.run_id}#artifacts" in body
    rig.github.files[NUMBER] = ["generator/cli/check.py", "site_src/papers/lids.yml"]
    ran = rig.run(WORKFLOW, ended(made.run_id, sha))
    assert f"The comment under pull request {NUMBER}: changed." in ran.printed
    (body,) = rig.github.bodies(NUMBER)
    assert "**This pull request changes more than records:** `generator/cli/check.py`." in body


def nothing_is_said_without_an_open_pull_request(rig: Rig) -> None:
    written = len(rig.github.writes)
    rig.github.add_artifact(41, "review", {"review.json": b'{"before": 1, "after": 1}'})
    for event, sentence in (
        (ended(41, "1" * 40), "No open pull request has this commit as its last"),
        (ended(41, "1" * 40, event="push"), "no pull request started it"),
        (ended(42, "0" * 40, branch="gone"), "No open pull request"),
    ):
        ran = rig.run(WORKFLOW, event)
        assert ran.failed == []
        assert sentence in ran.printed
    ran = rig.run(WORKFLOW, ended(41, "1" * 40, conclusion="failure"))
    assert ran.done == []
    rig.github.add_fork(31, "stranger", "idle", "3" * 40)
    for run_id, sentence in ((41, "changes nothing on the shelf"), (43, "left no review")):
        assert sentence in rig.run(WORKFLOW, ended(run_id, "3" * 40, branch="idle")).printed
    assert len(rig.github.writes) == written


def what_a_stranger_leaves_is_not_believed(rig: Rig) -> None:
    sha = "5" * 40
    rig.github.add_fork(51, "stranger", "evil", sha)
    for run_id, (files, archive) in enumerate(no_reviews(), 60):
        rig.github.add_artifact(run_id, "review", files, archive=archive)
        ran = rig.run(WORKFLOW, ended(run_id, sha, branch="evil"))
        assert ran.failed == []
        assert "What the run left is no review, so nothing was written" in ran.printed
    assert rig.github.bodies(51) == []
    texts = [text for _, text in rig.hostile()]
    rig.github.add_artifact(80, "review", {"review.json": hostile_review(texts)})
    ran = rig.run(WORKFLOW, ended(80, sha, branch="evil"))
    assert ran.failed == []
    (body,) = rig.github.bodies(51)
    assert f"## Adds {len(texts)} papers" in body
    assert alive(body, "https://github.com/someone/papers-demo/") == []
    rig.github.add_fork(52, "stranger", '$(touch /tmp/x)"; #', sha)
    ran = rig.run(WORKFLOW, ended(80, sha, branch='$(touch /tmp/x)"; #'))
    assert "The comment under pull request 52: made." in ran.printed


def no_reviews() -> list[tuple[dict[str, bytes], bytes | None]]:
    return [
        ({}, b"PWNED no archive"),
        ({"../../../review.json": b"{}", "review.json": b'{"before": "$(id)", "after": 1}'}, None),
    ]


def hostile_review(texts: list[str]) -> bytes:
    """Return a review in which strangers' texts stand wherever there is text."""
    values = [text.encode("utf-8", "replace").decode() for text in texts]
    review: dict[str, object] = {"base": values[0], "before": 1, "after": 2}
    review["unformatted"] = values
    review["differences"] = [_paper(value) for value in values]
    review["problems"] = [{"path": v, "severity": "error", "text": v} for v in values]
    review["files"] = [{"path": v, "how": "changed"} for v in values]
    review["duplicates"] = [{"id": v, "other": v, "title": v, "path": v, "why": v} for v in values]
    review["suggestions"] = [{"id": v, "tag": v, "score": 0.5, "why": v} for v in values]
    review["links"] = [{"id": v, "address": v, "state": v, "note": v} for v in values]
    return json.dumps(review).encode()


def _paper(value: str) -> dict[str, object]:
    paper = {"kind": "paper", "how": "added", "id": value, "title": value, "path": value}
    changes = [{"key": value, "old": value, "new": value}, {"key": "abstract", "new": value}]
    return {**paper, "was": value, "page": value, "changes": changes}


def ended(
    run_id: int,
    sha: str,
    *,
    branch: str = "patch-1",
    event: str = "pull_request",
    conclusion: str = "success",
) -> Event:
    return workflow_run_event(
        name="Review", event=event, branch=branch, conclusion=conclusion, run_id=run_id, sha=sha
    )
