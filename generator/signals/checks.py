"""Checks of signals against the shelf."""

from collections.abc import Collection

from generator.problems import Problem, Severity, nearest, quoted
from generator.rules import Rule
from generator.signals.models import Signals


def check_signals(signals: Signals, papers: Collection[str]) -> list[Problem]:
    """Return what is wrong in signals; `papers` are the ids of the shelf.

    A paper that is not there is a warning: it may have been taken off the shelf.
    """
    unknown = [name for name in signals.places if name not in papers]
    return [*signals.problems, *(_unknown(signals, name, papers) for name in unknown)]


def _unknown(signals: Signals, name: str, papers: Collection[str]) -> Problem:
    path, line = signals.places[name]
    close = nearest(name, papers)
    advice = f'did you mean "{close}"?' if close else "delete its lines, or write its new id"
    return Problem(
        path=path,
        line=line,
        severity=Severity.WARNING,
        key="id",
        message=f"no paper {quoted(name)}",
        advice=advice,
        rule=Rule.UNKNOWN_PAPER,
    )
