"""Looking up against services that answer, err, and are not there."""

from collections.abc import Iterator, Sequence

import pytest
from helpers.service_answers import Facts
from helpers.services import LocalServices, offline, services

from generator.lookup import Found, NotFoundError, identify, look_up, search_title
from generator.records.document import Document, Source
from generator.records.forms import PaperRecord
from generator.records.validation import validate
from generator.web.client import Limits
from generator.web.errors import OfflineError, WebError

NTK = "Neural Tangent Kernel: Convergence and Generalization in Neural Networks"


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as running:
        yield running


def looked_up(text: str, web: LocalServices) -> Found:
    identifier = identify(text)
    assert identifier is not None
    with web.client() as client:
        return look_up(identifier, client, web.services)


def of(found: Found, *keys: str) -> list[object]:
    return [found.record.get(key) for key in keys]


def origin(found: Found, key: str) -> str:
    return found.origins[key].partition(",")[0]


# Each kind of identifier.


def test_a_preprint(web: LocalServices) -> None:
    found = looked_up("arXiv:1806.07572", web)
    assert found.asked == ("arXiv",)
    assert found.remarks == ()
    assert of(found, "title", "date", "venue", "arxiv") == [
        NTK,
        "2018-06-20",
        "NeurIPS 2018",
        "1806.07572",
    ]
    assert found.record["authors"] == ["Arthur Jacot", "Franck Gabriel", "Clément Hongler"]
    assert found.origins["title"] == "arXiv, https://arxiv.org/abs/1806.07572"
    assert web.asked() == ["/api/query?id_list=1806.07572&max_results=1"]


def test_a_preprint_that_was_published(web: LocalServices) -> None:
    found = looked_up("https://arxiv.org/abs/2404.13671", web)
    assert found.asked == ("arXiv", "Crossref")
    assert of(found, "date", "venue", "doi") == [
        "2024-04-21",
        "ACM MM 2024",
        "10.1145/3664647.3680685",
    ]
    assert found.record["publication"] == {
        "type": "inproceedings",
        "in": "Proceedings of the 32nd ACM International Conference on Multimedia",
        "pages": "2041–2049",
        "date": "2024-10-28",
        "publisher": "ACM",
    }
    assert origin(found, "venue") == "Crossref"
    assert found.record["links"] == {"code": "https://github.com/CASIA-IVA-Lab/FiLo"}


def test_a_doi(web: LocalServices) -> None:
    found = looked_up("10.1016/j.neunet.2024.106414", web)
    assert found.asked == ("Crossref", "arXiv")
    assert of(found, "venue", "date", "arxiv") == [
        "Neural Networks 2024",
        "2023-09-13",
        "2309.06922",
    ]
    assert [origin(found, key) for key in ("title", "arxiv", "date", "abstract")] == [
        "Crossref",
        "Crossref",
        "arXiv",
        "arXiv",
    ]


def test_a_doi_stays_as_it_was_written(web: LocalServices) -> None:
    found = looked_up("doi:10.21437/INTERSPEECH.2022-10797", web)
    assert found.record["doi"] == "10.21437/INTERSPEECH.2022-10797"


def test_a_forum_of_openreview(web: LocalServices) -> None:
    found = looked_up("https://openreview.net/forum?id=owziuM1nsR", web)
    assert found.asked == ("OpenReview", "arXiv")
    assert of(found, "venue", "openreview", "arxiv", "date") == [
        "ICLR 2024",
        "owziuM1nsR",
        "2303.06373",
        "2023-03-11",
    ]


def test_a_forum_that_only_the_old_interface_knows(web: LocalServices) -> None:
    web.fail("openreview", 403)
    found = looked_up("openreview:owziuM1nsR", web)
    assert found.remarks == ()
    assert found.record["venue"] == "ICLR 2024"
    assert len(web.asked("openreview_old")) == 1


def test_a_paper_of_the_acl_anthology(web: LocalServices) -> None:
    found = looked_up("2022.acl-long.244", web)
    assert found.asked == ("ACL Anthology", "Crossref", "arXiv")
    assert of(found, "acl", "doi", "arxiv", "venue") == [
        "2022.acl-long.244",
        "10.18653/v1/2022.acl-long.244",
        "2104.08773",
        "ACL 2022",
    ]


def test_a_paper_of_pubmed(web: LocalServices) -> None:
    found = looked_up("pmid:38936108", web)
    assert found.asked == ("OpenAlex", "Crossref", "arXiv")
    assert of(found, "pmid", "doi") == ["38936108", "10.1016/j.neunet.2024.106414"]


