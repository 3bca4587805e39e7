"""Problems as JSON; docs/check.schema.json says what stands in it."""

import json
from collections import Counter
from collections.abc import Mapping

from generator.fixes.files import Fixed
from generator.problem_formats import Report
from generator.problems import Problem, Severity
from generator.rules import Rule

VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_text(report: Report) -> str:
    """Return a report as a JSON object that ends its last line."""
    mendable = set(report.mendable)
    counts = Counter(problem.severity for problem in report.problems)
    told = {
        "version": VERSION,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "problems": [_problem(p, fixable=p in mendable) for p in report.problems],
        "fixed": [_fixed(repair) for repair in report.fixed],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _problem(problem: Problem, *, fixable: bool) -> Mapping[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "rule": problem.rule.id,
        "key": problem.key,
        "message": problem.message,
        "advice": problem.advice,
        "fixable": fixable,
    }


def _fixed(fixed: Fixed) -> Mapping[str, object]:
    return {
        "path": fixed.path,
        "line": fixed.line,
        "column": fixed.column,
        "fix": fixed.fix,
        "key": fixed.key,
        "old": fixed.old,
        "new": fixed.new,
    }


_PLACE = {
    "path": {"type": "string", "description": "The file, from the folder of mkdocs.yml."},
    "line": {"type": "integer", "minimum": 1, "description": "Counted from 1."},
    "column": {"type": "integer", "minimum": 1, "description": "In characters, counted from 1."},
}


def schema() -> Mapping[str, object]:
    """Return the JSON Schema of what `json_text` returns."""
    problem = {
        **_PLACE,
        "severity": {"enum": [severity.value for severity in Severity]},
        "rule": {"enum": [rule.id for rule in Rule], "description": "What kind of problem it is."},
        "key": {
            "type": "string",
            "description": 'The way to the value, "authors[0].orcid"; or "".',
        },
        "message": {"type": "string", "description": "What is wrong."},
        "advice": {"type": "string", "description": 'What to write instead; or "".'},
        "fixable": {"type": "boolean", "description": "Whether papershelf check --fix mends it."},
    }
    fixed = {
        **_PLACE,
        "fix": {"type": "string", "description": "The name of the fix."},
        "key": {"type": "string", "description": "As in a problem."},
        "old": {"type": "string", "description": "The value as it was written."},
        "new": {"type": ["string", "null"], "description": "The value now; null when it went."},
    }
    count = {"type": "integer", "minimum": 0}
    return {
        "$schema": DIALECT,
        "title": "Papershelf: papershelf check --format json",
        **_object(
            {
                "version": {"const": VERSION, "description": "Of this form; changes come with it."},
                "errors": {**count, "description": "How many of the problems are errors."},
                "warnings": {**count, "description": "How many of them are warnings."},
                "problems": {"type": "array", "items": _object(problem)},
                "fixed": {"type": "array", "items": _object(fixed)},
            }
        ),
    }


def _object(properties: Mapping[str, object]) -> Mapping[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
