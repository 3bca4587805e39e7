"""What a step leaves behind: values for later steps, and its part of the run's summary.

The files and their syntax: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path

VALUE_LIMIT = 100_000
"""How many bytes of UTF-8 a value may have: one variable of a Linux process holds 131,072."""
SUMMARY_LIMIT = 1_000_000
"""How many bytes of UTF-8 a step's summary may have: GitHub drops one above 1 MiB."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class OutputError(ValueError):
    """A value that GitHub would not take; the message is a sentence."""


def output_text(values: Mapping[str, str], delimiter: str | None = None) -> str:
    """Return values in the syntax of GITHUB_OUTPUT.

    Each stands between lines that nobody could foresee, so no value can end early and begin
    another. Raises `OutputError` for a name of other signs than a-z, 0-9 and _, and for a value
    that is too long or holds a NUL.
    """
    parts = []
    for name, value in values.items():
        end = delimiter or f"papershelf-{secrets.token_hex(16)}"
        _check(name, value, end)
        parts.append(f"{name}<<{end}\n{value}\n{end}\n")
    return "".join(parts)


def _check(name: str, value: str, end: str) -> None:
    if not _NAME.fullmatch(name):
        raise OutputError(f"{name!r} is no name of an output")
    if "\0" in value or end in value:
        raise OutputError(f"the output {name} holds a sign that it may not hold")
    if len(value.encode("utf-8", "replace")) > VALUE_LIMIT:
        raise OutputError(f"the output {name} is longer than {VALUE_LIMIT:,} bytes")


def set_outputs(values: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    """Write values for later steps; tell whether there is a place for them (GITHUB_OUTPUT)."""
    return _append(environment.get("GITHUB_OUTPUT"), output_text(values))


def add_summary(markdown: str, environment: Mapping[str, str]) -> bool:
    """Write Markdown into the run's summary; tell whether there is one (GITHUB_STEP_SUMMARY)."""
    content = markdown.encode("utf-8", "replace")[:SUMMARY_LIMIT].decode("utf-8", "ignore")
    return _append(environment.get("GITHUB_STEP_SUMMARY"), content.rstrip("\n") + "\n")


def _append(path: str | None, content: str) -> bool:
    if not path:
        return False
    with Path(path).open("a", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(content)
    return True
