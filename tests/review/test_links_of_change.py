"""The links that a change brings, and what is said of them."""

import datetime

from helpers.shelf import Folder
from msgspec.structs import replace

from generator.external_links import Checked, Link, Result, State
from generator.records.read import Records
from generator.review.compare import differences
from generator.review.links import link_states, links_touched
from generator.review.models import LinkState, Review

DAY = datetime.date(2026, 10, 1)
LINK = Link("https://a.example/x#y", "site_src/papers/lids.yml", 2, 1, "links.code")


def result(state: State, reason: str = "", new: str = "") -> Result:
    return Result(address="https://a.example/x", state=state, day=DAY, reason=reason, new=new)


def states(checked: Checked) -> list[LinkState]:
    return list(link_states([("lids", LINK), ("lids", LINK)], checked))


def test_links_of_keys_that_hold_something_new(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\nlinks: {code: https://a.example, pdf: https://b.example}\n")
    shelf.paper("old", "title: Old\narxiv: '2301.00001'\n")
    base = shelf.read()
    shelf.paper(
        "lids",
        "title: Lids\narxiv: '2301.00002'\nlinks: {code: https://c.example}\n"
        "notes: See <https://n.example>.\n",
    )
    head = shelf.read()
    review = Review(before=2, after=2, differences=differences(base, head))
    found = [(name, link.address) for name, link in links_touched(review, head)]
    assert found == [
        ("lids", "https://arxiv.org/abs/2301.00002"),
        ("lids", "https://c.example"),
        ("lids", "https://n.example"),
    ]
    gone = replace(review, differences=differences(head, Records()))
    assert links_touched(gone, Records()) == []


def test_what_is_said_of_a_link() -> None:
    def of(one: Result) -> list[tuple[str, str]]:
        return [(s.state, s.note) for s in states(Checked(found=((LINK, one),)))]

    assert of(result(State.FINE)) == []
    assert of(result(State.DEAD, "the server answers 404")) == [("dead", "the server answers 404")]
    assert of(result(State.MOVED, new="https://b.example")) == [
        ("moved", "leads to https://b.example")
    ]
    assert states(Checked(offline=True)) == [
        LinkState(id="lids", address=LINK.address, state="not asked for without a network")
    ]
    assert [one.state for one in states(Checked(left=1))] == ["not asked for, there are too many"]
