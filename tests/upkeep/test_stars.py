"""Stars of repositories, one by one and many at once."""

import json
from collections.abc import Callable, Iterator

import httpx
import pytest
from helpers.small_web import SERVICES, SmallWeb

from generator.lookup.access import Access
from generator.records.document import Source
from generator.records.models import Links, Paper
from generator.upkeep.stars import BATCH, query_of, repository_of, stars
from generator.web.errors import WebError

API = "https://api.github.com"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("https://github.com/o/n", "o/n"),
        ("http://www.github.com/o/n.git", "o/n"),
        ("https://github.com/O-x/n.m_k/tree/main/src#readme", "O-x/n.m_k"),
        ("https://github.com/o/n?tab=readme", "o/n"),
        ("https://github.com/o", ""),
        ("https://github.com/topics/lids", ""),
        ("https://github.com/o/..", ""),
        ("https://gitlab.com/o/n", ""),
        ("https://example.org/github.com/o/n", ""),
        ('https://github.com/o/n")x', ""),
        (None, ""),
    ],
)
def test_the_repository_of_a_paper(code: str | None, expected: str) -> None:
    paper = Paper(id="a", source=Source(""), title="A", links=Links(code=code))
    assert repository_of(paper) == expected


def access(web: SmallWeb) -> Access:
    return Access(web.client, SERVICES)


def says(value: object, status: int = 200) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, json=value)


def test_one_by_one() -> None:
    web = SmallWeb(
        {
            f"{API}/repos/o/a": says({"stargazers_count": 3}),
            f"{API}/repos/o/b": says({"message": "Not Found"}, 404),
            f"{API}/repos/o/c": says({"stargazers_count": "many"}),
            f"{API}/repos/o/d": says({"stargazers_count": 0}),
        }
    )
    found = stars(["o/a", "o/b", "o/c", "o/d"], access(web), by_token=False)
    assert list(found) == [("o/a", 3), ("o/d", 0)]


def test_a_limit_ends_it() -> None:
    web = SmallWeb(
        {f"{API}/repos/o/a": says({"stargazers_count": 3}), f"{API}/repos/o/b": says({}, 403)}
    )
    found: Iterator[tuple[str, int]] = stars(["o/a", "o/b"], access(web), by_token=False)
    assert next(found) == ("o/a", 3)
    with pytest.raises(WebError, match="403 Forbidden"):
        next(found)


def test_many_at_once() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        query = json.loads(request.content)["query"]
        asked.append(query)
        data = {"r0": {"stargazerCount": 7}, "r1": None, "r2": {"stargazerCount": True}}
        errors = [{"type": "NOT_FOUND", "path": ["r1"]}]
        return httpx.Response(200, json={"data": data, "errors": errors})

    web = SmallWeb({f"{API}/graphql": answer})
    names = [f"o/n{number}" for number in range(BATCH + 1)]
    assert list(stars(names, access(web), by_token=True)) == [("o/n0", 7), (f"o/n{BATCH}", 7)]
    assert asked == [query_of(names[:BATCH]), query_of(names[BATCH:])]
    assert asked[1] == 'query { r0: repository(owner: "o", name: "n100") { stargazerCount } }'


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            {"errors": [{"type": "RATE_LIMITED"}]},
            "GitHub was asked too often; try again in an hour",
        ),
        ({"data": None, "errors": ["x"]}, "no data in the answer"),
        ([], "no data in the answer"),
    ],
)
def test_an_answer_without_data(answer: object, reason: str) -> None:
    web = SmallWeb({f"{API}/graphql": says(answer)})
    with pytest.raises(WebError, match=reason):
        list(stars(["o/a"], access(web), by_token=True))
