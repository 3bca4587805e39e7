"""The pages of a site in one run of MkDocs: which MkDocs makes, and what is written after it."""

import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.addresses import file_of
from generator.pages import FilePlan, Plan, Shelf, all_plans
from generator.problems import Problem, Severity
from generator.publish.beside import file_plans, make_files
from generator.publish.framed import Framing, asked, is_framed, take_frames, wanted_frames
from generator.publish.frames import Wanted
from generator.publish.inset import Inset, constant, inset
from generator.publish.links import SiteLinks
from generator.publish.mapping import map_plans
from generator.publish.output import write_files
from generator.publish.sitemap import sitemap
from generator.publish.version import shelf_version
from generator.search.index import search_files

_PAGE_LINK = re.compile(r"[\w./-]+\.md\b")
_PLACE_LINK = re.compile(r"([\w./-]+\.md)#")


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePages:
    """Everything that one run of MkDocs and what follows it need to know."""

    shelf: Shelf
    plans: list[Plan]
    files: list[FilePlan]
    """What stands beside the pages."""
    links: SiteLinks
    written: tuple[str, ...]
    """The paths of the hand-written pages."""
    wanted: list[Wanted]
    """The frames to be made; none when MkDocs makes every page."""
    insets: dict[str, Callable[[], Inset]]
    """The pages that MkDocs is to make, by their paths."""
    days: dict[str, str]
    """For pages already made, the day of their last change; filled while pages are made."""


def site_pages(shelf: Shelf, written: Mapping[str, str]) -> SitePages:
    """Return the pages of a shelf; `written` holds the Markdown of hand-written ones by path."""
    settings = shelf.settings
    plans = list(all_plans(shelf))
    pages = {*(plan.path for plan in plans), *written}
    links = SiteLinks(pages, directories=settings.directory_urls)
    days: dict[str, str] = {}
    wanted: list[Wanted] = []
    if is_framed(settings.options.paper_pages, len(plans)):
        wanted = wanted_frames(plans, settings.nav)
        linked = linked_plans(plans, written, wanted)
        insets = constant(asked(wanted, [inset(plan.make(), links) for plan in linked]))
    else:
        insets = {plan.path: partial(_made, plan, links, days) for plan in plans}
    return SitePages(
        shelf=shelf,
        plans=plans,
        files=[*file_plans(shelf, pages), *map_plans(shelf)],
        links=links,
        written=tuple(written),
        wanted=wanted,
        insets=insets,
        days=days,
    )


def names_of(site: SitePages) -> list[str]:
    """Return the files of all generated pages, and those beside them."""
    directories = site.shelf.settings.directory_urls
    pages = [file_of(plan.path, directories=directories) for plan in site.plans]
    return pages + [plan.path for plan in site.files]


def _made(plan: Plan, links: SiteLinks, days: dict[str, str]) -> Inset:
    made = inset(plan.make(), links)
    days[plan.path] = made.updated or ""
    return made


def linked_names(written: Mapping[str, str]) -> set[str]:
    """Return the names of the files that hand-written pages seem to lead to."""
    said = (link for text in written.values() for link in _PAGE_LINK.findall(text))
    return {link.rpartition("/")[2] for link in said}


def linked_plans(
    plans: Iterable[Plan], written: Mapping[str, str], wanted: list[Wanted]
) -> list[Plan]:
    """Return the generated pages that hand-written ones seem to lead to.

    The engine checks those links, so it has to know these pages although it makes frames only.
    """
    names = linked_names(written)
    known = {one.path for one in wanted if one.title is not None} - _linked_places(written)
    return [p for p in plans if p.path.rpartition("/")[2] in names and p.path not in known]


def _linked_places(written: Mapping[str, str]) -> set[str]:
    """Return the paths of pages to whose anchors hand-written pages lead."""
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), link)).lstrip("/")
        for path, text in written.items()
        for link in _PLACE_LINK.findall(text)
    }


def broken_link(path: str, target: str) -> Problem:
    """Return the problem of a link to a page that is not there."""
    return Problem(
        path=path,
        severity=Severity.WARNING,
        message=f"a link to {target}, where no page is",
    )


def finish(site: SitePages, folder: Path) -> Iterator[Problem]:
    """Write what MkDocs did not, and yield what is wrong in it."""
    settings = site.shelf.settings
    if site.wanted:
        yield from _framed(site, folder)
    newest = site.shelf.catalog.newest_addition
    days = {**dict.fromkeys(site.written, str(newest or "")), **site.days}
    write_files(folder, sitemap(settings, days))
    deque(make_files(site.files, folder), maxlen=0)
    version = shelf_version(settings.root)
    write_files(folder, search_files(site.shelf.catalog, site.shelf.citations, settings, version))


def _framed(site: SitePages, folder: Path) -> Iterator[Problem]:
    settings = site.shelf.settings
    directories = settings.directory_urls
    frames = take_frames(folder, site.wanted, site.insets, directories=directories)
    framing = Framing(frames, site.links, settings.nav)
    for plan in site.plans:
        text, made = framing.page(plan)
        site.days[plan.path] = made.updated or ""
        write_files(folder, {file_of(plan.path, directories=directories): text.encode("utf-8")})
        yield from (broken_link(made.path, target) for target in made.broken)
