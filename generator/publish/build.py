"""The build of a framed site: every stage in its order, each redone only where it has to be."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar
from zlib import crc32

from generator.catalog import Catalog
from generator.pages import Plan, Shelf, all_plans
from generator.problems import Problem
from generator.publish import base as bases
from generator.publish.cache import FOLDER, Cache, files_digest, fingerprint
from generator.publish.framed import Framing, file_of, wanted_frames
from generator.publish.inset import inset
from generator.publish.output import Staging, copy_files, write_file, write_files
from generator.publish.parallel import Task, begin, cores, spread
from generator.publish.pipeline import Citations, load_catalog, make_shelf
from generator.publish.site_pages import broken_link, linked_plans, site_links
from generator.publish.sitemap import sitemap
from generator.publish.state import NAME as STATE
from generator.publish.state import NOTHING, Entry, State, read_state, write_state
from generator.publish.version import shelf_version
from generator.records.known import Known, decode, encode
from generator.relate import Relations, related
from generator.search.index import search_outputs
from generator.settings import Settings

RECORDS, LINKS, SEARCH = "records", "links", "search"
"""What the cache holds of each step for the next build."""
T = TypeVar("T")
ALWAYS_ANEW = -1
"""The key of a page that is not to stay: its warnings are to be seen in every build."""


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
    engine: bases.Engine
    engine_name: str
    without: bases.Without | None = None
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

        search = beside(partial(_search, catalog, citations, job, cache, old, staging.folder))
        kept = [beside(partial(_keep_records, cache, before, loaded.known))]
        with show.stage("Relating papers"):
            relations = related(catalog, settings.options.related, cache.read(LINKS))
        kept += [beside(partial(_keep_links, cache, relations))]
        shelf = make_shelf(catalog, relations.links, citations, settings)
        work = _Work.of(job, cache, shelf, old)
        with show.stage("Making pages", len(work.todo)) as advance:
            made = list(_pages(work, staging.folder, advance))
        with show.stage("Finishing the search index"):
            found = search.result()
            for task in kept:
                task.result()
        problems += [problem for part in made for problem in part.problems]
        if job.strict and problems:
            return Built(problems=problems, done=False)
        with show.stage("Putting the site in place"):
            cache.drop(STATE)
            files = _put(work, made, found, staging)
            write_state(cache, State(work.salt, work.base.key, found.checksum, files))
    return Built(
        problems=problems,
        done=True,
        pages=len(work.plans),
        made=len(work.todo),
        sizes=_sizes(files),
    )


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What has to be made, and what may stay."""

    settings: Settings
    shelf: Shelf
    plans: list[Plan]
    todo: list[Plan]
    framing: Framing
    base: bases.Base
    base_folder: Path
    written: list[str]
    """The paths of the hand-written pages."""
    salt: bytes
    old: State
    """The site as it is; `NOTHING` when all is to be written."""
    workers: int

    def file(self, path: str) -> str:
        """Return the file of a page on the site."""
        return file_of(path, directories=self.settings.directory_urls)

    @property
    def paths(self) -> Iterator[str]:
        """The paths of all generated pages."""
        return (plan.path for plan in self.plans)

    @classmethod
    def of(cls, job: Job, cache: Cache, shelf: Shelf, old: State) -> "_Work":
        settings = job.settings
        plans = list(all_plans(shelf))
        written = _hand_written(settings)
        links = site_links(plans, written, directories=settings.directory_urls)
        wanted = wanted_frames(plans, settings.nav)
        linked = [inset(plan.make(), links) for plan in linked_plans(plans, written, wanted)]
        if job.clean:
            cache.drop("base")
        with job.show.stage("Making frames"):
            base = bases.base_of(cache, job.engine, settings, wanted, linked, job.without)
        salt = _salt(shelf, base)
        file = partial(file_of, directories=settings.directory_urls)
        same = {n: entry.key for n, entry in old.files.items()} if old.salt == salt else {}
        return cls(
            settings=settings,
            shelf=shelf,
            plans=plans,
            todo=[plan for plan in plans if same.get(file(plan.path)) != plan.key],
            framing=Framing(base.frames, links, settings.nav),
            base=base,
            base_folder=bases.folder_of(cache),
            written=[path for path in written if file(path) in base.files],
            salt=salt,
            old=old,
            workers=job.workers,
        )


