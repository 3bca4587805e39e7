"""The forms by their names."""

from collections.abc import Callable, Mapping

from generator.problem_formats import Format, Report
from generator.problem_formats.github import github_text
from generator.problem_formats.json_form import json_text
from generator.problem_formats.sarif import sarif_text

FORMS: Mapping[Format, Callable[[Report], str]] = {
    Format.GITHUB: github_text,
    Format.JSON: json_text,
    Format.SARIF: sarif_text,
}
"""What makes text of a report, for programs; people's is in terminal.py."""
