"""Problems of a change: those that the shelf did not have before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.problems import Problem, in_order
from generator.records.models import Paper
from generator.records.read import Records

_Sign = tuple[str, str, str, str]


def new_problems(
    before: Iterable[Problem], base: Records, after: Sequence[Problem], head: Records
) -> list[Problem]:
    """Return those problems of `head` that `base` did not have, wherever they stood in a file."""
    left = Counter(_signs(before, base))
    found = []
    ordered = in_order(after)
    for problem, sign in zip(ordered, _signs(ordered, head), strict=True):
        if left[sign]:
            left[sign] -= 1
        else:
            found.append(problem)
    return found


def _signs(problems: Iterable[Problem], records: Records) -> Iterator[_Sign]:
    """Yield what tells each problem from others: the record, not the line, which may have moved."""
    damaged = (record for record in records.damaged if isinstance(record, Paper))
    ids = {
        (paper.source.path, paper.source.line): paper.id
        for paper in (*records.papers, *damaged)
        if paper.source.path.endswith(".jsonl")
    }
    for problem in problems:
        record = ids.get((problem.path, problem.line), "")
        yield problem.path, record, problem.key, problem.message
