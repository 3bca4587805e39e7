"""Problem formats: problems as text for other programs; pure, nothing is read or printed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.fixes.files import Fixed
from generator.problems import Problem


class Format(StrEnum):
    """How problems are told."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"
    SARIF = "sarif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found, in the order in which it is told, and what it mended."""

    problems: Sequence[Problem] = ()
    mendable: Sequence[Problem] = ()
    """Those of the problems that `papershelf check --fix` takes away."""
    fixed: Sequence[Fixed] = ()
    prefix: str = ""
    """What stands before the problems' paths to count from the repository's root: "shelf/"."""


def default_format(environment: Mapping[str, str]) -> Format:
    """Return how problems are told when nobody asks: annotations in a workflow of GitHub."""
    return Format.GITHUB if environment.get("GITHUB_ACTIONS") == "true" else Format.TEXT


def prefix_of(root: Path, environment: Mapping[str, str]) -> str:
    """Return what leads from the repository that a workflow checked out to a shelf's root."""
    workspace = Path(environment.get("GITHUB_WORKSPACE") or Path.cwd())
    below = root.absolute()
    if below == workspace or not below.is_relative_to(workspace):
        return ""
    return below.relative_to(workspace).as_posix() + "/"
