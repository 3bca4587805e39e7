"""The report on links, in words: what to mend, and how many there are of each kind."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from generator.external_links.check import Checked, Plan
from generator.external_links.places import Link, located
from generator.external_links.states import Result, State
from generator.problems import Problem, Severity, in_order, quoted, visible
from generator.rules import Rule

SHOWN_HOSTS = 5
OFFLINE = "The links were not checked: no host can be reached; is this machine online?"


def link_problems(checked: Checked, read: Callable[[str], str]) -> list[Problem]:
    """Return a warning for each dead link and each that moved, where it is written.

    An identifier's address is made by us, so that nobody could write its new one. `read` gives the
    text of a file by its shown path, "" when there is none any more.
    """
    return in_order(
        _problem(link, result)
        for link, result in _placed(checked, read)
        if result.state is State.DEAD or (result.state is State.MOVED and not link.derived)
    )


def _placed(checked: Checked, read: Callable[[str], str]) -> Iterator[tuple[Link, Result]]:
    """Yield the links that are not fine, each at the place of its address."""
    texts: dict[str, str] = {}
    for link, result in checked.found:
        if result.state is State.FINE:
            continue
        if not link.exact and link.path not in texts:
            texts[link.path] = read(link.path)
        yield located(link, texts.get(link.path, "")), result


def links_report(checked: Checked, read: Callable[[str], str], today: datetime.date) -> str:
    """Return what was found as JSON, link by link but for those that are fine.

    docs/upkeep.md describes the keys; `read` is as for `link_problems`.
    """
    counts = Counter(result.state for _, result in checked.found)
    links = [
        {
            "address": link.address,
            "state": result.state.value,
            "reason": result.reason,
            "new": result.new,
            "path": link.path,
            "line": link.line,
            "column": link.column,
            "key": link.key,
            "derived": link.derived,
        }
        for link, result in _placed(checked, read)
    ]
    report = {
        "day": today.isoformat(),
        "offline": checked.offline,
        "counts": {state.value: counts[state] for state in State},
        "left": checked.left,
        "links": links,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _problem(link: Link, result: Result) -> Problem:
    if result.state is State.MOVED:
        message, advice = f"{quoted(link.address)} moved for good", f"write {visible(result.new)}"
    else:
        message = f"{quoted(link.address)} is dead: {result.reason}"
        advice = f"correct the {'id' if link.derived else 'address'}, or delete it"
    return Problem(
        path=link.path,
        line=link.line,
        column=link.column,
        severity=Severity.WARNING,
        key=link.key,
        message=message,
        advice=advice,
        rule=Rule.LINK,
    )


def plan_text(plan: Plan) -> str:
    """Return "asking for 412 addresses on 73 hosts; this takes 2 minutes or more"; "" for none."""
    if not plan.asked:
        return ""
    number = _counted(plan.asked, "address", "addresses")
    hosts = _counted(len(plan.lanes), "host", "hosts")
    return f"asking for {number} on {hosts}; this takes {_duration(plan.seconds)} or more"


def summary(checked: Checked) -> str:
    """Return how many links are in each state, and whose links are unsure."""
    if checked.offline:
        return OFFLINE
    counts = Counter(result.state for _, result in checked.found)
    states = ", ".join(f"{counts[state]:,} {state}" for state in State if counts[state])
    text = f"{_counted(len(checked.found), 'link', 'links')}: {states}" if states else "no links"
    lines = [text]
    if counts[State.UNSURE]:
        hosts = ", ".join(_hosts(result for _, result in checked.of(State.UNSURE)))
        lines.append(f"unsure are those of hosts that refused or did not answer: {hosts}")
    if checked.left:
        left = _counted(checked.left, "address waits", "addresses wait")
        lines.append(f"{left} for the next time, because of --links-limit")
    return "\n".join(lines)


def _hosts(results: Iterable[Result]) -> Iterator[str]:
    """Yield "dl.acm.org (12)" for the hosts with the most links, and how many others there are."""
    counts = Counter(urlsplit(result.address).hostname or "" for result in results)
    by_number = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    for host, number in by_number[:SHOWN_HOSTS]:
        yield f"{visible(host)} ({number:,})"
    if len(by_number) > SHOWN_HOSTS:
        yield f"{len(by_number) - SHOWN_HOSTS:,} more"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return _counted(round(seconds), "second", "seconds")
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours"
