"""The whole search index of a shelf, as files that a browser fetches piece by piece.

`search/manifest.json` says where everything is; a reader's first query fetches it, the shards of
its words and the cards of the papers it shows. The format is described in docs/search.md.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from generator import addresses
from generator.catalog import Catalog
from generator.exports.bibtex import citation_keys
from generator.search import packing
from generator.search.build import Task, build, kept
from generator.search.citations import GROUP
from generator.search.documents import FIELDS, numbered
from generator.search.shelf import build_name, changes, everything, shelf
from generator.search.state import State, recalled, remembered
from generator.settings import Settings

FORMAT = 1
"""Changes when an older script can no longer read the files."""
MANIFEST = addresses.search("manifest.json")

Entries = Mapping[str, str] | Callable[[str], str]
"""Each paper's BibTeX entry by its id, or a function that gives it for the id."""


@dataclass(slots=True)
class SearchOutputs:
    """What a build writes, keeps and remembers; the last two are told once `files` has ended."""

    files: Iterator[tuple[str, bytes]]
    """The path on the site and the content of each file that is new or not as it was before."""
    kept: set[str] = field(default_factory=set)
    """The paths of the files of the earlier build that stay as they are; all others go."""
    memory: bytes = b""
    """What the next build needs to write only what changes."""


def search_files(
    catalog: Catalog, bibtex: Entries, settings: Settings, version: str = ""
) -> dict[str, bytes]:
    """Return all files of the index by their path on the site; see `search_outputs`."""
    return dict(search_outputs(catalog, bibtex, settings, version).files)


def search_outputs(
    catalog: Catalog,
    bibtex: Entries,
    settings: Settings,
    version: str = "",
    memory: bytes | None = None,
    *,
    keys: Mapping[str, str] | None = None,
    workers: int = 1,
) -> SearchOutputs:
    """Return the index of a catalog, made of an earlier one where that saves work.

    `bibtex` is asked only for the papers of citations that are written; `keys` are the citation
    keys by the papers' ids, if they are known already. `version` names the state of the records, a
    commit for example. `workers` is how many threads pack files; 1 starts none.

    `memory` is what an earlier build left, whose files must all still be there. One that is damaged
    or was left by another program counts as None. With it or without, the site has the same files
    in the end, to the byte, and the next build the same memory.
    """
    outputs = SearchOutputs(iter(()))
    papers = numbered(catalog)
    held = shelf(papers, catalog, citation_keys(catalog.papers) if keys is None else keys)
    before = recalled(memory)
    difference = changes(before.shelf, held) if before else None
    task = Task(
        papers=papers,
        catalog=catalog,
        entry=bibtex if callable(bibtex) else bibtex.__getitem__,
        shelf=held,
        before=before if difference else None,
        changes=difference or everything(held),
        pack=partial(packing.gzipped_files, threads=workers),
    )
    outputs.files = _files(task, settings, version, outputs)
    return outputs


def _files(
    task: Task, settings: Settings, version: str, outputs: SearchOutputs
) -> Iterator[tuple[str, bytes]]:
    state = yield from build(task)
    manifest = _manifest(state, settings)
    name = build_name(task.shelf, packing.packed(manifest))
    yield MANIFEST, packing.packed({"build": name, "version": version or name, **manifest})
    outputs.kept |= kept(task, state)
    outputs.memory = remembered(state)


def _manifest(state: State, settings: Settings) -> dict[str, object]:
    boosts = {str(name): boost for name, boost in settings.options.search_boosts.items()}
    lengths = state.index.lengths.sum(axis=0).tolist()
    return {
        "format": FORMAT,
        "papers": len(state.shelf.ids),
        "fields": [
            {"name": name, "boost": boosts.get(name, 1.0), "length": length}
            for name, length in zip(FIELDS, lengths, strict=True)
        ],
        "page": addresses.url(addresses.page("papers", "*"), directories=settings.directory_urls),
        "terms": {"begins": state.terms.begins, "names": " ".join(state.terms.names)},
        "words": {"begins": state.words.begins, "names": " ".join(state.words.names)},
        "columns": state.columns,
        "citations": GROUP,
    }
