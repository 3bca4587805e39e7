"""The map's file: planned as other files beside the pages are, and made in a process of its own."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator import addresses
from generator.atlas import make_map, map_key
from generator.pages import FilePlan, Shelf
from generator.publish.beside import make_files
from generator.publish.cache import Cache
from generator.publish.state import Entry
from generator.records.models import Tag
from generator.relate import Neighbours

MAP = "map"
"""What the cache holds of the layout."""


def map_plans(shelf: Shelf) -> Iterator[FilePlan]:
    """Yield the plan of the map of a shelf of which it is known who is close to whom."""
    if shelf.neighbours:
        yield map_plan(shelf.neighbours, shelf.catalog.tags)


def map_plan(
    neighbours: Neighbours, tags: Mapping[str, Tag], cache: Cache | None = None
) -> FilePlan:
    """Return the plan of the map's file; the cache saves laying out what has not changed."""
    make = partial(_map, neighbours, tags, cache)
    return FilePlan(addresses.map_file(), map_key(neighbours, tags), make)


def _map(neighbours: Neighbours, tags: Mapping[str, Tag], cache: Cache | None) -> bytes:
    content, memory = make_map(neighbours, tags, cache.read(MAP) if cache else None)
    if cache:
        cache.write(MAP, memory)
    return content


def make_map_file(todo: Sequence[FilePlan], folder: Path) -> dict[str, Entry]:
    """Write the map's file into a folder if it is to be made, and return it."""
    return dict(pair for part in make_files(todo, folder) for pair in part)
