"""Asking: what each answer says about a link."""

import httpx
import pytest
from helpers.small_web import SERVICES, TODAY, SmallWeb, feed, handle, moved

from generator.external_links.asking import (
    Task,
    UnreachableError,
    ask,
    has_network,
    has_no_address,
    host_of,
    unreached,
    way_of,
)
from generator.external_links.states import Result, State

A = "https://a.example.org/"
B = "https://b.example.org/"
OK = httpx.Response(200)
API = "https://export.arxiv.org/api/query"


def result(web: SmallWeb, address: str = A) -> tuple[State, str, str]:
    (found,) = ask(Task(way_of(address), (address,)), web.asking)
    assert (found.address, found.day) == (address, TODAY)
    return found.state, found.reason, found.new


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, (State.FINE, "", "")),
        (204, (State.FINE, "", "")),
        (404, (State.DEAD, "the server answers 404", "")),
        (410, (State.DEAD, "the server answers 410", "")),
        (401, (State.UNSURE, "the server answers 401", "")),
        (403, (State.UNSURE, "the server answers 403", "")),
        (429, (State.UNSURE, "the server answers 429", "")),
        (500, (State.UNSURE, "the server answers 500", "")),
        (304, (State.UNSURE, "the server answers 304", "")),
    ],
)
def test_a_status(status: int, expected: tuple[State, str, str]) -> None:
    assert result(SmallWeb({A: httpx.Response(status)})) == expected


def test_where_head_is_refused_get_is_asked() -> None:
    web = SmallWeb({A: lambda r: httpx.Response(405 if r.method == "HEAD" else 200)})
    assert result(web) == (State.FINE, "", "")
    assert web.asked == [f"HEAD {A}", f"GET {A}"]


def test_a_server_that_is_asked_too_often_is_left_alone() -> None:
    web = SmallWeb({A: httpx.Response(429)})
    result(web)
    assert web.asked == [f"HEAD {A}", f"HEAD {A}"]


def test_nothing_is_dead_by_head_alone() -> None:
    web = SmallWeb({A: lambda r: httpx.Response(404 if r.method == "HEAD" else 200)})
    assert result(web) == (State.FINE, "", "")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({A: moved(B), B: OK}, (State.MOVED, "", B)),
        ({A: moved(B, 308), B: OK}, (State.MOVED, "", B)),
        ({A: moved(B, 302), B: OK}, (State.REDIRECTED, "", B)),
        ({A: moved(B, 307), B: OK}, (State.REDIRECTED, "", B)),
        ({A: moved("/x"), f"{A}x": moved(B, 302), B: OK}, (State.MOVED, "", f"{A}x")),
        ({A: moved(B, 302), B: moved("/x"), f"{B}x": OK}, (State.REDIRECTED, "", f"{B}x")),
        ({A: moved(B), B: httpx.Response(404)}, (State.DEAD, "the server answers 404", "")),
        ({A: moved(A)}, (State.UNSURE, "more than 5 redirects", "")),
        ({A: moved("ftp://a")}, (State.UNSURE, "it leads to something that is no web address", "")),
        ({A: moved("https://gone.example.org/")},
         (State.DEAD, "it leads to gone.example.org, which has no address any more", "")),
        ({A: moved("https://down.example.org/")},
         (State.UNSURE, "it leads to down.example.org, which cannot be reached", "")),
        ({A: httpx.ReadTimeout("slow")}, (State.UNSURE, "no answer within 20 seconds", "")),
        ({A: httpx.ReadError("x")}, (State.UNSURE, "the connection broke off", "")),
    ],
)  # fmt: skip
def test_redirects_and_failures(
    answers: dict[str, httpx.Response | Exception], expected: tuple[State, str, str]
) -> None:
    assert result(SmallWeb(answers)) == expected


