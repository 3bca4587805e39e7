"""Long lists: parts that stay small, keep their addresses, and are found by their links."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

import pytest
from conftest import Golden
from helpers import library
from helpers.library import SETTINGS, SOURCE
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses
from generator.catalog import build_catalog
from generator.pages import Page, Shelf, all_plans, parts
from generator.pages.faces import text_face
from generator.pages.parts import Part, Scale, cut, cut_newest_first
from generator.publish.page_html import page_html
from generator.records.models import Author, Collection, CollectionEntry, Paper, Tag
from generator.records.read import Records
from generator.settings import Options

MOST_BYTES = 90_000
"""Of a page's content; the frame around it takes the rest of 100 kB."""

NAMES = Scale(len, str, 12)


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut lists of a few entries."""
    for name, limit in {"WHOLE": 3_000, "LEAST": 1_400, "MOST": 2_600, "TAIL": 500}.items():
        monkeypatch.setattr(parts, name, limit)


def shelf_of(
    papers: list[Paper],
    tags: tuple[Tag, ...] = library.tags(),
    options: Options = SETTINGS.options,
    *,
    directories: bool = True,
) -> Shelf:
    entries = tuple(CollectionEntry(paper=paper.id, note=None) for paper in papers)
    long = Collection(id="all", source=SOURCE, title="All, in order", papers=entries)
    catalog = build_catalog(Records(papers=tuple(papers), tags=tags, collections=(long,)))
    return Shelf(
        catalog=catalog,
        links={},
        citations=dict.fromkeys(catalog.by_id, "@misc{x,\n}\n"),
        settings=replace(SETTINGS, options=options, directory_urls=directories),
    )


def with_digest(paper: Paper, **changes: object) -> Paper:
    fields = {name: getattr(paper, name) for name in Paper.__struct_fields__} | changes
    return Paper(**fields | {"digest": text_face(repr(fields)) >> 1})


def pages(shelf: Shelf) -> dict[str, Page]:
    return {plan.path: plan.make() for plan in all_plans(shelf)}


def links_of(page: Page, made: Mapping[str, Page]) -> Iterator[str]:
    """Yield the paths that a page's links lead to, and hold that there are such pages."""
    found = []

    def address(target: str) -> str:
        path = target.partition("#")[0]
        found.append(posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)))
        return addresses.between(
            *(addresses.url(p, directories=True) for p in (found[-1], page.path))
        )

    html = page_html(page.body, address).html
    assert len(html.encode()) <= MOST_BYTES, page.path
    assert set(found) <= made.keys(), page.path
    yield from found


words = st.text(alphabet="abcdefghij", min_size=1, max_size=400)


@given(st.lists(words, max_size=3000, unique=True).map(lambda few: [w * 9 for w in few]))
def test_parts_hold_the_list_and_are_neither_long_nor_short(entries: list[str]) -> None:
    made = cut(entries, NAMES)
    assert [part.number for part in made] == list(range(1, len(made) + 1))
    assert list(chain.from_iterable(part.entries for part in made)) == entries
    sizes = [sum(map(len, part.entries)) for part in made]
    if len(made) > 1:
        assert max(sizes) <= parts.MOST + parts.TAIL
        assert min(sizes[:-1]) >= parts.MOST - 3600
        assert sizes[-1] >= parts.TAIL


def named(number: int) -> list[str]:
    return [f"{n:05} " + "x" * (300 + n * 7 % 500) for n in range(number)]


def entries_of(made: list[Part[str]]) -> dict[int, tuple[str, ...]]:
    return {part.number: part.entries for part in made}


def test_a_new_entry_changes_the_last_part_alone() -> None:
    entries = named(3000)
    for number in range(1000, 3000, 37):
        before, after = (
            entries_of(cut_newest_first(entries[n::-1], NAMES)) for n in (number, number + 1)
        )
        changed = {n for n in after if after[n] != before.get(n)}
        assert changed <= {max(before), max(after), max(before) - 1}
        assert len(changed) <= 2


def test_an_entry_less_changes_few_parts() -> None:
    entries = named(3000)
    before = {part.entries for part in cut(entries, NAMES)}
    changed = []
    for number in range(0, 3000, 41):
        after = cut(entries[:number] + entries[number + 1 :], NAMES)
        changed.append(sum(part.entries not in before for part in after))
    assert sum(changed) / len(changed) < 2.5


