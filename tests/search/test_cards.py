"""Cards: what a result shows of each paper."""

import json
import re

from helpers import library
from helpers.shelf import invented
from hypothesis import given
from hypothesis import strategies as st

from generator.search.cards import cards
from generator.search.documents import numbered
from generator.search.packing import packed

JSON = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4)
)

LONE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")


def card(name: str, shelf: str = "small") -> list[object]:
    catalog = invented(shelf).catalog
    papers = numbered(catalog)
    place = next(n for n, paper in enumerate(papers) if paper.id == name)
    [(path, content)] = cards(papers, catalog, [place])
    assert path == f"search/papers/{place}.bin"
    held: list[object] = json.loads(content)
    return held


def test_a_card_holds_what_a_result_shows() -> None:
    assert card("lid-theory") == [
        "lid-theory",
        "Lid Theory",
        ["A. Örnek-Łyskova"],
        2019,
        "Journal of Vessels",
        [["teapots", "teapots"]],
        "Lids close teapots. We prove it, and measure how well lids close in evaluation.",
        "superseded",
        [["vessels", "vessels"]],
    ]


def test_a_card_of_a_paper_of_which_little_is_known() -> None:
    assert card("unfinished") == ["unfinished", "题目未定", [], 0, "", [], "", "", []]


def test_the_one_sentence_stands_before_the_abstract() -> None:
    text = str(card("steam-fields")[6])
    assert text.startswith("A teapot measures its own steam.\n\nA teapot boils when")


def test_a_retraction_is_told() -> None:
    assert card("withdrawn-wicks")[7] == "retracted"


def test_hostile_text_comes_as_it_is() -> None:
    title = card("breaks-out", "hostile")[1]
    assert str(title).startswith("</title><script>alert(2)</script> \"q\" 's' `c`")


def test_cards_are_numbered_as_papers_came() -> None:
    catalog = library.catalog(library.papers(12))
    papers = numbered(catalog)
    made = dict(cards(papers, catalog, range(12)))
    assert [json.loads(file)[0] for file in made.values()] == [p.id for p in papers]
    assert list(made) == [f"search/papers/{number}.bin" for number in range(12)]


def test_half_a_pair_of_surrogates_becomes_the_sign_for_it() -> None:
    assert (
        packed(["a\ud800", "\udfffb", "\U0001fad6"])
        == '["a\ufffd","\ufffdb","\U0001fad6"]'.encode()
    )


@given(JSON)
def test_what_is_packed_is_json_in_utf_8(value: object) -> None:
    assert json.loads(packed(value)) == value


@given(st.text(st.characters(categories=["Cs", "Ll"])))
def test_text_with_surrogates_can_be_packed(text: str) -> None:
    whole = LONE.sub("\ufffd", text).encode("utf-16", "surrogatepass").decode("utf-16")
    assert json.loads(packed(text)) == whole
