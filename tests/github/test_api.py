"""Our side of GitHub's interface: once is once, limits are kept, errors are sentences."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from helpers.github_server import BOT, TOKEN, GitHubServer

from generator.github.api import GitHub, GitHubError, Thing, marker
from generator.github.rest import Requests

PAGE = "https://github.com/someone/papers-demo"


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    with GitHubServer(page=2) as server:
        server.add_issue(3, "Add: a paper", "text")
        yield server


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def github(server: GitHubServer, waits: list[float]) -> Iterator[GitHub]:
    requests = Requests(
        server.repository, TOKEN, url=server.url, sleep=waits.append, now=lambda: 1000.0
    )
    with GitHub(requests) as github:
        yield github


def test_a_comment_is_written_once_and_then_brought_up_to_date(
    github: GitHub, server: GitHubServer
) -> None:
    assert github.comment(3, "report", "one").done == "made"
    assert github.comment(3, "report", "one").done == "same"
    changed = github.comment(3, "report", "two")
    assert changed == Thing(number=1001, url=f"{PAGE}/issues/3#issuecomment-1001", done="changed")
    assert github.comment(3, "other", "three").done == "made"
    assert server.bodies(3) == [
        "<!-- papershelf:report -->\ntwo",
        "<!-- papershelf:other -->\nthree",
    ]


def test_ours_is_found_on_a_later_page_and_strangers_marks_count_for_nothing(
    github: GitHub, server: GitHubServer
) -> None:
    mine = f"{marker('report')}\nold"
    for author, body in [
        ("someone", mine),
        ("someone", "hello"),
        ("else[bot]", mine),
        (BOT, f"said: {mine}"),
    ]:
        server.add_comment(3, body, author)
    ours = server.add_comment(3, mine, BOT)
    assert github.comment(3, "report", "new").number == ours["id"]
    assert server.bodies(3)[:4] == [mine, "hello", mine, f"said: {mine}"]
    assert server.bodies(3)[4] == f"{marker('report')}\nnew"
    assert github.has_comment(3, "report")
    assert not github.has_comment(3, "repor")


def test_a_comment_that_is_too_long_is_cut_at_a_line(github: GitHub, server: GitHubServer) -> None:
    github.comment(3, "report", "word word\n" * 10_000)
    (body,) = server.bodies(3)
    assert len(body) <= 65_536
    assert body.endswith("word word\n\nThis was longer than GitHub allows; the rest is left out.")


def test_an_issue_is_opened_once_and_closed_with_a_reason(
    github: GitHub, server: GitHubServer
) -> None:
    server.add_issue(4, "Link rot", marker("links") + "\nforeign", author="someone")
    made = github.issue("links", "Link rot", "a", labels=["links"])
    assert made == Thing(number=5, url=f"{PAGE}/issues/5", done="made")
    assert github.issue("links", "Link rot", "a").done == "same"
    assert github.issue("links", "Link rot", "b").done == "changed"
    assert server.issues[5]["labels"] == [{"name": "links"}]
    closed = github.close_issue("links", "All links work again.")
    assert closed is not None
    assert server.issues[5]["state"] == "closed"
    assert server.bodies(5) == ["<!-- papershelf:links-closed -->\nAll links work again."]
    assert github.close_issue("links", "again") is None
    assert github.issue("links", "Link rot", "c").number == 6


def test_a_branch_has_one_pull_request(github: GitHub, server: GitHubServer) -> None:
    server.add_pull_request(7, "other")
    made = github.pull_request("upkeep", "main", "Upkeep", "a", "upkeep")
    assert made == Thing(number=8, url=f"{PAGE}/pull/8", done="made")
    assert github.pull_request("upkeep", "main", "Upkeep", "a", "upkeep").done == "same"
    assert github.pull_request("upkeep", "main", "Upkeep", "b", "upkeep").done == "changed"
    assert [pull["number"] for pull in server.pull_requests()] == [7, 8]
    server.issues[8]["state"] = "closed"
    assert github.pull_request("upkeep", "main", "Upkeep", "c", "upkeep").number == 9


def test_a_workflow_is_started(github: GitHub, server: GitHubServer) -> None:
    github.dispatch("check.yml", "paper/filo", {"pull": "8"})
    assert server.dispatches == [
        {"workflow": "check.yml", "ref": "paper/filo", "inputs": {"pull": "8"}}
    ]


@pytest.mark.parametrize(
    ("status", "headers", "body", "waited"),
    [
        (429, {"Retry-After": "7"}, None, 7.0),
        (403, {"Retry-After": "9"}, None, 9.0),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1030"}, None, 30.0),
        (429, {}, None, 60.0),
        (403, {}, {"message": "You have exceeded a secondary rate limit."}, 60.0),
        (502, {}, None, 2.0),
    ],
)
def test_limits_are_waited_for(
    github: GitHub,
    server: GitHubServer,
    waits: list[float],
    status: int,
    headers: dict[str, str],
    body: object,
    waited: float,
) -> None:
    server.fail_next(status, headers, body)
    assert github.get("issues/3")["title"] == "Add: a paper"
    assert waits == [waited]


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (
            403,
            {},
            "GitHub refused GET /repos/someone/papers-demo/issues/3 with 403: Resource not "
            "accessible by integration; give the job the permissions that docs/github.md names",
        ),
        (
            404,
            {},
            "GitHub refused GET /repos/someone/papers-demo/issues/3 with 404: Not Found; give the "
            "job the permissions that docs/github.md names",
        ),
        (
            429,
            {"Retry-After": "9000"},
            "GitHub refused GET /repos/someone/papers-demo/issues/3 with 429: You have exceeded a "
            "secondary rate limit.; run the workflow again in an hour",
        ),
    ],
)
def test_errors_are_sentences(
    github: GitHub, server: GitHubServer, status: int, headers: dict[str, str], message: str
) -> None:
    server.fail_next(status, headers)
    with pytest.raises(GitHubError) as raised:
        github.get("issues/3")
    assert str(raised.value) == message
    assert raised.value.status == status


def test_a_server_that_stays_down_is_asked_four_times(
    github: GitHub, server: GitHubServer, waits: list[float]
) -> None:
    for _ in range(4):
        server.fail_next(500)
    with pytest.raises(GitHubError, match="with 500: Server Error"):
        github.get("issues/3")
    assert waits == [2.0, 4.0, 8.0]


def test_a_change_that_may_have_been_made_is_not_sent_again(
    github: GitHub, server: GitHubServer, waits: list[float]
) -> None:
    server.fail_next(200, body=[])
    server.fail_next(502)
    with pytest.raises(GitHubError, match="with 502"):
        github.comment(3, "report", "one")
    assert waits == []
    assert server.bodies(3) == []


def test_what_must_be_switched_on_is_said(github: GitHub, server: GitHubServer) -> None:
    server.may_open_pull_requests = False
    with pytest.raises(GitHubError) as raised:
        github.pull_request("upkeep", "main", "Upkeep", "a", "upkeep")
    assert str(raised.value).endswith(
        "; in the repository's settings, under Actions, General, switch on 'Allow GitHub Actions "
        "to create and approve pull requests'"
    )


def test_a_validation_error_tells_its_details(github: GitHub) -> None:
    with pytest.raises(GitHubError, match=r"with 422: Validation Failed \(missing_field\)"):
        github.issue("links", "", "a")


def fake(handler: Callable[[httpx.Request], httpx.Response]) -> GitHub:
    transport = httpx.MockTransport(handler)
    return GitHub(Requests("a/b", TOKEN, transport=transport, sleep=lambda _: None))


def test_the_token_goes_to_no_other_host() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        link = '<https://evil.example/repos/a/b/issues?page=2>; rel="next"'
        return httpx.Response(200, headers={"Link": link}, json=[])

    with pytest.raises(GitHubError, match="goes on at another host"):
        list(fake(answer).pages("issues"))
    assert asked == ["api.github.com"]


@pytest.mark.parametrize("status", [301, 302, 307])
def test_redirects_are_not_followed(status: int) -> None:
    answer = httpx.Response(status, headers={"Location": "https://evil.example/"})
    with pytest.raises(GitHubError, match=f"with {status}"):
        fake(lambda _: answer).get("issues/3")


def test_no_message_holds_the_token() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError(f"{request.headers['Authorization']}", request=request)

    with pytest.raises(GitHubError) as raised:
        fake(answer).get("issues/3")
    assert TOKEN not in str(raised.value)
    assert str(raised.value) == "GitHub did not answer GET /repos/a/b/issues/3 (ReadError)"


def test_an_answer_that_is_no_json_is_an_error() -> None:
    with pytest.raises(GitHubError, match=r"^GitHub's answer is not JSON$"):
        fake(lambda _: httpx.Response(200, text="<html>")).get("issues/3")


def test_a_list_without_an_end_is_an_error() -> None:
    link = '<https://api.github.com/repos/a/b/issues?page=2>; rel="next"'
    answer = httpx.Response(200, headers={"Link": link}, json=[{}])
    with pytest.raises(GitHubError, match="more than 30 pages"):
        list(fake(lambda _: answer).pages("issues"))


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "the variable GITHUB_REPOSITORY is not set; this runs in a GitHub workflow"),
        (
            {"GITHUB_REPOSITORY": "a/b"},
            "the variable GITHUB_TOKEN is not set; this runs in a GitHub workflow",
        ),
        (
            {"GITHUB_REPOSITORY": "a/b/../c", "GITHUB_TOKEN": "x"},
            "a/b/../c is no repository; it is written owner/name",
        ),
    ],
)
def test_what_the_environment_lacks_is_said(environment: dict[str, str], message: str) -> None:
    with pytest.raises(GitHubError) as raised:
        GitHub.of(environment)
    assert str(raised.value) == message


def test_the_environment_names_the_repository(server: GitHubServer) -> None:
    with GitHub.of(server.environment) as github:
        assert github.get("issues/3")["number"] == 3


@pytest.mark.parametrize("name", ["", "A", "a--b", "a -->", "a\nb"])
def test_a_marker_stays_in_its_comment(name: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a marker"):
        marker(name)


def test_a_token_may_do_what_its_job_may(server: GitHubServer) -> None:
    token = server.grant({"contents": "read", "issues": "read"})
    with GitHub.of({**server.environment, "GITHUB_TOKEN": token}) as github:
        assert not github.has_comment(3, "report")
        with pytest.raises(GitHubError, match="with 403"):
            github.comment(3, "report", "one")
        with pytest.raises(GitHubError, match="with 403"):
            github.open_pull_request("main")
    assert server.writes == []
