"""Our own build as a command: its stages, and what stands on the site afterwards."""

import filecmp
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.publish.sizes import by_folder
from tests.benchmarks.watching import Watched, watch

ROOT = Path(__file__).resolve().parents[2]
START = "import sys; from generator.cli import main; sys.exit(main(prog_name='papershelf'))"
BESIDE = "Starting Python and ending"
"""The name of what a command takes beside its stages."""

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """One build: what it took, in which stages."""

    watched: Watched
    stages: list[Figures]

    @property
    def figures(self) -> Figures:
        """What was measured, with the stages in their order."""
        rest = self.watched.seconds - sum(stage["seconds"] for stage in self.stages)
        return {
            "seconds": round(self.watched.seconds, 2),
            "cpu_seconds": round(self.watched.cpu_seconds, 2),
            "peak_mb": memory(self.watched),
            "stages": [*self.stages, {"name": BESIDE, "seconds": round(rest, 3), "parts": 0}],
        }


def memory(watched: Watched) -> Figures:
    """Return the peaks of a command in MB, each with how it was counted.

    The largest process is counted to its end, the others as often as someone looks.
    """
    return {
        "all_processes_shared_pages_once": watched.peak_pss_mb,
        "all_processes_plain_sum": max(watched.peak_mb, watched.largest_mb)
        if watched.peak_mb
        else None,
        "largest_process": watched.largest_mb,
    }


def build(config: Path, *options: str) -> Build:
    """Build a shelf by `papershelf build`; its warnings go to build.log beside mkdocs.yml."""
    timings, log = config.with_name("timings.json"), config.with_name("build.log")
    command = [sys.executable, "-c", START, "build", "-q", "-f", config, "--timings", timings]
    with log.open("w", encoding="utf-8") as errors:
        try:
            watched = watch([*command, *options], ROOT, errors)
        except SystemExit as failed:
            raise SystemExit(f"{failed}{log.read_text(encoding='utf-8')}") from failed
    return Build(watched=watched, stages=json.loads(timings.read_text("utf-8"))["stages"])


def site_figures(site: Path) -> Figures:
    """Return the pages, files and bytes of a site, by its folders."""
    files = dict(_files(site))
    counts = by_folder((name, 1) for name in files)
    sizes = by_folder(files.items())
    return {
        "pages": sum(name.endswith(".html") for name in files),
        "files": len(files),
        "bytes": sum(files.values()),
        "folders": {
            name or ".": {"files": counts[name], "bytes": size}
            for name, size in sorted(sizes.items(), key=lambda pair: -pair[1])
        },
    }


def _files(site: Path) -> Iterator[tuple[str, int]]:
    for place, _, names in os.walk(site):
        below = os.path.relpath(place, site)
        for name in names:
            size = os.stat(f"{place}/{name}").st_size  # noqa: PTH116 - there are many
            yield (name if below == "." else f"{below}/{name}"), size


def differences(site: Path, other: Path) -> list[str]:
    """Return the files of which two sites have different bytes, or that only one of them has."""
    first, second = (dict(_files(folder)) for folder in (site, other))
    shared = sorted(first.keys() & second.keys())
    _, different, failed = filecmp.cmpfiles(site, other, shared, shallow=False)
    return sorted({*different, *failed, *(first.keys() ^ second.keys())})
