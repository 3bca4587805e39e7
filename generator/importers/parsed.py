"""What a file of another format holds: papers, and entries that are not understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.importers.merge import Candidate
from generator.problems import Problem, Severity

REJECTED = "rejected"
"""The field in which a file of rejects says why, where its format allows one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An entry that becomes no record: where it begins, its own text, and what is wrong with it."""

    line: int
    column: int = 1
    text: str
    key: str = ""
    """The key of the record, or the field of the entry, that is wrong; "" when none is."""
    reason: str
    advice: str = ""
    severity: Severity = Severity.ERROR

    def problem(self, path: str) -> Problem:
        """Return the problem that the entry is, in a file of that name."""
        return Problem(
            path=path,
            line=self.line,
            column=self.column,
            severity=self.severity,
            key=self.key,
            message=self.reason,
            advice=self.advice,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """All entries of a file: every one is a candidate or a reject, each in the file's order."""

    candidates: Sequence[Candidate] = ()
    rejects: Sequence[Reject] = ()
    problems: Sequence[Problem] = ()
    """What is wrong with the file as a whole, which then has no entries, and warnings."""
    preamble: str = ""
    """What the file's entries need besides themselves: macros, the names of columns."""
