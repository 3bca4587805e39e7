"""The work of a build: which pages there are, which are made anew, and their making."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.pages import Plan, Shelf, all_plans
from generator.problems import Problem
from generator.publish.base import Base
from generator.publish.cache import files_digest
from generator.publish.framed import Framing, clashes, file_of, wanted_frames
from generator.publish.frames import Wanted
from generator.publish.inset import Inset, inset
from generator.publish.output import write_file
from generator.publish.parallel import spread
from generator.publish.site_pages import broken_link, linked_plans, site_links
from generator.publish.state import Entry, State
from generator.settings import Settings

ALWAYS_ANEW = -1
"""The key of a page that is not to stay: its warnings are to be seen in every build."""

BaseOf = Callable[[Sequence[Wanted], Sequence[Inset]], Base]
"""Gives the base of a site: for the frames that it needs, and the pages that others lead to."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What has to be made, and what may stay."""

    settings: Settings
    shelf: Shelf
    plans: list[Plan]
    todo: list[Plan]
    framing: Framing
    base: Base
    written: list[str]
    """The paths of the hand-written pages."""
    clashes: list[Problem]
    """The files of people whose addresses belong to generated pages."""
    salt: bytes
    old: State
    """The site as it is; `NOTHING` when all is to be written."""

    def file(self, path: str) -> str:
        """Return the file of a page on the site."""
        return file_of(path, directories=self.settings.directory_urls)

    @property
    def paths(self) -> Iterator[str]:
        """The paths of all generated pages."""
        return (plan.path for plan in self.plans)

    @classmethod
    def of(cls, shelf: Shelf, old: State, base_of: BaseOf) -> "Work":
        """Plan all pages of a shelf, of whose site there may be an old one."""
        settings = shelf.settings
        plans = list(all_plans(shelf))
        written = _hand_written(settings)
        links = site_links(plans, written, directories=settings.directory_urls)
        wanted = wanted_frames(plans, settings.nav)
        linked = [inset(plan.make(), links) for plan in linked_plans(plans, written, wanted)]
        base = base_of(wanted, linked)
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
            written=[path for path in written if file(path) in base.files],
            clashes=_clashes(settings, plans, base, written),
            salt=salt,
            old=old,
        )


def _hand_written(settings: Settings) -> dict[str, str]:
    """Return the Markdown of the hand-written pages by their paths."""
    folder = settings.root / settings.docs_dir
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*.md"))
    }


def _clashes(
    settings: Settings, plans: Sequence[Plan], base: Base, written: Iterable[str]
) -> list[Problem]:
    directories = settings.directory_urls
    names = {file_of(path, directories=directories): path for path in written}
    own = {name: f"{settings.docs_dir}/{names.get(name, name)}" for name in base.files}
    return clashes((plan.path for plan in plans), own, directories=directories)


def _salt(shelf: Shelf, base: Base) -> bytes:
    """Return a digest of what all generated pages depend on."""
    templates = shelf.settings.source / "templates"
    vocabulary = str(shelf.catalog.vocabulary_digest)
    return files_digest([templates], shelf.settings.config, vocabulary, repr(base.frames))


class Part(NamedTuple):
    """Some pages that were made: their files, and what is wrong in them."""

    files: list[tuple[str, Entry]]
    problems: list[Problem]


def make_pages(work: Work, folder: Path, workers: int) -> Iterator[Part]:
    """Write the pages that are not as they are to be into a folder, and yield what was made."""
    return spread(partial(_make, work, str(folder)), work.todo, workers)


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
