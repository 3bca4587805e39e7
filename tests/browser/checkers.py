"""Axe and Lighthouse: what they find on a page."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

NODE_MODULES = Path(__file__).with_name("node_modules")
CATEGORIES = ("accessibility", "best-practices", "seo")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HEADLESS = "chromium-headless-shell"
"""Debian's package and command."""
# The rule on the size of targets (WCAG 2.2 AA) is off by default; Lighthouse applies it.
AXE = {"rules": {"target-size": {"enabled": True}}}
# A test machine may have no sandbox for Chromium, no graphics, and no way out.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str:
    """Return the path of Chromium or Chrome; without one the test fails."""
    names = (os.environ.get("CHROME_PATH") or "", *BROWSERS)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if not found:
        pytest.fail("there is no Chromium or Chrome; `make test` installs one", pytrace=False)
    return found


def find_headless() -> str:
    """Return the path of Chromium without a window's parts where it is installed, else as above.

    It opens a page in a third of the time. CHROME_PATH goes before.
    """
    own = os.environ.get("CHROME_PATH")
    return (None if own else shutil.which(HEADLESS)) or find_browser()


def node_module(path: str) -> Path:
    """Return a file of an installed Node package; without it the test fails."""
    file = NODE_MODULES / path
    if not file.is_file():
        pytest.fail(f"{path} is not installed; `make test` installs it", pytrace=False)
    return file


def find_node() -> str:
    """Return the path of Node, the one of this environment by preference."""
    ours = Path(sys.executable).with_name("node")
    return str(ours) if ours.exists() else shutil.which("node") or str(ours)


def axe(page: Page) -> list[str]:
    """Return each violation of axe's rules on the page: "rule: what: where"."""
    page.evaluate(node_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    violations = page.evaluate(f"async () => (await axe.run({json.dumps(AXE)})).violations")
    return [
        f"{violation['id']}: {violation['help']}: {node['html']}\n{node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What Lighthouse says of a page: scores from 0 to 100, and the audits that failed."""

    scores: dict[str, int]
    failures: tuple[str, ...]


def lighthouse(url: str) -> Report:
    """Return Lighthouse's report on a page, but for its speed."""
    result = subprocess.run(
        [
            find_node(),
            node_module("lighthouse/cli/index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
            "--no-enable-error-reporting",
        ],
        env=os.environ | {"CHROME_PATH": find_browser()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return report(json.loads(result.stdout))


def report(result: dict[str, dict[str, dict[str, object]]]) -> Report:
    """Return what a result of Lighthouse, as JSON, comes down to."""
    scores = {name: category["score"] for name, category in result["categories"].items()}
    failures = (
        f"{name}: {audit['title']}: {json.dumps(audit.get('details'), ensure_ascii=False)}"
        for name, audit in result["audits"].items()
        if audit["score"] is not None and audit["score"] != 1
    )
    return Report(
        scores={name: round(float(str(score)) * 100) for name, score in scores.items()},
        failures=tuple(failures),
    )
