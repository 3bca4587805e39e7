"""JSON Schemas: current in the repository, and true of every record in it."""

import json
from pathlib import Path

import jsonschema
import pytest

from generator.records.document import Bare
from generator.records.schema import schemas
from generator.records.yaml_reader import read_yaml

ROOT = Path(__file__).parents[2]
SHELVES = [ROOT / "site_src", *sorted((ROOT / "tests/shelves").glob("*/site_src"))]


def plain(value: object) -> object:
    """Return a value of a record as an editor's YAML 1.2 reader gives it."""
    if isinstance(value, Bare):
        return {"number": lambda t: float(t) if "." in t else int(t)}.get(value.kind, str)(
            value.text
        )
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def errors(kind: str, text: str) -> list[str]:
    document, _ = read_yaml(text, "x.yml")
    assert document
    schema = json.loads(schemas()[f"{kind}.schema.json"])
    found = jsonschema.Draft202012Validator(schema).iter_errors(plain(document.value))
    return [error.message for error in found]


@pytest.mark.parametrize("name", schemas())
def test_the_schemas_in_the_repository_are_current(name: str) -> None:
    kept = (ROOT / "site_src/schema" / name).read_text(encoding="utf-8")
    assert kept == schemas()[name], "run: papershelf schema"


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schemas()[name]))


@pytest.mark.parametrize("source", SHELVES, ids=lambda path: path.parent.name)
def test_every_record_fits_its_schema(source: Path) -> None:
    kinds = {"paper": "papers/*.yml", "collection": "collections/*.yml"}
    kinds |= {"tags": "tags.yml", "authors": "authors.yml"}
    for kind, pattern in kinds.items():
        for path in sorted(source.glob(pattern)):
            assert errors(kind, path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("paper", "titel: x\n"),
        ("paper", "title: [x]\n"),
        ("paper", "title: x\ndate: June\n"),
        ("paper", "title: x\narxiv: 1806.07572\n"),
        ("paper", "title: x\nlinks: {code: 'javascript:x'}\n"),
        ("paper", "title: x\ntags: [A b]\n"),
        ("paper", "title: x\nstatus: {retract: y}\n"),
        ("tags", "- {id: x}\n"),
        ("authors", "- {name: x, orcid: y}\n"),
        ("collection", "papers: [x]\n"),
    ],
)
def test_a_schema_refuses_what_a_check_refuses(kind: str, text: str) -> None:
    assert errors(kind, text) != []
