"""Digests: equal for equal records wherever they stand, and for nothing else."""

import pytest
from helpers.shelf import Folder

from generator.catalog import build_catalog
from generator.records.digests import digest, digest_of_all

BITS = 63


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert digest("papers/a.yml", "title: Ä\n".encode()) == 3970150950292092407
    assert digest_of_all([1, 2]) == 7853633240598600445
    assert digest_of_all([1, 2]) != digest_of_all([2, 1])


def test_a_digest_fits_a_number_with_a_sign() -> None:
    assert all(0 <= digest("a", b"%d" % number) < 2**BITS for number in range(1000))


def test_lines_keep_their_digest_when_others_come_and_go(shelf: Folder) -> None:
    lines = ['{"id": "a", "title": "A"}', '{"id": "b", "title": "B"}']
    shelf.write("papers/x.jsonl", "\n".join(lines))
    a, b = (paper.digest for paper in shelf.read().papers)
    shelf.write("papers/x.jsonl", "\n\n".join(reversed(lines)))
    assert [paper.digest for paper in shelf.read().papers] == [b, a]
    shelf.write("papers/y.jsonl", lines[0])
    assert len({a, b, *(paper.digest for paper in shelf.read().papers)}) == 3


def test_any_change_of_a_record_changes_its_digest(shelf: Folder) -> None:
    digests = set()
    for text in ("title: A\n", "title: A \n", "title: B\n"):
        shelf.write("papers/a.yml", text)
        digests |= {paper.digest for paper in shelf.read().papers}
    assert len(digests) == 3


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tags.yml", "- {id: t, name: T}\n"),
        ("authors.yml", "- {name: A}\n"),
        ("collections/c.yml", "title: C\n"),
        ("collections/d.yml", "title: C\n"),
    ],
)
def test_the_vocabulary_has_one_digest(path: str, text: str, shelf: Folder) -> None:
    shelf.write("papers/a.yml", "title: A\n")
    before = shelf.read()
    shelf.write("papers/a.yml", "title: B\n")
    assert shelf.read().vocabulary_digest == before.vocabulary_digest
    shelf.write(path, text)
    after = shelf.read()
    assert after.vocabulary_digest != before.vocabulary_digest
    assert build_catalog(after).vocabulary_digest == after.vocabulary_digest
