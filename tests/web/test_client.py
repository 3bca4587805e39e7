"""The client: polite, patient within limits, careful where it is led, and silent about keys."""

import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from helpers.services import FakeClock, LocalServices, offline, services
from helpers.waiting import until
from hypothesis import given
from hypothesis import strategies as st

from generator import __version__
from generator.web.answers import Redirect
from generator.web.client import Client, Limits, user_agent
from generator.web.credentials import Credential
from generator.web.errors import OfflineError, RefusedError, WebError

DAY = timedelta(days=1)
URL = "https://a.example/x"
Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as running:
        yield running


def client(handler: Handler, time: FakeClock | None = None, **arguments: Any) -> Client:
    """Return a client whose requests a function answers."""
    arguments = {"credentials": {}, "resolve": lambda _: [], **arguments}
    clock = (time or FakeClock()).clock
    return Client(clock=clock, transport=httpx.MockTransport(handler), **arguments)


def problem(act: Callable[[], object], kind: type[WebError] = WebError) -> str:
    with pytest.raises(WebError) as caught:
        act()
    assert type(caught.value) is kind
    return str(caught.value)


# How it names itself and what it sends.


@pytest.mark.parametrize(
    ("contact", "about"),
    [
        ("", "+https://github.com/papershelf/papershelf"),
        ("a@b.example", "+https://github.com/papershelf/papershelf; mailto:a@b.example"),
        ("a@b\r\nX: y", "+https://github.com/papershelf/papershelf"),
        ("not an address", "+https://github.com/papershelf/papershelf"),
    ],
)
def test_it_says_who_asks(contact: str, about: str) -> None:
    assert user_agent(contact) == f"Papershelf/{__version__} ({about})"


def test_what_is_sent(web: LocalServices) -> None:
    with web.client() as asking:
        asking.get(f"{web.base}/crossref/works", params={"rows": "2"}, headers={"Accept": "x/y"})
        asking.post(f"{web.base}/semantic_scholar/graph/v1/paper/batch", {"ids": ["ARXIV:é"]})
    first, second = web.requests
    assert first[1] == "/works?rows=2"
    assert first[2]["user-agent"] == user_agent("editor@example.org")
    assert (first[2]["accept"], first[2]["accept-encoding"]) == ("x/y", "gzip")
    assert second[2]["content-type"] == "application/json"
    assert web.bodies == [{"ids": ["ARXIV:é"]}]


# Patience.


def test_an_error_of_the_server_is_tried_again(web: LocalServices) -> None:
    web.fail("crossref", 500, times=2)
    with web.client() as asking:
        assert asking.get(f"{web.base}/crossref/works").status == 200
    assert len(web.asked("crossref")) == 3


def test_it_waits_longer_each_time() -> None:
    time = FakeClock()
    with client(lambda _: httpx.Response(503), time, pauses={"a.example": 0.5}) as asking:
        said = problem(lambda: asking.get(URL))
    assert said == f"{URL}: the server answered 503 Service Unavailable"
    assert time.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
def test_what_will_not_get_better_is_not_tried_again(status: int) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return httpx.Response(status)

    with client(answer) as asking, pytest.raises(WebError) as caught:
        asking.get(URL)
    assert caught.value.status == status
    assert asked == ["GET"]


@pytest.mark.parametrize(
    ("value", "slept"),
    [("7", [7.0]), ("0", []), ("Mon, 21 Sep 2026 14:13:29 GMT", [9.0]), ("soon", [1.0])],
)
def test_it_waits_for_as_long_as_it_is_asked_to(value: str, slept: list[float]) -> None:
    time = FakeClock()
    answers = iter([httpx.Response(429, headers={"Retry-After": value}), httpx.Response(200)])
    with client(lambda _: next(answers), time, pauses={"a.example": 0.0}) as asking:
        assert asking.get(URL).status == 200
    assert time.slept == slept


def test_it_does_not_wait_for_an_hour() -> None:
    time = FakeClock()
    response = httpx.Response(429, headers={"Retry-After": "3600"})
    with client(lambda _: response, time) as asking, pytest.raises(WebError) as caught:
        asking.get(URL)
    assert caught.value.wait == 3600
    assert caught.value.reason == (
        "the server was asked too often (429 Too Many Requests); try again later"
    )
    assert time.slept == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ReadTimeout("x"), "no answer within 20 seconds"),
        (httpx.ReadError("x"), "the connection broke off"),
        (httpx.RemoteProtocolError("x"), "the connection broke off"),
    ],
)
def test_a_broken_connection_is_tried_again(error: Exception, reason: str) -> None:
    asked: list[str] = []

    def fail(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        raise error

    with client(fail, limits=Limits(retries=1)) as asking:
        assert problem(lambda: asking.get(URL)) == f"{URL}: {reason}"
    assert asked == ["GET", "GET"]


def test_a_slow_server_is_given_up(web: LocalServices) -> None:
    web.behave("arxiv", "slow")
    with web.client(limits=Limits(timeout=0.3, retries=1)) as asking:
        said = problem(lambda: asking.get(f"{web.base}/arxiv/api/query"))
    assert said.endswith(": no answer within 0.3 seconds")
    until(lambda: len(web.asked("arxiv")) == 2)  # a busy server notes a question late


def test_a_server_that_drips_is_given_up() -> None:
    time = FakeClock()

    class Drops(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for _ in range(1000):
                time.now += 1
                yield b"."

    with client(lambda _: httpx.Response(200, stream=Drops()), time) as asking:
        assert problem(lambda: asking.get(URL)) == f"{URL}: the answer took longer than 120 seconds"


# Limits of what is read.


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("huge", "the answer is longer than 20 MB"),
        ("truncated", "the connection broke off"),
        ("loop", "more than 5 redirects"),
    ],
)
def test_answers_without_end(web: LocalServices, how: Any, reason: str) -> None:
    web.behave("acl", how)
    url = f"{web.base}/acl/x.bib"
    with web.client() as asking:
        assert problem(lambda: asking.get(url)) == f"{url}: {reason}"


