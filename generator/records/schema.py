"""JSON Schema of each kind of record, for editors (https://json-schema.org/draft/2020-12)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generator.records.forms import CollectionRecord, PaperRecord, PersonRecord, TagRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the schema of each kind of record by file name."""
    kinds: dict[str, Any] = {
        "paper": PaperRecord,
        "collection": CollectionRecord,
        "tags": list[TagRecord],
        "authors": list[PersonRecord],
    }
    return {f"{name}.schema.json": _schema(name, kind) for name, kind in kinds.items()}


def _schema(name: str, kind: Any) -> str:
    whole = {"$schema": DIALECT, **json_schema(kind), "title": f"Papershelf: {name}"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def json_schema(kind: Any) -> dict[str, Any]:
    """Return the schema of a model or of a list of models."""
    schema: dict[str, Any] = _without_null(TypeAdapter(kind).json_schema())
    return schema


def _without_null(schema: Any) -> Any:
    """Drop the null that stands for an absent key: an empty value in a record is an error."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _without_null(value)
        for key, value in schema.items()
        if not (key == "default" and value in (None, [], {}))
    }
    options = [option for option in kept.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        del kept["anyOf"]
        kept = {**options[0], **kept}
    elif options:
        kept["anyOf"] = options
    return kept


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write every schema into `folder` and yield its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        yield path
