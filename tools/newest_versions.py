"""Print the newest version of each package that pyproject.toml allows, for the oldest Python."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADER = "# The tested version of every package. Written by 'make update'; do not edit."


def requirements() -> list[str]:
    """Return all that the package and its extras require."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [text for group in groups for text in group if not text.startswith("papershelf[")]


def oldest_python() -> str:
    """Return the oldest Python that the package runs on, as "3.11.0"."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    match = re.search(r'requires-python = ">=(\d+\.\d+)"', text)
    if not match:
        sys.exit("pyproject.toml: cannot read requires-python")
    return f"{match[1]}.0"


def resolved(wanted: list[str], python: str) -> list[str]:
    """Return "name==version" for what pip would install on this version of Python."""
    options = ["--quiet", "--dry-run", "--ignore-installed", "--target=unused"]
    options += ["--only-binary=:all:", f"--python-version={python}", "--report=-"]
    command = [sys.executable, "-m", "pip", "install", *options, *wanted]
    result = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    packages = [entry["metadata"] for entry in json.loads(result.stdout)["install"]]
    return sorted((f"{p['name']}=={p['version']}" for p in packages), key=str.casefold)


if __name__ == "__main__":
    print(HEADER, *resolved(requirements(), oldest_python()), sep="\n")
