"""The report on links, in words."""

import datetime
import json

from generator.external_links import Checked, Link, Plan, Result, State
from generator.external_links.asking import Task
from generator.external_links.report import OFFLINE, link_problems, links_report, plan_text, summary

TODAY = datetime.date(2026, 3, 17)
PATH = "site_src/papers/a.yml"


def found(
    address: str, state: State, *, reason: str = "", new: str = "", link: Link | None = None
) -> tuple[Link, Result]:
    return link or Link(address, PATH, 3, 9, "links.code"), Result(
        address=address, state=state, day=TODAY, reason=reason, new=new
    )


def test_what_is_to_be_mended() -> None:
    arxiv = Link("https://arxiv.org/abs/9", PATH, 2, 8, "arxiv", True)
    note = Link("https://n.org/", PATH, 5, 8, "notes", exact=False)
    page = Link("https://p.org/", "site_src/pages/about.md", 7, 5, "")
    checked = Checked(
        found=(
            found("https://a.org/", State.DEAD, reason="the server answers 404"),
            found(arxiv.address, State.DEAD, reason="the server answers 404", link=arxiv),
            found("https://d.org/", State.MOVED, new="https://e.org/", link=arxiv),
            found(note.address, State.MOVED, new="https://m.org/\u202e", link=note),
            found(page.address, State.DEAD, reason="p.org has no address any more", link=page),
            found("https://f.org/", State.FINE),
            found("https://r.org/", State.REDIRECTED, new="https://s.org/"),
            found("https://u.org/", State.UNSURE, reason="the server answers 403"),
        )
    )
    text = "title: A\n\n\n\nnotes: |\n  [n](https://n.org/)\n"
    assert [str(problem) for problem in link_problems(checked, lambda _: text)] == [
        'site_src/pages/about.md:7:5: warning: "https://p.org/" is dead: p.org has no address any '
        "more; correct the address, or delete it",
        f'{PATH}:2:8: warning: arxiv: "https://arxiv.org/abs/9" is dead: the server answers 404; '
        "correct the id, or delete it",
        f'{PATH}:3:9: warning: links.code: "https://a.org/" is dead: the server answers 404; '
        "correct the address, or delete it",
        f'{PATH}:6:7: warning: notes: "https://n.org/" moved for good; write https://m.org/\\u202e',
    ]


def test_the_summary() -> None:
    hosts = ("a", "b", "c", "d", "e", "f", "a", "b", "b")
    unsure = [found(f"https://{host}.org/", State.UNSURE) for host in hosts]
    checked = Checked(
        found=(*unsure, found("https://x.org/", State.FINE), found("https://y.org/", State.DEAD)),
        left=1200,
    )
    assert summary(checked) == (
        "11 links: 1 fine, 1 dead, 9 unsure\n"
        "unsure are those of hosts that refused or did not answer: b.org (3), a.org (2), c.org "
        "(1), d.org (1), e.org (1), 1 more\n"
        "1,200 addresses wait for the next time, because of --links-limit"
    )
    assert summary(Checked()) == "no links"
    assert summary(Checked(found=(found("https://a.org/", State.FINE),))) == "1 link: 1 fine"
    assert summary(Checked(offline=True, left=3)) == OFFLINE


def test_what_is_going_to_be_asked() -> None:
    def plan(number: int) -> Plan:
        tasks = [Task("page", (f"https://a.org/{n}",)) for n in range(number)]
        return Plan(links=(), lanes={"a.org": tasks, "b.org": tasks[:1]} if tasks else {})

    assert plan_text(plan(0)) == ""
    assert plan_text(plan(3)) == "asking for 4 addresses on 2 hosts; this takes 2 seconds or more"
    assert "; this takes 10 minutes or more" in plan_text(plan(601))
    assert "; this takes 2.8 hours or more" in plan_text(plan(10_001))


def test_the_report_for_programs() -> None:
    note = Link("https://n.org/", PATH, 5, 8, "notes", exact=False)
    checked = Checked(
        found=(
            found("https://a.org/", State.FINE),
            found(note.address, State.MOVED, new="https://m.org/", link=note),
        ),
        left=3,
    )
    text = "title: A\n\n\n\nnotes: |\n  [n](https://n.org/)\n"
    assert json.loads(links_report(checked, lambda _: text, TODAY)) == {
        "day": "2026-03-17",
        "offline": False,
        "counts": {"fine": 1, "moved": 1, "redirected": 0, "dead": 0, "unsure": 0},
        "left": 3,
        "links": [
            {
                "address": "https://n.org/",
                "state": "moved",
                "reason": "",
                "new": "https://m.org/",
                "path": PATH,
                "line": 6,
                "column": 7,
                "key": "notes",
                "derived": False,
            }
        ],
    }
