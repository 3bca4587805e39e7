"""CSL-JSON items: what each becomes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.csl import parse


def read(**item: object) -> dict[str, object]:
    parsed = parse(json.dumps([{"title": "T", **item}]), "x.json")
    assert parsed.rejects == []
    [candidate] = parsed.candidates
    return dict(candidate.record)


def test_a_whole_item() -> None:
    parsed = parse(
        """[
  {"id": "http://zotero.org/users/1/items/A", "type": "paper-conference",
   "title": "On <i>Lamps</i> &amp; H<sub>2</sub>O",
   "author": [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
              {"literal": "Lamp Society"},
              {"given": "Ada", "family": "Invented", "ORCID": "https://orcid.org/0000-0002-1825-0097"}],
   "editor": [{"family": "Lid", "given": "Ö."}],
   "container-title": "Advances in Neural Information Processing Systems",
   "collection-title": "LNCS", "volume": 31, "page": "1-12", "publisher": "P",
   "publisher-place": "Here", "ISBN": "978-3-030-01225-0", "DOI": "10.5555/x",
   "URL": "https://press.example/x", "issued": {"date-parts": [["2018", 12, 3]]},
   "abstract": "<jats:p>One.</jats:p>", "keyword": "kernels, lamps", "language": "en"}
]""",
        "x.json",
    )
    [candidate] = parsed.candidates
    assert candidate.line == 2
    assert candidate.record == {
        "title": "On Lamps &amp; H2O",
        "authors": [
            "Ludwig van Beethoven",
            "Lamp Society",
            {"name": "Ada Invented", "orcid": "0000-0002-1825-0097"},
        ],
        "date": "2018-12-03",
        "venue": "NeurIPS 2018",
        "publication": {
            "type": "inproceedings",
            "in": "Advances in Neural Information Processing Systems",
            "series": "LNCS",
            "volume": "31",
            "pages": "1-12",
            "publisher": "P",
            "place": "Here",
            "isbn": "978-3-030-01225-0",
            "editors": ["Ö. Lid"],
            "url": "https://press.example/x",
        },
        "doi": "10.5555/x",
        "abstract": "One.",
    }
    assert (candidate.keywords, candidate.left) == (("kernels", "lamps"), {"language": "en"})


@pytest.mark.parametrize(
    ("item", "known"),
    [
        ({"type": "article", "publisher": "arXiv", "number": "arXiv:1806.07572"},
         {"arxiv": "1806.07572"}),
        ({"type": "article", "note": "arXiv:1806.07572 [cs]"}, {"arxiv": "1806.07572"}),
        ({"type": "thesis", "genre": "Master’s thesis", "publisher": "U"},
         {"publication": {"type": "mastersthesis", "publisher": "U"}}),
        ({"type": "report", "number": 7}, {"publication": {"type": "report", "issue": "7"}}),
        ({"issued": "2018-06-20"}, {"date": "2018-06-20"}),
        ({"issued": {"raw": "2018-06"}}, {"date": "2018-06"}),
        ({"issued": {"date-parts": [[2018, "", None]]}}, {"date": "2018"}),
        ({"issued": {"date-parts": []}}, {}),
        ({"author": [{"family": "A", "ORCID": "1"}]}, {"authors": ["A"]}),
        ({"type": "article-journal", "container-title": "J", "PMID": "31452104"},
         {"venue": "J", "publication": {"type": "article"}, "pmid": "31452104"}),
    ],
)  # fmt: skip
def test_variables(item: dict[str, object], known: dict[str, object]) -> None:
    assert read(**item) == {"title": "T", **known}


def test_what_is_not_understood_is_kept_with_a_reason() -> None:
    parsed = parse('[\n{"type": "book"},\n7,\n{"title": "T"},\n{"title": ', "x.json")
    assert [one.record for one in parsed.candidates] == [{"title": "T"}]
    assert [str(reject.problem("x.json")) for reject in parsed.rejects] == [
        "x.json:2:1: error: title: missing; write title: …",
        "x.json:3:1: error: not an item; write a list of items in CSL-JSON: [{…}, {…}]",
        "x.json:5:1: error: not JSON (Expecting value); write a list of items in CSL-JSON: [{…}, "
        "{…}]",
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"items": []}'])
def test_a_file_without_items_is_a_problem(text: str) -> None:
    parsed = parse(text, "x.json")
    assert not parsed.candidates
    assert parsed.rejects or [problem.message for problem in parsed.problems] == ["no items"]


def test_items_in_an_object_are_found() -> None:
    items = [{"title": "A"}, {"title": "B"}]
    assert len(parse(json.dumps({"items": items}), "x.json").candidates) == 2
    assert len(parse(json.dumps({"type": "book", "title": "A"}), "x.json").candidates) == 1


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
)
VARIABLES = st.sampled_from(
    "type title author editor issued container-title volume page ISBN DOI URL abstract keyword"
    " custom genre number note".split()
)


@given(st.lists(st.dictionaries(VARIABLES, ANY) | ANY, max_size=3))
def test_any_json_is_accepted(items: list[object]) -> None:
    parsed = parse(json.dumps(items), "x.json")
    assert len(parsed.candidates) + len(parsed.rejects) == len(items)


@given(st.text('[]{},:"ab1 \\\n', max_size=30) | st.text())
def test_any_text_is_accepted(text: str) -> None:
    parse(text, "x.json")
