"""The manual tells the truth: commands, options, keys, links and examples are those of the code."""

import re
import tomllib
from pathlib import Path
from textwrap import dedent
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from generator.cli.lazily import commands_of
from generator.fixes.registry import OTHER_FIXES, fixes
from generator.problem_formats import Format
from generator.records.document import Document, Source
from generator.records.forms import CollectionRecord, JsonPaperRecord, PaperRecord, PersonRecord
from generator.records.json_reader import read_jsonl
from generator.records.validation import validate
from generator.records.yaml_reader import read_yaml
from generator.rules import Rule
from generator.settings import Options

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
MANUAL = [*(f"docs/{name}" for name in PAGES), "README.md", "CONTRIBUTING.md"]

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#([^)\s]*))?\)")
COMMAND = re.compile(r"(?<![\w/.])papershelf((?: [a-z][a-z-]*)+)")
OPTION = re.compile(r"(?<![\w-])(--[a-z-]+)")
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
MODELS = {
    "schema/authors.schema.json": PersonRecord,
    "schema/collection.schema.json": CollectionRecord,
    "schema/paper.schema.json": PaperRecord,
}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(path: str, language: str) -> list[str]:
    return [dedent(body) for _, name, body in BLOCK.findall(read(path)) if name == language]


def command_at(words: list[str]) -> click.Command | None:
    """Return the command that the words name; trailing words may be its arguments."""
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            return command
        below = commands_of(command)
        if word not in below:
            return None
        command = below[word]
    return command


def options_of(command: click.Command) -> set[str]:
    own = {name for parameter in command.params for name in parameter.opts}
    below = commands_of(command).values() if isinstance(command, click.Group) else ()
    return own.union({"--help", "--version"}, *(options_of(inner) for inner in below))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(name: str) -> None:
    links = [target for target, _ in LINK.findall(read(f"docs/{name}"))]
    assert [target for target in links if not (ROOT / "docs" / target).exists()] == []


@pytest.mark.parametrize("path", MANUAL)
def test_commands_exist(path: str) -> None:
    code = re.findall(r"`+[^`]+`+", read(path))
    named = [words.split() for part in code for words in COMMAND.findall(part)]
    assert [words for words in named if command_at(words) is None] == []


@pytest.mark.parametrize("path", MANUAL)
def test_options_exist(path: str) -> None:
    lines = [line for line in read(path).splitlines() if "papershelf " in line]
    known = options_of(main)
    assert [o for line in lines for o in OPTION.findall(line) if o not in known] == []


def test_every_command_is_in_the_reference() -> None:
    reference = read("docs/commands.md")
    for name in commands_of(main):
        assert f"\n## papershelf {name}\n" in reference


def test_every_record_key_is_in_the_guide_for_contributors_or_the_reference() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", read("docs/records.md"), re.MULTILINE)
    assert set(PaperRecord.model_fields) <= set(rows)


def test_every_option_of_the_plugin_is_in_the_reference() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", read("docs/settings.md"), re.MULTILINE)
    assert rows == list(Options.model_fields)


@pytest.mark.parametrize("path", ["README.md", "docs/contribute.md"])
def test_example_records_are_right(path: str) -> None:
    examples = blocks(path, "yaml")
    assert examples
    for example in examples:
        document, problems = read_yaml(example, path)
        assert document is not None
        assert problems == []
        model = next(model for schema, model in MODELS.items() if schema in example)
        values = document.value if isinstance(document.value, list) else [document.value]
        for value in values:
            assert validate(model, Document(value, Source(path)))[1] == []


def test_example_lines_are_right() -> None:
    for example in blocks("docs/contribute.md", "json"):
        for document, problems in read_jsonl(example, "example"):
            assert document is not None
            assert problems == []
            assert validate(JsonPaperRecord, document)[1] == []


def test_the_settings_in_the_guide_are_known() -> None:
    for example in blocks("docs/settings.md", "yaml"):
        options: dict[str, Any] = yaml.safe_load(example)["plugins"][0]["papershelf"]
        assert Options.model_validate(options) == Options()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["test"], *extras["dev"]]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in wanted} - {"papershelf"}  # type: ignore[index]
    text = read("docs/dependencies.md")
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", text)} == set()


def test_every_rule_and_every_fix_is_in_the_guide() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (.+) \|$", read("docs/check.md"), re.MULTILINE)
    mended = {fix.name: fix.mends for fix in fixes()} | dict(OTHER_FIXES)
    told = [(rule.id, rule.asks) for rule in Rule] + list(mended.items())
    assert [row for row in rows if " | " not in row[1]] == told


def test_every_form_of_problems_is_in_the_guide() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", read("docs/check.md"), re.MULTILINE)
    assert rows == [form.value for form in Format]
