"""A search as an address, and an address as a search."""

from typing import Any

import pytest
from helpers.scripts import Scripts

READ = """
import { readState, writeState } from "./address.js";
print(data.map((address) => [readState(address), writeState(readState(address))]));
"""
USUAL = {
    "query": "",
    "sort": "relevance",
    "page": 1,
    "words": "all",
    "exact": False,
    "filters": {},
}


def read(explore: Scripts, *addresses: str) -> list[tuple[dict[str, Any], str]]:
    return [(state, address) for state, address in explore.run(READ, addresses)]


def test_an_empty_address_is_the_whole_shelf(explore: Scripts) -> None:
    assert read(explore, "", "?") == [(USUAL, ""), (USUAL, "")]


def test_all_that_can_be_chosen_is_read_and_written_again(explore: Scripts) -> None:
    address = (
        "?q=a+b%3Ac&tag=x&tag=y&venue=v&author=w&has=code&years=2019-2022"
        "&sort=oldest&words=some&exact=1&page=3"
    )
    ((state, again),) = read(explore, address)
    assert state == {
        "query": "a b:c",
        "sort": "oldest",
        "page": 3,
        "words": "some",
        "exact": True,
        "filters": {
            "tags": ["x", "y"],
            "venues": ["v"],
            "authors": ["w"],
            "links": ["code"],
            "years": [2019, 2022],
        },
    }
    assert again == address


@pytest.mark.parametrize(
    "address",
    [
        "?sort=best",
        "?page=0",
        "?page=-7",
        "?page=x",
        "?page=NaN",
        "?years=2019",
        "?years=a-b",
        "?years=2019-2020-2021",
        "?words=none",
        "?exact=yes",
        "?tag=",
        "?unknown=1",
        "?__proto__=1",
    ],
)
def test_what_makes_no_sense_is_passed_over(explore: Scripts, address: str) -> None:
    assert read(explore, address) == [(USUAL, "")]


def test_what_is_chosen_twice_counts_once(explore: Scripts) -> None:
    ((state, again),) = read(explore, "?tag=a&tag=b&tag=a&page=1e9")
    assert state["filters"] == {"tags": ["a", "b"]}
    assert state["page"] == 1_000_000
    assert again == "?tag=a&tag=b&page=1000000"


def test_a_space_at_the_end_of_a_query_is_kept(explore: Scripts) -> None:
    ((state, again),) = read(explore, "?q=cat+")
    assert (state["query"], again) == ("cat ", "?q=cat+")
