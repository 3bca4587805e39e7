"""BibTeX files: what each entry becomes, and that none is lost."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.bibtex import parse
from generator.importers.parsed import Parsed


def read(text: str) -> Parsed:
    return parse(dedent(text), "refs.bib")


def record(text: str) -> dict[str, object]:
    parsed = read(text)
    assert parsed.rejects == []
    [candidate] = parsed.candidates
    return dict(candidate.record)


def test_a_whole_entry() -> None:
    parsed = read(r"""
        @string{nips = "Advances in Neural Information Processing Systems"}
        @STRING(pub = {MIT} # " Press")
        @preamble{"\newcommand{\noopsort}[1]{}"}
        @comment{nothing}
        @InProceedings{jacot2018ntk,
          Title = {Neural Tangent Kernel: Convergence in {{Neural Networks}}},
          author = "Jacot, Arthur and Hongler, Cl{\'e}ment and others",
          booktitle = nips # " 31", series = {LNCS}, volume = 31,
          year = 2018, month = dec # "~3", pages = "8571--8580", publisher = pub,
          address = {Montr{\'e}al}, editor = {Bengio, S.}, isbn = {978-3-030-01225-0, 0306406152},
          doi = {https://doi.org/10.5555/a\_b}, url = {https://arxiv.org/abs/1806.07572v3},
          abstract = {At $t=0$, 50\% is

            known.}, note = {Spotlight}, keywords = {kernels; deep learning, theory},
        }
        """)
    [candidate] = parsed.candidates
    assert candidate.line == 6
    assert candidate.record == {
        "title": "Neural Tangent Kernel: Convergence in Neural Networks",
        "authors": ["Arthur Jacot", "Clément Hongler"],
        "date": "2018-12-03",
        "venue": "NeurIPS 2018",
        "publication": {
            "type": "inproceedings",
            "in": "Advances in Neural Information Processing Systems 31",
            "series": "LNCS",
            "volume": "31",
            "pages": "8571–8580",
            "publisher": "MIT Press",
            "place": "Montréal",
            "isbn": "978-3-030-01225-0",
            "editors": ["S. Bengio"],
        },
        "doi": "10.5555/a_b",
        "arxiv": "1806.07572",
        "abstract": "At $t=0$, 50% is\n\nknown.",
    }
    assert candidate.keywords == ("kernels", "deep learning", "theory")
    assert candidate.left == {"note": "Spotlight", "author (not all)": "others"}
    assert (parsed.rejects, parsed.problems) == ([], [])


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ("@article{a, journal={arXiv preprint arXiv:1706.03762}}", {"arxiv": "1706.03762"}),
        ("@article{a, journal={CoRR}, volume={abs/1806.07572}}", {"arxiv": "1806.07572"}),
        ("@misc{a, eprint={1806.07572}, archivePrefix={arXiv}}", {"arxiv": "1806.07572"}),
        ("@misc{a, eprint={31452104}, eprinttype={pubmed}}", {"pmid": "31452104"}),
        ("@misc{a, doi={10.48550/arXiv.1806.07572}}", {"arxiv": "1806.07572"}),
        ("@misc{a, url={https://openreview.net/forum?id=rJXMpikCZ}}", {"openreview": "rJXMpikCZ"}),
        (
            "@inproceedings{a, url={https://aclanthology.org/2022.acl-long.244}}",
            {"acl": "2022.acl-long.244", "publication": {"type": "inproceedings"}},
        ),
        ("@misc{a, url={https://github.com/a/b}}", {"links": {"code": "https://github.com/a/b"}}),
        ("@misc{a, url={https://a.example/b.pdf}}", {"links": {"pdf": "https://a.example/b.pdf"}}),
        (
            r"@misc{a, howpublished={\url{https://a.example/\~b\_c}}}",
            {"publication": {"type": "other", "url": "https://a.example/~b_c"}},
        ),
        (
            "@phdthesis{a, school={U}, type={PhD thesis}}",
            {"publication": {"type": "thesis", "publisher": "U"}},
        ),
        (
            "@thesis{a, institution={U}, type={Master's thesis}}",
            {"publication": {"type": "mastersthesis", "publisher": "U"}},
        ),
        (
            "@techreport{a, institution={U}, number={TR-1}}",
            {"publication": {"type": "report", "issue": "TR-1", "publisher": "U"}},
        ),
        ("@article{a, date={2018-06-20/2018-06-22}, journaltitle={J}}", {
            "date": "2018-06-20", "venue": "J", "publication": {"type": "article"}}),
        ("@misc{a, year={2020}, month={June}, day={3}}", {"date": "2020-06-03"}),
        ("@misc{a, year={2020}, month={6}}", {"date": "2020-06"}),
        ("@misc{a, subtitle={Sub}}", {"title": "T: Sub"}),
    ],
)  # fmt: skip
def test_fields(fields: str, known: dict[str, object]) -> None:
    made = record(fields.replace("{a,", "{a, title={T},"))
    assert made == {"title": "T", **known}


@pytest.mark.parametrize(
    ("field", "left"),
    [
        ("year={in press}", {"year": "in press"}),
        ("doi={none}", {"doi": "none"}),
        ("pages={12 pages}", {"pages": "12 pages"}),
        ("isbn={123}", {"isbn": "123"}),
        ("url={see below}", {"url": "see below"}),
        ("title={Again}", {"title (2)": "Again"}),
        ("file={a.pdf}, timestamp={x}", {"file": "a.pdf", "timestamp": "x"}),
    ],
)
def test_what_has_no_place_is_left(field: str, left: dict[str, str]) -> None:
    [candidate] = read(f"@misc{{a, title={{T}}, {field}}}").candidates
    assert candidate.record == {"title": "T"}
    assert candidate.left == left


def test_children_have_what_their_volume_says() -> None:
    parsed = read("""
        @inproceedings{child, title="The {C}hild", author={X Y}, crossref={VOL}}
        @proceedings{vol, title={Findings of the Association for Computational Linguistics:
          ACL 2022}, year=2022, editor={E One}, publisher={ACL}}
        """)
    assert [dict(one.record) for one in parsed.candidates] == [
        {
            "title": "The Child",
            "authors": ["X Y"],
            "date": "2022",
            "venue": "Findings of ACL 2022",
            "publication": {
                "type": "inproceedings",
                "in": "Findings of the Association for Computational Linguistics: ACL 2022",
                "publisher": "ACL",
                "editors": ["E One"],
            },
        }
    ]
    assert [str(reject.problem("refs.bib")) for reject in parsed.rejects] == [
        "refs.bib:3:1: warning: the volume of other entries, which name it in crossref and have "
        "its fields"
    ]


def test_what_is_not_understood_is_kept_with_a_reason() -> None:
    parsed = read("""
        @article{broken, title={No end, author={X}
        @article{after, title={After}}
        @article{nocomma title={X}, year=2000}
          @book{nothing, author={A}}
        @misc
        {weird, title={Z}}
        """)
    assert [one.record["title"] for one in parsed.candidates] == ["After"]
    assert [str(reject.problem("r.bib")) for reject in parsed.rejects] == [
        'r.bib:2:1: error: not BibTeX (unexpected block start: "@article". Was still looking for '
        'field-value closing "}"); look for a missing brace or comma',
        "r.bib:4:1: error: not BibTeX (expected comma after entry key, but found =); look for a "
        "missing brace or comma",
        "r.bib:5:3: error: title: missing; write title: …",
        "r.bib:6:1: error: not BibTeX (no brace behind the type of an entry); write @article{key, "
        "…}",
    ]
    assert "X}, year=2000}" in parsed.rejects[1].text


def test_a_brace_behind_a_line_break_is_one() -> None:
    made = record(r"@misc{a, title={$\begin{array}{c}N\\{k}\end{array}$ \{ x\\ y}}")
    assert made["title"] == r"$\begin{array}{c}N\\{k}\end{array}$ { x y"


def test_our_own_field_is_taken_for_the_record() -> None:
    [candidate] = read(
        '@misc{a, title={T}, year=2018, x-papershelf={{"id":"lamps","date":null,"tags":["b"]}}}'
    ).candidates
    assert (candidate.id, candidate.record) == ("lamps", {"title": "T", "tags": ["b"]})
    [reject] = read('@misc{a, title={T}, x-papershelf={{"id":"a","odd":1}}}').rejects
    assert (reject.key, reject.reason) == ("odd", "unknown key")
    [other] = read("@misc{a, title={T}, x-papershelf={{no json}}}").candidates
    assert other.left == {"x-papershelf": "{no json}"}


def test_characters_that_no_page_can_show_are_told() -> None:
    parsed = read("@misc{a, title={A\x07B}}")
    assert [str(problem) for problem in parsed.problems] == [
        "refs.bib:1:1: warning: U+0007 cannot be shown on a page and becomes U+FFFD; delete it"
    ]
    assert parsed.candidates[0].record["title"] == "A\ufffdB"


PIECES = st.sampled_from(
    [
        "@article{KEY, title={T N}, author={A and B}}",
        "@Article{KEY,\n title = {A {B} \\{ c}, year = 2018, month = jun # \"~3\"\n}",
        "@misc(KEY, title = \"Q {\"}x{\"} (y)\")",
        "@misc{KEY, title={T N}, doi={x}, title={again},}",
        "@book{KEY, author={no title}}",
        "@misc{KEY, title={unclosed ",
        "@misc{KEY, title=\"unclosed ",
        "@misc{KEY title={no comma}}",
        "@misc{KEY, title={T} year=1}",
        "@misc{KEY}",
        "@misc{KEY, crossref={k0}, title={child}}",
        "@proceedings{KEY, title={Volume}}",
        "@misc\n{KEY, title={T}}",
        "@string{KEY = {x}}",
        "@string{KEY",
        "@comment{KEY @x}",
        "% KEY comment",
        "}",
        '"',
        "{",
        "@",
        "text, = KEY",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8), st.sampled_from(["\n", "\n\n", " "]))
def test_no_entry_is_lost(pieces: list[str], between: str) -> None:
    numbered = [piece.replace("KEY", f"k{n}x") for n, piece in enumerate(pieces)]
    parsed = parse(between.join(numbered), "refs.bib")
    kept = [one.text for one in (*parsed.candidates, *parsed.rejects)]
    whole = " ".join(kept)
    for number, piece in enumerate(pieces):
        if piece.startswith(("@article{", "@Article{", "@misc{KEY, title={T", "@book")):
            assert f"k{number}x" in whole
    assert all(text in between.join(numbered) or "\n" in text for text in kept)


@given(st.text('@{}()",=#\\\n abc', max_size=60) | st.text())
def test_any_text_is_accepted(text: str) -> None:
    parse(text, "refs.bib")
