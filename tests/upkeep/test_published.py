"""What services know of a preprint that its record lacks."""

from dataclasses import replace

import pytest

from generator.lookup.facts import Facts
from generator.records.document import Source
from generator.records.models import Paper
from generator.upkeep.models import Change, Claim, Conflict, Proposal
from generator.upkeep.published import is_preprint, proposal

PAPER = Paper(
    id="lids", source=Source("site_src/papers/lids.yml"), title="Lids: A Survey", arxiv="1806.07572"
)
CROSSREF = Facts(
    source="Crossref", url="https://doi.org/10.1000/1", title="Lids: a survey",
    venue="ICML 2023", doi="10.1000/a",
)  # fmt: skip
ARXIV = Facts(source="arXiv", url="https://arxiv.org/abs/1806.07572", title="Lids: A Survey")
SCHOLAR = Facts(
    source="Semantic Scholar", url="https://www.semanticscholar.org/paper/1", title="Lids: A Survey"
)


def claim(facts: Facts, value: str) -> Claim:
    return Claim(value, facts.source, facts.url)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper(id="a", source=Source(""), title="A"), False),
        (Paper(id="a", source=Source(""), title="A", arxiv="1"), True),
        (Paper(id="a", source=Source(""), title="A", arxiv="1", venue="V"), True),
        (Paper(id="a", source=Source(""), title="A", arxiv="1", venue="V", doi="10.1/1"), False),
    ],
)
def test_which_papers_are_preprints(paper: Paper, expected: bool) -> None:
    assert is_preprint(paper) is expected


def test_what_a_record_lacks_is_proposed_with_its_sources() -> None:
    scholar = replace(SCHOLAR, venue="ICML 2022", doi="10.1000/A", acl="2022.acl-long.1")
    assert proposal(PAPER, [CROSSREF, ARXIV, scholar]) == Proposal(
        changes=(
            Change(
                paper=PAPER,
                key="venue",
                claims=(claim(CROSSREF, "ICML 2023"), claim(scholar, "ICML 2022")),
            ),
            Change(
                paper=PAPER,
                key="doi",
                claims=(claim(CROSSREF, "10.1000/a"), claim(scholar, "10.1000/A")),
            ),
            Change(paper=PAPER, key="acl", claims=(claim(scholar, "2022.acl-long.1"),)),
        )
    )


def test_what_a_record_says_stays() -> None:
    paper = Paper(id="a", source=Source(""), title=PAPER.title, arxiv="1", venue="A workshop")
    (change,) = proposal(paper, [CROSSREF]).changes
    assert (change.key, change.value) == ("doi", "10.1000/a")


def test_nothing_new_is_nothing() -> None:
    assert proposal(PAPER, []) == proposal(PAPER, [ARXIV, SCHOLAR]) == Proposal()


def test_services_that_disagree() -> None:
    authors = replace(ARXIV, venue="NeurIPS 2023", doi="10.1000/b")
    found = proposal(PAPER, [CROSSREF, authors])
    assert found.changes == ()
    assert found.conflicts == (
        Conflict(
            paper=PAPER,
            key="venue",
            claims=(claim(CROSSREF, "ICML 2023"), claim(authors, "NeurIPS 2023")),
        ),
        Conflict(
            paper=PAPER,
            key="doi",
            claims=(claim(CROSSREF, "10.1000/a"), claim(authors, "10.1000/b")),
        ),
    )


def test_gatherers_that_disagree_on_the_year() -> None:
    one = replace(SCHOLAR, venue="ICML 2022")
    other = replace(SCHOLAR, source="OpenAlex", venue="ICML 2023")
    assert [conflict.key for conflict in proposal(PAPER, [one, other]).conflicts] == ["venue"]


def test_another_title_adds_nothing() -> None:
    renamed = replace(CROSSREF, title="Lids, Considered")
    scholar = replace(SCHOLAR, doi="10.1000/a")
    assert proposal(PAPER, [renamed, scholar]) == Proposal(
        conflicts=(
            Conflict(paper=PAPER, key="title", claims=(claim(renamed, "Lids, Considered"),)),
        )
    )


def test_another_title_without_news_is_no_matter() -> None:
    renamed = replace(ARXIV, title="Lids, Considered")
    assert [c.key for c in proposal(PAPER, [CROSSREF, renamed]).changes] == ["venue", "doi"]
