"""RIS references: what each becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.ris import parse

WHOLE = """\
passed over
TY  - CPAPER
ID  - key
T1  - On Lamps
  and Lids
A1  - van Beethoven, Ludwig
AU  - King, Martin Luther, Jr.
A2  - Lid, Ö.
PY  - 2018
Y1  - 2018/12/03/
T2  - Advances in Neural Information Processing Systems
T3  - LNCS
VL  - 31
IS  - 2
SP  - 1
EP  - 12
PB  - P
CY  - Here
SN  - 978-3-030-01225-0
SN  - 2049-3630
DO  - 10.5555/x
UR  - https://press.example/x;y
L1  - https://press.example/x.pdf
AN  - arXiv:1806.07572
AB  - One.
KW  - kernels
KW  - lamps
LA  - en
ER  -
"""


def test_a_whole_reference() -> None:
    [candidate] = parse(WHOLE, "x.ris").candidates
    assert candidate.line == 2
    assert candidate.record == {
        "title": "On Lamps and Lids",
        "authors": ["Martin Luther King Jr.", "Ludwig van Beethoven"],
        "date": "2018-12-03",
        "venue": "NeurIPS 2018",
        "publication": {
            "type": "inproceedings",
            "in": "Advances in Neural Information Processing Systems",
            "series": "LNCS",
            "volume": "31",
            "issue": "2",
            "publisher": "P",
            "place": "Here",
            "pages": "1–12",
            "editors": ["Ö. Lid"],
            "isbn": "978-3-030-01225-0",
            "issn": "2049-3630",
            "url": "https://press.example/x;y",
        },
        "doi": "10.5555/x",
        "arxiv": "1806.07572",
        "links": {"pdf": "https://press.example/x.pdf"},
        "abstract": "One.",
    }
    assert (candidate.keywords, candidate.left) == (("kernels", "lamps"), {"LA": "en"})


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        (["TY  - THES", "M3  - Master's thesis", "PB  - U"],
         {"publication": {"type": "mastersthesis", "publisher": "U"}}),
        (["TY  - JOUR", "JF  - J", "PY  - 2018", "SP  - e12"],
         {"date": "2018", "venue": "J", "publication": {"type": "article", "pages": "e12"}}),
        (["TY  - GEN", "DB  - PubMed", "AN  - 31452104"], {"pmid": "31452104"}),
        (["TY  - RPRT", "DA  - 2018/06//", "M1  - 7"],
         {"date": "2018-06", "publication": {"type": "report", "issue": "7"}}),
    ],
)  # fmt: skip
def test_tags(lines: list[str], known: dict[str, object]) -> None:
    [candidate] = parse("\n".join([*lines, "TI  - T", "ER  - "]), "x.ris").candidates
    assert candidate.record == {"title": "T", **known}


def test_what_is_not_understood_is_kept_with_a_reason() -> None:
    text = "TY  - JOUR\nTI  - A\n\nTY  - BOOK\nAU  - B\nER  - \n"
    parsed = parse(text, "x.ris")
    assert [str(reject.problem("x.ris")) for reject in parsed.rejects] == [
        "x.ris:1:1: error: the reference has no end; end it with the line ER  -",
        "x.ris:4:1: error: title: missing; write title: …",
    ]
    assert [reject.text for reject in parsed.rejects] == [
        "TY  - JOUR\nTI  - A",
        "TY  - BOOK\nAU  - B\nER  -",
    ]
    assert [str(p) for p in parse("nothing", "x.ris").problems] == [
        "x.ris:1:1: error: no references; begin each reference with TY  - JOUR and end it with "
        "ER  -"
    ]


LINES = st.lists(
    st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - T", "AU  - A, B", "C8  - papershelf: {", "x"])
    | st.from_regex(r"[A-Z][A-Z0-9]  - .{0,8}", fullmatch=True)
    | st.text(max_size=8),
    max_size=12,
)


@given(LINES)
def test_any_text_is_accepted(lines: list[str]) -> None:
    parse("\n".join(lines), "x.ris")
