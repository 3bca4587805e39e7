"""What a person writes to name a paper, and what a form's fields say."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.contribute.addition import Reason, Refusal, Request
from generator.contribute.given import FIELDS, record_given
from generator.contribute.reading_requests import Read, read_request, requests_in
from generator.lookup import Identifier

WHAT = "write an arXiv id, a DOI, an OpenReview or ACL Anthology id, the address of one, or a title"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"the request is empty; {WHAT}"),
        (" \n\t", f"the request is empty; {WHAT}"),
        ("/", f'"/" names no paper; {WHAT}'),
        ("https://example.org/x", f'"https://example.org/x" names no paper; {WHAT}'),
        ("javascript://x\n\x1b[31m", f'"javascript://x \\u001b[31m" names no paper; {WHAT}'),
        ("\udcff abc", '"\\udcff abc" is not written in UTF-8; write it in UTF-8'),
        ("10.1/\ud800", '"10.1/\\ud800" is not written in UTF-8; write it in UTF-8'),
        ("x" * 1_000_000, f"the request has 1,000,000 characters; {WHAT}"),
        ("@article{" + "x" * 200_000,
         "the BibTeX entry has 200,009 characters; import a whole file instead"),
        ("@misc{a, title={A}}@misc{b, title={B}}",
         "the text has 2 BibTeX entries where one belongs; write one"),
    ],
)  # fmt: skip
def test_what_names_no_paper(text: str, sentence: str) -> None:
    assert read_request(Request(text=text)) == Refusal(reason=Reason.UNCLEAR, sentences=(sentence,))


@pytest.mark.parametrize(
    "text",
    [
        '"; rm -rf / #',
        "$(touch /tmp/x)",
        "${{ github.token }}",
        "`id`",
        "a\nb",
        "--help",
        "\u202eabc",
    ],
)
def test_a_hostile_text_is_a_title(text: str) -> None:
    read = read_request(Request(text=text))
    assert isinstance(read, Read)
    assert read.identifier == Identifier("title", " ".join(text.split()))


def test_a_title_that_is_not_utf8() -> None:
    sentence = '"\\udcff" is not written in UTF-8; write it in UTF-8'
    refusal = Refusal(reason=Reason.UNCLEAR, sentences=(sentence,))
    assert read_request(Request(text="", given={"title": "\udcff"})) == refusal


def test_facts_without_a_request() -> None:
    given_ = {"title": "T", "doi": "10.1234/x"}
    assert read_request(Request(text="", given=given_)) == Read(
        identifier=Identifier("doi", "10.1234/x"), given=given_
    )
    assert read_request(Request(text="", given={"title": "T"})) == Read(
        identifier=Identifier("title", "T"), given={"title": "T"}
    )


def test_a_link_that_names_no_paper_with_a_title() -> None:
    read = read_request(Request(text="https://example.org/", given={"title": "T"}))
    assert read == Read(identifier=Identifier("title", "T"), given={"title": "T"})


def test_a_bibtex_entry_gives_facts() -> None:
    read = read_request(Request(text="@misc{x, title={Lids}, doi={10.1234/x}}"))
    assert isinstance(read, Read)
    assert read.identifier == Identifier("doi", "10.1234/x")
    assert read.given["title"] == "Lids"


def test_the_lines_of_a_text() -> None:
    requests, problems = requests_in("1806.07572\n\n# a remark\n  A title \r\n")
    assert requests == [Request(text="1806.07572"), Request(text="A title")]
    assert problems == []


def test_the_entries_of_a_text() -> None:
    requests, problems = requests_in("@misc{a, title={A}}\n@misc{b}\n@misc{c, title={C}}")
    assert [request.given["title"] for request in requests] == ["A", "C"]
    assert [problem.line for problem in problems] == [2]
    assert problems[0].path == "the input"


def test_the_fields_of_a_form() -> None:
    record, unclear = record_given(
        {
            "title": " Lids\nof pots ",
            "authors": "- Ann Pot\n- Bo Lid\n",
            "abstract": "One.\r\n\r\nTwo.",
            "date": "2020-05",
            "venue": "Pots 2020",
            "tags": "clay, steam\nvalves",
            "link": "https://arxiv.org/abs/2401.00001v2",
            "note": "Read **this**.",
        }
    )
    assert unclear == ()
    assert record == {
        "title": "Lids of pots",
        "authors": ["Ann Pot", "Bo Lid"],
        "date": "2020-05",
        "venue": "Pots 2020",
        "tags": ["clay", "steam", "valves"],
        "arxiv": "2401.00001",
        "abstract": "One.\n\nTwo.",
        "notes": "Read **this**.",
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Pot, Bo Lid and Cy Van Dam", ["Ann Pot", "Bo Lid", "Cy Van Dam"]),
        ("Pot, Ann; Lid, Bo", ["Pot, Ann", "Lid, Bo"]),
        ("Pot, Ann", ["Pot, Ann"]),
        ("Pot, Ann and Lid, Bo", ["Pot, Ann", "Lid, Bo"]),
        ("1. Ann Pot\n2) Bo Lid", ["Ann Pot", "Bo Lid"]),
        (" ;, \n", []),
    ],
)
def test_authors(text: str, names: list[str]) -> None:
    assert record_given({"authors": text})[0].get("authors", []) == names


@pytest.mark.parametrize(
    ("link", "record"),
    [
        ("10.1234/x", {"doi": "10.1234/x"}),
        ("https://github.com/a/b", {"links": {"code": "https://github.com/a/b"}}),
        ("https://example.org/p.PDF?x=1", {"links": {"pdf": "https://example.org/p.PDF?x=1"}}),
        ("https://example.org/lids", {"links": {"project": "https://example.org/lids"}}),
    ],
)
def test_links(link: str, record: dict[str, object]) -> None:
    assert record_given({"link": link}) == (record, ())


def test_what_is_unclear() -> None:
    record, unclear = record_given({"date": "May", "link": "javascript:alert(1)"})
    assert record == {}
    assert unclear == (
        'the date "May" is left out: not a date; write 2018, 2018-06 or 2018-06-20',
        'the link "javascript:alert(1)" is left out: a link with "javascript:" is not http or '
        "https; write an address that starts with https://",
    )
    unclear = record_given({"link": "https://arxiv.org/"})[1]
    assert unclear == ('the link "https://arxiv.org/" is left out: it leads to no paper',)


@given(some.dictionaries(some.sampled_from(FIELDS), some.text(max_size=60)))
def test_any_form_is_read(fields: dict[str, str]) -> None:
    record, unclear = record_given(fields)
    assert all(record.values())
    assert all(sentence.isprintable() for sentence in unclear)


@given(some.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    result = read_request(Request(text=text))
    if isinstance(result, Refusal):
        assert all(sentence.isprintable() for sentence in result.sentences)


def test_what_has_no_place_in_a_record_is_told() -> None:
    requests, problems = requests_in("@misc{a,\n title={A}, annote={mine}, weird={a b}}")
    assert [request.given for request in requests] == [{"title": "A"}]
    assert [str(problem) for problem in problems] == [
        'the input:1:1: warning: annote = "mine" has no place in a record',
        'the input:1:1: warning: weird = "a b" has no place in a record',
    ]
