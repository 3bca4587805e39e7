"""The shelf in this repository: 80 papers, each to the letter, tagged, and on a whole site."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import run
from helpers import site

from generator.pages import Shelf
from generator.publish.pipeline import load_shelf
from generator.records.models import Paper
from generator.settings import read_settings

ROOT = Path(__file__).parents[1]
FACTS = json.loads((ROOT / "tests/data/papers.json").read_text(encoding="utf-8"))
BASE = "/papers-demo/"


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    settings, problems = read_settings(ROOT / "mkdocs.yml")
    assert settings
    made, found = load_shelf(settings)
    assert [str(problem) for problem in [*problems, *found]] == []
    assert made
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository") / "site"
    done = run(
        *("mkdocs", "build", "--strict", "-d", str(folder)),
        folder=ROOT,
        PAPERSHELF_SITE_URL=f"https://shelf.example{BASE}",
    )
    assert done.code == 0, done.err
    return folder


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def facts_of(title: str, abstract: str, authors: list[str], date: str, arxiv: str) -> object:
    """Return a paper as the facts hold it; texts of others as digests."""
    return {
        "title": title,
        "abstract_sha256": digest(" ".join(abstract.split())),
        "authors_sha256": digest("\n".join(authors)),
        "date": date,
        "arxiv": arxiv,
    }


def by_title(papers: list[object]) -> list[object]:
    return sorted(papers, key=json.dumps)


def test_the_records_are_the_document_to_the_letter(shelf: Shelf) -> None:
    papers = [
        facts_of(
            paper.title,
            paper.abstract or "",
            [author.name for author in paper.authors],
            str(paper.date),
            paper.arxiv or "",
        )
        for paper in shelf.catalog.papers
    ]
    assert len(papers) == 80
    assert by_title(papers) == by_title(FACTS)


def test_the_pages_are_the_document_to_the_letter(shelf: Shelf, folder: Path) -> None:
    papers = []
    for paper in shelf.catalog.papers:
        page = site.parsed(folder / f"papers/{paper.id}/index.html")
        (abstract,) = page.xpath("//*[contains(concat(' ', @class, ' '), ' ps-abstract ')]")
        hrefs = page.xpath("//article//a/@href")
        arxiv = next(h for h in hrefs if h.startswith("https://arxiv.org/abs/"))
        authors = page.xpath("//article//h1/following::p[1]/a")
        papers.append(
            facts_of(
                site.text(page.xpath("//h1")[0]),
                site.text(abstract),
                [site.text(author) for author in authors],
                str(paper.date),
                arxiv.removeprefix("https://arxiv.org/abs/"),
            )
        )
    assert by_title(papers) == by_title(FACTS)


def test_every_link_leads_somewhere(folder: Path) -> None:
    assert site.broken_links(folder, BASE) == []


def test_each_paper_has_two_to_six_tags(shelf: Shelf) -> None:
    assert [p.id for p in shelf.catalog.papers if not 2 <= len(p.tags) <= 6] == []


def test_every_tag_is_used_and_explained(shelf: Shelf) -> None:
    catalog = shelf.catalog
    assert [tag for tag in catalog.tags if not catalog.papers_tagged.get(tag)] == []
    assert [tag.id for tag in catalog.tags.values() if not tag.description] == []
    counts = Counter(tag for paper in catalog.papers for tag in paper.tags)
    lone = [tag for tag, n in counts.items() if n == 1 and not catalog.tags[tag].parent]
    assert lone == []


def test_every_collection_has_an_introduction_and_a_note_a_paper(shelf: Shelf) -> None:
    assert 2 <= len(shelf.catalog.collections) <= 3
    for collection in shelf.catalog.collections:
        assert collection.description
        assert [entry.paper for entry in collection.papers if not entry.note] == []


def test_every_paper_has_related_papers_with_reasons(shelf: Shelf) -> None:
    def reasons(paper: Paper) -> list[bool]:
        links = shelf.links[paper.id]
        return [bool(link.why or link.tags or link.authors or link.words) for link in links]

    assert [p.id for p in shelf.catalog.papers if not reasons(p) or not all(reasons(p))] == []


def test_every_related_paper_has_a_reason(shelf: Shelf) -> None:
    links = [link for paper in shelf.catalog.papers for link in shelf.links[paper.id]]
    assert len(links) > 400
    for link in links:
        assert link.why or link.words or link.tags or link.authors
        assert len(link.words) <= 3
