"""The scripts of the search, as a browser gets them, run by Node."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


LINES = """
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\\n`);
}
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A Node that goes on: it is asked again and again, and starts once."""

    process: "subprocess.Popen[bytes]"

    def ask(self, question: object) -> Any:
        """Return the answer to a question."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(question).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


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

    @contextmanager
    def talk(self, code: str, *arguments: str) -> Iterator[Conversation]:
        """Give a conversation with a module that defines `answer(question)`."""
        command = [find_node(), "--input-type=module", "--eval", code + LINES, *arguments]
        with subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            yield Conversation(process)

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
