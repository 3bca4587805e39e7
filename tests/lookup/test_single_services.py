"""What one service is asked, and how some of its words are understood."""

import json
from collections.abc import Iterator

import pytest
from helpers.service_answers import Facts
from helpers.services import LocalServices, services

from generator.lookup import arxiv, crossref, openalex, openreview, semantic_scholar
from generator.lookup.access import Access
from generator.web.answers import Answer


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as running:
        yield running


def answer(content: object) -> Answer:
    return Answer(
        url="https://service.example/", status=200, headers={}, content=json.dumps(content).encode()
    )


# Many papers at once.


def test_arxiv_is_asked_for_fifty_papers_at_once(web: LocalServices) -> None:
    names = [f"2401.{number:05}" for number in range(1, 121)]
    web.know(*(Facts(title=f"Paper {name}", arxiv=name) for name in names))
    with web.client() as client:
        found = arxiv.by_ids([*names, names[0], "2402.99999"], Access(client, web.services))
    assert [facts.arxiv for facts in found] == names
    assert [asked.count("2401.") for asked in web.asked()] == [50, 50, 20]


def test_openalex_is_asked_for_fifty_dois_at_once(web: LocalServices) -> None:
    dois = ["10.48550/arxiv.1806.07572", "10.1145/3664647.3680685", "10.1234/none", "10.1/a|b"]
    with web.client() as client:
        found = openalex.by_dois(dois, Access(client, web.services))
    assert [facts.citations for facts in found] == [4125, 77]
    assert web.asked() == [f"/works?filter=doi:{'|'.join(dois[:3])}&per-page=3"]


def test_semantic_scholar_is_asked_for_many_papers_at_once(web: LocalServices) -> None:
    names = ["ARXIV:1806.07572", "DOI:10.1234/none", "ACL:2022.acl-long.244"]
    with web.client() as client:
        found = semantic_scholar.by_names(names, Access(client, web.services))
    assert [facts and facts.citations for facts in found] == [4125, None, 812]
    assert web.bodies == [{"ids": names}]


# Where a paper of OpenReview was accepted.


@pytest.mark.parametrize(
    ("venue", "venue_id", "shown"),
    [
        ("ICLR 2024 oral", "ICLR.cc/2024/Conference", "ICLR 2024"),
        ("NeurIPS 2023 Datasets and Benchmarks Poster", "", "NeurIPS 2023 Datasets and Benchmarks"),
        ("", "ICLR.cc/2021/Conference", "ICLR 2021"),
        ("poster", "NeurIPS.cc/2022/Workshop/DistShift", "NeurIPS 2022 Workshops"),
        ("Accepted by TMLR", "TMLR", "TMLR 2024"),
        ("TMLR", "TMLR", "TMLR 2024"),
        ("Some Symposium 2024", "symposium.example/2024", "Some Symposium 2024"),
        ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission", ""),
        ("ICLR 2024 Conference Withdrawn Submission", "", ""),
        ("", "ICLR.cc/2025/Conference/Withdrawn_Submission", ""),
        ("", "", ""),
    ],
)
def test_venues_of_openreview(venue: str, venue_id: str, shown: str) -> None:
    content = {"title": "A Paper", "venue": venue, "venueid": venue_id}
    note = {"id": "abcdef", "pdate": 1705405440000, "content": content}
    assert openreview.parse(answer({"notes": [note]})).venue == shown


def test_authors_of_openreview_may_be_profiles_or_nobody() -> None:
    named = [{"fullname": "Ada Example", "username": "~Ada_Example1"}, "Anonymous authors"]
    note = {
        "id": "abcdef",
        "content": {"title": {"value": "A Paper"}, "authors": {"value": named}},
        "pdate": 10**30,
    }
    facts = openreview.parse(answer({"notes": [note]}))
    assert [author.name for author in facts.authors] == ["Ada Example"]
    assert facts.date == ""


# The year of publication at Semantic Scholar.


@pytest.mark.parametrize(
    ("ids", "year", "preprint", "venue"),
    [
        ({"DBLP": "conf/nips/JacotHG18"}, 2018, "2018-06-20", "NeurIPS 2018"),
        ({"DBLP": "conf/nips/SomeoneX22a"}, 2021, "2021-06-20", "NeurIPS 2022"),
        ({"DBLP": "conf/nips/Old99"}, 1999, None, "NeurIPS 1999"),
        ({"DBLP": "journals/corr/abs-1806-07572"}, 2018, "2018-06-20", ""),
        ({"DOI": "10.1109/NIPS51070.2023.01036"}, 2022, "2022-01-01", "NeurIPS 2023"),
        ({"DOI": "10.48550/arXiv.2001.01234"}, 2020, "2020-01-05", ""),
        ({}, 2019, "2018-06-20", "NeurIPS 2019"),
        ({}, 2018, "2018-06-20", ""),
        ({}, None, None, ""),
    ],
)
def test_a_venue_needs_its_own_year(
    ids: dict[str, str], year: int | None, preprint: str | None, venue: str
) -> None:
    paper = {
        "title": "A Paper",
        "externalIds": ids,
        "venue": "Neural Information Processing Systems",
        "year": year,
        "publicationDate": preprint,
    }
    assert semantic_scholar.parse(answer(paper)).venue == venue


# Relations at Crossref.


@pytest.mark.parametrize(
    ("relation", "arxiv_id"),
    [
        ({"has-preprint": [{"id-type": "arxiv", "id": "2404.13671v2"}]}, "2404.13671"),
        ({"has-preprint": [{"id": "http://arxiv.org/abs/2404.13671"}]}, "2404.13671"),
        ({"is-same-as": [{"id-type": "doi", "id": "10.48550/arXiv.2404.13671"}]}, "2404.13671"),
        ({"has-preprint": [{"id-type": "doi", "id": "10.1101/2020.01.01"}]}, ""),
        ({"references": [{"id-type": "arxiv", "id": "2404.13671"}]}, ""),
        (None, ""),
    ],
)
def test_preprints_that_crossref_knows(relation: object, arxiv_id: str) -> None:
    work = {"DOI": "10.1234/x", "title": ["A Paper"], "relation": relation}
    assert crossref.parse(answer({"message": work})).arxiv == arxiv_id


def test_a_subtitle_belongs_to_the_title() -> None:
    work = {"DOI": "10.1234/x", "title": ["On Shelves"], "subtitle": ["An Invented Study"]}
    assert crossref.parse(answer({"message": work})).title == "On Shelves: An Invented Study"
