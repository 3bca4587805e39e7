"""The way of the data: records, catalog, links, and then everything that is written."""

from pathlib import Path

from generator.catalog import build_catalog
from generator.checks import check
from generator.exports.bibtex import bibtex, citation_keys
from generator.pages import Shelf, all_pages
from generator.problems import Problem, has_errors, in_order
from generator.publish.output import write_files
from generator.records.read import read_records
from generator.relate import relate
from generator.settings import Settings


def load_shelf(settings: Settings) -> tuple[Shelf | None, list[Problem]]:
    """Read, check and relate the records; no shelf when there is an error in them."""
    records = read_records(settings.source, settings.root)
    problems = in_order(check(records))
    if not records.papers and not records.problems:
        problems.append(_empty(settings))
    if has_errors(problems):
        return None, problems
    catalog = build_catalog(records)
    keys = citation_keys(catalog.papers)
    return Shelf(
        catalog=catalog,
        links=relate(catalog, settings.options.related),
        citations={paper.id: bibtex(paper, keys[paper.id]) for paper in catalog.papers},
        settings=settings,
    ), problems


def _empty(settings: Settings) -> Problem:
    return Problem(
        path=f"{settings.options.source}/papers",
        message="no records",
        advice="add one YAML file for each paper",
    )


def write_pages(shelf: Shelf, folder: Path) -> int:
    """Write all generated pages as Markdown files below `folder` and return their number."""
    files = {page.path: page.text.encode("utf-8") for page in all_pages(shelf)}
    write_files(folder, files)
    return len(files)
