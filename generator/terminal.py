"""The terminal: problems and results as people read them, plain in a pipe."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from generator.problem_formats import Format, Report, default_format, prefix_of
from generator.problem_formats.github import github_text, log_line
from generator.problems import Problem, Severity, count_text, excerpt

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def print_problems(problems: Sequence[Problem], root: Path) -> None:
    """Print problems to standard error, with the source below each on a terminal, and a count.

    `root` is the folder that the problems' paths start from. In a workflow of GitHub they become
    annotations.
    """
    if default_format(os.environ) is Format.GITHUB:
        report = Report(problems=problems, prefix=prefix_of(root, os.environ))
        print(github_text(report), file=sys.stderr, end="", flush=True)
    else:
        print_for_people(problems, root)


def print_result(text: str) -> None:
    """Print lines to standard output; in a workflow of GitHub none of them is a command to it."""
    if default_format(os.environ) is Format.GITHUB:
        text = "\n".join(map(log_line, text.split("\n")))
    print(text, flush=True)


def print_for_people(problems: Sequence[Problem], root: Path) -> None:
    """Print problems as `print_problems` does, wherever this runs."""
    console = Console(file=sys.stderr, soft_wrap=True, highlight=False)
    lines = _Lines(root)
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}: "
        severity = Text(f"{problem.severity}: ", STYLES[problem.severity])
        console.print(Text(place).append_text(severity).append(problem.text))
        if console.is_terminal and (source := excerpt(problem, lines.read)):
            console.print(Text(source, "dim"))
    if problems:
        console.print(Text(count_text(problems)))


class _Lines:
    """Reads single lines of files, each file once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, list[str]] = {}

    def read(self, path: str, line: int) -> str | None:
        if path not in self.files:
            self.files[path] = self._lines(path)
        lines = self.files[path]
        return lines[line - 1] if line <= len(lines) else None

    def _lines(self, path: str) -> list[str]:
        file = self.root / path
        try:
            # A pipe would wait for ever.
            return file.read_text("utf-8-sig", "replace").split("\n") if file.is_file() else []
        except OSError:
            return []


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a build that is over: how long it took, and the parts it had; 0 for one whole."""

    name: str
    seconds: float
    parts: int


class Show:
    """Shows the stages of a build on a terminal, and nothing in a pipe."""

    def __init__(self, *, quiet: bool) -> None:
        """Begin to count the seconds."""
        self.stages: list[Stage] = []
        self._live: Progress | None = None
        self._console = Console(file=sys.stderr)
        self._shown = self._console.is_terminal and not quiet
        self._start = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it has been since the beginning."""
        return time.monotonic() - self._start

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[int], None]]:
        """Show a stage while it lasts, and note how long it took without the stages within it."""
        start, before = time.monotonic(), len(self.stages)
        with self._bar(name, total) as advance:
            yield advance
        inner = sum(stage.seconds for stage in self.stages[before:])
        self.stages.append(Stage(name, time.monotonic() - start - inner, total))

    @contextmanager
    def _bar(self, name: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar, with a rate where there are so many parts."""
        if not self._shown:
            yield lambda _: None
            return
        columns: list[ProgressColumn] = [TextColumn("{task.description:<28}"), TimeElapsedColumn()]
        if total:
            columns += [BarColumn(24), MofNCompleteColumn(), TextColumn("{task.fields[rate]}")]
        with self._alone(), Progress(*columns, console=self._console) as self._live:
            progress = self._live
            task = progress.add_task(name, total=total or None, rate="")
            start = time.monotonic()

            def advance(number: int) -> None:
                done = progress.tasks[0].completed + number
                rate = done / max(time.monotonic() - start, 0.001)
                progress.update(task, completed=done, rate=f"{rate:,.0f} a second")

            yield advance

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Take the bar of a stage off while one within it is shown: there is one at a time."""
        outer = self._live
        if outer:
            outer.live.transient = True
            outer.stop()
        yield
        self._live = outer
        if outer:
            outer.live.transient = False
            outer.start()


def timings_text(stages: Sequence[Stage], seconds: float) -> str:
    """Return the stages of a build as JSON: {"seconds": …, "stages": [{"name": …}, …]}.

    Stages follow one another; what goes on beside them (the search index) shows only as waiting.
    """
    listed = [asdict(stage) | {"seconds": round(stage.seconds, 3)} for stage in stages]
    return json.dumps({"seconds": round(seconds, 3), "stages": listed}, indent=2) + "\n"