def test_a_title(web: LocalServices) -> None:
    found = looked_up(NTK.lower(), web)
    assert of(found, "title", "arxiv") == [NTK, "1806.07572"]


@pytest.mark.parametrize(
    "text", ["1806.07572", "10.1145/3664647.3680685", "owziuM1nsR", "2022.acl-long.244"]
)
def test_what_is_found_is_a_record(text: str, web: LocalServices) -> None:
    found = looked_up(text, web)
    _, problems = validate(PaperRecord, Document(dict(found.record), Source("x.yml")))
    assert problems == []
    assert found.record.keys() == found.origins.keys()


# Services that fail.


def test_others_are_asked_when_arxiv_fails(web: LocalServices) -> None:
    web.fail("arxiv", 503)
    found = looked_up("1806.07572", web)
    assert found.asked == ("arXiv", "Semantic Scholar")
    assert found.remarks == ("arXiv gave no answer: the server answered 503 Service Unavailable",)
    assert of(found, "title", "venue") == [NTK, "NeurIPS 2018"]
    assert origin(found, "title") == "Semantic Scholar"


def test_and_others_when_those_fail(web: LocalServices) -> None:
    web.fail("arxiv", 429, retry_after="3600")
    web.behave("semantic_scholar", "garbage")
    found = looked_up("1806.07572", web)
    assert found.asked == ("arXiv", "Semantic Scholar", "OpenAlex")
    assert found.remarks == (
        "arXiv gave no answer: the server was asked too often (429 Too Many Requests);"
        " try again later",
        "Semantic Scholar gave no answer: the answer is not JSON",
    )
    assert of(found, "title", "arxiv") == [NTK, "1806.07572"]


def test_a_failure_later_on_takes_nothing_away(web: LocalServices) -> None:
    web.fail("crossref", 500)
    found = looked_up("2404.13671", web)
    assert found.remarks == (
        "Crossref gave no answer: the server answered 500 Internal Server Error",
    )
    assert of(found, "venue", "doi") == ["ACM MM 2024", "10.1145/3664647.3680685"]
    assert "publication" not in found.record


@pytest.mark.parametrize("how", ["garbage", "truncated", "huge", "loop", "private"])
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("1806.07572", "arxiv"),
        ("10.1145/3664647.3680685", "crossref"),
        ("2022.acl-long.244", "acl"),
        ("pmid:38936108", "openalex"),
    ],
)
def test_no_misbehaviour_ends_a_look_up(
    text: str, first: str, how: str, web: LocalServices
) -> None:
    web.behave(first, how)  # type: ignore[arg-type]
    found = looked_up(text, web)
    assert found.record["title"]
    assert len(found.remarks) == 1


def test_when_all_fail_the_first_says_why(web: LocalServices) -> None:
    for name in ("arxiv", "semantic_scholar", "openalex"):
        web.fail(name, 500)
    with pytest.raises(WebError) as caught:
        looked_up("1806.07572", web)
    assert caught.value.reason == "the server answered 500 Internal Server Error"
    assert "/arxiv/" in caught.value.url


def test_a_slow_service_is_given_up(web: LocalServices) -> None:
    web.behave("arxiv", "slow")
    identifier = identify("1806.07572")
    assert identifier is not None
    with web.client(limits=Limits(timeout=0.5, retries=0)) as client:
        found = look_up(identifier, client, web.services)
    assert found.remarks == ("arXiv gave no answer: no answer within 0.5 seconds",)


# Papers that nobody knows.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2401.99999", "arXiv:2401.99999 is not known to arXiv"),
        (
            "10.1234/nothing",
            "doi:10.1234/nothing is not known to Crossref, OpenAlex or Semantic Scholar",
        ),
        ("openreview:nothing123", "OpenReview:nothing123 is not known to OpenReview"),
        (
            "2099.acl-long.1",
            "ACL:2099.acl-long.1 is not known to ACL Anthology, Crossref or Semantic Scholar",
        ),
        ("pmid:1", "PMID:1 is not known to OpenAlex or Semantic Scholar"),
        (
            "Zzz qqq: a paper that is not there",
            'no service knows a paper with the title "Zzz qqq: a paper that is not there"',
        ),
    ],
)
def test_what_nobody_knows(text: str, said: str, web: LocalServices) -> None:
    with pytest.raises(NotFoundError) as caught:
        looked_up(text, web)
    assert str(caught.value) == said


