"""Who is who may change with other papers; what earlier builds remember of a paper follows."""

import datetime
from random import Random

from helpers import library
from helpers.random_shelf import plain
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack, structs

from generator.catalog import Catalog, build_catalog
from generator.records.digests import digest
from generator.records.models import Author, Paper
from generator.records.read import Records
from generator.relate import related
from generator.search.index import search_outputs

ORCIDS = [None, None, None, "0000-0002-1825-0097", "0000-0001-5109-3700"]
NAMES = [
    *("Yann LeCun", "Y. LeCun", "Yves LeCun", "LeCun, Yann", "Yann A. LeCun"),
    *("Bo Cup", "B. Cup", "Cy Dot"),
]


def paper(random: Random, number: int, *, has_digest: bool) -> Paper:
    names = random.sample(NAMES, 3)
    made = structs.replace(
        library.paper(number),
        authors=tuple(Author(name=name, orcid=random.choice(ORCIDS)) for name in names),
        added=datetime.date(2024, 1, 1) + datetime.timedelta(days=random.randrange(90)),
        status=None,
    )
    said = msgpack.encode(structs.astuple(made)[3:])
    return structs.replace(made, digest=digest(made.id, said) if has_digest else 0)


def shelf(papers: dict[int, Paper]) -> Catalog:
    return build_catalog(Records(papers=tuple(papers.values()), tags=library.tags()))


def edit(random: Random, papers: dict[int, Paper], *, has_digest: bool) -> None:
    """Change a paper, or let one come or go."""
    number = random.choice([*papers, len(papers) + random.randrange(5)])
    if number in papers and random.random() < 0.3 and len(papers) > 3:
        del papers[number]
    else:
        papers[number] = paper(random, number, has_digest=has_digest)


@given(st.integers(0, 2**32), st.booleans())
def test_the_search_index_follows(seed: int, has_digest: bool) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    papers = {n: paper(random, n, has_digest=has_digest) for n in range(8)}
    memory, files = None, {}
    for _ in range(4):
        catalog = shelf(papers)
        entries = library.entries(catalog)
        after = search_outputs(catalog, entries, library.SETTINGS, memory=memory)
        files = dict(after.files) | {path: files[path] for path in after.kept}
        assert files == dict(search_outputs(catalog, entries, library.SETTINGS).files)
        memory = after.memory
        edit(random, papers, has_digest=has_digest)


@given(st.integers(0, 2**32), st.booleans())
def test_related_papers_follow(seed: int, has_digest: bool) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    papers = {n: paper(random, n, has_digest=has_digest) for n in range(8)}
    memory = None
    for _ in range(4):
        catalog = shelf(papers)
        again, anew = related(catalog, 3, memory), related(catalog, 3)
        assert plain(again.links) == plain(anew.links)
        memory = again.memory()
        edit(random, papers, has_digest=has_digest)
