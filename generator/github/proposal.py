"""Proposals: what reading a form came to, handed from the job that may nothing to the one that may.

The first job reads strangers' text and asks services; the second has a token that may write. What
goes between them is this, as JSON, and the second trusts none of it.
"""

import re
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.github.harmless import harm_in

MAX_TEXT = 50_000
"""How many characters a record may have that comes from a form."""
MAX_BODY = 20_000
MAX_LINES = 1_000_000

_ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yml")
_LINES_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.jsonl")


class ProposalError(ValueError):
    """What was handed over is no proposal, or not one for this repository; a sentence."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Change(_Part):
    """The one file that changes; with a line, the one line of it."""

    path: str = Field(max_length=200)
    line: int = Field(0, ge=0, le=MAX_LINES)
    """Counted from 1; 0 for the whole file."""
    before: str = Field("", pattern=r"^(?:[0-9a-f]{64})?$")
    """The SHA-256 of the text that is replaced; "" for a new file."""
    text: str = Field(max_length=MAX_TEXT)


class Proposal(_Part):
    """What is answered to a form: a change and what there is to say of it, or why there is none."""

    kind: Literal["add", "correct"]
    paper: str = Field("", pattern=f"{_ID}|^$", max_length=200)
    """The id of the paper that is added or corrected."""
    body: str = Field(max_length=MAX_BODY)
    """Markdown: of the pull request, or of the answer when there is no change."""
    change: Change | None = None


def encode(proposal: Proposal) -> str:
    """Return a proposal as JSON on one line."""
    return proposal.model_dump_json()


def decode(text: str) -> Proposal:
    """Return the proposal in a text; raise `ProposalError` when it is none or does harm."""
    try:
        proposal = Proposal.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "all of it"
        raise ProposalError(f"what was handed over is no proposal ({where})") from error
    if harm := harm_in(proposal.body):
        raise ProposalError(f"what was handed over to be said holds {harm}")
    return proposal


def digest(text: str) -> str:
    """Return the SHA-256 of a text, of a lone surrogate as that of U+FFFD."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def changed_file(root: Path, folder: str, proposal: Proposal) -> tuple[Path, str]:
    """Return the file that a proposal changes and the whole text that it gets.

    `folder` is where records stand, from the root. Raises `ProposalError` when the change is not of
    one record there, or when what it changes is no longer what it was.
    """
    change = proposal.change
    if change is None:
        raise ProposalError("nothing changes")
    file = _file(root, folder, change)
    if change.line:
        return file, _with_line(file, change)
    if file.name != f"{proposal.paper}.yml":
        raise ProposalError(f"the file is not that of the paper {proposal.paper}")
    old = _text(file) if change.before else None
    if old is None and (file.exists() or file.is_symlink()):
        raise ProposalError(f"{change.path} exists already")
    if old is not None and digest(old) != change.before:
        raise ProposalError(f"{change.path} has changed meanwhile")
    return file, change.text


def _file(root: Path, folder: str, change: Change) -> Path:
    start, _, name = change.path.rpartition("/")
    allowed = _LINES_FILE if change.line else _FILE
    if start != folder or not allowed.fullmatch(name) or ".." in name:
        raise ProposalError("the file is no record of this shelf")
    file = root / folder / name
    inside = (root / folder).resolve()
    if file.is_symlink() or inside != file.resolve().parent:
        raise ProposalError("the file is a link")
    return file


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProposalError(f"{file.name} cannot be read") from error


def _with_line(file: Path, change: Change) -> str:
    lines = _text(file).split("\n")
    if len(change.text.splitlines()) != 1 or "\n" in change.text:
        raise ProposalError("a record is one line of its file")
    if change.line > len(lines) or digest(lines[change.line - 1]) != change.before:
        raise ProposalError(f"line {change.line} of {change.path} has changed meanwhile")
    lines[change.line - 1] = change.text
    return "\n".join(lines)
