"""docs/upkeep.md says what the code does."""

import datetime
import json
import re
from pathlib import Path

from generator.external_links import FRESH_DAYS, Checked, State
from generator.external_links.lanes import AT_ONCE
from generator.external_links.memory import FILE
from generator.external_links.report import links_report
from generator.github.upkeep import BRANCH
from generator.github.upkeep_handover import Change, Claim, Conflict, Link, Links, Refreshed, Remark
from generator.github.upkeep_words import ISSUE_TITLE, PULL_TITLE
from generator.lookup import arxiv, openalex, semantic_scholar
from generator.signals.lines import parse
from generator.signals.models import MOST, Counts
from generator.upkeep import stars
from generator.upkeep.models import Round
from generator.upkeep.published import KEYS
from generator.upkeep.report import report_text

PAGE = (Path(__file__).parents[2] / "docs/upkeep.md").read_text(encoding="utf-8")
DAY = datetime.date(2026, 3, 17)


def part(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(heading: str) -> dict[str, str]:
    """Return the rows of a part's tables whose first cell is a name in code."""
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part(heading), re.MULTILINE))


def names(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def test_the_states_and_keys_of_links() -> None:
    told = rows("Links")
    report = json.loads(links_report(Checked(), lambda _: "", DAY))
    assert list(told) == [*State, *report]
    assert list(report) == list(Links.model_fields)
    assert names(told["links"]) == set(Link.model_fields)
    assert FILE in part("Links")
    assert f"believed for {FRESH_DAYS} days" in part("Links")
    assert AT_ONCE == 16
    assert "sixteen hosts at once" in part("Links")


def test_the_keys_of_the_report_on_facts() -> None:
    told = rows("Facts")
    report = json.loads(report_text(Round(day=DAY, asked=0), ""))
    assert list(told) == list(report) == list(Refreshed.model_fields)
    assert names(told["changes"]) == set(Change.model_fields) | set(Claim.model_fields)
    assert names(told["conflicts"]) == set(Conflict.model_fields)
    assert names(told["remarks"]) == set(Remark.model_fields)


def test_how_many_are_asked_for_at_once() -> None:
    sizes = re.findall(r"^\| ([\w ,]+) \| .* \| (\d+).* \|$", part("Facts"), re.MULTILINE)
    assert dict(sizes) == {
        "Semantic Scholar": str(semantic_scholar.BATCH),
        "OpenAlex": str(openalex.BATCH),
        "arXiv": str(arxiv.BATCH),
        "Crossref, ACL Anthology": "1",
        "GitHub": str(stars.BATCH),
    }


def test_the_keys_that_are_added() -> None:
    only = re.search(r"Only ([^.]*?) are ever added", part("Facts"))
    assert only
    assert names(only[1]) == set(KEYS)


def test_the_keys_of_signals_and_the_example() -> None:
    assert set(rows("Signals")) == {*Counts.__struct_fields__, "next"}
    assert f"from 0 to {MOST:,}" in part("Signals")
    example = re.search(r"```jsonl\n(.*?)```", part("Signals"), re.DOTALL)
    assert example
    parsed = parse(example[1].encode(), "example")
    assert (len(parsed.counts), parsed.next, parsed.problems) == (2, "hydra", [])


def test_the_names_on_github() -> None:
    text = part("Each week, on GitHub")
    for name in (f"`{BRANCH}`", f'"{PULL_TITLE}"', f'"{ISSUE_TITLE}"'):
        assert name in text
