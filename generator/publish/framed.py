"""Framed pages: which frames a shelf needs, and how its pages are set into them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator import addresses
from generator.pages.plan import Plan
from generator.problems import Problem
from generator.publish.frames import (
    Frame,
    FrameError,
    Wanted,
    cut,
    difference,
    exemplar,
    minimised,
    places,
    proof,
    shape,
)
from generator.publish.inset import Inset, inset
from generator.publish.links import SiteLinks
from generator.publish.output import remove_files

FRAMED_FROM = 2_000
"""With more pages than so many, frames save more time than they take to make."""


def is_framed(choice: str, pages: int) -> bool:
    """Tell whether so many pages are framed, by the option `paper_pages`."""
    return choice == "framed" or (choice == "auto" and pages > FRAMED_FROM)


def wanted_frames(plans: Iterable[Plan], nav: Iterable[str]) -> list[Wanted]:
    """Return the frames that pages need; those in the navigation have one of their own."""
    single = frozenset(nav)
    found: dict[str, Plan] = {}
    for plan in plans:
        found.setdefault(shape(plan.path, plan.kind, single), plan)
    return [_wanted(name, plan) for name, plan in found.items()]


def _wanted(name: str, plan: Plan) -> Wanted:
    if name != plan.path:
        return Wanted(name, plan.path, plan.kind)
    page = plan.make()
    return Wanted(name, plan.path, plan.kind, page.title, bool(page.crumbs))


def asked(wanted: Iterable[Wanted], linked: Sequence[Inset]) -> list[Inset]:
    """Return the pages that an engine is to render, so that frames can be cut from them.

    It also checks links to the pages `linked`, and is shown their anchors alone: in the rest it
    would only look for links once more.
    """
    pages = {page.path: page for one in wanted for page in (exemplar(one), proof(one)) if page}
    for page in linked:
        known = pages.get(page.path) or replace(page, html="", broken=())
        html = known.html + places(page.anchors)
        pages[page.path] = replace(known, html=html, anchors=page.anchors)
    return list(pages.values())


def frames_of(wanted: Iterable[Wanted], read: Callable[[str], str]) -> dict[str, Frame]:
    """Return the frames by their names; `read` gives what the engine made of the page at a path.

    FrameError when the theme does not show what it is given, or shows more of a page than frames
    can vary.
    """
    frames = {}
    for one in wanted:
        try:
            frame = cut(one, read(exemplar(one).path))
            if (tried := proof(one)) is not None:
                _compare(frame.filled(tried), minimised(read(tried.path)))
        except FrameError as error:
            raise FrameError(f"the page of a {one.kind} cannot be framed: {error}") from error
        frames[one.shape] = frame
    return frames


def take_frames(
    folder: Path, wanted: Iterable[Wanted], pages: Iterable[str], *, directories: bool
) -> dict[str, Frame]:
    """Return the frames of what an engine made in a folder, and take the pages out of it.

    `pages` are the paths of all that were made for the frames' sake. FrameError as `frames_of`.
    """

    def file(path: str) -> Path:
        return folder / addresses.file_of(path, directories=directories)

    frames = frames_of(wanted, lambda path: file(path).read_text(encoding="utf-8"))
    remove_files(folder, map(file, pages))
    return frames


def _compare(framed: str, made: str) -> None:
    if found := difference(minimised(framed), made):
        raise FrameError(f"the theme makes something else of a page's facts: {found}")


class Framing:
    """Sets pages into their frames."""

    def __init__(self, frames: Mapping[str, Frame], links: SiteLinks, nav: Iterable[str]) -> None:
        """Take the frames by their names, and what knows where links lead."""
        self._frames = frames
        self._links = links
        self._single = frozenset(nav)

    def page(self, plan: Plan) -> tuple[str, Inset]:
        """Return a page of the site, and what was set into its frame."""
        made = inset(plan.make(), self._links)
        return self._frames[shape(plan.path, plan.kind, self._single)].filled(made), made


def clashes(names: Iterable[str], files: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each file of a person whose address belongs to a generated one.

    `names` are the generated files; `files` gives the person's by the file of the site that each
    becomes.
    """
    taken = files.keys() & set(names)
    return [_clash(name, files[name]) for name in sorted(taken)]


def _clash(name: str, path: str) -> Problem:
    message = "the address belongs to a generated"
    if not name.endswith(".html"):
        advice = "give the file another name"
        return Problem(path=path, message=f"{message} file", advice=advice)
    advice = "give the page another name, or change the template of the generated one"
    return Problem(path=path, message=f"{message} page", advice=advice)
