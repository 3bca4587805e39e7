"""What upkeep found, handed from the job that may nothing to the one that may write.

The first job asks services and writes into its own copy of the shelf; the second takes the files
from it only where they are what upkeep writes, and words for itself what it says of them.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.github.proposal import digest
from generator.records.rewrite import RewriteError, replace_keys
from generator.records.rewrite_line import replace_values
from generator.records.yaml_reader import read_yaml
from generator.signals import FOLDER as SIGNALS
from generator.signals.lines import parse
from generator.signals.read import day_of
from generator.upkeep.published import KEYS

MAX_BYTES = 50_000_000
MAX_TEXT = 20_000
"""How many characters a title, or what a service says, may have."""

_RECORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:yml|jsonl)")
Key = Literal["venue", "doi", "openreview", "acl"]


class HandoverError(ValueError):
    """What was handed over is not what upkeep finds; a sentence."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Claim(_Part):
    """A value that a service gives."""

    value: str = Field(max_length=MAX_TEXT)
    service: str = Field(max_length=100)
    url: str = Field(max_length=MAX_TEXT)


class _Told(_Part):
    paper: str = Field(max_length=200)
    title: str = Field(max_length=MAX_TEXT)
    path: str = Field(max_length=300)
    line: int = Field(ge=1)


class Change(_Told):
    """A key that a record gets."""

    key: Key
    value: str = Field(max_length=MAX_TEXT)
    claims: tuple[Claim, ...]


class Conflict(_Told):
    """A key that a person has to choose."""

    key: Key | Literal["title"]
    claims: tuple[Claim, ...]


class Remark(_Told):
    """What a person should look at."""

    text: str = Field(max_length=MAX_TEXT)
    url: str = Field(max_length=MAX_TEXT)


class Refreshed(_Part):
    """The report of `papershelf refresh`."""

    day: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    asked: int = Field(ge=0)
    offline: bool
    troubles: tuple[str, ...]
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[Remark, ...]
    counts: int = Field(ge=0)
    signals: str = Field(max_length=300)


class Link(_Part):
    """A link that is not fine."""

    address: str = Field(max_length=MAX_TEXT)
    state: Literal["moved", "redirected", "dead", "unsure"]
    reason: str = Field(max_length=MAX_TEXT)
    new: str = Field(max_length=MAX_TEXT)
    path: str = Field(max_length=300)
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    key: str = Field(max_length=200)
    derived: bool
    """Whether the address was made from an identifier."""


class Links(_Part):
    """The report of `papershelf check --links`."""

    day: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    offline: bool
    counts: Mapping[str, int]
    left: int = Field(ge=0)
    links: tuple[Link, ...]


class File(_Part):
    """A file that changes: its new text, and the SHA-256 of the old one; "" for a new file."""

    path: str = Field(max_length=300)
    before: str = Field(pattern=r"^(?:[0-9a-f]{64})?$")
    text: str


class Handover(_Part):
    """All that upkeep found."""

    refreshed: Refreshed
    links: Links
    files: tuple[File, ...]


def decode(content: bytes) -> Handover:
    """Return what was handed over; raise `HandoverError` when it is something else."""
    if len(content) > MAX_BYTES:
        raise HandoverError(f"what upkeep handed over is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        return Handover.model_validate_json(content)
    except ValidationError as error:
        where = _where(error)
        raise HandoverError(f"what upkeep handed over is not what it finds ({where})") from error


def _where(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return ".".join(map(str, first["loc"])) or "all of it"


def gathered(refreshed: str, links: str, files: Iterable[File]) -> Handover:
    """Return what is handed over, from the two reports and the changed files."""
    said = {
        "refreshed": _read(refreshed),
        "links": _read(links),
        "files": [file.model_dump() for file in files],
    }
    return decode(json.dumps(said).encode("ascii"))


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise HandoverError("a report is not JSON") from error


def changed_paths(refreshed: str) -> list[str]:
    """Return the files that a report says were changed; `HandoverError` when it is no report."""
    try:
        said = Refreshed.model_validate_json(refreshed)
    except ValidationError as error:
        where = _where(error)
        raise HandoverError(f"the report is none of 'papershelf refresh' ({where})") from error
    return sorted({change.path for change in said.changes} | ({said.signals} - {""}))


def checked_files(root: Path, source: str, handover: Handover) -> dict[str, str]:
    """Return the texts to write by their paths, each of them what upkeep may write.

    `source` is the folder of the records, from the root. A record may only gain keys of a published
    version, and a file of signals must be one. Raises `HandoverError` for everything else.
    """
    return {file.path: _checked(root, source, file) for file in handover.files}


def _checked(root: Path, source: str, file: File) -> str:
    folder, _, name = file.path.rpartition("/")
    inside = (root / folder).resolve()
    target = root / file.path
    if folder not in (f"{source}/papers", f"{source}/{SIGNALS}") or ".." in name:
        raise HandoverError("a file is neither a record nor one of signals")
    if target.is_symlink() or target.resolve().parent != inside or inside != root / folder:
        raise HandoverError("a file is a link")
    old = _text(target) if file.before else None
    if old is None and target.exists():
        raise HandoverError(f"{file.path} exists already")
    if old is not None and digest(old) != file.before:
        raise HandoverError(f"{file.path} has changed meanwhile")
    right = _are_signals(name, file.text) if folder.endswith(SIGNALS) else _gains(name, old, file)
    if not right:
        raise HandoverError(f"{file.path} is changed in a way that is not upkeep's")
    return file.text


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HandoverError(f"{path.name} cannot be read") from error


def _are_signals(name: str, text: str) -> bool:
    if day_of(name) is None:
        return False
    try:
        return not parse(text.encode("utf-8"), name).problems
    except UnicodeEncodeError:
        return False


def _gains(name: str, old: str | None, file: File) -> bool:
    """Tell whether records only gained keys of a published version, just as upkeep adds them."""
    if old is None or not _RECORDS.fullmatch(name):
        return False
    if name.endswith(".yml"):
        gained = _gained(_record(old), _record(file.text))
        return bool(gained) and _added(replace_keys, old, gained) == file.text
    before, after = old.split("\n"), file.text.split("\n")
    changed = [(a, b) for a, b in zip(before, after, strict=False) if a != b]
    return len(before) == len(after) and all(_line_gains(a, b) for a, b in changed)


def _line_gains(old: str, new: str) -> bool:
    gained = _gained(_object(old), _object(new))
    return bool(gained) and _added(replace_values, old, gained) == new


def _added(
    add: Callable[[str, Mapping[str, object]], str], old: str, gained: Mapping[str, str]
) -> str | None:
    """Return a record as upkeep writes it with more keys: byte for byte the rest is what it was."""
    try:
        return add(old, gained)
    except RewriteError:
        return None


def _record(text: str) -> object:
    document, problems = read_yaml(text, "")
    return document.value if document and not problems else None


def _object(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _gained(old: object, new: object) -> dict[str, str]:
    """Return the keys that a record gained; none when it changed in any other way."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return {}
    added = {key: value for key, value in new.items() if key not in old}
    kept = {key: value for key, value in new.items() if key in old}
    is_right = added.keys() <= set(KEYS) and kept == old
    return added if is_right and all(isinstance(one, str) for one in added.values()) else {}
