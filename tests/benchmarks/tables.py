"""The figures of a build as tables that people read."""

from collections.abc import Iterator
from typing import Any

from generator.publish.sizes import size_text

Figures = dict[str, Any]
Row = tuple[str, ...]
WAYS = {
    "all_processes_shared_pages_once": "Shared pages once",
    "all_processes_plain_sum": "Plain sum",
    "largest_process": "Largest process",
}


def text(figures: Figures) -> str:
    """Return all tables of one run."""
    parts = [_head(figures), table(_stages(figures["build"])), table(_folders(figures["build"]))]
    parts.append(table(_memory(figures)))
    if "peers" in figures:
        parts.append(table(_peers(figures)))
    if "plain_mkdocs" in figures:
        plain = figures["plain_mkdocs"]
        parts.append(
            f"Plain MkDocs with Material: {plain['ms_a_page']} ms a page, "
            f"{plain['cpu_ms_a_page']} ms of processor time"
        )
    if "edits" in figures:
        parts.append(table(_edits(figures["edits"])))
    return "\n\n".join(parts)


def _head(figures: Figures) -> str:
    build, site = figures["build"], figures["build"]["site"]
    cores = figures["machine"]["cores"]
    options = [f"{key}: {value}" for key, value in figures["options"].items()]
    return (
        f"{', '.join([f'{cores} cores', *options])}\n"
        f"{figures['papers']:,} papers, {site['pages']:,} pages, {site['files']:,} files\n"
        f"{build['seconds']:.1f} s, {site['pages'] / build['seconds']:,.0f} pages a second, "
        f"{build['seconds'] / figures['papers'] * 1000:.2f} ms a paper, "
        f"{build['cpu_seconds']:.1f} s of processor time"
    )


def _stages(build: Figures) -> Iterator[Row]:
    yield "Stage", "Seconds", "Parts"
    for stage in build["stages"]:
        parts = f"{stage['parts']:,}" if stage["parts"] else ""
        yield stage["name"], f"{stage['seconds']:.2f}", parts
    yield "All", f"{build['seconds']:.2f}", ""


def _folders(build: Figures) -> Iterator[Row]:
    site = build["site"]
    yield "Folder", "Files", "Size"
    for name, folder in site["folders"].items():
        yield name, f"{folder['files']:,}", size_text(folder["bytes"])
    yield "All", f"{site['files']:,}", size_text(site["bytes"])


def _memory(figures: Figures) -> Iterator[Row]:
    yield "Peak memory in MB", *WAYS.values()
    peers = figures.get("peers", {})
    runs = {"Papershelf": figures["build"], "Hugo": peers.get("hugo")}
    for name, one in (runs | {"Pagefind": peers.get("pagefind")}).items():
        if one:
            yield name, *(_number(one["peak_mb"][way]) for way in WAYS)
    if peers:
        ratios = peers["ours_by_the_larger_in_memory"]
        yield "Ours by the larger of theirs", *(_number(ratios[way]) for way in WAYS)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,}"


def _peers(figures: Figures) -> Iterator[Row]:
    peers = figures["peers"]
    yield "In turn", "Seconds", "Processor"
    for name, one in [("Papershelf", figures["build"])] + [
        (key.title(), peers[key]) for key in ("hugo", "pagefind")
    ]:
        yield name, f"{one['seconds']:.2f}", f"{one['cpu_seconds']:.2f}"
    yield (
        "Ours by Hugo and Pagefind",
        f"{peers['ours_by_theirs_in_seconds']:.3f}",
        (f"{peers['ours_by_theirs_in_cpu_seconds']:.3f}"),
    )


def _edits(edits: Figures) -> Iterator[Row]:
    yield "One paper", "Seconds", "Of a clean build", "In processor time", "As a clean build"
    for kind, one in edits.items():
        different = one.get("different_files")
        verified = "" if different is None else f"{len(different)} differ" if different else "same"
        shares = (one["share_of_clean"], one["share_of_clean_in_cpu_seconds"])
        yield kind, f"{one['seconds']:.2f}", *(f"{share:.1%}" for share in shares), verified


def table(rows: Iterator[Row]) -> str:
    """Return a Markdown table: the first column to the left, numbers to the right."""
    listed = list(rows)
    widths = [max(len(row[place]) for row in listed) for place in range(len(listed[0]))]
    lines = [
        "| " + " | ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) + " |"
        for row in listed
    ]
    rule = "| " + " | ".join(["-" * widths[0], *("-" * (n - 1) + ":" for n in widths[1:])]) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])
