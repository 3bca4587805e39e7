"""Forms that strangers fill in, through the whole workflow: pull requests, or clear answers."""

import re

from helpers.issue_forms import adding, correcting
from helpers.service_answers import Facts
from helpers.strangers import alive
from payloads import Event, dispatch_event, issue_event
from rig import Ran, Rig

WORKFLOW = "paper-form.yml"
CHECKS = ("check", "review")
FILO = "site_src/papers/filo.yml"


def cases(rig: Rig) -> None:
    what_is_no_form_starts_nothing(rig)
    a_correction_becomes_one_pull_request(rig)
    an_edit_changes_it_and_a_maintainer_s_own_change_stays(rig)
    a_paper_is_added(rig)
    a_paper_that_is_there_is_named(rig)
    a_paper_that_no_service_knows_is_added(rig)
    what_must_be_switched_on_is_said(rig)
    hostile_forms(rig)


def opened(rig: Rig, number: int, body: str, title: str = "Add a paper", **more: str) -> Ran:
    if number not in rig.github.issues:
        rig.github.add_issue(number, title, body)
    return rig.run(WORKFLOW, issue_event(title, body, number=number, **more))


def comment_on(rig: Rig, number: int) -> str:
    (body,) = rig.github.bodies(number)
    mark, _, text = body.partition("\n")
    assert mark == "<!-- papershelf:form -->"
    return text


def what_is_no_form_starts_nothing(rig: Rig) -> None:
    for event in (
        issue_event("A question", "How do I add a paper?"),
        issue_event("Empty", None),
        Event(name="issues", payload=dispatch_event().payload),
    ):
        ran = rig.run(WORKFLOW, event)
        assert ran.jobs["read"]["result"] == "skipped"
        assert ran.jobs["propose"]["result"] == "skipped"
    quoted = "I tried the form with ### What it should say and it failed"
    ran = rig.run(WORKFLOW, issue_event("A question", quoted))
    assert ran.done == ["read: Install Papershelf", "read: Read the form and look the paper up"]
    assert "Issue 12 is no open form; there is nothing to do." in ran.printed
    assert rig.github.writes == []


def a_correction_becomes_one_pull_request(rig: Rig) -> None:
    body = correcting("filo", "Venue", "ACM Multimedia 2024", "https://doi.org/10.1145/3664647")
    ran = opened(rig, 101, body, "Correct: FiLo")
    assert ran.failed == []
    (pull,) = rig.github.pull_requests()
    assert (pull["title"], pull["head"]["ref"], pull["base"]["ref"]) == (
        "Correct filo",
        "form/101",
        "main",
    )
    assert pull["body"].startswith("<!-- papershelf:form -->\nCloses #101.\n\n")
    assert "-venue: ACM MM 2024\n+venue: ACM Multimedia 2024\n" in pull["body"]
    assert rig.changed("form/101") == [FILO]
    assert "\nvenue: ACM Multimedia 2024\n" in rig.text("form/101", FILO)
    started = [{"workflow": f"{name}.yml", "ref": "form/101", "inputs": {}} for name in CHECKS]
    assert rig.github.dispatches == started
    assert comment_on(rig, 101).startswith(f"Thank you. Pull request #{pull['number']} makes")


def an_edit_changes_it_and_a_maintainer_s_own_change_stays(rig: Rig) -> None:
    opened(rig, 101, correcting("filo", "Venue", "MM 2024"), action="edited")
    assert "\nvenue: MM 2024\n" in rig.text("form/101", FILO)
    assert len(rig.github.pull_requests()) == 1
    wrong = opened(rig, 101, correcting("filo", "Date", "yesterday"), action="edited")
    assert wrong.failed == []
    assert 'date: "yesterday": not a date; write 2018, 2018-06' in comment_on(rig, 101)
    mended = rig.text("form/101", FILO).replace("MM 2024", "ACM MM, Melbourne 2024")
    mine = rig.commit("form/101", {FILO: mended})
    ran = opened(rig, 101, correcting("filo", "Venue", "Elsewhere"), action="edited")
    assert ran.failed == []
    assert rig.head("form/101") == mine
    assert comment_on(rig, 101).startswith("Somebody has changed the pull request by hand since")


