"""The whole search index of a shelf, as files that a browser fetches piece by piece.

`search/manifest.json` says where everything is; a reader's first query fetches it, the shards of
its words and the cards of the papers it shows. The format is described in docs/search.md.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from generator import addresses
from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search import packing
from generator.search.cards import cards
from generator.search.citations import GROUP, citations
from generator.search.columns import FOLDER as COLUMNS
from generator.search.columns import columns
from generator.search.dictionary import dictionary
from generator.search.documents import FIELDS, documents, numbered
from generator.search.inverted import Inverted, invert
from generator.search.range_files import RangeFiles
from generator.search.shards import shards
from generator.settings import Settings

FORMAT = 1
"""Changes when an older script can no longer read the files."""
MANIFEST = addresses.search("manifest.json")


def search_files(
    catalog: Catalog, bibtex: Mapping[str, str], settings: Settings, version: str = ""
) -> dict[str, bytes]:
    """Return all files of the index by their path on the site.

    `bibtex` holds each paper's entry by its id; `version` names the state of the records, a commit
    for example.
    """
    papers = numbered(catalog)
    with ThreadPoolExecutor(1) as beside:
        # Other processes count the terms; meanwhile this one writes what needs no count.
        counting = beside.submit(invert, documents(papers, catalog))
        made = {**cards(papers, catalog), **citations(papers, bibtex)}
        facts = {
            name: (packing.named(COLUMNS, content), content)
            for name, content in columns(papers, catalog).items()
        }
        index = counting.result()
    terms, words = shards(index), dictionary(index)
    files = {
        **terms.files,
        **words.files,
        **{path: content for (_, path), content in facts.values()},
        **made,
    }
    names = {name: file for name, ((file, _), _) in facts.items()}
    manifest = _manifest(papers, index, terms, words, names, settings)
    held = b"".join([packing.packed(manifest), *made.values()])
    build = sha256(held).hexdigest()[: packing.NAME_LENGTH]
    files[MANIFEST] = packing.packed({"build": build, "version": version or build, **manifest})
    return files


def _manifest(
    papers: Sequence[Paper],
    index: Inverted,
    terms: RangeFiles,
    words: RangeFiles,
    columns: Mapping[str, str],
    settings: Settings,
) -> dict[str, object]:
    boosts = {str(name): boost for name, boost in settings.options.search_boosts.items()}
    lengths = index.lengths.sum(axis=0).tolist()
    return {
        "format": FORMAT,
        "papers": len(papers),
        "fields": [
            {"name": name, "boost": boosts.get(name, 1.0), "length": length}
            for name, length in zip(FIELDS, lengths, strict=True)
        ],
        "page": addresses.url(addresses.page("papers", "*"), directories=settings.directory_urls),
        "terms": {"begins": terms.begins, "names": " ".join(terms.names)},
        "words": {"begins": words.begins, "names": " ".join(words.names)},
        "columns": columns,
        "citations": GROUP,
    }