def test_long_lists_are_small_pages_that_all_are_linked() -> None:
    tags = (
        *library.tags(),
        *(Tag(id=f"tag-{n}", name=f"Tag {n}", description="Of " + "it " * 60, source=SOURCE)
          for n in range(700)),
    )  # fmt: skip
    papers = [
        with_digest(
            paper,
            title=f"{paper.title} & " * 6,
            venue=f"Venue {number % 900} of <some> {'very ' * 20}long name {2000 + number % 7}",
            tags=("vessels", "lids", f"tag-{number % 700}"),
            authors=(*paper.authors, Author(name="Ada Beacon"), Author(name=f"Bo Quill-{number}")),
            abstract=f"With ${'x_i^2 + ' * 9}y$ and https://a.example/{'z' * 80} too.",
        )
        for number, paper in enumerate(library.papers(3000))
    ]
    made = pages(shelf_of(papers, tags))
    waiting = ["index.md", "explore/index.md", "years/index.md", "collections/index.md"]
    reached = set(waiting)
    while waiting:
        for path in links_of(made[waiting.pop()], made):
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    assert reached == made.keys()
    for kind in ("papers", "tags", "authors", "venues", "tags/vessels", "authors/ada-beacon"):
        assert f"{kind}/page/1.md" in made


def test_one_more_paper_touches_few_pages() -> None:
    papers = [with_digest(paper) for paper in library.papers(2000)]
    before, after = (
        {plan.path: plan.key for plan in all_plans(shelf_of(held))}
        for held in (papers[:-1], papers)
    )
    lists = {path for path in before if "/page/" in path}
    changed = {path for path in lists if before[path] != after.get(path)}
    assert len(lists) > 60
    assert len(changed) < 0.1 * len(lists)


@pytest.mark.usefixtures("small_limits")
def test_parts_look_like_this(golden: Callable[[str], Golden]) -> None:
    papers = [with_digest(paper) for paper in library.papers(40)]
    lists = ("papers/", "tags/vessels/", "authors/", "venues/", "collections/all/")
    shown = tuple(f"{path}{end}" for path in lists for end in ("index", "page/2."))
    shown += ("tags/vessels.", "collections/all.")
    made = pages(shelf_of(papers))
    assert made.keys() >= {
        "papers/page/1.md",
        "tags/vessels/page/1.md",
        "collections/all/page/2.md",
    }
    golden("parts").check({p: page.text for p, page in made.items() if p.startswith(shown)})


@pytest.mark.usefixtures("small_limits")
def test_a_part_goes_on_with_the_numbers_of_its_collection() -> None:
    papers = [with_digest(paper) for paper in library.papers(40)]
    shelf = shelf_of(papers)
    order = [paper.id for paper in papers]
    for path, page in pages(shelf).items():
        if path.startswith("collections/all/page/"):
            html = page_html(page.body, lambda target: target).html
            start = int(html.partition('<ol start="')[2].partition('"')[0])
            first = html.partition('<ol start="')[2].partition('href="')[2].partition('"')[0]
            assert posixpath.basename(first) == f"{order[start - 1]}.md"
            assert html.count("<ol") == 1


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize(
    ("directories", "on_paper", "on_part"),
    [
        (True, "../../explore/?q=author%3A%22Bo%20Quill%22", "../../../explore/?q="),
        (False, "../explore/index.html?q=author%3A%22Bo%20Quill%22", "../../explore/index.html?q="),
    ],
)
def test_authors_of_few_papers_lead_to_a_search(
    directories: bool, on_paper: str, on_part: str
) -> None:
    one, few = Author(name="Bo Quill"), Author(name="Ada Beacon")
    papers = [
        with_digest(paper, authors=(few, *([one] if number == 3 else [])))
        for number, paper in enumerate(library.papers(60))
    ]
    papers += [
        with_digest(paper, authors=(Author(name=f"Cy Lamp{n}"),))
        for n, paper in enumerate(library.papers(160)[60:])
    ]
    options = Options(author_page_min_papers=2)
    made = pages(shelf_of(papers, options=options, directories=directories))
    assert "authors/ada-beacon.md" in made
    assert "authors/bo-quill.md" not in made
    body = made["papers/paper-0003.md"].body
    assert f"[Bo Quill]({on_paper})" in body
    assert "[Ada Beacon](../authors/ada-beacon.md)" in body
    assert on_part in made["authors/page/2.md"].body
    assert f"[Bo Quill]({on_paper})" in made["authors/ada-beacon.md"].body


def test_a_search_for_a_name_holds_nothing_that_markdown_reads() -> None:
    query = addresses.author_query('A "B" (C)_D~ [É] & more')
    assert query == "?q=author%3A%22A%20%20B%20%20%28C%29%5FD%7E%20%5B%C3%89%5D%20%26%20more%22"
