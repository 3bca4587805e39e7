"""The base of a framed site: the frames, the hand-written pages and all files of the theme.

An engine (MkDocs, or another) makes it. It changes with the settings, the theme and hand-written
pages, and hardly ever with the records, so the cache keeps it.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from generator.publish.cache import Cache, files_digest
from generator.publish.framed import asked, take_frames
from generator.publish.frames import Frame, FrameError, Wanted
from generator.publish.inset import Inset
from generator.settings import Settings

NAME = "base"

KNOWN_EXTENSIONS = {"papershelf", "search", "material/search"}
"""What else takes part in a build may depend on anything, so its base is made anew each time."""

Engine = Callable[[Sequence[Inset], Path], int]
"""Makes a site of hand-written pages and some generated ones in a folder.

Returns the number of its warnings, with which it is to be asked again next time; raises
EngineFailedError.
"""

Without = Callable[[str], Engine]
"""Gives an engine that passes over one of the shelf's own templates."""


class Base(msgspec.Struct, frozen=True):
    """What an engine made, by its key; the files themselves are in a folder of the cache."""

    key: bytes
    frames: dict[str, Frame]
    files: dict[str, int]
    """The size of each file."""


class EngineFailedError(Exception):
    """The engine ended with an exit code other than 0, having said why."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the engine ended with exit code {code}")
        self.code = code


def base_key(settings: Settings, wanted: Sequence[Wanted], linked: Sequence[Inset]) -> bytes:
    """Return what a base depends on, as a digest; b"" for one that cannot be used again."""
    if settings.extensions - KNOWN_EXTENSIONS:
        return b""
    folders = [settings.root / settings.docs_dir]
    folders += [settings.root / settings.custom_dir] if settings.custom_dir else []
    names = [f"{one.shape} {one.path} {one.title} {one.is_below}" for one in wanted]
    names += [f"{page.path} {' '.join(page.anchors)}" for page in linked]
    return files_digest(folders, settings.config, *names)


def base_of(
    cache: Cache,
    engine: Engine,
    settings: Settings,
    wanted: Sequence[Wanted],
    linked: Sequence[Inset],
    without: Without | None = None,
) -> Base:
    """Return the base, from the cache where it is still good; its files are in `folder_of`.

    EngineFailedError when the engine fails; FrameError, which names the shelf's own template that
    is the reason if `without` can tell, when the theme does not show what it is given.
    """
    key = base_key(settings, wanted, linked)
    kept = read_base(cache)
    if kept is not None and kept.key == key != b"":
        return kept
    folder = folder_of(cache)
    cache.drop(NAME)
    try:
        frames, warnings = _framed(engine, settings, wanted, linked, folder)
    except FrameError as error:
        guilty = _guilty(settings, wanted, linked, without, folder) if without else None
        raise FrameError(f"{guilty}: {error}" if guilty else str(error)) from error
    base = Base(key=b"" if warnings else key, frames=frames, files=sizes(folder))
    cache.write(NAME, msgspec.msgpack.encode(base))
    return base


def _framed(
    engine: Engine,
    settings: Settings,
    wanted: Sequence[Wanted],
    linked: Sequence[Inset],
    folder: Path,
) -> tuple[dict[str, Frame], int]:
    """Let an engine make the base in a folder, and take the frames out; count its warnings."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = asked(wanted, linked)
    warnings = engine(pages, folder)
    paths = (page.path for page in pages)
    return take_frames(folder, wanted, paths, directories=settings.directory_urls), warnings


def _guilty(
    settings: Settings,
    wanted: Sequence[Wanted],
    linked: Sequence[Inset],
    without: Without,
    folder: Path,
) -> str | None:
    """Return the shelf's own template without which all pages could be framed."""
    own = settings.root / (settings.custom_dir or "no templates of its own")
    for template in sorted(own.rglob("*.html")):
        name = template.relative_to(own).as_posix()
        try:
            _framed(without(name), settings, wanted, linked, folder)
        except (FrameError, EngineFailedError):
            continue
        return template.relative_to(settings.root).as_posix()
    return None


def read_base(cache: Cache) -> Base | None:
    """Return the base in the cache; None when there is none, or its files are not whole."""
    content = cache.read(NAME)
    base = msgspec.msgpack.decode(content, type=Base) if content else None
    return base if base and sizes(folder_of(cache)) == base.files else None


def folder_of(cache: Cache) -> Path:
    """Return where the files of the base are."""
    return cache.folder / "files"


def sizes(folder: Path) -> dict[str, int]:
    """Return the size of each file below a folder by its path, with "/"."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            found[path.relative_to(folder).as_posix()] = path.stat().st_size
    return found
