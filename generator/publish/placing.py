"""Putting a site in its place: what was made, what stays, and what goes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.publish.output import Staging, copy_files, write_files
from generator.publish.remembering import Index
from generator.publish.sitemap import sitemap
from generator.publish.state import Entry
from generator.publish.work import Part, Work


def put(
    work: Work, base: Path, made: Sequence[Part], search: Index, staging: Staging
) -> dict[str, Entry]:
    """Put the site in its place and return all its files; `base` is the folder of its base."""
    if not work.base.key or work.old.base != work.base.key:
        copy_files(base, staging.folder)
    new = dict(pair for part in made for pair in part.files)
    old = work.old.files
    pages = {name: new.get(name) or old[name] for name in map(work.file, work.paths)}
    files = {name: Entry(size) for name, size in work.base.files.items()}
    files |= search.files | pages
    files |= _sitemap(work, pages, staging.folder)
    if work.old.files:
        staging.merge(work.old.files.keys() - files.keys())
    else:
        staging.replace()
    return files


def _sitemap(work: Work, pages: Mapping[str, Entry], folder: Path) -> dict[str, Entry]:
    """Write the sitemap where a page or its day is new, and return its files."""
    old = work.old.files
    kept = {name: entry for name, entry in old.items() if name.startswith("sitemap")}
    before = {name: entry.day for name, entry in old.items() if entry.key}
    if kept and before == {name: entry.day for name, entry in pages.items()}:
        return kept
    newest = str(work.shelf.catalog.newest_addition or "")
    days = {path: pages[work.file(path)].day for path in work.paths}
    days |= dict.fromkeys(work.written, newest)
    files = sitemap(work.settings, days)
    write_files(folder, files)
    return {name: Entry(len(content)) for name, content in files.items()}
