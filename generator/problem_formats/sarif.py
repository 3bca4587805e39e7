"""Problems as SARIF 2.1.0, for code scanning (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from generator import __version__
from generator.problem_formats import Report
from generator.problems import Problem
from generator.rules import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The name of the repository's root, which the reader of a log knows."""


def sarif_text(report: Report) -> str:
    """Return the problems of a report as a SARIF log that ends its last line."""
    used = {problem.rule for problem in report.problems}
    rules = [rule for rule in Rule if rule in used]
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(problem, rules, report.prefix) for problem in report.problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _driver(rules: Sequence[Rule]) -> Mapping[str, object]:
    return {
        "name": "Papershelf",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": rule.id,
                "name": "".join(word.capitalize() for word in rule.id.split("-")),
                "shortDescription": {"text": rule.asks},
                "fullDescription": {"text": rule.asks},
                "help": {"text": f"{rule.asks} See docs/check.md, rule {rule.id}."},
            }
            for rule in rules
        ],
    }


def _result(problem: Problem, rules: Sequence[Rule], prefix: str) -> Mapping[str, object]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    location = {
        "artifactLocation": {"uri": _uri(prefix + problem.path), "uriBaseId": ROOT},
        "region": region,
    }
    return {
        "ruleId": problem.rule.id,
        "ruleIndex": rules.index(problem.rule),
        "level": problem.severity.value,
        "message": {"text": problem.text},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    """Return a path as a relative URI (RFC 3986)."""
    return quote(path.encode("utf-8", "replace"), safe="/")