def test_a_host_out_of_reach() -> None:
    web = SmallWeb({})
    with pytest.raises(UnreachableError):
        result(web)
    gone = "https://gone.example.org/"
    (found,) = unreached(Task("page", (gone,)), web.asking)
    assert (found.state, found.reason) == (
        State.DEAD, "gone.example.org has no address any more"
    )  # fmt: skip
    (found,) = unreached(Task("page", (A,)), web.asking)
    assert (found.state, found.reason) == (State.UNSURE, "a.example.org cannot be reached")
    doi = Task("doi", ("https://doi.org/10.1000/1",))
    (found,) = unreached(doi, web.asking)
    assert (found.state, found.reason) == (State.UNSURE, "doi.org cannot be reached")


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("https://doi.org/10.1000/1", "doi"),
        ("http://dx.doi.org/10.1000/a%20b", "page"),
        ("https://doi.org/", "page"),
        ("https://arxiv.org/abs/1806.07572v3", "arxiv"),
        ("https://arxiv.org/pdf/1806.07572.pdf", "arxiv"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv"),
        ("https://arxiv.org/", "page"),
        ("https://arxiv.org/list/cs.LG/new", "page"),
        ("https://example.org/arxiv.org/abs/1806.07572", "page"),
    ],
)
def test_the_way_to_ask(address: str, way: str) -> None:
    assert way_of(address) == way


def test_the_host_that_a_task_asks() -> None:
    assert host_of(Task("doi", ("https://dx.doi.org/10.1000/1",)), SERVICES) == "doi.org"
    assert host_of(Task("arxiv", ("https://arxiv.org/abs/1806.07572",)), SERVICES) == (
        "export.arxiv.org"
    )
    assert host_of(Task("page", (A,)), SERVICES) == "a.example.org"


DOI = "https://doi.org/10.1000/a(b)<c>"
HANDLE = "https://doi.org/api/handles/10.1000/a%28b%29%3Cc%3E"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (handle(1), (State.FINE, "", "")),
        (handle(100), (State.DEAD, "doi.org knows no such DOI", "")),
        (handle(2), (State.UNSURE, "doi.org answers 500 with code 2", "")),
        (httpx.Response(404), (State.UNSURE, "the answer is not JSON", "")),
        (lambda _: httpx.Response(200, json=[]),
         (State.UNSURE, "doi.org answers 200 with code None", "")),
        (httpx.ReadTimeout("x"), (State.UNSURE, "no answer within 20 seconds", "")),
    ],
)  # fmt: skip
def test_a_doi_is_asked_for_at_doi_org(answer: object, expected: tuple[State, str, str]) -> None:
    web = SmallWeb({HANDLE: answer})  # type: ignore[dict-item]
    assert result(web, DOI) == expected
    assert web.asked[0] == f"GET {HANDLE}?type=URL"
    assert {asked.split()[1] for asked in web.asked} == {f"{HANDLE}?type=URL"}


def test_many_arxiv_papers_are_asked_for_at_once() -> None:
    one, two, three = (f"https://arxiv.org/abs/{name}" for name in ("1806.07572", "2305.1", "x"))
    two, three = "https://arxiv.org/pdf/2305.19466v1", "https://arxiv.org/abs/2305.00001"
    web = SmallWeb({API: feed("1806.07572v4", "2305.19466v2"), "https://arxiv.org/": OK})
    found = list(ask(Task("arxiv", (one, two, three)), web.asking))
    assert [(r.address, r.state) for r in found] == [
        (one, State.FINE), (two, State.FINE), (three, State.DEAD)
    ]  # fmt: skip
    assert web.asked == [
        f"GET {API}?id_list=1806.07572%2C2305.00001%2C2305.19466&max_results=3",
        f"HEAD {three}",
        f"GET {three}",
    ]


def test_a_paper_that_arxiv_leaves_out_has_a_page() -> None:
    page = "https://arxiv.org/abs/1806.07572"
    web = SmallWeb({API: feed(), page: OK})
    assert result(web, page) == (State.FINE, "", "")


def test_arxiv_refuses() -> None:
    page = "https://arxiv.org/abs/1806.07572"
    web = SmallWeb({API: httpx.Response(503)})
    assert result(web, page) == (
        State.UNSURE, "the server answered 503 Service Unavailable", ""
    )  # fmt: skip


def test_whether_there_is_a_network() -> None:
    assert not has_network(SmallWeb({}).asking)
    assert has_network(SmallWeb({"https://doi.org/": httpx.Response(500)}).asking)
    url = "https://doi.org/api/handles/10.1000/1"
    assert has_network(SmallWeb({url: httpx.ReadTimeout("x")}).asking)


def test_a_name_without_an_address() -> None:
    assert not has_no_address("127.0.0.1")
    assert not has_no_address("a" * 300)


def test_a_result_says_its_day() -> None:
    assert Result(address=A, state=State.FINE, day=TODAY).reason == ""
