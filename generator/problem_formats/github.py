"""GitHub annotations: problems on the lines of a pull request.

The commands and their escapes: https://docs.github.com/en/actions/reference/workflows-and-actions/
workflow-commands-for-github-actions and the runner's ActionCommand.cs. GitHub shows ten annotations
of each severity for a step, so those come first that stand in different files.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from generator.problem_formats import Report
from generator.problems import Problem, Severity, count_text, visible

SHOWN = 10
"""So many annotations of each severity GitHub shows for a step."""
MOST_MESSAGES = 10
"""So many problems of one line are told in its annotation."""


def github_text(report: Report) -> str:
    """Return every problem as a line of the log, then the annotations, then what they leave out."""
    problems = report.problems
    if not problems:
        return ""
    lines = [log_line(str(problem)) for problem in problems]
    told: list[Problem] = []
    for severity in Severity:
        for group in _chosen([p for p in problems if p.severity is severity]):
            lines.append(_annotation(group, report.prefix))
            told += group
    lines.append(count_text(problems))
    if left := len(problems) - len(told):
        noun = "problem stands" if left == 1 else "problems stand"
        lines.append(f"{left} more {noun} in the log only: GitHub shows {SHOWN} of each kind")
    return "".join(f"{line}\n" for line in lines)


def log_line(text: str) -> str:
    """Return text for the log of a workflow as one line in which no command can stand.

    A command is `::name …::` at the beginning of a line, or in an older form `##[name …]` anywhere.
    """
    line = visible(text).replace("##[", "# #[")
    return f"> {line}" if line.lstrip().startswith("::") else line


def _chosen(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Return those problems that are shown, each list of them at one line of a file."""
    at: defaultdict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        at[problem.path, problem.line].append(problem)
    before: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for place, (path, _) in enumerate(at):
        turns.append((before[path], place))
        before[path] += 1
    groups = list(at.values())
    return [groups[place] for _, place in sorted(turns)[:SHOWN]]


def _annotation(problems: Sequence[Problem], prefix: str) -> str:
    """Return the command that annotates a line with its problems."""
    first = problems[0]
    rules = {problem.rule.id for problem in problems}
    about = f" ({first.rule.id})" if len(rules) == 1 else ""
    values = {
        "file": visible(prefix + first.path),
        "line": str(first.line),
        "col": str(first.column),
        "title": f"Papershelf{about}",
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{first.severity} {properties}::{_data(chr(10).join(_messages(problems)))}"


def _messages(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems[:MOST_MESSAGES]:
        yield visible(problem.text)
    if len(problems) > MOST_MESSAGES:
        yield f"and {len(problems) - MOST_MESSAGES} more on this line"


def _data(text: str) -> str:
    """Return text as the data of a command, after its second `::`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return text as the value of a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
