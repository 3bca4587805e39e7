"""Builds the index of one shelf, in a process of its own, and says what that took.

    python -m tests.benchmarks.building MKDOCS_YML FOLDER [COPIES]

Writes the index and the scripts into FOLDER/site, and every document into FOLDER/documents.json.
With COPIES, the shelf is so many times as large: each copy of a paper has another id and title.
Then the index is made of the one before after one abstract was edited, and after one paper came.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from msgspec import structs

from generator.catalog import Catalog, build_catalog
from generator.checks import check
from generator.publish.output import write_files
from generator.publish.pipeline import Citations
from generator.records.models import Paper
from generator.records.read import Records, read_records
from generator.search.documents import documents, numbered
from generator.search.index import search_outputs
from generator.settings import Settings, read_settings
from tests.benchmarks.watching import cpu_seconds

KB_IN_MB = 1024
ROUNDS = 3
NEWEST = date(9999, 1, 1)
SENTENCE = " Nobody had measured it before."
Figures = dict[str, object]


@dataclass(frozen=True)
class Build:
    """What one build came to; its time is without the writing of files."""

    seconds: float
    cpu_seconds: float
    sizes: dict[str, int]
    memory: bytes

    @property
    def figures(self) -> Figures:
        """What the build took and wrote."""
        return {
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "files": len(self.sizes),
            "bytes": sum(self.sizes.values()),
        }


def main(config: Path, folder: Path, copies: int = 1) -> None:
    """Build, write, and print the figures as JSON."""
    settings, _ = read_settings(config)
    if settings is None:
        raise SystemExit(f"{config} cannot be read")
    records, reading = _read(settings, copies)
    catalog = build_catalog(records)
    before = _peak()
    whole = _built(catalog, settings, folder / "site", b"")
    peak = _peak()
    later = {
        "edited": _again(records, settings, whole, _edited),
        "added": _again(records, settings, whole, _added),
    }
    _write(folder, catalog)
    sizes = {"bytes": _bytes(whole.sizes), "files": len(whole.sizes)}
    figures = {
        "papers": len(catalog.papers),
        "index_seconds": round(whole.seconds, 2),
        "index_cpu_seconds": round(whole.cpu_seconds, 2),
        "memory_bytes": len(whole.memory),
        "ru_maxrss_mb": {"with the records": before, "with the index": peak},
    }
    shards = {"term_shard_bytes": _shards(whole.sizes)}
    print(json.dumps(figures | later | reading | sizes | shards))


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_IN_MB)


def _read(settings: Settings, copies: int) -> tuple[Records, Figures]:
    start = time.perf_counter()
    records = read_records(settings.source, settings.root)
    read = time.perf_counter()
    problems = check(records)
    figures = {
        "reading_seconds": round(read - start, 2),
        "checking_seconds": round(time.perf_counter() - read, 2),
        "problems": len(problems),
    }
    return replace(records, papers=tuple(_copied(records.papers, copies))), figures


def _copied(papers: tuple[Paper, ...], copies: int) -> Iterator[Paper]:
    yield from papers
    for copy in range(1, copies):
        for paper in papers:
            name = f"{paper.id}-{copy}"
            title = f"{paper.title} {copy}"
            yield structs.replace(paper, id=name, title=title, digest=paper.digest ^ copy)


def _built(catalog: Catalog, settings: Settings, site: Path | None, memory: bytes) -> Build:
    """Build, and write the files where there is a folder for them."""
    if site:
        shutil.rmtree(site, ignore_errors=True)
    citations = Citations(catalog)
    keys = citations.keys_of_papers
    start, worked = time.perf_counter(), cpu_seconds(resource.RUSAGE_SELF)
    outputs = search_outputs(catalog, citations, settings, memory=memory, keys=keys)
    seconds, work = time.perf_counter() - start, cpu_seconds(resource.RUSAGE_SELF) - worked
    sizes = {}
    while True:
        start, worked = time.perf_counter(), cpu_seconds(resource.RUSAGE_SELF)
        path, content = next(outputs.files, ("", b""))
        seconds += time.perf_counter() - start
        work += cpu_seconds(resource.RUSAGE_SELF) - worked
        if not path:
            return Build(seconds, work, sizes, outputs.memory)
        sizes[path] = len(content)
        if site:
            write_files(site, {path: content})


def _again(
    records: Records,
    settings: Settings,
    whole: Build,
    change: Callable[[tuple[Paper, ...]], tuple[Paper, ...]],
) -> Figures:
    """Return what a build takes that is made of the one before, the median of a few."""
    catalog = build_catalog(replace(records, papers=change(records.papers)))
    rounds = [_built(catalog, settings, None, whole.memory) for _ in range(ROUNDS)]
    return sorted(rounds, key=lambda one: one.seconds)[ROUNDS // 2].figures


def _edited(papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
    place = len(papers) // 2
    paper = papers[place]
    text = (paper.abstract or "") + SENTENCE
    return *papers[:place], structs.replace(paper, abstract=text, digest=1), *papers[place + 1 :]


def _added(papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
    paper = papers[len(papers) // 2]
    return *papers, structs.replace(paper, id=f"{paper.id}-new", added=NEWEST, digest=1)


def _write(folder: Path, catalog: Catalog) -> None:
    from generator.publish.mkdocs_plugin import LUNR, LUNR_MODULE, THEME, lunr_module

    site = folder / "site"
    shutil.copytree(THEME / "assets", site / "assets")
    write_files(site, {LUNR_MODULE: lunr_module(LUNR.read_text(encoding="utf-8"))})
    listed = [[one.id, *one.texts] for one in documents(numbered(catalog), catalog)]
    (folder / "documents.json").write_text(json.dumps(listed), encoding="utf-8")


def _bytes(sizes: Mapping[str, int]) -> dict[str, int]:
    parts = {"all": sum(sizes.values())}
    for path, size in sizes.items():
        part = path.split("/")[1].removesuffix(".json")
        parts[part] = parts.get(part, 0) + size
    return parts


def _shards(sizes: Mapping[str, int]) -> dict[str, float]:
    of_shards = sorted(size for path, size in sizes.items() if "/terms/" in path)
    enough = len(of_shards) > 1
    tenths = quantiles(of_shards, n=10, method="inclusive") if enough else of_shards * 9
    return {
        "files": len(of_shards),
        "min": of_shards[0],
        "median": median(of_shards),
        "percentile_90": round(tenths[8]),
        "max": of_shards[-1],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
