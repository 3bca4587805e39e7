"""Zensical as the engine: makes the base of a framed site where MkDocs would.

It is given a folder of its own with a configuration on top of the shelf's, our theme with the
shelf's own over it, the hand-written pages, and a file for each generated page that is asked for.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import generator
from generator import addresses
from generator.problems import Problem, Severity, has_errors
from generator.publish.base import Engine, EngineFailedError
from generator.publish.inset import Inset
from generator.publish.output import copy_files, write_files
from generator.publish.zensical_config import SITE, THEME, derived, is_strict, page_text, theme_name
from generator.search.lunr_module import PATH as LUNR_MODULE
from generator.search.lunr_module import lunr_module
from generator.settings import Settings

OUR_THEME = Path(generator.__file__).parent / "theme"
CONFIG = "mkdocs.yml"
FAILED = 1
ACTIONS = "partials/actions.html"
UNPUBLISHED = ("sitemap.xml", "search.json", "objects.inv")
"""Files of Zensical that a site of ours has no use for, or has in another form."""

TEMPLATE_ADVICE = "Zensical reads templates as MiniJinja, which has no methods of Python"

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ISSUE = re.compile(r"^(\w+): (.+)\n\s*╭─\[ (.+?):(\d+):(\d+) \]", re.MULTILINE)
_COUNT = re.compile(r"^(\d+) issues? found$", re.MULTILINE)
_FAILED = re.compile(r"^(?:\w+\.)*(?:RuntimeError|Error|\w+Error): (.+)$", re.MULTILINE)
_IN_TEMPLATE = re.compile(r"(.+) \(in (.+):(\d+)\)")


def is_installed() -> bool:
    """Tell whether Zensical is there."""
    return find_spec("zensical") is not None


def zensical_engine(
    settings: Settings, config_file: Path, *, strict: bool, without: str = ""
) -> Engine:
    """Return Zensical as what makes the base of a framed site.

    `without` names a template of the shelf's own that is passed over.
    """

    def make(insets: Sequence[Inset], folder: Path) -> int:
        problems = [*_other_theme(settings), *_clashes(settings, insets)]
        if not problems:
            with TemporaryDirectory() as place:
                root = Path(place).resolve()
                _write_project(settings, config_file, insets, root, without)
                problems = _run(settings, root)
                if not has_errors(problems):
                    _publish(root / SITE, folder)
        sys.stderr.writelines(f"{problem}\n" for problem in problems)
        if has_errors(problems) or (problems and (strict or is_strict(settings))):
            raise EngineFailedError(FAILED)
        return len(problems)

    return make


def _written(settings: Settings) -> list[str]:
    folder = settings.root / settings.docs_dir
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]


def _other_theme(settings: Settings) -> Iterator[Problem]:
    if theme_name(settings) != "material":
        yield Problem(
            path=CONFIG,
            key="theme",
            message="Papershelf extends Material",
            advice="write theme: material",
        )


def _clashes(settings: Settings, insets: Sequence[Inset]) -> list[Problem]:
    """Return a problem for each hand-written page where a generated one belongs."""

    def file(path: str) -> str:
        return addresses.file_of(path, directories=settings.directory_urls)

    taken = {file(page.path) for page in insets}
    return [
        Problem(
            path=f"{settings.docs_dir}/{path}",
            message="the address belongs to a generated page",
            advice="give the page another name, or change the template of the generated one",
        )
        for path in _written(settings)
        if file(path) in taken
    ]


def _docs(settings: Settings) -> str:
    """Return where the pages lie in the project: as on the shelf, so that messages name them."""
    path = PurePosixPath(settings.docs_dir)
    return "docs" if path.is_absolute() or ".." in path.parts else str(path)


def _write_project(
    settings: Settings, config_file: Path, insets: Sequence[Inset], root: Path, without: str
) -> None:
    """Write everything that Zensical reads."""
    theme, docs = root / THEME, root / _docs(settings)
    copy_files(OUR_THEME, theme)
    write_files(theme, {ACTIONS: _actions()})
    if settings.custom_dir:
        own = settings.root / settings.custom_dir
        for path in filter(Path.is_file, own.rglob("*")):
            name = path.relative_to(own).as_posix()
            if name != without:
                write_files(theme, {name: path.read_bytes()})
    docs.mkdir(parents=True, exist_ok=True)
    if (settings.root / settings.docs_dir).is_dir():
        copy_files(settings.root / settings.docs_dir, docs)
    write_files(docs, {page.path: page_text(page).encode() for page in insets})
    config = derived(settings, config_file, _docs(settings), (page.path for page in insets))
    write_files(root, {CONFIG: config.encode()})


def _actions() -> bytes:
    """Return the theme's links to edit a page, for those that have a file of their own only."""
    theirs = _package("zensical") / "templates" / ACTIONS
    return b"{% if not (page.meta or {}).kind %}" + theirs.read_bytes() + b"{% endif %}"


def _package(name: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed", name=name)
    return Path(spec.origin).parent


def _run(settings: Settings, root: Path) -> list[Problem]:
    """Run Zensical on the project and return what it found wrong."""
    ours = Path(generator.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--config-file", str(root / CONFIG)],
        cwd=settings.root,
        env={**os.environ, "PYTHONPATH": _path_with(ours)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = _COLOUR.sub("", done.stderr)
    problems = list(_issues(settings, said))
    return problems if done.returncode == 0 else [*problems, _failure(settings, said)]


def _path_with(folder: Path) -> str:
    """Return Python's path with our package on it, for the extensions that Zensical imports."""
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


def _issues(settings: Settings, said: str) -> Iterator[Problem]:
    """Yield what Zensical warns of."""
    found = 0
    for kind, message, path, line, column in _ISSUE.findall(said):
        found += 1
        yield Problem(
            path=f"{settings.docs_dir}/{path}",
            line=int(line),
            column=int(column),
            severity=Severity.ERROR if kind == "Error" else Severity.WARNING,
            message=message,
        )
    told = _COUNT.search(said)
    if told and int(told[1]) > found:
        yield Problem(
            path=CONFIG,
            severity=Severity.WARNING,
            message=f"Zensical found {told[1]} issues:\n{said[: told.start()].strip()}",
        )


def _failure(settings: Settings, said: str) -> Problem:
    """Return why Zensical made nothing: in a template with its place, as far as it says so."""
    told = _FAILED.findall(said)
    message = told[-1] if told else said.strip()[-2000:] or "no reason given"
    if (place := _IN_TEMPLATE.fullmatch(message)) is None:
        return Problem(path=CONFIG, message=f"Zensical failed: {message}")
    what, name, line = place.groups()
    own = Path(settings.custom_dir, name)
    is_own = bool(settings.custom_dir) and (settings.root / own).is_file()
    path, advice = (own.as_posix(), TEMPLATE_ADVICE) if is_own else (name, "")
    return Problem(path=path, line=int(line), message=what, advice=advice)


def _publish(site: Path, folder: Path) -> None:
    """Copy what Zensical made, and add what our plugin adds to MkDocs's."""
    for name in UNPUBLISHED:
        (site / name).unlink(missing_ok=True)
    copy_files(site, folder)
    lunr = _package("mkdocs") / "contrib/search/templates/search/lunr.js"
    write_files(folder, {LUNR_MODULE: lunr_module(lunr.read_text(encoding="utf-8"))})
