"""What the steps of a build leave for the next one, each in its own process beside the others."""

from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from generator.catalog import Catalog
from generator.publish.cache import Cache
from generator.publish.output import write_file
from generator.publish.pipeline import Citations
from generator.publish.state import Entry, State
from generator.publish.version import shelf_version
from generator.records.known import Known, encode
from generator.relate import related
from generator.search.index import search_outputs
from generator.settings import Settings

RECORDS, LINKS, SEARCH = "records", "links", "search"
"""What the cache holds of each step."""


def keep_records(cache: Cache, before: Known, known: Known) -> None:
    """Keep what is known of the records, unless that is what the cache holds."""
    if before.papers.keys() != known.papers.keys() or before.faultless != known.faultless:
        cache.write(RECORDS, encode(known))


def write_links(catalog: Catalog, limit: int, cache: Cache) -> bytes:
    """Relate all papers, keep what the next build needs of it, and return that."""
    memory = related(catalog, limit, cache.read(LINKS)).memory()
    cache.write(LINKS, memory)
    return memory


class Index(NamedTuple):
    """The files of the search index, and the checksum of what the next build needs of it."""

    files: dict[str, Entry]
    checksum: int


def write_index(
    catalog: Catalog,
    citations: Citations,
    settings: Settings,
    cache: Cache,
    old: State,
    folder: Path,
) -> Index:
    """Write the files of the search index that are not on the site, and return all of them."""
    memory = cache.read(SEARCH) if old.search else None
    outputs = search_outputs(
        catalog,
        citations,
        settings,
        shelf_version(settings.root),
        memory if memory and crc32(memory) == old.search else None,
        keys=citations.keys_of_papers,
    )
    files = {}
    for name, content in outputs.files:
        write_file(str(folder), name, content)
        files[name] = Entry(len(content))
    files |= {name: old.files[name] for name in outputs.kept}
    cache.write(SEARCH, outputs.memory)
    return Index(files, crc32(outputs.memory))
