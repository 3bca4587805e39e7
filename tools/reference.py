"""Writes the reference pages in docs/ from the code: record keys, settings, commands.

python tools/reference.py            write them
python tools/reference.py --check    say which are out of date, and exit with 1
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from generator.cli import main
from generator.cli.lazily import commands_of
from generator.problem_formats.json_form import schema as problems_schema
from generator.records.forms import (
    AuthorRecord,
    CollectionRecord,
    EntryRecord,
    LinksRecord,
    PaperRecord,
    PersonRecord,
    PublicationRecord,
    RelatedRecord,
    StatusRecord,
    TagRecord,
)
from generator.records.schema import json_schema
from generator.settings import Options, written
from generator.web.services import Services

DOCS = Path(__file__).parent.parent / "docs"
NOTICE = "<!-- Written by `make reference` from the code; do not edit. -->\n"

RECORDS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("A paper", "`site_src/papers/<id>.yml`; the file's name is the paper's id and address. "
     "In a `.jsonl` file each line is one paper and has an `id` of its own; in a `.bib` file each "
     "entry is one ([Import](import.md) says how).", PaperRecord),
    ("An author of a paper", "An entry of `authors` is a name, or these keys.", AuthorRecord),
    ("How a paper was published", "The keys of `publication`; `type` is one of article, "
     "inproceedings, incollection, book, thesis, mastersthesis, report, preprint, dataset, "
     "software, other.", PublicationRecord),
    ("Links of a paper", "The keys of `links`.", LinksRecord),
    ("A related paper", "An entry of `related`.", RelatedRecord),
    ("Status", "The keys of `status`; one of the two.", StatusRecord),
    ("A tag", "An entry of `site_src/tags.yml`.", TagRecord),
    ("A person", "An entry of `site_src/authors.yml`, which is needed only where the papers' "
     "own spelling is not enough.", PersonRecord),
    ("A collection", "`site_src/collections/<id>.yml`.", CollectionRecord),
    ("A paper of a collection", "An entry of `papers` is a paper's id, or these keys.",
     EntryRecord),
)  # fmt: skip


def records_page() -> str:
    """Return docs/records.md: every key of every kind of record."""
    sections = (f"## {title}\n\n{where}\n\n{_keys(model)}" for title, where, model in RECORDS)
    return (
        f"{NOTICE}\n# Record reference\n\n"
        "Every key that a record may have. A key that is not here is an error, and so is a value "
        "of another type. Text that looks like a number, a date or yes/no goes in quotes.\n\n"
        + "\n".join(sections)
    )


def _keys(model: type[BaseModel]) -> str:
    rows = [("Key", "Value", "Meaning"), ("---", "---", "---")]
    properties = json_schema(model)["properties"]
    for name, field in model.model_fields.items():
        meaning = field.description or ""
        required = " **Required.**" if field.is_required() else ""
        key = field.alias or name
        rows.append((f"`{key}`", _value(properties[key]), meaning + required))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _value(schema: dict[str, Any]) -> str:
    example = schema.get("examples", [None])[0]
    return _type(schema) + (f", such as `{example}`" if example else "")


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return "keys and values, see below"
    if "items" in schema:
        return f"list of {_item(schema['items'])}"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(option) for option in schema["anyOf"]))
    if schema.get("format") == "date":
        return "day"
    if schema.get("pattern") == "^https?://":
        return "http or https address"
    return {"string": "text", "integer": "number"}[schema["type"]]


def _item(schema: dict[str, Any]) -> str:
    return "entries, see below" if "$ref" in str(schema) else "texts"


def settings_page() -> str:
    """Return docs/settings.md: the options of the plugin."""
    rows = [("Option", "Default", "Meaning"), ("---", "---", "---")]
    for name, field in Options.model_fields.items():
        rows.append((f"`{name}`", f"`{written(field.default)}`", field.description or ""))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return (
        f"{NOTICE}\n# Settings reference\n\n"
        "The options under `plugins: - papershelf:` in `mkdocs.yml`. "
        "What else the file may say is in [Configure](configure.md).\n\n"
        f"```yaml\nplugins:\n  - papershelf:\n{_example()}```\n\n{table}\n{_services()}"
    )


def _services() -> str:
    lines = "".join(
        f"- `{name}`: {field.description} Default: `{field.default}`\n"
        for name, field in Services.model_fields.items()
    )
    return (
        "## Services\n\nThe keys of `services`, each the base of the addresses that are asked. "
        f"[Look-ups](lookup.md) says what for.\n\n{lines}"
    )


def _example() -> str:
    options = Options.model_fields.items()
    return "".join(f"      {name}: {written(field.default)}\n" for name, field in options)


def commands_page() -> str:
    """Return docs/commands.md: the help of every command."""
    sections = (
        f"## {path}\n\n```text\n{text}\n```\n" for path, text in _commands(main, "papershelf")
    )
    return (
        f"{NOTICE}\n# Command reference\n\n"
        "Exit codes: 0 when all is well, 1 when problems were found, 2 for wrong usage.\n\n"
        + "\n".join(sections)
    )


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command, info_name=path, terminal_width=80, help_option_names=["-h", "--help"]
    )
    yield path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for name, inner in commands_of(command).items():
            yield from _commands(inner, f"{path} {name}")


def check_schema() -> str:
    """Return docs/check.schema.json: what `papershelf check --format json` prints."""
    return json.dumps(problems_schema(), indent=2, ensure_ascii=False) + "\n"


PAGES = {
    "records.md": records_page,
    "settings.md": settings_page,
    "commands.md": commands_page,
    "check.schema.json": check_schema,
}


def run(check: bool) -> int:
    """Write the pages, or with `check` return 1 when one of them is out of date."""
    stale = 0
    for name, page in PAGES.items():
        path = DOCS / name
        text = page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"docs/{name} is out of date; run: make reference", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(run(check="--check" in sys.argv[1:]))
