"""The build of a framed site: every stage in its order, each redone only where it has to be."""

import gc
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from generator.problems import Problem
from generator.publish.base import NAME as BASE
from generator.publish.base import Base, Engine, Without, base_of, folder_of
from generator.publish.cache import FOLDER, Cache, fingerprint
from generator.publish.frames import Wanted
from generator.publish.inset import Inset
from generator.publish.output import Staging
from generator.publish.parallel import Task, begin, cores, ending_well
from generator.publish.pipeline import Citations, load_catalog, make_shelf
from generator.publish.placing import put
from generator.publish.remembering import LINKS, RECORDS, keep_links, keep_records, write_index
from generator.publish.sizes import by_folder
from generator.publish.state import NAME as STATE
from generator.publish.state import NOTHING, State, read_state, write_state
from generator.publish.work import Work, make_pages
from generator.records.known import decode
from generator.relate import related
from generator.settings import Settings

T = TypeVar("T")

FEW_RECORDS = 150
"""So few papers hardly make so many pages that frames would pay; MkDocs builds them at once."""


def may_be_framed(settings: Settings) -> bool:
    """Tell whether a shelf's pages are framed, as far as that is known without reading it."""
    choice = settings.options.paper_pages
    return choice == "framed" or (choice == "auto" and _records(settings) > FEW_RECORDS)


def _records(settings: Settings) -> int:
    files = [path for path in (settings.source / "papers").glob("*") if path.is_file()]
    lines = (path.read_bytes().count(b"\n") for path in files if path.suffix == ".jsonl")
    return len(files) + sum(lines)


class Show(Protocol):
    """Shows how far a build has come."""

    def stage(self, name: str, total: int = 0) -> AbstractContextManager[Callable[[int], None]]:
        """Show a stage of so many parts while it lasts; what it gives is told of parts done."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is to be built, and how."""

    settings: Settings
    engine: Engine
    engine_name: str
    without: Without | None = None
    site: Path
    show: Show
    strict: bool = False
    clean: bool = False
    """Whether to make everything anew, whatever the cache holds."""
    workers: int = field(default_factory=cores)


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build came to."""

    problems: list[Problem]
    done: bool
    """Whether the site was made; not when there was an error, or a warning that counts as one."""
    pages: int = 0
    made: int = 0
    """How many of the pages were made anew."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """The bytes of each folder of the site, and of files outside of folders as ""."""


def build(job: Job) -> Built:
    """Build a site of framed pages, or bring it up to date."""
    collecting = gc.isenabled()
    gc.disable()  # what a build makes stays to its end, and is much to look through again and again
    try:
        with ending_well():
            return _build(job)
    finally:
        if collecting:
            gc.enable()


def _build(job: Job) -> Built:
    settings, show = job.settings, job.show
    cache = Cache(settings.root / FOLDER, fingerprint(job.engine_name))
    with show.stage("Reading records"):
        before = decode(cache.read(RECORDS) or b"")
        loaded = load_catalog(settings, before)
    catalog, problems = loaded.catalog, loaded.problems
    if catalog is None or (job.strict and problems):
        return Built(problems=problems, done=False)
    old = NOTHING if job.clean else read_state(cache, job.site)
    citations = Citations(catalog)
    with Staging(job.site) as staging, ExitStack() as tasks:

        def beside(work: Callable[[], T]) -> Task[T]:
            task = begin(work)
            tasks.callback(task.stop)
            return task

        index = partial(write_index, catalog, citations, settings, cache, old, staging.folder)
        search = beside(index)
        kept = [beside(partial(keep_records, cache, before, loaded.known))]
        with show.stage("Relating papers"):
            relations = related(catalog, settings.options.related, cache.read(LINKS))
        kept += [beside(partial(keep_links, cache, relations))]
        with show.stage("Planning pages"):
            shelf = make_shelf(catalog, relations.links, citations, settings)
            work = Work.of(shelf, old, partial(_base, job, cache))
        if work.clashes:
            return Built(problems=[*problems, *work.clashes], done=False)
        with show.stage("Making pages", len(work.todo)) as advance:
            made = []
            for part in make_pages(work, staging.folder, job.workers):
                made.append(part)
                advance(len(part.files))
        with show.stage("Finishing the search index"):
            found = search.result()
            for task in kept:
                task.result()
        problems += [problem for part in made for problem in part.problems]
        if job.strict and problems:
            return Built(problems=problems, done=False)
        with show.stage("Putting the site in place"):
            cache.drop(STATE)
            files = put(work, folder_of(cache), made, found, staging)
            write_state(cache, State(work.salt, work.base.key, found.checksum, files))
    return Built(
        problems=problems,
        done=True,
        pages=len(work.plans),
        made=len(work.todo),
        sizes=by_folder((name, entry.size) for name, entry in files.items()),
    )


def _base(job: Job, cache: Cache, wanted: Sequence[Wanted], linked: Sequence[Inset]) -> Base:
    if job.clean:
        cache.drop(BASE)
    with job.show.stage("Making frames"):
        return base_of(cache, job.engine, job.settings, wanted, linked, job.without)
