"""Reading: what is gathered while the files of a shelf are walked."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from generator.problems import Problem, visible
from generator.records.digests import digest
from generator.records.document import Document, Source
from generator.records.files import read_utf8
from generator.records.forms import Model
from generator.records.models import Paper
from generator.records.validation import salvage, validate
from generator.records.yaml_reader import read_yaml
from generator.rules import Rule

R = TypeVar("R", bound=Model)
T = TypeVar("T", bound=Struct)


class Reading:
    """Gathers problems and what is left of records that have some, while files are walked."""

    def __init__(self, root: Path, known: Mapping[int, Paper]) -> None:
        """Start with the papers that an earlier reading found nothing wrong in, by digest."""
        self.root = root
        self.known = known
        self.problems: list[Problem] = []
        self.damaged: list[Struct] = []
        self.unread: set[str] = set()
        self.vocabulary: list[int] = []

    def shown(self, path: Path) -> str:
        """Return a path as problems name it: from the shelf's root where it lies below."""
        below = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        shown = below.as_posix()
        return shown if shown.isprintable() else visible(shown)

    def content(self, path: Path) -> tuple[bytes | None, str]:
        """Return a file's UTF-8, or None when it cannot be read, and its path as problems say."""
        shown = self.shown(path)
        content, problems = read_utf8(path, shown)
        self.problems += problems
        return content, shown

    def yaml(self, content: bytes, shown: str, what: str) -> Document | None:
        """Return the document that YAML holds; `what` says what to write into an empty file."""
        document, problems = read_yaml(content.decode("utf-8"), shown)
        self.problems += problems
        if document is not None and document.value is None:
            self.problems.append(
                Problem(
                    path=shown, message="empty file", advice=f"write {what}", rule=Rule.NO_RECORD
                )
            )
            return None
        return document

    def listed(self, path: Path, what: str) -> Document | None:
        """Return the document of a file that holds no paper; its text counts as vocabulary."""
        content, shown = self.content(path)
        self.vocabulary.append(digest(shown, content or b""))
        return None if content is None else self.yaml(content, shown, what)

    def valid(
        self, model: type[R], kept: type[T], document: Document, **more: str | int
    ) -> T | None:
        """Return the thing that a record stands for; of one with problems keep what is right."""
        record, problems = validate(model, document)
        self.problems += problems
        if record:
            return made(kept, record, document.source, **more)
        if rest := salvage(model, document):
            self.damaged.append(made(kept, rest, document.source, **more))
        return None


def made(kept: type[T], record: Model, source: Source, **more: str | int) -> T:
    """Return the thing that a record stands for; its values are valid already."""
    return kept(**record.__dict__, source=source, **more)
