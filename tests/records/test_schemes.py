"""Identifiers and addresses: what is one, and what to write instead of what is not."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.links_in_markdown import is_safe
from generator.records import dates, schemes
from generator.records.dates import PartialDate
from generator.records.document import Bare
from generator.records.schemes import BadValueError


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        (schemes.arxiv_id, "1806.07572", "1806.07572"),
        (schemes.arxiv_id, "1806.07572v3", "1806.07572"),
        (schemes.arxiv_id, "0704.0001", "0704.0001"),
        (schemes.arxiv_id, "cs/0112017", "cs/0112017"),
        (schemes.arxiv_id, "math.GT/0309136v12", "math.GT/0309136"),
        (schemes.doi, "10.5555/a(b)<c>;2", "10.5555/a(b)<c>;2"),
        (schemes.orcid, "0000-0002-1825-0097", "0000-0002-1825-0097"),
        (schemes.orcid, "0000-0002-1694-233X", "0000-0002-1694-233X"),
        (schemes.openreview_id, "rJXMpikCZ", "rJXMpikCZ"),
        (schemes.acl_id, "P18-1001", "P18-1001"),
        (schemes.acl_id, "2022.acl-long.244", "2022.acl-long.244"),
        (schemes.pmid, "31452104", "31452104"),
        (schemes.isbn, "978-3-030-01225-0", "978-3-030-01225-0"),
        (schemes.isbn, "0-306-40615-2", "0-306-40615-2"),
        (schemes.isbn, "080442957X", "080442957X"),
        (schemes.issn, "2049-3630", "2049-3630"),
        (schemes.issn, "2434-561X", "2434-561X"),
        (schemes.pages, "1-12", "1–12"),
        (schemes.pages, "1 -- 12", "1–12"),
        (schemes.pages, "S1—S12", "S1–S12"),
        (schemes.pages, "e1004", "e1004"),
        (schemes.pages, "iv, 12--14, 20+", "iv, 12–14, 20+"),
        (schemes.pages, "12-1–12-20", "12-1–12-20"),
        (schemes.pages, "123:1-123:20", "123:1–123:20"),
        (schemes.record_id, "a-b_c.d", "a-b_c.d"),
        (schemes.web_address, "https://a.example/b?c=(d)#e", "https://a.example/b?c=(d)#e"),
        (schemes.web_address, "HTTP://a.example", "HTTP://a.example"),
        (schemes.web_address, "https://ä.example/ö", "https://ä.example/ö"),
    ],
)
def test_good_values(check: type, text: str, value: str) -> None:
    assert check(text) == value


@pytest.mark.parametrize(
    ("check", "text", "problem"),
    [
        (schemes.arxiv_id, "1813.07572", 'not an arXiv id; write it like "2305.19466"'),
        (
            schemes.arxiv_id,
            "https://arxiv.org/abs/1806.07572v2",
            'not an arXiv id; write "1806.07572v2"',
        ),
        (schemes.arxiv_id, "arXiv:cs/0112017", 'not an arXiv id; write "cs/0112017"'),
        (schemes.arxiv_id, "١٨٠٦.٠٧٥٧٢", 'not an arXiv id; write it like "2305.19466"'),
        (schemes.doi, "https://doi.org/10.5555/x", 'not a DOI; write "10.5555/x"'),
        (schemes.isbn, "978-3-030", 'not an ISBN; write it like "978-3-030-01225-0"'),
        (
            schemes.isbn,
            "0-306-40615-3",
            "its last digit does not fit the others; copy the ISBN again",
        ),
        (schemes.issn, "20493630", 'not an ISSN; write it like "2049-3630"'),
        (schemes.issn, "2049-3631", "its last digit does not fit the others; copy the ISSN again"),
        (schemes.pages, "pp. 1-12", 'not pages; write them like "1–12"'),
        (schemes.pages, "", 'not pages; write them like "1–12"'),
        (schemes.doi, "10.5/x", 'not a DOI; write it like "10.18653/v1/2022.acl-long.244"'),
        (schemes.doi, "10.5555/a b", 'not a DOI; write "10.5555/a"'),
        (
            schemes.orcid,
            "https://orcid.org/0000-0002-1825-0097",
            'not an ORCID; write "0000-0002-1825-0097"',
        ),
        (
            schemes.orcid,
            "0000-0002-1825-0098",
            "the last character does not fit the others (it would be 7); copy the ORCID again",
        ),
        (schemes.orcid, "0000000218250097", 'not an ORCID; write it like "0000-0002-1825-0097"'),
        (schemes.openreview_id, "forum?id=rJX", 'not an OpenReview id; write it like "rJXMpikCZ"'),
        (schemes.acl_id, "P18", 'not an ACL Anthology id; write it like "2022.acl-long.244"'),
        (schemes.pmid, "0123", 'not a PubMed id; write it like "31452104"'),
        (schemes.pmid, "1234567890", 'not a PubMed id; write it like "31452104"'),
        (
            schemes.record_id,
            "A b",
            "not an id (lower-case letters, digits and hyphens); write it like "
            '"neural-tangent-kernel"',
        ),
        (
            schemes.record_id,
            "../x",
            "not an id (lower-case letters, digits and hyphens); write it like "
            '"neural-tangent-kernel"',
        ),
        (
            schemes.record_id,
            "a--b",
            "not an id (lower-case letters, digits and hyphens); write it like "
            '"neural-tangent-kernel"',
        ),
        (
            schemes.record_id,
            "",
            "not an id (lower-case letters, digits and hyphens); write it like "
            '"neural-tangent-kernel"',
        ),
        (schemes.record_id, "index", "the address of the list itself; choose another id"),
        (schemes.record_id, "a" * 201, "an id of more than 200 characters; choose a shorter id"),
        (
            schemes.web_address,
            "javascript:alert(1)",
            'a link with "javascript:" is not http or https; write an address that starts with https://',
        ),
        (
            schemes.web_address,
            "ftp://a.example",
            'a link with "ftp:" is not http or https; write an address that starts with https://',
        ),
        (
            schemes.web_address,
            "//a.example",
            "a link with no scheme is not http or https; write an address that starts with https://",
        ),
        (
            schemes.web_address,
            "a.example",
            "a link with no scheme is not http or https; write an address that starts with https://",
        ),
        (
            schemes.web_address,
            "https:///x",
            "a web address without a host; write an address that starts with https://",
        ),
        (
            schemes.web_address,
            "https://[x",
            "not a web address; write an address that starts with https://",
        ),
        (
            schemes.web_address,
            "https://a.example/b c",
            "an address cannot hold spaces, quotes or brackets; write an address that starts with https://",
        ),
        (
            schemes.web_address,
            'https://a.example/"',
            "an address cannot hold spaces, quotes or brackets; write an address that starts with https://",
        ),
    ],
)
def test_bad_values(check: type, text: str, problem: str) -> None:
    with pytest.raises(BadValueError) as raised:
        check(text)
    assert raised.value.message() == problem


@given(text=st.text(alphabet="javscriptHTPS:/. \t\n&#58;x\\") | st.text())
def test_an_address_is_safe_or_refused(text: str) -> None:
    try:
        address = schemes.web_address(text)
    except BadValueError:
        return
    assert is_safe(address)
    assert address.lower().startswith(("http:", "https:"))


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2018", PartialDate(2018)),
        (Bare("number", "2018"), PartialDate(2018)),
        ("2018-06", PartialDate(2018, 6)),
        (Bare("date", "2018-06-20"), PartialDate(2018, 6, 20)),
        ("2020-02-29", PartialDate(2020, 2, 29)),
        ("1450", PartialDate(1450)),
        (PartialDate(2018), PartialDate(2018)),
    ],
)
def test_good_dates(value: object, date: PartialDate) -> None:
    assert dates.parse(value) == date


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("June 2018", "not a date; write 2018, 2018-06 or 2018-06-20"),
        ("2018-6", "not a date; write 2018, 2018-06 or 2018-06-20"),
        ("18", "not a date; write 2018, 2018-06 or 2018-06-20"),
        ("２０１８", "not a date; write 2018, 2018-06 or 2018-06-20"),
        (Bare("number", "0x7e2"), "not a date; write 2018, 2018-06 or 2018-06-20"),
        (Bare("date", "2018-06-20 10:00:00"), "not a date; write 2018, 2018-06 or 2018-06-20"),
        ([], "not a date; write 2018, 2018-06 or 2018-06-20"),
        (None, "not a date; write 2018, 2018-06 or 2018-06-20"),
        ("2018-13", "no such day; write a day of the calendar"),
        ("2019-02-29", "no such day; write a day of the calendar"),
        ("0000", "no such day; write a day of the calendar"),
        ("0987", "the year is before 1450; write 2018, not 18"),
    ],
)
def test_bad_dates(value: object, problem: str) -> None:
    with pytest.raises(BadValueError) as raised:
        dates.parse(value)
    assert raised.value.message() == problem


def test_days() -> None:
    assert dates.parse_day("2026-03-17") == datetime.date(2026, 3, 17)
    assert dates.parse_day(datetime.date(2026, 3, 17)) == datetime.date(2026, 3, 17)
    with pytest.raises(BadValueError, match="not a whole day; write it like 2026-03-17"):
        dates.parse_day("2026-03")


@given(date=st.dates(min_value=datetime.date(1450, 1, 1)))
def test_a_date_is_written_as_it_is_read(date: datetime.date) -> None:
    for text in (str(date), str(date)[:7], str(date)[:4]):
        assert str(dates.parse(text)) == text


def test_dates_sort_by_what_is_known() -> None:
    ordered = ["2017-12-31", "2018", "2018-01", "2018-01-01", "2018-02", "2019"]
    keys = [dates.parse(text).key for text in ordered]
    assert keys == sorted(keys)