def test_a_body_need_not_be_read(web: LocalServices) -> None:
    web.behave("acl", "huge")
    with web.client() as asking:
        assert asking.send("GET", f"{web.base}/acl/x", read=False).content == b""
        assert asking.send("HEAD", f"{web.base}/acl/x").content == b""


# Redirects.


def moved(*places: str) -> Handler:
    """Return a handler that leads from one address to the next, the last of which answers."""

    def answer(request: httpx.Request) -> httpx.Response:
        following = dict(zip((URL, *places), places, strict=False)).get(
            str(request.url).partition("?")[0]
        )
        headers = {"Location": following} if following else {}
        return httpx.Response(301 if following else 200, headers=headers, text=str(request.url))

    return answer


def test_redirects_are_followed_and_told() -> None:
    with client(moved("https://b.example/y", "http://c.example/")) as asking:
        answer = asking.get(URL)
        assert answer.url == answer.text == "http://c.example/"
        assert answer.redirects == (Redirect(URL, 301), Redirect("https://b.example/y", 301))
        first = asking.send("HEAD", URL, follow=False)
    assert (first.status, first.headers["location"]) == (301, "https://b.example/y")


def test_a_redirect_may_be_relative() -> None:
    answers = {"/x": httpx.Response(302, headers={"Location": "/y#z"}), "/y": httpx.Response(200)}
    with client(lambda request: answers[request.url.path]) as asking:
        assert asking.get(URL).url == "https://a.example/y"


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "https://inside.example/",
        "//192.168.0.1/x",
    ],
)
def test_no_redirect_leads_into_a_private_network(place: str) -> None:
    names = {"inside.example": ["10.1.1.1"]}
    with client(moved(place), resolve=lambda host: names.get(host, [])) as asking:
        said = problem(lambda: asking.get(URL), RefusedError)
    assert said == f"{URL}: it leads into a private network"


def test_not_even_from_a_private_host(web: LocalServices) -> None:
    web.behave("acl", "private")
    url = f"{web.base}/acl/x"
    with web.client() as asking:
        said = problem(lambda: asking.get(url), RefusedError)
    assert said == f"{url}: it leads into a private network"
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    "place", ["ftp://b.example/", "javascript:alert(1)", "file:///etc/passwd", "http://["]
)
def test_a_redirect_to_what_is_no_web_address(place: str) -> None:
    with client(lambda _: httpx.Response(302, headers={"Location": place})) as asking:
        said = problem(lambda: asking.get(URL))
    assert said == f"{URL}: it leads to something that is no web address"


def test_headers_for_one_host_stay_with_it() -> None:
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("x-mine"))
        return moved("https://a.example/y", "https://b.example/")(request)

    with client(answer) as asking:
        asking.get(URL, headers={"X-Mine": "1"})
    assert seen == ["1", "1", None]


def test_a_question_with_a_body_is_not_sent_on() -> None:
    with client(moved("https://b.example/")) as asking:
        said = problem(lambda: asking.post(URL, {}))
    assert said == f"{URL}: the server moved, and the question was not sent on"


# Which addresses are asked at all.


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://a.example/", "ftp://a.example/: not an http or https address"),
        ("javascript:alert(1)", "javascript:alert(1): not an http or https address"),
        ("", ": not an http or https address"),
        ("http://", "http://: not an http or https address"),
        ("http://a.example:x/", "http://a.example:x/: not a web address"),
        (
            "https://me:secret@a.example/",
            "a.example: an address with a password in it is not asked",
        ),
    ],
)
def test_what_is_not_asked(url: str, said: str) -> None:
    with client(lambda _: httpx.Response(200)) as asking:
        assert problem(lambda: asking.get(url), RefusedError) == said


def test_a_careful_client_asks_nothing_private() -> None:
    with client(lambda _: httpx.Response(200), private=False) as asking:
        assert asking.get(URL).status == 200
        said = problem(lambda: asking.send("HEAD", "http://127.0.0.1:1/"), RefusedError)
    assert said == "http://127.0.0.1:1/: an address of a private network is not asked"


