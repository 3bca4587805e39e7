"""The repository itself: its documents, its pins, and the size of its parts."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(p.name for p in ROOT.glob("*.md"))
MODULES = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("generator/**/*.py"))
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50

LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)\s]*)?\)")
CODE = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)
MAKE_COMMAND = re.compile(r"\bmake(?: [A-Z_]+=\S+)* ([a-z][a-z-]*)\b")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def normalised(name: str) -> str:
    """Return a package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_documents_of_a_project_are_there() -> None:
    assert {"CHANGELOG.md", "CONTRIBUTING.md", "README.md"} <= set(DOCUMENTS)
    assert (ROOT / "LICENSE").is_file()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    missing = [link for link in LINK.findall(read(document)) if not (ROOT / link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", [*DOCUMENTS, ".github/PULL_REQUEST_TEMPLATE.md"])
def test_the_make_commands_in_the_documents_exist(document: str) -> None:
    code = "\n".join(match[0] for match in CODE.finditer(read(document)))
    assert set(MAKE_COMMAND.findall(code)) <= set(TARGET.findall(read("Makefile")))


def test_every_make_command_is_explained() -> None:
    makefile = read("Makefile")
    explained = set(re.findall(r"^([a-z-]+):.* ## ", makefile, re.MULTILINE))
    assert set(TARGET.findall(makefile)) - explained == {"setup-dev", "setup-tests"}


def required(extra: str = "") -> set[str]:
    """Return the packages that pyproject.toml asks for, with an extra if named."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    names = {normalised(match[0]) for text in wanted if (match := REQUIREMENT.match(text))}
    return names - {"papershelf"}


def pinned_versions() -> dict[str, str]:
    """Return the version of each package that everybody gets."""
    lines = [line for line in read("tools/constraints.txt").splitlines() if line[0] != "#"]
    return {normalised(name): version for name, version in (line.split("==") for line in lines)}


def test_every_required_package_has_a_tested_version() -> None:
    assert required() | required("test") | required("dev") <= set(pinned_versions())


def test_the_tested_versions_run_on_the_oldest_python() -> None:
    oldest = tomllib.loads(read("pyproject.toml"))["project"]["requires-python"].lstrip(">=")
    installed = {
        normalised(d.metadata["Name"]): (d.version, d.metadata["Requires-Python"] or "")
        for d in distributions()
    }
    pythons = {
        name: installed[name][1]
        for name, version in pinned_versions().items()
        if name in installed and installed[name][0] == version
    }
    assert len(pythons) > len(required())
    too_new = {n: p for n, p in pythons.items() if f"{oldest}.0" not in SpecifierSet(p)}
    assert too_new == {}


def test_node_packages_are_pinned() -> None:
    wanted = json.loads(read("tests/browser/package.json"))["devDependencies"]
    locked = json.loads(read("tests/browser/package-lock.json"))["packages"]
    assert wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("integrity" in package for name, package in locked.items() if name)


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in read("tests/browser/package-lock.json")


def test_the_reference_pages_are_those_of_the_code() -> None:
    command = [sys.executable, ROOT / "tools/reference.py", "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_short(module: str) -> None:
    assert len(read(module).splitlines()) <= MAX_MODULE_LINES


def functions(module: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of lines of each function of a module."""
    for node in ast.walk(ast.parse(read(module))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("module", MODULES)
def test_functions_are_short(module: str) -> None:
    assert [name for name, lines in functions(module) if lines > MAX_FUNCTION_LINES] == []


@pytest.mark.parametrize("module", MODULES)
def test_mkdocs_is_imported_in_one_module_only(module: str) -> None:
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(read(module)))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "mkdocs" not in imported or module == "generator/publish/mkdocs_plugin.py"