def _hand_written(settings: Settings) -> dict[str, str]:
    """Return the Markdown of the hand-written pages by their paths."""
    folder = settings.root / settings.docs_dir
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*.md"))
    }


def _salt(shelf: Shelf, base: bases.Base) -> bytes:
    """Return a digest of what all generated pages depend on."""
    templates = shelf.settings.source / "templates"
    vocabulary = str(shelf.catalog.vocabulary_digest)
    return files_digest([templates], shelf.settings.config, vocabulary, repr(base.frames))


def _keep_records(cache: Cache, before: Known, known: Known) -> None:
    """Keep what is known of the records, unless that is what the cache holds."""
    if before.papers.keys() != known.papers.keys() or before.faultless != known.faultless:
        cache.write(RECORDS, encode(known))


def _keep_links(cache: Cache, relations: Relations) -> None:
    cache.write(LINKS, relations.memory())


class _Part(NamedTuple):
    """Some pages that were made: their files, and what is wrong in them."""

    files: list[tuple[str, Entry]]
    problems: list[Problem]


def _pages(work: _Work, folder: Path, advance: Callable[[int], None]) -> Iterator[_Part]:
    for part in spread(partial(_make, work, str(folder)), work.todo, work.workers):
        advance(len(part.files))
        yield part


def _make(work: _Work, folder: str, plans: Sequence[Plan]) -> _Part:
    made = _Part([], [])
    for plan in plans:
        text, page = work.framing.page(plan)
        content = text.encode("utf-8", "xmlcharrefreplace")
        name = work.file(plan.path)
        write_file(folder, name, content)
        key = ALWAYS_ANEW if page.broken else plan.key
        made.files.append((name, Entry(len(content), key, page.updated or "")))
        made.problems.extend(broken_link(page.path, target) for target in page.broken)
    return made


class _Index(NamedTuple):
    """The files of the search index, and the checksum of what the next build needs of it."""

    files: dict[str, Entry]
    checksum: int


def _search(
    catalog: Catalog, citations: Citations, job: Job, cache: Cache, old: State, folder: Path
) -> _Index:
    """Write the files of the search index that are not on the site, and return all of them."""
    memory = cache.read(SEARCH) if old.search else None
    outputs = search_outputs(
        catalog,
        citations,
        job.settings,
        shelf_version(job.settings.root),
        memory if memory and crc32(memory) == old.search else None,
        keys=citations.keys_of_papers,
    )
    files = {}
    for name, content in outputs.files:
        write_file(str(folder), name, content)
        files[name] = Entry(len(content))
    files |= {name: old.files[name] for name in outputs.kept}
    cache.write(SEARCH, outputs.memory)
    return _Index(files, crc32(outputs.memory))


def _put(work: _Work, made: Sequence[_Part], search: _Index, staging: Staging) -> dict[str, Entry]:
    """Put the site in its place and return all its files."""
    if not work.base.key or work.old.base != work.base.key:
        copy_files(work.base_folder, staging.folder)
    new = dict(pair for part in made for pair in part.files)
    old = work.old.files
    pages = {name: new.get(name) or old[name] for name in map(work.file, work.paths)}
    files = {
        **{name: Entry(size) for name, size in work.base.files.items()},
        **search.files,
        **pages,
    }
    files |= _sitemap(work, pages, staging.folder)
    if work.old.files:
        staging.merge(work.old.files.keys() - files.keys())
    else:
        staging.replace()
    return files


def _sitemap(work: _Work, pages: Mapping[str, Entry], folder: Path) -> dict[str, Entry]:
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


def _sizes(files: Mapping[str, Entry]) -> dict[str, int]:
    """Return the bytes of each folder of the site, and of the files outside of folders as ""."""
    sizes: Counter[str] = Counter()
    for name, entry in files.items():
        sizes[name.partition("/")[0] if "/" in name else ""] += entry.size
    return dict(sizes)
