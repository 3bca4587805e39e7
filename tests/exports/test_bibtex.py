"""Tests of BibTeX entries and citation keys."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports.bibtex import bibtex, citation_keys
from generator.records.document import Source
from generator.records.forms import PaperRecord
from generator.records.models import Paper

GOLDEN = Path(__file__).parent / "golden" / "papers.bib"


def paper(paper_id: str = "lamps", **fields: object) -> Paper:
    record = PaperRecord.model_validate({"title": "On Lamps", **fields})
    return Paper(**record.__dict__, id=paper_id, source=Source("papers/lamps.yml"))


PAPERS = (
    paper(
        "conference",
        title="FiLamp: Zero-Shot Lighting & $O(n^2)$ Shadows",
        authors=["Ada Invented", "Jürgen von Muster", "Örnek, Pınar"],
        date="2023-06-20",
        venue="NeurIPS 2024",
        arxiv="2306.00001",
        doi="10.1007/978-3-030-01225-0_29",
    ),
    paper(
        "journal",
        title="A Survey of Lamps",
        authors=["Ada Invented"],
        date="2024-05",
        venue="Journal of Lamps & Lighting",
        doi="10.1234/a{b}_c",
        links={"pdf": "https://example.org/a_(b).pdf"},
    ),
    paper("preprint", authors=["Lamps and Co."], date="2024-02-29", arxiv="2402.00001"),
    paper(
        "anthology", authors=["O. N."], date="2022", venue="Findings of ACL", acl="2022.acl-long.1"
    ),
    paper("forum", authors=["others"], venue="ICLR 2025", openreview="rJXMpikCZ"),
    paper("bare"),
)


def test_entries_match_golden_file() -> None:
    keys = citation_keys(PAPERS)
    entries = "\n".join(bibtex(item, keys[item.id]) for item in PAPERS)
    assert entries == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        (None, "misc"),
        ("arXiv", "misc"),
        ("CoRR", "misc"),
        ("bioRxiv preprint", "misc"),
        ("ICLR 2024", "inproceedings"),
        ("International Conference on Machine Learning", "inproceedings"),
        ("Conference on Computer Vision and Pattern Recognition", "inproceedings"),
        ("Workshop on Peer Review", "inproceedings"),
        ("Proceedings of the Lamp Society", "inproceedings"),
        ("Advances in Neural Information Processing Systems", "inproceedings"),
        ("Proceedings of the IEEE", "article"),
        ("IEEE Transactions on Lamps", "article"),
        ("Journal of Lamps", "article"),
        ("Physical Review Letters", "article"),
        ("TMLR 2024", "article"),
        ("JMLR", "article"),
        ("Nature Machine Intelligence", "article"),
        ("Neural Networks", "article"),
        ("Machine Learning", "article"),
        ("Pattern Recognition", "article"),
    ],
)
def test_venue_tells_the_kind_of_entry(venue: str | None, kind: str) -> None:
    entry = bibtex(paper(venue=venue), "key")
    assert entry.startswith(f"@{kind}{{key,\n")
    assert ("booktitle = " in entry, "journal = " in entry) == (
        kind == "inproceedings",
        kind == "article",
    )


def published(**publication: object) -> str:
    made = paper(
        authors=["O. N."],
        date="2018-06",
        venue="ICML 2019",
        arxiv="1806.00001",
        publication=publication,
    )
    return bibtex(made, "key")


def test_what_is_known_of_the_publication_is_in_the_entry() -> None:
    assert published(
        type="inproceedings",
        **{"in": "Proceedings of the Lamp Conference & Fair"},
        series="LNCS",
        volume="12",
        issue="3",
        pages="1-12",
        edition="2",
        date="2019-07",
        publisher="Lamp & Co.",
        place="Lampville",
        editors=["Ö. Lid", "Pots and Pans"],
        isbn="978-3-030-01225-0",
        issn="2049-3630",
        url="https://press.example/a_(b)",
    ) == (
        "@inproceedings{key,\n"
        "  title = {On Lamps},\n"
        "  author = {O. N.},\n"
        "  booktitle = {Proceedings of the Lamp Conference \\& Fair},\n"
        '  editor = {{\\"O}. Lid and {Pots and Pans}},\n'
        "  series = {LNCS},\n"
        "  volume = {12},\n"
        "  number = {3},\n"
        "  pages = {1--12},\n"
        "  edition = {2},\n"
        "  publisher = {Lamp \\& Co.},\n"
        "  address = {Lampville},\n"
        "  isbn = {978-3-030-01225-0},\n"
        "  issn = {2049-3630},\n"
        "  year = {2019},\n"
        "  month = jul,\n"
        "  eprint = {1806.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://press.example/a_(b)}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("kind", "entry", "line"),
    [
        ("article", "article", "  journal = {ICML 2019},"),
        ("incollection", "incollection", "  booktitle = {ICML 2019},"),
        ("book", "book", "  publisher = {P},"),
        ("thesis", "phdthesis", "  school = {P},"),
        ("mastersthesis", "mastersthesis", "  school = {P},"),
        ("report", "techreport", "  institution = {P},"),
        ("preprint", "misc", "  publisher = {P},"),
        ("dataset", "misc", "  publisher = {P},"),
        ("software", "misc", "  publisher = {P},"),
        ("other", "misc", "  publisher = {P},"),
    ],
)
def test_the_type_of_the_work_is_the_kind_of_entry(kind: str, entry: str, line: str) -> None:
    made = published(type=kind, publisher="P")
    assert made.startswith(f"@{entry}{{key,\n")
    assert line in made.split("\n")


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"date": "2024-02"}, ["  year = {2024}", "  month = feb"]),
        ({"date": "2024"}, ["  year = {2024}"]),
        ({"date": "2023-12", "venue": "ICLR 2024"}, ["  year = {2024}"]),
        ({"date": "2024-02", "venue": "ICLR 2024"}, ["  year = {2024}", "  month = feb"]),
        ({"date": "2024-02", "venue": "ICLR 2024", "arxiv": "2402.00001"}, ["  year = {2024}"]),
        ({"date": "2024-02", "arxiv": "2402.00001"}, ["  year = {2024}", "  month = feb"]),
        ({"venue": "ICLR 2024"}, ["  year = {2024}"]),
        ({}, []),
    ],
)
def test_year_is_that_of_the_venue(fields: dict[str, object], lines: list[str]) -> None:
    entry = bibtex(paper(**fields), "key").replace(",\n", "\n").split("\n")
    assert [line for line in entry if line.startswith(("  year", "  month"))] == lines


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jürgen von der Muster", r"J{\"u}rgen von der Muster"),
        ("von Muster, Jr., Jürgen", r"von Muster, Jr., J{\"u}rgen"),
        ("Lamps and Co.", "{Lamps and Co.}"),
        ("Lamps AND Co.", "{Lamps AND Co.}"),
        ("Andrea Sandman", "Andrea Sandman"),
        ("a, b, c, d", "{a, b, c, d}"),
        ("others", "{others}"),
    ],
)
def test_names_are_as_bibtex_reads_them(name: str, written: str) -> None:
    assert f"  author = {{{written} and O. N.}}" in bibtex(paper(authors=[name, "O. N."]), "k")


@pytest.mark.parametrize(
    ("author", "date", "title", "key"),
    [
        ("Arthur Jacot", "2018-06-20", "Neural Tangent Kernel", "jacot2018neural"),
        ("Jacot, Arthur", "2018", "The Neural Tangent", "jacot2018neural"),
        ("Evin Pınar Örnek", "2023", "What's New in Lamps?", "ornek2023whats"),
        ("Ludwig van Muster Jr.", "2023", "3DLamps: On Them", "muster20233dlamps"),
        ("Søren Łukasz-Æbel", "2023", "Zero-Shot", "lukaszaebel2023zero"),
        ("李明", "2023", "数学", "anonymous2023"),
        ("Ada Invented", None, "How to Do What?", "inventedhow"),
    ],
)
def test_key_is_name_year_and_word(author: str, date: str | None, title: str, key: str) -> None:
    made = paper(authors=[author], date=date, title=title)
    assert citation_keys([made]) == {"lamps": key}


def clash(paper_id: str, added: datetime.date | None) -> Paper:
    return paper(paper_id, authors=["O. N."], date="2024", added=added)


def test_clashes_get_letters_in_the_order_of_coming() -> None:
    first = clash("c", datetime.date(2025, 1, 1))
    second = clash("a", datetime.date(2025, 1, 2))
    third = clash("b", datetime.date(2025, 1, 2))
    undated = clash("z", None)
    assert citation_keys([third, second, first, undated]) == {
        "z": "n2024lamps",
        "c": "n2024lampsa",
        "a": "n2024lampsb",
        "b": "n2024lampsc",
    }


def test_a_letter_never_makes_the_key_of_another_paper() -> None:
    papers = [
        paper("a", title="Lampa", authors=["O. N."]),
        paper("b", title="Lamp", authors=["O. N."]),
        paper("c", title="Lamp", authors=["O. N."]),
    ]
    assert list(citation_keys(papers).values()) == ["nlampa", "nlamp", "nlampb"]


def test_letters_go_on_after_z() -> None:
    papers = [paper(f"p{number:04}") for number in range(704)]
    keys = list(citation_keys(papers).values())
    assert keys[:2] + keys[26:29] + keys[-2:] == [
        "anonymouslamps",
        "anonymouslampsa",
        "anonymouslampsz",
        "anonymouslampsaa",
        "anonymouslampsab",
        "anonymouslampszz",
        "anonymouslampsaaa",
    ]


days = st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 1, 9))
shelves = st.lists(
    st.tuples(st.sampled_from(["Lamp", "Lampa", "Lampb"]), days), min_size=1, max_size=12
)


@settings(deadline=None)
@given(shelves, st.sampled_from(["Lamp", "Lampa"]))
def test_a_new_paper_changes_no_key(shelf: list[tuple[str, datetime.date]], title: str) -> None:
    papers = [paper(f"p{n}", title=t, added=day) for n, (t, day) in enumerate(shelf)]
    before = citation_keys(papers)
    after = citation_keys([paper("new", title=title, added=datetime.date(2020, 1, 10)), *papers])
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == len(after)


lines = st.text(st.one_of(st.sampled_from("{}\\$%&é,@ \"'aB#~"), st.characters()), min_size=1)


@settings(deadline=None)
@given(lines.filter(str.strip), st.lists(lines.filter(str.strip)), lines.filter(str.strip))
def test_any_text_gives_one_entry(title: str, authors: list[str], venue: str) -> None:
    entry = bibtex(paper(title=title, authors=authors, venue=venue), "key")
    depths = [0]
    for character in entry:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(character, 0))
    assert depths[-1] == 0
    assert 0 not in depths[entry.index("{") + 1 : -2]
