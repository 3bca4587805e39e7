"""A rig that runs whole workflows: every step of every job, in clean clones, by local servers.

To have a workflow covered, add a module `cases_<something>.py` beside this one:

    WORKFLOW = "report.yml"                     # one that the case's runs must cover wholly

    def cases(rig: Rig) -> None:
        rig.services.fail("arxiv", 500)              # the local stand-ins for services and GitHub
        rig.github.add_pull_request(21, "patch-1")
        ran = rig.run(WORKFLOW, pull_request_event(branch="patch-1"))
        assert ran.failed == []
        rig.offline = True                           # no service can be reached, without pauses
        for name, text in rig.hostile():             # whatever strangers can write
            ran = rig.run(WORKFLOW, issue_event(text, text))
            assert "a clear sentence" in ran.printed, name

`test_workflow_steps.py` calls it, and holds that each `run:` step of the workflow ran at least
once, that nothing in a payload was executed, and that no workflow is without cases.

What a run is like: each job has an empty folder; `actions/checkout` clones the branch that it names
(by default that of the event, or the merge that `rig.merge` made of a pull request) from
`rig.origin`, a bare repository to which steps may push; artifacts that one job or run uploads,
another can download, also from `rig.github`; other actions do nothing, and give the outputs that
`rig.run(…, outputs={"step id": {"name": "value"}})` says. A job's token may do at `rig.github` what
the job's `permissions` say, and nothing else. Conditions (`if:`) and expressions are evaluated.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expressions import evaluated, holds
from helpers.github_server import GitHubServer
from helpers.services import VARIABLE, LocalServices, services
from payloads import Event, hostile_texts
from workflows import Step, read_workflow, run_step, runner_environment, steps

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(r"^\s*(?:::|##\[)", re.MULTILINE)


@dataclass
class Ran:
    """What a workflow's run did: all it printed, the steps that ran, and those that failed."""

    printed: str = ""
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For each job `result` and `outputs`, as `needs` has them."""
    summary: str = ""
    run_id: int = 0


class Rig:
    """The servers, the repository, and what was run so far."""

    def __init__(self, folder: Path, github: GitHubServer, services: LocalServices) -> None:
        """Make the bare repository out of the last commit of this one."""
        self.folder = folder
        self.github = github
        self.services = services
        self.origin = folder / "origin.git"
        self.artifacts = folder / "artifacts"
        self.canary = folder / "canary"
        self.precious = folder / "precious"
        self.covered: set[tuple[str, str, str]] = set()
        self.offline = False
        """Whether no service can be reached, which is quick: else there are pauses."""
        self._runs = 0
        self.precious.mkdir()
        (self.precious / "file").touch()
        _git(folder, "clone", "--quiet", "--bare", "--no-hardlinks", str(ROOT), str(self.origin))
        head = _git(ROOT, "rev-parse", "HEAD").strip()
        _git(self.origin, "update-ref", "refs/heads/main", head)
        _git(self.origin, "symbolic-ref", "HEAD", "refs/heads/main")

    # --- what cases use -----------------------------------------------------------

    def hostile(self) -> Iterator[tuple[str, str]]:
        """Yield what a stranger may write, each with a name."""
        yield from hostile_texts(self.canary, self.precious)

    def commit(self, branch: str, files: Mapping[str, str], message: str = "A change") -> str:
        """Commit files onto a branch of the origin, made from main if need be; return its sha."""
        clone = self.folder / "committing"
        shutil.rmtree(clone, ignore_errors=True)
        _git(self.folder, "clone", "--quiet", "--shared", str(self.origin), str(clone))
        there = _git(clone, "branch", "--remotes", "--list", f"origin/{branch}").strip()
        _git(clone, "checkout", "--quiet", "-B", branch, there or "origin/main")
        for path, text in files.items():
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            (clone / path).write_text(text, encoding="utf-8", newline="")
        _git(clone, "add", "--all")
        who = ["-c", "user.name=A maintainer", "-c", "user.email=maintainer@example.org"]
        _git(clone, *who, "commit", "--quiet", "-m", message)
        _git(clone, "push", "--quiet", "origin", branch)
        return _git(clone, "rev-parse", "HEAD").strip()

    def merge(self, branch: str, number: int) -> None:
        """Merge a branch into main as GitHub does for a pull request: as refs/pull/…/merge."""
        clone = self.folder / "merging"
        shutil.rmtree(clone, ignore_errors=True)
        _git(self.folder, "clone", "--quiet", "--shared", str(self.origin), str(clone))
        who = ["-c", "user.name=GitHub", "-c", "user.email=noreply@github.com"]
        _git(clone, *who, "merge", "--quiet", "--no-ff", "-m", "Merge", f"origin/{branch}")
        _git(clone, "push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/merge")

    def branches(self) -> list[str]:
        """Return the branches of the origin."""
        return _git(self.origin, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def head(self, branch: str) -> str:
        """Return the commit at the tip of a branch of the origin."""
        return _git(self.origin, "rev-parse", f"refs/heads/{branch}").strip()

    def messages(self, branch: str) -> list[str]:
        """Return the messages of a branch's commits that main lacks."""
        said = _git(self.origin, "log", "-z", "--format=%B", f"main..{branch}").split("\0")
        return [message.strip() for message in said if message.strip()]

    def changed(self, branch: str) -> list[str]:
        """Return the files in which a branch of the origin differs from main."""
        return _git(self.origin, "diff", "--name-only", f"main...{branch}").split("\n")[:-1]

    def text(self, branch: str, path: str) -> str:
        """Return a file of a branch of the origin."""
        return _git(self.origin, "show", f"{branch}:{path}")

    def run(
        self,
        workflow: str,
        event: Event,
        *,
        outputs: Mapping[str, Mapping[str, str]] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Ran:
        """Run a workflow of this repository for an event, and look that nothing was executed."""
        read = read_workflow(ROOT / ".github/workflows" / workflow)
        self._runs += 1
        ran = Ran(run_id=7000 + self._runs)
        folder = self.folder / f"run-{self._runs}"
        folder.mkdir()
        github = self._context(event, folder)
        ordered = {job: [s for s in steps(read) if s.job == job] for job in read["jobs"]}
        for name, job in read["jobs"].items():
            needed = {n: ran.jobs[n] for n in _listed(job.get("needs"))}
            contexts = {"github": github, "needs": needed, "env": {}, "runner": {"os": "Linux"}}
            contexts["vars"] = contexts["secrets"] = {}
            if not self._may_run(job, contexts):
                ran.jobs[name] = {"result": "skipped", "outputs": {}}
                continue
            token = self.github.grant(job.get("permissions", read.get("permissions", {})))
            contexts["github"] = {**github, "token": token}
            contexts["secrets"] = {"GITHUB_TOKEN": token}
            workspace = self._workspace(ordered[name][0], contexts) or folder / name
            place = _Place(workspace, contexts, dict(outputs or {}), dict(environment or {}))
            self._job(workflow, ordered[name], place, ran)
            made = {k: evaluated(v, contexts) for k, v in job.get("outputs", {}).items()}
            failed = any(step.startswith(f"{name}: ") for step in ran.failed)
            result = "failure" if failed and not job.get("continue-on-error") else "success"
            ran.jobs[name] = {"result": result, "outputs": made}
        self._nothing_was_executed(ran)
        return ran

    # ------------------------------------------------------------------------------

    def _may_run(self, job: Mapping[str, Any], contexts: Mapping[str, Any]) -> bool:
        condition = str(job.get("if", "success()"))
        always = re.search(r"\b(always|failure|cancelled)\(\)", condition)
        fine = all(needed["result"] == "success" for needed in contexts["needs"].values())
        return bool(fine or always) and holds(condition, contexts)

    def _context(self, event: Event, folder: Path) -> dict[str, Any]:
        path = folder / "event.json"
        path.write_text(json.dumps(event.payload), encoding="utf-8")
        ref = event.ref if event.ref.startswith("refs/") else f"refs/heads/{event.ref}"
        return {
            "event": event.payload,
            "event_name": event.name,
            "event_path": str(path),
            "ref": ref,
            "ref_name": ref.removeprefix("refs/heads/").removeprefix("refs/pull/"),
            "sha": _git(self.origin, "rev-parse", "main").strip(),
            "repository": self.github.repository,
            "repository_owner": self.github.repository.partition("/")[0],
            "server_url": "https://github.com",
            "api_url": self.github.url,
            "workflow": "",
            "run_id": str(7000 + self._runs),
            "run_attempt": "1",
            "actor": "stranger",
            "workspace": "",
        }

    def _job(self, workflow: str, ordered: list[Step], place: "_Place", ran: Ran) -> None:
        place.workspace.mkdir(parents=True, exist_ok=True)
        for number, step in enumerate(ordered):
            always = re.search(r"\b(always|failure)\(\)", step.condition)
            failed = any(name.startswith(f"{step.job}: ") for name in ran.failed)
            if (failed and not always) or not holds(step.condition, place.contexts):
                continue
            if step.uses:
                self._action(step, place)
                continue
            scratch = self.folder / f"run-{self._runs}" / f"{step.job}-{number}"
            scratch.mkdir()
            environment = self._environment(place, scratch)
            done = run_step(step, place.workspace, environment, place.contexts)
            self.covered.add((workflow, step.job, step.name))
            ran.done.append(f"{step.job}: {step.name}")
            ran.printed += done.stdout
            ran.summary += (scratch / "GITHUB_STEP_SUMMARY").read_text("utf-8")
            if done.returncode:
                ran.failed.append(f"{step.job}: {step.name}")
            place.take(step, scratch)

    def _environment(self, place: "_Place", scratch: Path) -> dict[str, str]:
        names = ("event_name", "event_path", "ref", "sha", "repository", "run_id", "server_url")
        github = place.contexts["github"]
        scripts = Path(sys.executable).parent
        return (
            runner_environment(place.workspace, scratch)
            | {f"GITHUB_{name.upper()}": str(github[name]) for name in (*names, "api_url")}
            | {
                # What is installed already serves the clone, too; the code is the clone's own.
                "PAPERSHELF_VENV": sys.prefix,
                "PYTHONPATH": str(place.workspace),
                "PYTHONPYCACHEPREFIX": str(self.folder / "pycache"),
                "GIT_CONFIG_GLOBAL": "/dev/null",
                "GIT_CONFIG_SYSTEM": "/dev/null",
            }
            | ({VARIABLE: "http://127.0.0.1:1"} if self.offline else self.services.environment)
            | place.environment
            | {"PATH": f"{scripts}:{place.environment.get('PATH') or _path()}"}
        )

    def _action(self, step: Step, place: "_Place") -> None:
        action = step.uses.partition("@")[0]
        inputs = {key: evaluated(value, place.contexts) for key, value in step.inputs.items()}
        if action == "actions/checkout":
            ref = inputs.get("ref") or place.contexts["github"]["ref"]
            depth = int(inputs.get("fetch-depth", "1"))
            self._checkout(place.workspace / inputs.get("path", ""), ref, depth)
        elif action == "actions/upload-artifact":
            self._upload(place.workspace, inputs, int(place.contexts["github"]["run_id"]))
        elif action == "actions/download-artifact":
            self._download(place.workspace, inputs)
        if step.id:
            given = place.outputs.get(step.id, {})
            place.contexts.setdefault("steps", {})[step.id] = {"outputs": given}

    def _workspace(self, first: Step, contexts: Mapping[str, Any]) -> Path | None:
        """Return the clone that jobs share which begin with checking out a branch, to be quick."""
        checks_out = first.uses.startswith("actions/checkout@")
        plain = not {"path", "ref"} & first.inputs.keys()
        of_branch = str(contexts["github"]["ref"]).startswith("refs/heads/")
        return self.folder / "workspace" if checks_out and plain and of_branch else None

    def _checkout(self, folder: Path, ref: str, depth: int) -> None:
        name = ref.removeprefix("refs/heads/")
        if folder == self.folder / "workspace":
            self._cleaned(folder, name)
            return
        folder.mkdir(parents=True, exist_ok=True)
        _git(folder, "init", "--quiet", "--initial-branch", "main")
        _git(folder, "remote", "add", "origin", f"file://{self.origin}")
        if ref.startswith("refs/pull/"):
            limit = [f"--depth={depth}"] if depth else []
            _git(folder, "fetch", "--quiet", *limit, "origin", f"+{ref}:refs/remotes/pull/merge")
            _git(folder, "checkout", "--quiet", "--detach", "refs/remotes/pull/merge")
            return
        _git(folder, "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
        known = f"origin/{name}" if name in self.branches() else name
        way = ["-B", name] if known != name else ["--detach"]
        _git(folder, "checkout", "--quiet", *way, known)

    def _cleaned(self, folder: Path, branch: str) -> None:
        """Make the shared clone as clean as a new one, on a branch of the origin."""
        if not (folder / ".git").exists():
            command = [
                "clone",
                "--quiet",
                "--shared",
                "--no-checkout",
                f"file://{self.origin}",
                ".",
            ]
            _git(folder, *command)
        _git(folder, "fetch", "--quiet", "--prune", "origin")
        _git(folder, "checkout", "--quiet", "--force", "-B", branch, f"origin/{branch}")
        _git(folder, "clean", "--quiet", "-ffdx")

    def _upload(self, workspace: Path, inputs: Mapping[str, str], run_id: int) -> None:
        name = inputs.get("name", "artifact")
        target = self.artifacts / name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for line in inputs["path"].split():
            source = workspace / line
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.is_file():
                shutil.copy(source, target)
        files = [file for file in sorted(target.rglob("*")) if file.is_file()]
        assert files or inputs.get("if-no-files-found") != "error", f"nothing to upload as {name}"
        if files:
            named = {file.relative_to(target).as_posix(): file.read_bytes() for file in files}
            self.github.add_artifact(run_id, name, named)

    def _download(self, workspace: Path, inputs: Mapping[str, str]) -> None:
        source = self.artifacts / inputs.get("name", "artifact")
        assert source.is_dir(), f"no artifact {inputs.get('name')}"
        shutil.copytree(source, workspace / inputs.get("path", ""), dirs_exist_ok=True)

    def _nothing_was_executed(self, ran: Ran) -> None:
        assert not self.canary.exists(), "a stranger's text was executed"
        assert (self.precious / "file").exists(), "a stranger's text was executed"
        lines = [line for line in ran.printed.splitlines() if COMMAND.match(line)]
        assert not any("PWNED" in line for line in lines), "a stranger's text is a command"
        assert self.github.token not in ran.printed
        assert not any(token in ran.printed + ran.summary for token in self.github.tokens)


@dataclass
class _Place:
    """Where the steps of a job run, and what they know."""

    workspace: Path
    contexts: dict[str, Any]
    outputs: Mapping[str, Mapping[str, str]]
    environment: dict[str, str]

    def take(self, step: Step, scratch: Path) -> None:
        """Take what a step left for the later ones of its job."""
        made = _assignments((scratch / "GITHUB_OUTPUT").read_text("utf-8"))
        if step.id:
            self.contexts.setdefault("steps", {})[step.id] = {"outputs": made}
        self.environment.update(_assignments((scratch / "GITHUB_ENV").read_text("utf-8")))
        added = (scratch / "GITHUB_PATH").read_text("utf-8").split()
        if added:
            self.environment["PATH"] = ":".join([*reversed(added), _path()])


def _assignments(text: str) -> dict[str, str]:
    """Return what a file of assignments holds: `name=value`, or a value between delimiters."""
    values, lines = {}, iter(text.split("\n"))
    for line in lines:
        name, sign, rest = min((line.partition(sign) for sign in ("<<", "=")), key=_length)
        if sign == "<<":
            value: list[str] = []
            while (inner := next(lines)) != rest:
                value.append(inner)
            values[name] = "\n".join(value)
        elif sign:
            values[name] = rest
    return values


def _length(parts: tuple[str, str, str]) -> int:
    return len(parts[0])


def _listed(needs: object) -> list[str]:
    return [needs] if isinstance(needs, str) else list(needs or [])  # type: ignore[call-overload]


def _path() -> str:
    return os.environ["PATH"]


def _git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"git {' '.join(command)}\n{done.stderr}"
    return done.stdout


@contextlib.contextmanager
def rig_at(folder: Path) -> Iterator[Rig]:
    """Give a rig while its servers run."""
    with GitHubServer() as github, services() as web:
        yield Rig(folder, github, web)
