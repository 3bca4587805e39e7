"""The terminal: problems and results as people read them, plain in a pipe."""

import json
import os
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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

from generator.catalog import Catalog
from generator.contribute.suggest import Suggested
from generator.contribute.wording import reasons
from generator.importers import Outcome
from generator.pages.text import counted
from generator.problem_formats import Format, Report, default_format, prefix_of
from generator.problem_formats.github import github_text
from generator.problems import Problem, Severity, count_text, excerpt, visible
from generator.publish.build import Built
from generator.publish.sizes import size_text

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


def shelf_text(catalog: Catalog) -> str:
    """Return "80 papers, 42 tags, 388 authors, 27 venues, 3 collections"."""
    kinds = {
        "paper": catalog.papers,
        "tag": catalog.tags,
        "author": catalog.authors,
        "venue": catalog.venues,
        "collection": catalog.collections,
    }
    return ", ".join(counted(len(things), noun) for noun, things in kinds.items())


def outcome_text(outcome: Outcome) -> str:
    """Return what an import did, with the keys of each record that it left as a person wrote it."""
    kept = [f"kept as edited: {item.id} ({', '.join(item.keys)})" for item in outcome.kept]
    counts = (
        f"{len(outcome.created)} new, {len(outcome.same)} the same, "
        f"{len(outcome.kept)} kept as edited, {len(outcome.overwritten)} overwritten"
    )
    return "\n".join([*kept, counts])


def print_suggestions(
    suggested: Sequence[Suggested], written: Mapping[str, Sequence[str]], *, every: bool
) -> None:
    """Print tags for papers with what speaks for each, and a count; a "+" marks those `written`.

    `every` is whether all papers were looked at. Lines are wrapped on a terminal only.
    """
    console = Console(highlight=False, soft_wrap=True)
    width = console.width if console.is_terminal else sys.maxsize
    shown = [one for one in suggested if one.suggestions or not every]
    column = max((len(found.tag.id) for one in shown for found in one.suggestions), default=0)
    for one in shown:
        console.print(Text(visible(one.paper.title), "bold").append(f"  {one.paper.id}", "dim"))
        added = written.get(one.paper.id, ())
        for found in one.suggestions:
            sign = "+" if found.tag.id in added else " "
            head = f"{sign} {min(found.score, 0.99):.2f}  {found.tag.id:<{column}}  "
            room = max(24, width - len(head))
            lines = textwrap.wrap(visible(reasons(found)), room) or [""]
            console.print(Text(head).append(("\n" + " " * len(head)).join(lines), "dim"))
        if not one.suggestions:
            console.print(Text("  no tag of the vocabulary fits well"))
        console.print()
    console.print(Text(_suggested_text(suggested, written, every=every)))


def _suggested_text(
    suggested: Sequence[Suggested], written: Mapping[str, Sequence[str]], *, every: bool
) -> str:
    if not suggested and not every:
        return "every paper has a tag; 'papershelf suggest-tags --all' says which ones it lacks"
    tags = sum(len(one.suggestions) for one in suggested)
    text = f"{counted(tags, 'tag')} suggested for {counted(len(suggested), 'paper')}"
    if not written:
        return text
    number = sum(map(len, written.values()))
    return f"{text}; {number:,} written into {counted(len(written), 'record')}"


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


def built_text(built: Built, seconds: float) -> str:
    """Return what a build came to: "61,382 pages (3 made anew), 402.1 MB, in 9.8 s"."""
    size = size_text(sum(built.sizes.values()))
    pages = f"{counted(built.pages, 'page')} ({built.made:,} made anew)"
    return f"{pages}, {size}, in {seconds:.1f} s"


def timings_text(stages: Sequence[Stage], seconds: float) -> str:
    """Return the stages of a build as JSON: {"seconds": …, "stages": [{"name": …}, …]}.

    Stages follow one another; what goes on beside them (the search index) shows only as waiting.
    """
    listed = [asdict(stage) | {"seconds": round(stage.seconds, 3)} for stage in stages]
    return json.dumps({"seconds": round(seconds, 3), "stages": listed}, indent=2) + "\n"
