"""Builds the index of one shelf, in a process of its own, and says what that took.

    python -m tests.benchmarks.building MKDOCS_YML FOLDER

Writes the index and the scripts into FOLDER/site, and every document into FOLDER/documents.json.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from generator.catalog import Catalog, build_catalog
from generator.checks import check
from generator.exports.bibtex import bibtex, citation_keys
from generator.publish.output import write_files
from generator.records.read import read_records
from generator.search.documents import documents, numbered
from generator.search.index import search_files
from generator.settings import Settings, read_settings
from tests.benchmarks.watching import cpu_seconds

TAKEN = ("self", resource.RUSAGE_SELF), ("largest_child", resource.RUSAGE_CHILDREN)
KB_IN_MB = 1024
Figures = dict[str, object]


def main(config: Path, folder: Path) -> None:
    """Build, write, and print the figures as JSON."""
    settings, _ = read_settings(config)
    if settings is None:
        raise SystemExit(f"{config} cannot be read")
    catalog, citations, reading = _read(settings)
    start, worked = time.perf_counter(), cpu_seconds(*dict(TAKEN).values())
    files = search_files(catalog, citations, settings)
    seconds = time.perf_counter() - start
    worked = cpu_seconds(*dict(TAKEN).values()) - worked
    peaks = {of: round(resource.getrusage(who).ru_maxrss / KB_IN_MB) for of, who in TAKEN}
    _write(folder, files, catalog)
    figures = {
        "papers": len(catalog.papers),
        "search_files_seconds": round(seconds, 2),
        "search_files_cpu_seconds": round(worked, 2),
    }
    sizes = {"bytes": _bytes(files), "files": len(files), "term_shard_bytes": _shards(files)}
    print(json.dumps(figures | reading | {"ru_maxrss_mb": peaks} | sizes))


def _read(settings: Settings) -> tuple[Catalog, Mapping[str, str], Figures]:
    start = time.perf_counter()
    records = read_records(settings.source, settings.root)
    read = time.perf_counter()
    problems = check(records)
    checked = time.perf_counter()
    catalog = build_catalog(records)
    keys = citation_keys(catalog.papers)
    citations = {paper.id: bibtex(paper, keys[paper.id]) for paper in catalog.papers}
    return (
        catalog,
        citations,
        {
            "reading_seconds": round(read - start, 2),
            "checking_seconds": round(checked - read, 2),
            "catalog_seconds": round(time.perf_counter() - checked, 2),
            "problems": len(problems),
        },
    )


def _write(folder: Path, files: Mapping[str, bytes], catalog: Catalog) -> None:
    from generator.publish.mkdocs_plugin import LUNR, LUNR_MODULE, THEME, lunr_module

    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(THEME / "assets", site / "assets")
    write_files(site, {**files, LUNR_MODULE: lunr_module(LUNR.read_text(encoding="utf-8"))})
    listed = [[one.id, *one.texts] for one in documents(numbered(catalog), catalog)]
    (folder / "documents.json").write_text(json.dumps(listed), encoding="utf-8")


def _bytes(files: Mapping[str, bytes]) -> dict[str, int]:
    sizes = {"all": sum(map(len, files.values()))}
    for path, content in files.items():
        part = path.split("/")[1].removesuffix(".json")
        sizes[part] = sizes.get(part, 0) + len(content)
    return sizes


def _shards(files: Mapping[str, bytes]) -> dict[str, float]:
    sizes = sorted(len(content) for path, content in files.items() if "/terms/" in path)
    tenths = quantiles(sizes, n=10, method="inclusive") if len(sizes) > 1 else sizes * 9
    return {
        "files": len(sizes),
        "min": sizes[0],
        "median": median(sizes),
        "percentile_90": round(tenths[8]),
        "max": sizes[-1],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
