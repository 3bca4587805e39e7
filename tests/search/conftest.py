"""Fixtures of the search's tests: the scripts, and indexes written for them."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from helpers import library
from helpers.scripts import Conversation, Scripts, write_scripts
from helpers.shelf import invented

from generator.catalog import Catalog
from generator.publish.output import write_files
from generator.search.analysis import Vocabulary
from generator.search.documents import Document, documents, numbered
from generator.search.index import search_files

Answer = dict[str, Any]
INDEX = """
import { readFile } from "node:fs/promises";
import { openIndex } from "./search.js";
const site = process.argv[1];
const index = await openIndex({ read: (path) => readFile(`${site}/${path}`) });
const answer = async (requests) => {
  const answers = [];
  for (const [query, options] of requests) answers.push(await index.search(query, options));
  return answers;
};
"""


@dataclass(frozen=True, slots=True)
class Site:
    """An index in a folder, with the catalog that it was made of."""

    folder: Path
    catalog: Catalog
    scripts: Scripts
    index: Conversation

    @property
    def documents(self) -> list[Document]:
        return list(documents(numbered(self.catalog), self.catalog))

    def ask(self, requests: list[tuple[str, Mapping[str, Any]]]) -> list[Answer]:
        """Return what search.js answers to queries with their options."""
        answers: list[Answer] = self.index.ask(requests)
        return answers

    def search(self, query: str, **options: Any) -> Answer:
        """Return what search.js answers."""
        return self.ask([(query, options)])[0]

    def ids(self, query: str, **options: Any) -> list[str]:
        """Return the ids of all papers that search.js finds, in its order."""
        return [hit["id"] for hit in self.search(query, limit=1000, **options)["hits"]]

    def lunr(self, queries: list[str]) -> list[list[tuple[str, float]]]:
        """Return what lunr.js answers over its whole index: ids and scores."""
        texts, asked = self.folder / "documents.json", self.folder / "queries.json"
        rows = [(document.id, *document.texts) for document in self.documents]
        texts.write_text(json.dumps(rows), encoding="utf-8")
        asked.write_text(json.dumps(queries), encoding="utf-8")
        manifest = self.folder / "search/manifest.json"
        answers = self.scripts.run_file("lunr_reference.mjs", texts, manifest, asked)
        return [[(id_, score) for id_, score in answer] for answer in answers]


Publish = Callable[[Catalog], Site]


def terms(text: str) -> list[str]:
    """Return the terms of a text, in order."""
    vocabulary = Vocabulary()
    return [vocabulary.terms[number] for number in vocabulary.telling(text)]


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """Give the modules of the search."""
    return write_scripts(tmp_path_factory.mktemp("scripts"))


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory, scripts: Scripts) -> Iterator[Publish]:
    """Give `publish(catalog)`, which writes its index into a folder and opens it."""
    with ExitStack() as stack:

        def published(catalog: Catalog) -> Site:
            folder = tmp_path_factory.mktemp("site")
            write_files(folder, search_files(catalog, library.entries(catalog), library.SETTINGS))
            index = stack.enter_context(scripts.talk(INDEX, str(folder)))
            return Site(folder, catalog, scripts, index)

        yield published


@pytest.fixture(scope="session")
def site(publish: Publish) -> Site:
    """Give the index of a few hundred papers, in dozens of shards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.shards.HEAVIEST", 2_000)
        patch.setattr("generator.search.dictionary.HEAVIEST", 2_000)
        return publish(library.catalog(library.papers(300)))


@pytest.fixture(scope="session", params=["small", "hostile"])
def shelf_site(request: pytest.FixtureRequest, publish: Publish) -> Site:
    """Give the index of each invented shelf."""
    return publish(invented(request.param).catalog)
