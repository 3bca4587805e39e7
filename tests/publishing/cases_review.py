"""Review: a stranger's pull request is told as data and previewed, whatever its records say."""

import json

from helpers.github_markdown import alive
from payloads import dispatch_event, pull_request_event
from rig import Rig

WORKFLOW = "review.yml"
RECORD = """\
title: "The Weight of Lids"
authors: [Ada Example]
date: 2024-05-01
tags: [data]
abstract: We weigh the lids of teapots and find them heavier than they look.
"""


def cases(rig: Rig) -> None:
    a_new_paper_is_told_and_previewed(rig)
    hostile_records_are_only_text(rig)
    wrong_records_are_reviewed_too(rig)
    a_branch_of_another_workflow_is_compared_with_main(rig)


def a_new_paper_is_told_and_previewed(rig: Rig) -> None:
    sha = rig.commit("patch-1", {"site_src/papers/lids.yml": RECORD})
    rig.merge("patch-1", 21)
    ran = rig.run(WORKFLOW, pull_request_event(branch="patch-1", sha=sha))
    assert ran.failed == []
    review = json.loads((rig.artifacts / "review/review.json").read_text("utf-8"))
    assert [one["id"] for one in review["differences"]] == ["lids"]
    assert review["files"] == []
    assert "## Adds 1 paper\n" in ran.summary
    assert f"/blob/{sha}/site%5Fsrc/papers/lids.yml" in ran.summary
    front = (rig.artifacts / "preview/CHANGED.html").read_text("utf-8")
    assert 'href="papers/lids/index.html"' in front
    assert (rig.artifacts / "preview/papers/lids/index.html").is_file()


def hostile_records_are_only_text(rig: Rig) -> None:
    texts = [text for _, text in rig.hostile()]
    lines = [
        json.dumps({"id": f"hostile-{place}", "title": text, "abstract": text, "tags": [text]})
        for place, text in enumerate(texts)
    ]
    pages = {f"site_src/pages/{name}.md": "x" for name in ("$(id)", "'; id #", "@someone ![](x)")}
    files = {"site_src/papers/hostile.jsonl": "\n".join(lines) + "\n", **pages}
    sha = rig.commit("patch-2", files)
    rig.merge("patch-2", 22)
    for text in (texts[0], " ".join(texts)[:10_000]):
        event = pull_request_event(branch=text, title=text, body=text, number=22, sha=sha)
        ran = rig.run(WORKFLOW, event)
        assert ran.failed == []
        assert f"Adds {len(texts)} papers" in ran.summary
        assert alive(ran.summary, "https://github.com/someone/papers-demo/blob/") == []


def wrong_records_are_reviewed_too(rig: Rig) -> None:
    sha = rig.commit("patch-3", {"site_src/papers/lids.yml": "titel: The Weight of Lids\n"})
    rig.merge("patch-3", 23)
    ran = rig.run(WORKFLOW, pull_request_event(branch="patch-3", number=23, sha=sha))
    assert ran.failed == []
    assert "There is no site to preview." in ran.printed
    assert "titel: unknown key" in ran.summary


def a_branch_of_another_workflow_is_compared_with_main(rig: Rig) -> None:
    rig.commit("form/12", {"site_src/papers/lids.yml": RECORD})
    ran = rig.run(WORKFLOW, dispatch_event(ref="form/12"))
    assert ran.failed == []
    assert "## Adds 1 paper\n" in ran.summary
