"""Putting a site in its place: what was made, what stays, and what goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.pages import Plan
from generator.publish.output import Staging, copy_files, write_files
from generator.publish.remembering import Index
from generator.publish.sitemap import sitemap
from generator.publish.state import Entry
from generator.publish.work import Part, Work


@dataclass(frozen=True, kw_only=True)
class Made:
    """All that a build made."""

    work: Work
    plans: Sequence[Plan]
    """All generated pages."""
    parts: Sequence[Part]
    """Those of them that were made anew."""
    files: dict[str, Entry]
    """All files beside the pages that were planned."""
    index: Index
    newest: str
    """The day of the newest addition."""

    @property
    def pages(self) -> dict[str, Entry]:
        """The files of all generated pages."""
        new = dict(pair for part in self.parts for pair in part.files)
        old = self.work.old.files
        return {n: new.get(n) or old[n] for n in (self.work.file(p.path) for p in self.plans)}


def put(made: Made, base: Path, staging: Staging) -> dict[str, Entry]:
    """Put the site in its place and return all its files; `base` is the folder of its base."""
    work, old = made.work, made.work.old.files
    if not work.base.key or work.old.base != work.base.key:
        copy_files(base, staging.folder)
    pages = made.pages
    files = {name: Entry(size) for name, size in work.base.files.items()}
    files |= made.index.files | made.files | pages
    files |= _sitemap(made, pages, staging.folder)
    if old:
        staging.merge(old.keys() - files.keys())
    else:
        staging.replace()
    return files


def _sitemap(made: Made, pages: Mapping[str, Entry], folder: Path) -> dict[str, Entry]:
    """Write the sitemap where a page or its day is new, and return its files."""
    work, old = made.work, made.work.old.files
    kept = {name: entry for name, entry in old.items() if name.startswith("sitemap")}
    before = {name: entry.day for name, entry in old.items() if entry.day is not None}
    if kept and before == {name: entry.day for name, entry in pages.items()}:
        return kept
    days = {plan.path: pages[work.file(plan.path)].day or "" for plan in made.plans}
    days |= dict.fromkeys(work.written, made.newest)
    files = sitemap(work.settings, days)
    write_files(folder, files)
    return {name: Entry(len(content)) for name, content in files.items()}