def a_paper_is_added(rig: Rig) -> None:
    kettles = Facts(
        title="On Invented Kettles",
        authors=["Ann Bee", "C. Dee"],
        arxiv="2401.00001",
        abstract="A.",
    )
    rig.services.know(kettles)
    ran = opened(rig, 102, adding("https://arxiv.org/abs/2401.00001v2", note="Read with tea."))
    assert ran.failed == []
    path = "site_src/papers/on-invented-kettles.yml"
    assert rig.changed("form/102") == [path]
    text = rig.text("form/102", path)
    assert "authors:\n  - Ann Bee\n  - C. Dee\n" in text
    assert 'arxiv: "2401.00001"\n' in text
    assert "\n  Read with tea.\n" in text
    pull = rig.github.pull_requests()[-1]
    assert pull["title"] == "Add on-invented-kettles"
    assert "| title | On Invented Kettles | " in pull["body"]
    assert "| notes | Read with tea. | the form |" in pull["body"]
    assert comment_on(rig, 102).startswith(f"Thank you. Pull request #{pull['number']} adds")


def a_paper_that_no_service_knows_is_added(rig: Rig) -> None:
    rig.offline = True
    ran = opened(rig, 105, adding("https://example.org/a.pdf", title="Lids", authors="Ann Bee"))
    rig.offline = False
    assert ran.failed == []
    assert "pdf: https://example.org/a.pdf\n" in rig.text("form/105", "site_src/papers/lids.yml")


def a_paper_that_is_there_is_named(rig: Rig) -> None:
    ran = opened(rig, 103, adding("https://arxiv.org/pdf/1806.07572v4"))
    assert ran.failed == []
    answer = comment_on(rig, 103)
    assert answer.startswith("This paper is on the shelf already: [Neural Tangent Kernel: ")
    assert "/papers/neural-tangent-kernel/)." in answer
    assert "form/103" not in rig.branches()


def what_must_be_switched_on_is_said(rig: Rig) -> None:
    rig.github.may_open_pull_requests = False
    ran = opened(rig, 104, correcting("filo", "Title", "FiLo"))
    rig.github.may_open_pull_requests = True
    assert ran.failed == ["propose: Push the change, open the pull request and answer"]
    assert "error: GitHub refused POST " in ran.printed
    switch = "'Allow GitHub Actions to create and approve pull requests'"
    assert switch in ran.printed
    assert switch in comment_on(rig, 104)


def hostile_forms(rig: Rig) -> None:
    rig.offline = True
    for number, (name, text) in enumerate(rig.hostile(), start=200):
        forms = {
            number: correcting("filo", "Title", text, text),
            number + 50: adding(text, title=text, authors=text, tags=text, note=text),
        }
        # Each text goes through one form at least; test_answering.py has all through both.
        for issue, body in forms.items():
            if name != "shell" and issue % 2 == (issue >= 250):
                continue
            ran = opened(rig, issue, body, title=text)
            assert ran.failed == [], (name, ran.printed)
            own = re.sub(r"Pull request #\d+ ", "", comment_on(rig, issue))
            assert alive(own) == [], name
            for path in rig.changed(f"form/{issue}") if f"form/{issue}" in rig.branches() else ():
                assert re.fullmatch(r"site_src/papers/[a-z0-9-]+\.yml", path), name
    for pull in rig.github.pull_requests():
        assert re.fullmatch(r"(Add|Correct) [a-z0-9-]+", pull["title"])
        assert alive(pull["body"].partition("\n\n")[2]) == []
    messages = {message for branch in rig.branches() for message in rig.messages(branch)}
    assert all(re.fullmatch(r"(Add|Correct) [a-z0-9-]+|A change", message) for message in messages)
