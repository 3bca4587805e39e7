"""What is said of new and changed papers: that they stand twice, and which tags they might have."""

from collections.abc import Sequence

from helpers.library import SOURCE, paper, papers, tags
from msgspec.structs import replace

from generator.records.models import Paper
from generator.records.read import Records
from generator.review import advice as module
from generator.review.advice import Advice, advice
from generator.review.closest import closest
from generator.review.models import Difference, How


def difference(one: Paper, how: How = "added") -> Difference:
    return Difference(kind="paper", how=how, id=one.id, title=one.title, path=SOURCE.path)


def records(held: Sequence[Paper]) -> Records:
    return Records(papers=tuple(held), tags=tags())


def twin(number: int) -> Paper:
    """Return a paper's preprint: another id, and a title with a subtitle."""
    one = paper(number)
    return replace(one, id="a-twin", title=f"{one.title}: again", tags=())


def with_authors(held: Sequence[Paper]) -> int:
    return next(n for n, one in enumerate(held) if one.authors and one.abstract and n > 10)


def test_a_new_paper_that_stands_twice_is_told_once() -> None:
    held = papers(60)
    number = with_authors(held)
    new = twin(number)
    found = advice(records([*held, new]), [difference(new)])
    assert found
    ((one),) = [(d.id, d.other, d.title) for d in found.duplicates]
    assert one == ("a-twin", held[number].id, held[number].title)


def test_pairs_that_stood_there_are_not_told() -> None:
    held = [*papers(60), twin(with_authors(papers(60)))]
    other = paper(60)
    found = advice(records([*held, other]), [difference(other)])
    assert found
    assert found.duplicates == ()


def test_tags_are_suggested_for_new_papers_alone() -> None:
    held = papers(60)
    new = replace(paper(60), title="Teapots of old and their lids", tags=())
    for how, some in (("added", True), ("changed", False), ("renamed", False)):
        found = advice(records([*held, new]), [difference(new, how)])  # type: ignore[arg-type]
        assert found
        assert bool(found.suggestions) is some
        assert {one.id for one in found.suggestions} <= {new.id}


def test_on_a_large_shelf_the_closest_papers_are_enough(monkeypatch: object) -> None:
    held = papers(400)
    new = twin(with_authors(held))
    whole = advice(records([*held, new]), [difference(new)])
    monkeypatch.setattr(module, "WHOLE", 100)  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "_AROUND", 100)  # type: ignore[attr-defined]
    found = advice(records([*held, new]), [difference(new)])
    assert found
    assert whole
    assert found.duplicates == whole.duplicates
    assert found.duplicates


def test_the_closest_hold_the_paper_itself_and_its_twin() -> None:
    held = papers(400)
    number = with_authors(held)
    new = twin(number)
    some = closest([*held, new], [new], 20)
    assert {new.id, held[number].id} <= {one.id for one in some}
    assert 20 <= len(some) <= 22
    order = [one.id for one in (*held, new)]
    assert [order.index(one.id) for one in some] == sorted(order.index(one.id) for one in some)


def test_an_import_is_not_looked_through() -> None:
    held = papers(module.TOUCHED + 1)
    assert advice(records(held), map(difference, held)) is None


def test_without_new_papers_nothing_is_said() -> None:
    assert advice(records(papers(5)), [difference(paper(3), "removed")]) == Advice()
