"""Reading GitHub workflows, and running their commands as a runner would."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from expressions import EXPRESSION, evaluated

__all__ = ["EXPRESSION", "Step", "read_workflow", "run_step", "runner_environment", "steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a job: an action with its inputs, or a command."""

    job: str
    name: str
    uses: str
    inputs: Mapping[str, str]
    run: str
    env: Mapping[str, str]
    id: str = ""
    condition: str = "success()"
    shell: str = ""
    folder: str = ""
    permissions: Mapping[str, str] = field(default_factory=dict)
    """Those of the job."""


def read_workflow(path: Path) -> dict[str, Any]:
    """Return a workflow; its triggers stand under "on"."""
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    # In YAML 1.1 the word `on` is a boolean.
    return {"on" if key is True else key: value for key, value in workflow.items()}


def steps(workflow: Mapping[str, Any]) -> Iterator[Step]:
    """Yield all steps of all jobs in the order of the file."""
    for job_id, job in workflow["jobs"].items():
        for step in job["steps"]:
            yield Step(
                job=job_id,
                name=step["name"],
                uses=step.get("uses", ""),
                inputs=step.get("with", {}),
                run=step.get("run", ""),
                env={**workflow.get("env", {}), **job.get("env", {}), **step.get("env", {})},
                id=step.get("id", ""),
                condition=str(step.get("if", "success()")),
                shell=step.get("shell", ""),
                folder=step.get("working-directory", ""),
                permissions=job.get("permissions", {}),
            )


def runner_environment(workspace: Path, scratch: Path) -> dict[str, str]:
    """Return the variables that a runner sets and that our commands could see."""
    names = ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
    files = {name: scratch / name for name in names}
    for file in files.values():
        file.touch()
    return {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(workspace),
        "HOME": str(scratch),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(scratch),
        **{name: str(file) for name, file in files.items()},
    }


def run_step(
    step: Step, workspace: Path, environment: Mapping[str, str], contexts: Mapping[str, Any]
) -> subprocess.CompletedProcess[str]:
    """Run the command of a step as a runner does: a script for `bash -e`, without a terminal."""
    env = {name: evaluated(value, contexts) for name, value in step.env.items()}
    strict = ["-o", "pipefail"] if step.shell == "bash" else []
    return subprocess.run(
        ["bash", "-e", *strict, "-c", step.run],
        cwd=workspace / step.folder,
        env={**environment, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
