"""A shelf that a test writes, record by record, and reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.checks import check
from generator.pages import Page, Shelf, all_pages
from generator.problems import in_order
from generator.publish.pipeline import load_shelf
from generator.records.models import Paper
from generator.records.read import Records, read_records
from generator.settings import Options, Settings, read_settings

SHELVES = Path(__file__).parents[1] / "shelves"
ABSTRACT = "authors: [A]\ndate: 2020\ntags: [t]\nabstract: x\n"
TAGS = "- {id: t, name: t}\n"


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a shelf; paths count from its site_src."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "site_src"

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file."""
        file = self.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return file

    def paper(self, name: str, content: str) -> Path:
        """Write a record that is complete but for what `content` says of it."""
        keys = {line.partition(":")[0] for line in content.splitlines()}
        rest = [line for line in ABSTRACT.splitlines() if line.partition(":")[0] not in keys]
        tags = self.source / "tags.yml"
        if not tags.exists():
            self.write("tags.yml", TAGS)
        return self.write(f"papers/{name}.yml", content + "".join(f"{line}\n" for line in rest))

    def read(self, known: Mapping[int, Paper] = MappingProxyType({})) -> Records:
        return read_records(self.source, self.root, known)

    def problems(self) -> list[str]:
        """Return all problems, as they are printed."""
        return [str(problem) for problem in in_order(check(self.read()))]

    def load(self) -> Shelf:
        """Return the shelf that the records make."""
        return loaded(Settings(root=self.root, site_name="Tests", options=Options()))

    def pages(self) -> dict[str, Page]:
        return {page.path: page for page in all_pages(self.load())}


def loaded(settings: Settings) -> Shelf:
    """Return the shelf of some settings, which must hold no error."""
    shelf, problems = load_shelf(settings)
    assert shelf, [str(problem) for problem in problems]
    return shelf


def invented(name: str) -> Shelf:
    """Return one of the invented shelves."""
    settings, problems = read_settings(SHELVES / name / "mkdocs.yml")
    assert settings
    assert problems == []
    return loaded(settings)
