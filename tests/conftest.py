"""Fixtures of all tests: golden files, invented shelves, and no warning that goes unseen."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from helpers.shelf import Folder
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# A slow machine is no failure; in CI, a commit is always tested with the same examples.
settings.register_profile("papershelf", deadline=None, max_examples=60)
settings.register_profile("ci", settings.get_profile("papershelf"), derandomize=True)
settings.register_profile("long", settings.get_profile("papershelf"), max_examples=3000)
settings.load_profile("ci" if "CI" in os.environ else "papershelf")

# In a workflow, problems would be annotations.
os.environ.pop("GITHUB_ACTIONS", None)

TESTS = Path(__file__).parent
SHELVES = TESTS / "shelves"
GOLDEN = TESTS / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write the golden files instead of comparing."
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Say what runs in one process when tests run side by side."""
    return SideBySide(config, log)


class SideBySide(LoadScopeScheduling):
    """A file's tests stay together, as they share what they built; all tests of the browser do."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "tests/browser" if file.startswith("tests/browser/") else file


@pytest.fixture(autouse=True)
def no_unseen_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged a warning; one that expects it looks at `caplog`, then clears it."""
    yield
    logged = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert [f"{r.name}: {r.getMessage()}" for r in logged] == []


@dataclass(frozen=True, slots=True)
class Golden:
    """Compares texts with the files below one folder of tests/golden, or writes them."""

    folder: Path
    update: bool

    def check(self, texts: dict[str, str]) -> None:
        """Hold that the folder has these files with these contents, and no others."""
        if self.update:
            shutil.rmtree(self.folder, ignore_errors=True)
            for name, text in texts.items():
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        kept = {p.relative_to(self.folder).as_posix(): p.read_text(encoding="utf-8") for p in files}
        assert sorted(kept) == sorted(texts)
        for name, text in texts.items():
            assert text == kept[name], f"{name} differs; see `make golden`"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str], Golden]:
    """Give the golden files of a name; `--update-golden` writes them."""
    update = bool(request.config.getoption("--update-golden"))
    return lambda name: Golden(GOLDEN / name, update)


@pytest.fixture
def shelf(tmp_path: Path) -> Folder:
    """Give an empty shelf to write records into."""
    return Folder(tmp_path)


COMMANDS = {
    "mkdocs": "from mkdocs.__main__ import cli; sys.exit(cli(prog_name='mkdocs'))",
    "papershelf": "from generator.cli import main; sys.exit(main(prog_name='papershelf'))",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str


def run(*command: str, folder: Path, **variables: str) -> Run:
    """Run `mkdocs` or `papershelf` with its arguments in a folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PAPERSHELF_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {COMMANDS[command[0]]}", *command[1:]],
        cwd=folder,
        env=kept | {"NO_MKDOCS_2_WARNING": "1", "COLUMNS": "100"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def copy_shelf(tmp_path: Path) -> Callable[..., Path]:
    """Give `copy_shelf(name, (old, new), …)`: a copy to change; pairs are for mkdocs.yml."""

    def copied(name: str, *changes: tuple[str, str]) -> Path:
        return copy(name, tmp_path / name, *changes)

    return copied


def copy(name: str, folder: Path, *changes: tuple[str, str]) -> Path:
    """Copy an invented shelf and change its mkdocs.yml."""
    shutil.copytree(SHELVES / name, folder)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Built:
    """A site that MkDocs built: its folder, the path it is published under, and what was said."""

    folder: Path
    base: str
    run: Run


VARIANTS: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "small": ("small", "/", ()),
    "small-below": (
        "small",
        "/papers-demo/",
        (("https://shelf.example/", "https://shelf.example/papers-demo/"),),
    ),
    "small-flat": (
        "small",
        "/papers-demo/",
        (("https://shelf.example/", "https://shelf.example/papers-demo/\nuse_directory_urls: no"),),
    ),
    "hostile": ("hostile", "/", ()),
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Give a site by the name of its variant, built once."""

    @cache
    def named(variant: str) -> Built:
        name, base, changes = VARIANTS[variant]
        folder = copy(name, tmp_path_factory.mktemp(variant) / name, *changes)
        done = run("mkdocs", "build", "-d", "site", folder=folder)
        assert done.code == 0, done.err
        return Built(folder / "site", base, done)

    return named
