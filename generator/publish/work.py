"""The work of a build: what its pages stand on, which are made anew, and their making."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator import addresses
from generator.addresses import file_of
from generator.pages import FilePlan, Plan, Shelf, paper_plans
from generator.problems import Problem
from generator.publish.base import Base
from generator.publish.cache import files_digest
from generator.publish.framed import Framing, clashes, wanted_frames
from generator.publish.frames import Wanted
from generator.publish.inset import Inset, inset
from generator.publish.links import SiteLinks
from generator.publish.output import write_file
from generator.publish.parallel import spread
from generator.publish.site_pages import broken_link, linked_names, linked_plans
from generator.publish.state import Entry, State
from generator.records.models import Paper
from generator.settings import Settings

ALWAYS_ANEW = -1
"""The key of a page that is not to stay: its warnings are to be seen in every build."""

_GONE = Entry(0)

BaseOf = Callable[[Sequence[Wanted], Sequence[Inset]], Base]
"""Gives the base of a site: for the frames that it needs, and the pages that others lead to."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """The ground that all pages of a site stand on, whatever they show."""

    settings: Settings
    framing: Framing
    base: Base
    written: list[str]
    """The paths of the hand-written pages."""
    pages: frozenset[str]
    """The paths of all pages."""
    own: Mapping[str, str]
    """The files of people by the file of the site that each becomes."""
    salt: bytes
    old: State
    """The site as it is; `NOTHING` when all is to be written."""

    def file(self, path: str) -> str:
        """Return the file of a page on the site."""
        return file_of(path, directories=self.settings.directory_urls)

    def todo(self, plans: Iterable[Plan]) -> list[Plan]:
        """Return those of some pages that are not on the site as they are to be."""
        return [plan for plan in plans if not self._is_there(self.file(plan.path), plan.key)]

    def files_todo(self, plans: Iterable[FilePlan]) -> list[FilePlan]:
        """Return those of some files beside the pages that are not there as they are to be."""
        return [plan for plan in plans if not self._is_there(plan.path, plan.key)]

    def _is_there(self, name: str, key: int) -> bool:
        return self.old.salt == self.salt and self.old.files.get(name, _GONE).key == key

    def clashes(self, plans: Iterable[Plan], beside: Iterable[FilePlan]) -> list[Problem]:
        """Return a problem for each file of a person whose address belongs to a generated one."""
        names = [self.file(plan.path) for plan in plans] + [plan.path for plan in beside]
        return clashes(names, self.own)


def prepare(shelf: Shelf, lists: Sequence[Plan], old: State, base_of: BaseOf) -> Work:
    """Return the ground for the pages of a shelf, of whose site there may be an old one.

    `lists` are the plans of all pages but those of papers.
    """
    settings, papers = shelf.settings, shelf.catalog.papers
    written = _hand_written(settings)
    paths = [*(plan.path for plan in lists), *(addresses.page("papers", p.id) for p in papers)]
    pages = frozenset((*paths, *written))
    links = SiteLinks(pages, directories=settings.directory_urls)
    plans = [*lists, *paper_plans(shelf, _named(shelf, written))]
    wanted = wanted_frames(plans, settings.nav)
    linked = [inset(plan.make(), links) for plan in linked_plans(plans, written, wanted)]
    base = base_of(wanted, [_with_related(page) for page in linked])
    file = partial(file_of, directories=settings.directory_urls)
    return Work(
        settings=settings,
        framing=Framing(base.frames, links, settings.nav),
        base=base,
        written=[path for path in written if file(path) in base.files],
        pages=pages,
        own=_own_files(settings, base, written),
        salt=_salt(shelf, base),
        old=old,
    )


def _named(shelf: Shelf, written: Mapping[str, str]) -> list[Paper]:
    """Return the papers that the navigation and hand-written pages name, and one in any case."""
    nav = (path.rpartition("/")[2] for path in shelf.settings.nav)
    names = {name.removesuffix(".md") for name in (*nav, *linked_names(written))}
    papers = shelf.catalog.papers
    return [paper for place, paper in enumerate(papers) if not place or paper.id in names]


def _with_related(page: Inset) -> Inset:
    """Return a page with the anchor of its related papers, which are not known yet."""
    if page.kind != "paper":
        return page
    return msgspec.structs.replace(page, anchors=(*page.anchors, "related-papers"))


def _hand_written(settings: Settings) -> dict[str, str]:
    """Return the Markdown of the hand-written pages by their paths."""
    folder = settings.root / settings.docs_dir
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*.md"))
    }


def _own_files(settings: Settings, base: Base, written: Iterable[str]) -> dict[str, str]:
    names = {file_of(path, directories=settings.directory_urls): path for path in written}
    return {name: f"{settings.docs_dir}/{names.get(name, name)}" for name in base.files}


def _salt(shelf: Shelf, base: Base) -> bytes:
    """Return a digest of what all generated pages depend on."""
    templates = shelf.settings.source / "templates"
    vocabulary = str(shelf.catalog.vocabulary_digest)
    forms = " ".join(sorted(shelf.settings.forms))
    return files_digest([templates], shelf.settings.config, forms, vocabulary, repr(base.frames))


class Part(NamedTuple):
    """Some pages that were made: their files, and what is wrong in them."""

    files: list[tuple[str, Entry]]
    problems: list[Problem]


def make_pages(work: Work, todo: Sequence[Plan], folder: Path, workers: int) -> Iterator[Part]:
    """Write pages into a folder and yield what was made, a part of them at a time."""
    return spread(partial(_make, work, str(folder)), todo, workers)


def _make(work: Work, folder: str, plans: Sequence[Plan]) -> Part:
    made = Part([], [])
    for plan in plans:
        text, page = work.framing.page(plan)
        content = text.encode("utf-8", "xmlcharrefreplace")
        name = work.file(plan.path)
        write_file(folder, name, content)
        key = ALWAYS_ANEW if page.broken else plan.key
        made.files.append((name, Entry(len(content), key, page.updated or "")))
        made.problems.extend(broken_link(page.path, target) for target in page.broken)
    return made
