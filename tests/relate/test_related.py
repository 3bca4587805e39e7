"""Related papers: who is near whom, why, and always the same."""

import pytest
from helpers.shelf import Folder, invented

from generator.pages import Shelf
from generator.relate import MIN_SCORE, related


@pytest.fixture(scope="module")
def small() -> Shelf:
    return invented("small")


def test_what_a_record_names_comes_first_with_its_reason(small: Shelf) -> None:
    first, *_ = small.links["steam-fields"]
    assert (first.paper.id, first.why) == ("beam-counting", "Both count what cannot be held.")


def test_evidence_is_what_both_papers_have(small: Shelf) -> None:
    link = next(link for link in small.links["lid-theory"] if link.paper.id == "pouring")
    assert link.authors == ("ada-ornek-lyskova",)
    assert link.tags == ("teapots",)
    assert link.why == ""


def test_no_paper_is_related_to_itself_and_none_without_evidence(small: Shelf) -> None:
    for name, links in small.links.items():
        assert name not in [link.paper.id for link in links]
        assert all(link.score >= MIN_SCORE for link in links)
    assert small.links["unfinished"] == ()


def test_links_are_limited_and_sorted(small: Shelf) -> None:
    assert {len(links) for links in related(small.catalog, 1).links.values()} == {0, 1}
    assert set(related(small.catalog, 0).links.values()) == {()}
    for links in small.links.values():
        scores = [round(link.score, 9) for link in links]
        assert scores == sorted(scores, reverse=True)


def test_related_papers_do_not_depend_on_the_order_of_reading(shelf: Folder) -> None:
    words = ["teapot spout lid", "teapot spout cup", "lid cup lighthouse", "lighthouse beam spout"]
    for name, text in zip("abcd", words, strict=True):
        shelf.paper(name, f"title: {text} {name}\nabstract: {text}\nauthors: [{name}]\n")
    first = {n: [k.paper.id for k in links] for n, links in shelf.load().links.items()}
    (shelf.source / "papers/a.yml").rename(shelf.source / "papers/z.yml")
    renamed = {n: [k.paper.id for k in links] for n, links in shelf.load().links.items()}
    assert {
        n.replace("z", "a"): {i.replace("z", "a") for i in ids} for n, ids in renamed.items()
    } == {n: set(ids) for n, ids in first.items()}


def test_papers_without_words(shelf: Folder) -> None:
    for name, title in {"a": "题目", "b": "🫖", "c": "!?"}.items():
        shelf.write(f"papers/{name}.yml", f"title: '{title}'\n")
    assert set(shelf.load().links.values()) == {()}


def test_a_word_that_both_say_in_passing_is_no_reason(shelf: Folder) -> None:
    said = {
        "a": "A teapot. A teapot, when lids drip, scalds sailors.",
        "b": "Sailors scalded: how lids and teapot drip.",
        "c": "Harbours.",
        "d": "Ropes.",
    }
    for name, text in said.items():
        shelf.write(f"papers/{name}.yml", f"title: Paper {name}\nabstract: {text!r}\n")
    (link,) = shelf.load().links["a"]
    assert link.paper.id == "b"
    assert link.words == ("teapot", "drip")


def test_words_are_written_as_the_paper_writes_them(shelf: Folder) -> None:
    said = {
        "a": "We steer CLIP by Gaussian noise, and Gaussian noise by CLIP. "
        "Large teapot kettles are large teapot kettles.",
        "b": "All of CLIP and its GAUSSIAN noise; each large teapot kettle.",
        "c": "Harbours.",
        "d": "Ropes.",
    }
    for name, text in said.items():
        shelf.write(f"papers/{name}.yml", f"title: Paper {name}\nabstract: {text!r}\n")
    (link,) = shelf.load().links["a"]
    assert set(link.words) == {"teapot kettles", "Gaussian noise", "CLIP"}
    (link,) = shelf.load().links["b"]
    assert set(link.words) == {"teapot kettle", "GAUSSIAN noise", "CLIP"}


def test_a_form_that_only_one_of_them_writes_is_no_reason(shelf: Folder) -> None:
    said = {
        "a": "Decisive. Decisive teapots pour. Pouring.",
        "b": "A decision: decisions pour teapots. Pouring.",
        "c": "Harbours.",
        "d": "Ropes.",
    }
    for name, text in said.items():
        shelf.write(f"papers/{name}.yml", f"title: Paper {name}\nabstract: {text!r}\n")
    (link,) = shelf.load().links["a"]
    assert "decisive" not in link.words
    assert link.words[0] == "pour"


def test_what_a_record_names_is_named_back(shelf: Folder) -> None:
    shelf.paper("a", "title: Harbours\nrelated: [{paper: b, why: A sequel.}]\n")
    shelf.paper("b", "title: Ropes\n")
    links = shelf.load().links
    assert [(link.paper.id, link.why) for link in links["a"]] == [("b", "A sequel.")]
    assert [(link.paper.id, link.why, link.named) for link in links["b"]] == [("a", "", True)]


def test_versions_of_one_paper_take_one_place_in_a_list(shelf: Folder) -> None:
    text = "Spouts and lids of teapots leak when sailors pour kettles of hot water at night"
    for n in range(3):
        shelf.paper(f"v{n}", f"title: Teapots {n}\nabstract: {text}.\n")
        shelf.paper(f"x{n}", f"title: Rope {n}\nabstract: Harbours and gulls.\n")
    for n in range(2):
        shelf.paper(f"o{n}", f"title: 'Lids, sailors {n}'\nabstract: 'Kettles, spouts {n}.'\n")
    loaded = shelf.load()
    names = [link.paper.id for link in related(loaded.catalog, 3).links["o0"]]
    assert names[:2] == ["o1", "v0"]
    assert names[2] in {"v1", "v2"}  # there is nothing else
    names = [link.paper.id for link in related(loaded.catalog, 2).links["v0"]]
    assert names[0] in {"v1", "v2"}
    assert names[1].startswith("o")


def test_every_link_has_a_reason(shelf: Folder) -> None:
    said = {"a": "A teapot leaks.", "b": "One teapot leaks.", "c": "Harbours.", "d": "Ropes."}
    for name, text in said.items():
        shelf.write(f"papers/{name}.yml", f"title: Paper {name}\nabstract: {text}\n")
    (link,) = shelf.load().links["a"]
    assert link.words == ("teapot leaks",)
