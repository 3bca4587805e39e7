"""The scripts of the search, as a browser gets them, run by Node."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mkdocs
from browser.checkers import find_node

from generator.search.lunr_module import lunr_module

ROOT = Path(__file__).parents[2]
SEARCH = ROOT / "generator/theme/assets/papershelf/search"
LUNR = Path(mkdocs.__file__).with_name("contrib") / "search/templates/search/lunr.js"
TESTS = ROOT / "tests/search"

PRELUDE = """
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
const data = JSON.parse(readFileSync(0, "utf8"));
const print = (value) => process.stdout.write(JSON.stringify(value));
"""


@dataclass(frozen=True, slots=True)
class Scripts:
    """The folder of search.js and of the modules that it loads."""

    folder: Path

    def run(self, code: str, data: object = None) -> Any:
        """Run a module that imports from "./search.js" and others, and return what it prints.

        It has `data`, `readFile`, and `print(value)`, which is called once.
        """
        return self._answer(["--input-type=module", "--eval", PRELUDE + code], json.dumps(data))

    def run_file(self, name: str, *arguments: str | Path) -> Any:
        """Run a script of tests/search, whose first argument is the folder of the scripts."""
        return self._answer([str(TESTS / name), str(self.folder), *map(str, arguments)], "")

    def _answer(self, arguments: Sequence[str], data: str) -> Any:
        done = subprocess.run(
            [find_node(), *arguments],
            cwd=self.folder,
            input=data.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)


def write_scripts(folder: Path) -> Scripts:
    """Write the modules below a folder."""
    for file in SEARCH.glob("*.js"):
        shutil.copy(file, folder)
    (folder / "lunr.js").write_bytes(lunr_module(LUNR.read_text(encoding="utf-8")))
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return Scripts(folder)
