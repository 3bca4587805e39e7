"""Files of papers in the formats of other programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.exports.bibtex import citation_keys
from generator.exports.bibtex_file import bibtex_file
from generator.exports.csl import csl_file
from generator.exports.csv_table import csv_file
from generator.exports.jsonl import jsonl_file
from generator.exports.ris import ris_file
from generator.records.models import Paper


@dataclass(frozen=True, slots=True)
class _Job:
    papers: Sequence[Paper]
    keys: Mapping[str, str]
    tag_names: Mapping[str, str]
    plain: bool


FORMATS: Mapping[str, Callable[[_Job], str]] = {
    "bibtex": lambda job: bibtex_file(job.papers, job.keys, job.tag_names, plain=job.plain),
    "csl-json": lambda job: csl_file(job.papers, job.keys, job.tag_names, plain=job.plain),
    "ris": lambda job: ris_file(job.papers, job.keys, job.tag_names, plain=job.plain),
    "jsonl": lambda job: jsonl_file(job.papers),
    "csv": lambda job: csv_file(job.papers, plain=job.plain),
}


def exported(form: str, papers: Sequence[Paper], catalog: Catalog, *, plain: bool = False) -> str:
    """Return papers as a file of one of `FORMATS`.

    Citation keys are those of the site: made over all papers of the catalog. With `plain`, the
    file has nothing that is only for an import by Papershelf.
    """
    names = {tag.id: tag.name for tag in catalog.tags.values()}
    return FORMATS[form](_Job(papers, citation_keys(catalog.papers), names, plain))
