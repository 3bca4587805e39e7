"""Upkeep, through the whole workflow: one pull request, one issue, whatever services answer."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from helpers.service_answers import Facts
from payloads import dispatch_event, schedule_event
from rig import Ran, Rig

from generator.github.git import BOT_EMAIL, BOT_NAME

WORKFLOW = "upkeep.yml"
BRANCH = "upkeep/facts"
LIDS = "little/papers/lids.yml"
CONFIG = """\
site_name: A little shelf
docs_dir: little/pages
theme: {name: material}
plugins: [papershelf: {source: little}]
"""
LIDS_AT_SERVICES = Facts(
    title="On Invented Lids", arxiv="2401.00001", doi="10.1000/lids", venue="ICML 2024",
    s2_venue="International Conference on Machine Learning", issued=(2024,), citations=41,
    container="Proceedings of the International Conference on Machine Learning",
    type="proceedings-article",
)  # fmt: skip


def record(title: str, arxiv: str, more: str = "") -> str:
    return (
        f"title: {json.dumps(title)}\nauthors: [A]\ndate: 2024\ntags: [t]\n"
        f'arxiv: "{arxiv}"\n{more}abstract: x\n'
    )


def cases(rig: Rig) -> None:
    little_shelf(rig)
    new_facts_become_one_pull_request(rig)
    nothing_new_changes_nothing(rig)
    what_was_counted_earlier_stays(rig)
    dead_links_are_one_issue(rig)
    without_services_nothing_is_said(rig)
    hostile_services(rig)
    a_change_by_hand_stays(rig)


def little_shelf(rig: Rig) -> None:
    """Put a shelf onto main whose links all lead to the local servers."""
    rig.services.know(LIDS_AT_SERVICES)
    rig.services.answer("site", "/here", "yes")
    files = {
        "mkdocs.yml": CONFIG,
        "little/pages/about.md": "# About\n",
        "little/tags.yml": "- {id: t, name: t}\n",
        LIDS: record(
            "On Invented Lids", "2401.00001", f"links: {{code: {rig.services.base}/site/here}}\n"
        ),
    }
    rig.commit("main", files)


def git(folder: Path, *command: str, **variables: str) -> None:
    subprocess.run(["git", *command], cwd=folder, env={**os.environ, **variables}, check=True)


def run(rig: Rig, *, by_hand: bool = False) -> Ran:
    return rig.run(WORKFLOW, dispatch_event() if by_hand else schedule_event("17 4 * * 1"))


def the_pull(rig: Rig) -> dict[str, Any]:
    (pull,) = rig.github.pull_requests()
    return pull


def signals_of(rig: Rig, branch: str = BRANCH) -> list[str]:
    return [path for path in rig.changed(branch) if path.startswith("little/signals/")]


def new_facts_become_one_pull_request(rig: Rig) -> None:
    ran = run(rig)
    assert ran.failed == [], ran.printed
    pull = the_pull(rig)
    assert (pull["title"], pull["head"]["ref"], pull["base"]["ref"]) == (
        "Refresh facts", BRANCH, "main"
    )  # fmt: skip
    assert pull["body"].startswith("<!-- papershelf:facts -->\nOn ")
    assert "  - venue: `ICML 2024`, says [Crossref](https://doi.org/10.1000/lids)" in pull["body"]
    assert "  - doi: `10.1000/lids`, says [Crossref](https://doi.org/10.1000/lids)" in pull["body"]
    assert (
        "[lids](https://github.com/someone/papers-demo/blob/main/little/papers/lids.yml#L1)"
        in (pull["body"])
    )
    changed = rig.changed(BRANCH)
    assert changed == [LIDS, *signals_of(rig)]
    assert "\nvenue: ICML 2024\n" in rig.text(BRANCH, LIDS)
    (day,) = signals_of(rig)
    assert rig.text(BRANCH, day) == '{"id":"lids","citations":{"semantic-scholar":41}}\n'
    assert rig.messages(BRANCH) == ["Refresh facts"]
    assert rig.github.dispatches == [{"workflow": "check.yml", "ref": BRANCH, "inputs": {}}]
    assert "No link is dead." in ran.printed


def nothing_new_changes_nothing(rig: Rig) -> None:
    head, writes = rig.head(BRANCH), len(rig.github.writes)
    ran = run(rig, by_hand=True)
    assert ran.failed == [], ran.printed
    assert rig.head(BRANCH) == head
    assert len(rig.github.writes) == writes
    assert len(rig.github.dispatches) == 1


def what_was_counted_earlier_stays(rig: Rig) -> None:
    earlier = "little/signals/2026-01-05.jsonl"
    text = '{"id":"lids","citations":{"semantic-scholar":40}}\n'
    bot = f"{BOT_NAME} <{BOT_EMAIL}>"
    rig.commit(BRANCH, {earlier: text})
    amended = ["commit", "--quiet", "--amend", "--no-edit", f"--author={bot}"]
    clone = rig.folder / "committing"
    git(clone, *amended, GIT_COMMITTER_NAME=BOT_NAME, GIT_COMMITTER_EMAIL=BOT_EMAIL)
    git(clone, "push", "--quiet", "--force", "origin", BRANCH)
    rig.commit("main", {"README.md": "# Moved on\n"})
    ran = run(rig)
    assert ran.failed == [], ran.printed
    assert earlier in signals_of(rig)
    assert len(signals_of(rig)) == 2
    assert len(rig.github.pull_requests()) == 1


def dead_links_are_one_issue(rig: Rig) -> None:
    page = f"# About\n\n[gone]({rig.services.base}/site/gone) and `code`\n"
    rig.commit("main", {"little/pages/about.md": page})
    for _ in range(2):
        assert run(rig).failed == []
    issues = [i for i in rig.github.issues.values() if "head" not in i and i["state"] == "open"]
    (issue,) = issues
    assert issue["title"] == "Links that no longer work"
    assert issue["body"].startswith("<!-- papershelf:links -->\nOn ")
    where = "https://github.com/someone/papers-demo/blob/main/little/pages/about.md#L3"
    assert (
        f"- [little/pages/about.md, line 3]({where}): `{rig.services.base}/site/gone`, "
        "the server answers 404"
    ) in issue["body"]
    rig.commit("main", {"little/pages/about.md": "# About\n"})
    ran = run(rig)
    assert ran.failed == []
    assert issue["state"] == "closed"
    assert "All links work again; they were asked for on " in rig.github.bodies(issue["number"])[0]


def a_change_by_hand_stays(rig: Rig) -> None:
    mine = rig.commit(BRANCH, {"README.md": "# Mine\n"})
    ran = run(rig)
    assert ran.failed == []
    assert rig.head(BRANCH) == mine
    assert f"Somebody has changed the branch {BRANCH} by hand, so it is left as it is." in (
        ran.printed
    )


def without_services_nothing_is_said(rig: Rig) -> None:
    rig.offline = True
    writes = len(rig.github.writes)
    ran = run(rig)
    assert ran.failed == ["ask: Ask for published versions, citations and stars"]
    assert "no service can be reached; is this machine online?" in ran.printed
    assert ran.jobs["propose"]["result"] == "skipped"
    assert len(rig.github.writes) == writes
    rig.offline = False


def hostile_services(rig: Rig) -> None:
    """Let services say of each paper what a stranger may write."""
    answers: list[dict[str, Any] | None] = []
    before, files, links = rig.branches(), {}, ""
    for number, (name, text) in enumerate(rig.hostile()):
        arxiv = f"2402.{20_000 + number}"
        answers.append(
            {
                "paperId": text[:2000],
                "title": f"Hostile {number}",
                "externalIds": {"ArXiv": arxiv, "DOI": f"10.1000/{text[:500]}", "ACL": text},
                "venue": text,
                "publicationVenue": {"name": text},
                "year": 2024,
                "citationCount": 3,
            }
        )
        files[f"little/papers/a-hostile-{number:02}.yml"] = record(f"Hostile {number}", arxiv)
        links += f"[x]({rig.services.base}/site/gone#{name})\n"
    batch = json.dumps([*answers, None])  # of the little shelf's own paper nothing is new
    rig.services.answer("semantic_scholar", "/graph/v1/paper/batch", batch)
    rig.commit("main", {**files, "little/pages/about.md": links}, "Hostile")
    ran = run(rig)
    assert [step for step in ran.failed if not step.startswith("propose")] == [], ran.printed
    for issue in rig.github.issues.values():
        body = issue["body"] or ""
        assert "<img" not in body
        assert "@someone" not in body
        assert "javascript:" not in body.replace("`", "")
        assert len(body) <= 65_536
    assert {*rig.branches(), BRANCH} == {*before, BRANCH}
