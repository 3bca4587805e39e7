"""What `papershelf check --fix` does: mends files, or shows what it would mend."""

from collections.abc import Sequence

import click

from generator.fixes.files import MENDED, Fixed, mendable, mended_files
from generator.fixes.registry import fixes
from generator.formatting.files import record_files
from generator.problem_formats.github import log_line
from generator.problems import Problem
from generator.records.changing import difference
from generator.records.read import read_tags
from generator.settings import Settings
from generator.whole_files import write_whole


def mend(settings: Settings, *, write: bool) -> list[Fixed]:
    """Mend the records of a shelf and return what was mended; without `write`, show it only."""
    root, source = settings.root.absolute(), settings.source.absolute()
    known = fixes(read_tags(source, root))
    done: list[Fixed] = []
    for file in mended_files(record_files(source), source, root, known):
        if not write:
            click.echo(difference(file.shown, file.before, file.after))
            continue
        write_whole(file.path, file.after.encode("utf-8"))
        done += file.fixed
        for fixed in file.fixed:
            click.echo(log_line(str(fixed)), err=True)
    return done


def mendable_of(settings: Settings, problems: Sequence[Problem]) -> list[Problem]:
    """Return those problems that mending would take away."""
    root, source = settings.root.absolute(), settings.source.absolute()
    likely = [problem for problem in problems if problem.rule in MENDED]
    paths = sorted({root / problem.path for problem in likely})
    lines = {(problem.path, problem.line) for problem in likely}
    known = fixes(read_tags(source, root)) if paths else ()
    files = mended_files(paths, source, root, known, lines)
    return mendable(likely, [fixed for file in files for fixed in file.fixed])


def mendable_text(number: int) -> str:
    """Return how many of some problems can be mended."""
    what = "1 of these is" if number == 1 else f"{number} of these are"
    return f"{what} mended by: papershelf check --fix"
