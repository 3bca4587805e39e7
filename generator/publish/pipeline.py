"""The way of the data: records, catalog, links, and then everything that is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.catalog import Catalog, build_catalog
from generator.checks import check
from generator.exports.bibtex import bibtex, citation_keys
from generator.importers.bib_files import BIB_FILES
from generator.pages import Shelf, all_pages
from generator.problems import Problem, has_errors, in_order
from generator.publish.output import write_files
from generator.records.known import Known, learn
from generator.records.read import read_records
from generator.relate import Link, related
from generator.rules import Rule
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a shelf came to."""

    catalog: Catalog | None
    """None when there is an error in the records."""
    problems: list[Problem]
    known: Known
    """What need not be read again."""


def load_catalog(settings: Settings, known: Known | None = None) -> Loaded:
    """Read and check the records; `known` is what an earlier reading came to."""
    known = known or Known()
    records = read_records(settings.source, settings.root, known.papers, BIB_FILES)
    problems = in_order(check(records, known.faultless))
    if not records.papers and not records.problems:
        problems.append(_empty(settings))
    catalog = None if has_errors(problems) else build_catalog(records)
    return Loaded(catalog, problems, learn(records, problems))


def _empty(settings: Settings) -> Problem:
    return Problem(
        path=f"{settings.options.source}/papers",
        message="no records",
        advice="add one YAML file for each paper",
        rule=Rule.NO_RECORD,
    )


class Citations(Mapping[str, str]):
    """The BibTeX entry of each paper by its id, made when it is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the papers and give each its citation key."""
        self._papers = catalog.by_id
        self.keys_of_papers = citation_keys(catalog.papers)

    def __getitem__(self, name: str) -> str:
        """Return the entry of a paper, by its id."""
        return bibtex(self._papers[name], self.keys_of_papers[name])

    def __iter__(self) -> Iterator[str]:
        """Return the ids."""
        return iter(self._papers)

    def __len__(self) -> int:
        """Return the number of papers."""
        return len(self._papers)


def make_shelf(
    catalog: Catalog, links: Mapping[str, Sequence[Link]], citations: Citations, settings: Settings
) -> Shelf:
    """Return all that pages are made from."""
    return Shelf(
        catalog=catalog,
        links=links,
        citations=citations,
        citation_keys=citations.keys_of_papers,
        settings=settings,
    )


def load_shelf(settings: Settings) -> tuple[Shelf | None, list[Problem]]:
    """Read, check and relate the records; no shelf when there is an error in them."""
    loaded = load_catalog(settings)
    if loaded.catalog is None:
        return None, loaded.problems
    relations = related(loaded.catalog, settings.options.related)
    shelf = make_shelf(loaded.catalog, relations.links, Citations(loaded.catalog), settings)
    return replace(shelf, neighbours=relations.neighbours), loaded.problems


def write_pages(shelf: Shelf, folder: Path) -> int:
    """Write all generated pages as Markdown files below `folder` and return their number."""
    files = {page.path: page.text.encode("utf-8") for page in all_pages(shelf)}
    write_files(folder, files)
    return len(files)
