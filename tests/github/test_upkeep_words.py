"""What upkeep says on GitHub, of facts and links that strangers wrote."""

import pyromark
from lxml import html

from generator.github.upkeep_handover import (
    Change,
    Claim,
    Conflict,
    Link,
    Links,
    Refreshed,
    Remark,
)
from generator.github.upkeep_words import closing, issue_body, pull_body

DAY = "2026-03-17"
HOSTILE = "<img src=x> @someone #12 [x](javascript:alert(1)) `a` ${{ x }}"


def page_of(path: str, line: int) -> str:
    return f"https://github.com/o/n/blob/main/{path}#L{line}"


def told(paper: str = "lids", title: str = "Lids") -> dict[str, object]:
    return {"paper": paper, "title": title, "path": f"s/papers/{paper}.yml", "line": 2}


def refreshed(**more: object) -> Refreshed:
    known = {"day": DAY, "asked": 80, "offline": False, "troubles": (), "changes": ()}
    rest = {"conflicts": (), "remarks": (), "counts": 0, "signals": ""}
    return Refreshed.model_validate({**known, **rest, **more})


def claim(value: str, service: str = "Crossref") -> Claim:
    return Claim(value=value, service=service, url="https://doi.org/10.1000/1")


def test_each_change_names_its_sources() -> None:
    changes = (
        Change(**told(), key="venue", value="ICML 2024", claims=(claim("ICML 2024"),)),
        Change(
            **told(), key="doi", value="10.1000/1",
            claims=(claim("10.1000/1"), claim("10.1000/1", "arXiv")),
        ),
    )  # fmt: skip
    conflict = Conflict(**told("pots", "Pots"), key="venue", claims=(claim("A"), claim("B", "X")))
    title = Conflict(**told("pots", "Pots"), key="title", claims=(claim("Pots, again"),))
    remark = Remark(**told("ice", "Ice"), text="retracted", url="https://openalex.org/W1")
    body = pull_body(
        refreshed(
            changes=changes, conflicts=(conflict, title), remarks=(remark,), counts=2,
            signals="s/signals/2026-03-17.jsonl", troubles=("arXiv did not answer: no",),
        ),
        page_of,
    )  # fmt: skip
    doi = "https://doi.org/10.1000/1"
    assert body == (
        "On 2026-03-17 services were asked about 80 papers. Every value names who says it: look "
        "before you merge. Titles and abstracts are never changed.\n\n"
        "### Added to records\n\n"
        "- Lids ([lids](https://github.com/o/n/blob/main/s/papers/lids.yml#L2))\n"
        f"  - venue: `ICML 2024`, says [Crossref]({doi})\n"
        f"  - doi: `10.1000/1`, says [Crossref]({doi}), [arXiv]({doi})\n\n"
        "### To decide by hand\n\n"
        "- Pots ([pots](https://github.com/o/n/blob/main/s/papers/pots.yml#L2))\n"
        f"  - venue: `A` says [Crossref]({doi}); `B` says [X]({doi})\n"
        f"  - published under another title, so nothing was added: `Pots, again` says "
        f"[Crossref]({doi})\n\n"
        "### To look at\n\n"
        "- Ice ([ice](https://github.com/o/n/blob/main/s/papers/ice.yml#L2))\n"
        "  - retracted ([source](https://openalex.org/W1))\n\n"
        "### Signals\n\nCitations or stars of 2 papers changed: `s/signals/2026-03-17.jsonl`.\n\n"
        "### Without an answer\n\n- arXiv did not answer: no"
    )


def test_long_lists_end() -> None:
    changes = tuple(
        Change(**told(f"p{number}"), key="doi", value="10.1000/1", claims=(claim("10.1000/1"),))
        for number in range(303)
    )
    body = pull_body(refreshed(changes=changes), page_of)
    assert body.endswith("\n- and 3 papers more")


def test_strangers_text_is_shown_and_does_nothing() -> None:
    evil = Claim(value=HOSTILE, service=HOSTILE, url="javascript:alert(1)")
    change = Change(**told("lids", HOSTILE), key="venue", value=HOSTILE, claims=(evil,))
    remark = Remark(**told("lids", HOSTILE), text=HOSTILE, url=HOSTILE)
    body = pull_body(refreshed(changes=(change,), remarks=(remark,), troubles=(HOSTILE,)), page_of)
    does_nothing(body)


def does_nothing(body: str) -> None:
    """Hold that Markdown has no image, no link but to the web, and mentions nobody."""
    page = html.fromstring(pyromark.html(body))
    assert page.xpath("//img") == []
    assert all(str(address).startswith("https://") for address in page.xpath("//a/@href"))
    texts = page.xpath("//text()[not(ancestor::code)]")
    assert not any("@someone" in text or "#12" in text for text in texts)


def link(state: str, **more: object) -> Link:
    known = {
        "address": "https://a.org/", "state": state, "reason": "the server answers 404", "new": "",
        "path": "s/papers/a.yml", "line": 4, "column": 9, "key": "links.code", "derived": False,
    }  # fmt: skip
    return Link.model_validate({**known, **more})


def links(*some: Link, counts: dict[str, int] | None = None) -> Links:
    counts = counts or {"fine": 9, "moved": 0, "dead": 1}
    return Links(day=DAY, offline=False, counts=counts, left=0, links=some)


def test_dead_links_are_listed_where_they_stand() -> None:
    moved = link("moved", new="https://b.org/", reason="", key="", path="p/about.md")
    ours = link("moved", derived=True, address="https://aclanthology.org/x")
    body = issue_body(links(link("dead"), moved, ours, link("unsure")), page_of)
    assert body == (
        "On 2026-03-17 all external links were asked for: 9 fine, 1 dead. This list is brought up "
        "to date each week, and the issue is closed when all links work.\n\n"
        "### Dead\n\n"
        "- [s/papers/a.yml, line 4, links.code](https://github.com/o/n/blob/main/s/papers/a.yml#L4)"
        ": `https://a.org/`, the server answers 404\n\n"
        "### Moved for good\n\n"
        "- [p/about.md, line 4](https://github.com/o/n/blob/main/p/about.md#L4): `https://a.org/` "
        "is now `https://b.org/`"
    )


def test_many_dead_links() -> None:
    body = issue_body(links(*[link("dead")] * 301), page_of)
    assert body.endswith("\n- and 1 more")


def test_a_hostile_link() -> None:
    evil = link("dead", address=HOSTILE, reason=HOSTILE, path=HOSTILE, key=HOSTILE)
    body = issue_body(links(evil), page_of)
    does_nothing(body)


def test_the_sentence_at_the_end() -> None:
    assert closing(links()) == "All links work again; they were asked for on 2026-03-17."