def test_a_name_that_changed_its_address_meanwhile_is_not_read(web: LocalServices) -> None:
    with web.client(private=False, resolve=lambda _: ["93.184.216.34"]) as asking:
        url = f"{web.base}/acl/x".replace("127.0.0.1", "localhost.example")
        assert problem(lambda: asking.get(url), OfflineError)
    # The address itself is what a name would have become after the check.
    with web.client(resolve=lambda _: []) as asking:
        request = asking._request("GET", f"{web.base}/acl/x.bib", None, None)
        guarded = type(request)(request.method, request.url, request.headers, guarded=True)
        said = problem(lambda: asking._asker.ask(guarded), RefusedError)
    assert said == f"{web.base}/acl/x.bib: it leads into a private network"
    assert web.asked("acl") == []


@given(st.text(max_size=40) | st.from_regex(r"https?://[^/]{0,12}/.{0,12}"))
def test_any_text_is_an_answer_or_a_sentence(url: str) -> None:
    with client(lambda _: httpx.Response(200)) as asking:
        try:
            assert asking.get(url).status == 200
        except WebError as error:
            assert str(error).isprintable()  # noqa: PT017 - either may be


# Nobody there.


def test_offline() -> None:
    with offline() as nowhere, Client(credentials={}, clock=FakeClock().clock) as asking:
        said = problem(lambda: asking.get(f"{nowhere.acl}/x"), OfflineError)
    assert said == f"{nowhere.acl}/x: 127.0.0.1 cannot be reached; is this machine online?"


def test_a_certificate_is_another_matter() -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        try:
            raise ssl.SSLCertVerificationError
        except ssl.SSLError as cause:
            raise httpx.ConnectError("x", request=request) from cause

    with client(fail) as asking:
        said = problem(lambda: asking.get(URL))
    assert said == f"{URL}: the server's certificate is not trusted"


# The cache.


def test_nobody_is_asked_twice_in_a_day(web: LocalServices, tmp_path: Path) -> None:
    url = f"{web.base}/acl/2022.acl-long.244.bib"
    for _ in range(2):
        with web.client(tmp_path) as asking:
            answer = asking.get(url, fresh_for=DAY)
    assert answer.cached
    assert answer.text.startswith("@inproceedings{")
    assert len(web.requests) == 1
    web.time.now += 86_400
    with web.client(tmp_path) as asking:
        assert not asking.get(url, fresh_for=DAY).cached
        assert not asking.get(url).cached
    assert len(web.requests) == 3


def test_questions_are_told_apart(web: LocalServices, tmp_path: Path) -> None:
    url = f"{web.base}/semantic_scholar/graph/v1/paper/batch"
    with web.client(tmp_path) as asking:
        one = asking.post(url, {"ids": ["ARXIV:1806.07572"]}, fresh_for=DAY).json()
        other = asking.post(url, {"ids": ["ARXIV:2308.03322"]}, fresh_for=DAY).json()
        again = asking.post(url, {"ids": ["ARXIV:1806.07572"]}, fresh_for=DAY)
    assert one != other
    assert (again.cached, again.json()) == (True, one)


def test_a_failure_is_not_kept(web: LocalServices, tmp_path: Path) -> None:
    web.fail("acl", 404, times=1)
    url = f"{web.base}/acl/2022.acl-long.244.bib"
    with web.client(tmp_path) as asking:
        problem(lambda: asking.get(url, fresh_for=DAY))
        assert asking.get(url, fresh_for=DAY).status == 200


# Keys.


def test_a_key_goes_to_its_host_and_nowhere_else(tmp_path: Path) -> None:
    seen: list[tuple[str, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), request.headers.get("x-api-key")))
        return moved("https://b.example/y", "http://a.example/z")(request)

    credential = Credential(headers={"x-api-key": "SECRET"}, params={"key": "SECRET"})
    with client(answer, credentials={"a.example": credential}, cache=tmp_path) as asking:
        found = asking.get(URL, fresh_for=DAY)
    assert seen == [
        (f"{URL}?key=SECRET", "SECRET"),
        ("https://b.example/y", None),
        ("http://a.example/z", None),  # not over http
    ]
    assert "SECRET" not in repr(found)
    assert all(b"SECRET" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_key_is_in_no_message() -> None:
    credential = Credential(headers={"x-api-key": "SECRET"}, params={"key": "SECRET"})
    answers = [httpx.Response(500), httpx.Response(401), httpx.Response(302)]
    for response in answers:
        with client(
            lambda _, r=response: r,
            credentials={"a.example": credential},
            limits=Limits(retries=0),
        ) as asking:
            assert "SECRET" not in problem(lambda asking=asking: asking.get(URL))


# Threads.


def test_threads_share_a_client(web: LocalServices) -> None:
    titles: list[str] = []

    def ask(asking: Client) -> None:
        url = f"{web.base}/openalex/works/doi:10.48550/arxiv.1806.07572"
        titles.append(asking.get(url).json()["title"][:21])

    with web.client() as asking:
        threads = [threading.Thread(target=ask, args=(asking,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert titles == ["Neural Tangent Kernel"] * 8