def test_what_those_who_answer_do_not_know(web: LocalServices) -> None:
    web.fail("openalex", 500)
    with pytest.raises(NotFoundError) as caught:
        looked_up("10.1234/nothing", web)
    assert str(caught.value) == (
        "doi:10.1234/nothing is not known to Crossref or Semantic Scholar; "
        "OpenAlex gave no answer: the server answered 500 Internal Server Error"
    )


@pytest.mark.parametrize("text", ["1806.07572", "10.1145/3664647.3680685", NTK])
def test_offline(text: str, web: LocalServices) -> None:
    identifier = identify(text)
    assert identifier is not None
    with offline() as nowhere, web.client() as client:
        with pytest.raises(OfflineError) as caught:
            look_up(identifier, client, nowhere)
        assert caught.value.reason == "127.0.0.1 cannot be reached; is this machine online?"


# Putting together what several say.


def test_an_orcid_is_taken_from_who_has_it_from_the_author(web: LocalServices) -> None:
    web.know(
        Facts(
            title="An Invented Paper",
            authors=["Ada Example", "Bob Example", "Ada Example"],
            arxiv="2401.00001",
            doi="10.1234/inv.1",
            container="Journal of Inventions",
            issued=[2024],
            orcids={"Bob Example": "0000-0002-1825-0097", "Ada Example": "0000-0001-5109-3700"},
        )
    )
    found = looked_up("2401.00001", web)
    assert found.record["authors"] == [
        "Ada Example",
        {"name": "Bob Example", "orcid": "0000-0002-1825-0097"},
        "Ada Example",
    ], "which of the two of one name has the ORCID iD is not known"


def test_a_doi_that_leads_to_another_paper_is_told(web: LocalServices) -> None:
    mine = Facts(
        title="An Invented Paper", authors=["A B"], arxiv="2401.00001", doi="10.1234/inv.1"
    )
    web.know(mine)
    other = '{"message": {"DOI": "10.1234/inv.1", "title": ["Quite Unlike"]}}'
    web.answer("crossref", "/works/10.1234/inv.1", other)
    found = looked_up("2401.00001", web)
    assert found.remarks == (
        'Crossref has another title there, "Quite Unlike", so nothing was taken from it',
    )
    assert "publication" not in found.record


def test_a_preprint_of_another_paper_of_the_same_title_is_left(web: LocalServices) -> None:
    web.know(
        Facts(
            title="Same Words",
            authors=["Ada One"],
            openreview="abcdefGH12",
            or_venue="ICLR 2024 oral",
        ),
        Facts(title="Same Words", authors=["Bob Two"], arxiv="2401.00001"),
    )
    found = looked_up("openreview:abcdefGH12", web)
    assert of(found, "openreview", "arxiv", "venue") == ["abcdefGH12", None, "ICLR 2024"]


def test_a_paper_that_openreview_did_not_accept_has_no_venue(web: LocalServices) -> None:
    web.know(Facts(title="Not Accepted", authors=["Ada One"], openreview="abcdefGH12"))
    assert "venue" not in looked_up("openreview:abcdefGH12", web).record


# Searching by title.


def titles(found: Sequence[Found]) -> list[object]:
    return [one.record["title"] for one in found]


def test_a_title_that_is_found_at_once(web: LocalServices) -> None:
    with web.client() as client:
        found = search_title(NTK.upper(), client, web.services)
    assert titles(found)[0] == NTK
    assert found[0].asked == ("arXiv",)


def test_a_title_that_is_nearly_one(web: LocalServices) -> None:
    with web.client() as client:
        found = search_title("neural tangent kernels and generalization", client, web.services)
    assert titles(found) == [NTK]
    assert found[0].asked == ("arXiv", "Semantic Scholar", "OpenAlex", "Crossref")


def test_a_near_title_is_named_when_there_is_none(web: LocalServices) -> None:
    with pytest.raises(NotFoundError) as caught:
        looked_up("title:neural tangent kernels and generalization", web)
    assert str(caught.value) == (
        'no service knows a paper with the title "neural tangent kernels and generalization"; '
        'the nearest is "Neural Tangent Kernel: Convergence and Generalization in Ne…"'
    )


def test_the_search_goes_on_when_services_fail(web: LocalServices) -> None:
    for name in ("arxiv", "semantic_scholar"):
        web.fail(name, 500)
    with web.client() as client:
        found = search_title(NTK, client, web.services)
    assert titles(found)[0] == NTK
    assert found[0].asked == ("arXiv", "Semantic Scholar", "OpenAlex")
    assert len(found[0].remarks) == 2
