"""Every step of every workflow runs, whatever strangers wrote; `rig` tells how to add one."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from rig import ROOT, Rig, rig_at
from test_workflow_commands import RUN_HERE
from workflows import read_workflow, steps

CASES = sorted(path.stem for path in Path(__file__).parent.glob("cases_*.py"))


def cases(name: str) -> ModuleType:
    return import_module(name)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with rig_at(tmp_path) as rig:
        yield rig


def test_no_workflow_with_commands_is_left_out() -> None:
    covered = {cases(name).WORKFLOW for name in CASES}.union(RUN_HERE)
    with_commands = {
        path.name
        for path in (ROOT / ".github/workflows").glob("*.yml")
        if any(step.run for step in steps(read_workflow(path)))
    }
    assert covered == with_commands


@pytest.mark.parametrize("name", RUN_HERE)
def test_a_workflow_that_looks_at_no_event_cannot_be_misled(name: str) -> None:
    text = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    assert "github.event" not in text
    assert "github.head_ref" not in text


@pytest.mark.parametrize("name", CASES)
def test_cases(rig: Rig, name: str) -> None:
    workflow = cases(name).WORKFLOW
    cases(name).cases(rig)
    read = read_workflow(ROOT / ".github/workflows" / workflow)
    commands = {(workflow, step.job, step.name) for step in steps(read) if step.run}
    assert commands - rig.covered == set(), "these steps ran in no case"
