"""The build of a framed site: every stage in its order, each redone only where it has to be."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.pages import FilePlan, Plan, list_plans, paper_plans
from generator.problems import Problem
from generator.publish.base import NAME as BASE
from generator.publish.base import Base, Engine, Without, base_of, folder_of
from generator.publish.beside import file_plans, make_files
from generator.publish.cache import FOLDER, Cache, fingerprint
from generator.publish.frames import Wanted
from generator.publish.inset import Inset
from generator.publish.mapping import make_map_file, map_plan
from generator.publish.output import Staging
from generator.publish.parallel import Task, Tasks, cores, ending_well
from generator.publish.pipeline import Citations, load_catalog, make_shelf
from generator.publish.placing import Made, put
from generator.publish.remembering import RECORDS, keep_records, write_index, write_links
from generator.publish.sizes import by_folder
from generator.publish.state import NAME as STATE
from generator.publish.state import (
    NOTHING,
    Entry,
    State,
    intact,
    lost_files,
    read_state,
    write_state,
)
from generator.publish.work import Part, Work, make_pages, prepare
from generator.records.known import decode
from generator.relate import recalled, related
from generator.settings import Settings

FEW_RECORDS = 150
"""So few papers hardly make so many pages that frames would pay; MkDocs builds them at once."""


def may_be_framed(settings: Settings) -> bool:
    """Tell whether a shelf's pages are framed, as far as that is known without reading it."""
    choice = settings.options.paper_pages
    return choice == "framed" or (choice == "auto" and _records(settings) > FEW_RECORDS)


def _records(settings: Settings) -> int:
    files = [path for path in (settings.source / "papers").glob("*") if path.is_file()]
    signs = {".jsonl": b"\n", ".bib": b"@"}
    several = (path for path in files if path.suffix in signs)
    return len(files) + sum(path.read_bytes().count(signs[path.suffix]) for path in several)


AT_ONCE = 200
"""So many pages a worker are made before it is asked again whether there is work beside them."""


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
    was_enabled = gc.isenabled()
    gc.disable()  # what a build makes stays to its end, and is much to look through again and again
    try:
        with ending_well():
            return _build(job)
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def collecting() -> Iterator[None]:
    """Look for garbage while pages are made, which leave some, but not among what was made before.

    Other processes are not to copy what they share for that.
    """
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.unfreeze()


def _build(job: Job) -> Built:
    settings, show = job.settings, job.show
    cache = Cache(settings.root / FOLDER, fingerprint(job.engine_name))
    with Staging(job.site) as staging, Tasks() as tasks, Tasks() as slow:
        lost = None if job.clean else tasks.begin(partial(lost_files, cache, job.site))
        with show.stage("Reading records"):
            before = decode(cache.read(RECORDS) or b"")
            loaded = load_catalog(settings, before)
        catalog, problems = loaded.catalog, loaded.problems
        if catalog is None or (job.strict and problems):
            return Built(problems=problems, done=False)
        tasks.begin(partial(keep_records, cache, before, loaded.known))
        limit, citations = settings.options.related, Citations(catalog)
        old = intact(read_state(cache), lost.result()) if lost else NOTHING
        index = partial(write_index, catalog, citations, settings, cache, old, staging.folder)
        indexing = tasks.begin(index)
        relate_all = partial(write_links, catalog, limit, cache)
        # To relate all papers anew takes as much memory as all else; that of one is quickly done.
        relating = tasks.begin(relate_all) if old.files else None
        with show.stage("Planning lists"):
            shelf = make_shelf(catalog, {}, citations, settings)
            lists = list(list_plans(shelf))
            work = prepare(shelf, lists, old, partial(_base, job, cache))
        with show.stage("Relating papers"):
            memory = relating.result() if relating else relate_all()
            relations = recalled(catalog, limit, memory) or related(catalog, limit)
        with show.stage("Planning papers"):
            shelf = shelf.with_links(relations.links)
            plans = [*lists, *paper_plans(shelf, catalog.papers)]
            beside = list(file_plans(shelf, work.pages))
            mapped = map_plan(relations.neighbours, catalog.tags, cache)
        if clashes := work.clashes(plans, [*beside, mapped]):
            return Built(problems=[*problems, *clashes], done=False)
        mapping = slow.begin(partial(make_map_file, work.files_todo([mapped]), staging.folder))
        with show.stage("Finishing the search index"):
            found = indexing.result()
            tasks.finish()  # what is still there holds memory that the pages need
        parts = _make(job, work, staging.folder, work.todo(plans), mapping)
        files = _files(job, work, staging.folder, beside)
        with show.stage("Finishing the map"):
            files[mapped.path] = mapping.result().get(mapped.path) or old.files[mapped.path]
        newest = str(catalog.newest_addition or "")
        made = Made(work=work, plans=plans, parts=parts, files=files, index=found, newest=newest)
        return _finish(made, problems, job, cache, staging)


def _finish(made: Made, problems: list[Problem], job: Job, cache: Cache, staging: Staging) -> Built:
    """Put the site in its place, unless a warning that counts as an error is in its pages."""
    problems += [problem for part in made.parts for problem in part.problems]
    if job.strict and problems:
        return Built(problems=problems, done=False)
    with job.show.stage("Putting the site in place"):
        cache.drop(STATE)
        files = put(made, folder_of(cache), staging)
        base, checksum = made.work.base.key, made.index.checksum
        write_state(cache, State(made.work.salt, base, checksum, files))
    return Built(
        problems=problems,
        done=True,
        pages=len(made.plans),
        made=sum(len(part.files) for part in made.parts),
        sizes=by_folder((name, entry.size) for name, entry in files.items()),
    )


def _make(
    job: Job, work: Work, folder: Path, todo: Sequence[Plan], beside: Task[dict[str, Entry]]
) -> list[Part]:
    """Make pages, with one process fewer as long as there is work `beside`.

    More processes than cores would save no time, and hold much memory.
    """
    parts = []
    with job.show.stage("Making pages", len(todo)) as advance, collecting():
        while todo:
            few = job.workers > 1 and not beside.is_done
            some = todo[: AT_ONCE * job.workers] if few else todo
            todo = todo[len(some) :]
            for part in make_pages(work, some, folder, job.workers - few):
                parts.append(part)
                advance(len(part.files))
    return parts


def _files(job: Job, work: Work, folder: Path, plans: Sequence[FilePlan]) -> dict[str, Entry]:
    """Make those files beside the pages that are new, and return all."""
    todo = work.files_todo(plans)
    made: dict[str, Entry] = {}
    with job.show.stage("Making other files", len(todo)) as advance:
        for part in make_files(todo, folder, job.workers):
            made.update(part)
            advance(len(part))
    return {plan.path: made.get(plan.path) or work.old.files[plan.path] for plan in plans}


def _base(job: Job, cache: Cache, wanted: Sequence[Wanted], linked: Sequence[Inset]) -> Base:
    if job.clean:
        cache.drop(BASE)
    with job.show.stage("Making frames"):
        return base_of(cache, job.engine, job.settings, wanted, linked, job.without)
