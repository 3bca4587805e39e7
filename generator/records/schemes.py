"""Schemes: the forms that arXiv ids, DOIs, ORCIDs and other identifiers must have."""

import re
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from generator.records.identifiers import RESERVED_IDS

ARXIV_ID = re.compile(
    r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[1-9][0-9]*)?"
)
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
OPENREVIEW_ID = re.compile(r"[A-Za-z0-9_-]{6,40}")
ACL_ID = re.compile(r"[A-Z][0-9]{2}-[0-9]{4,5}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9]+\.[0-9]+")
PMID = re.compile(r"[1-9][0-9]{0,8}")
ISBN = re.compile(r"(?:97[89])?[0-9]{9}[0-9X]")
ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
PAGES = re.compile(
    r"[^\W_][\w.:()/]*(?:[-–][^\W_][\w.:()/]*)*(?:, ?[^\W_][\w.:()/]*(?:[-–][^\W_][\w.:()/]*)*)*\+?"
)
MAX_ID = 200
"""An id is the name of a file and of a folder, which may have 255 bytes."""
_PLAIN_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z]+(?:/[\w./?=&%~+#:,;@!$()*-]*)?", re.ASCII
)
"""Most addresses; what it does not match may be one as well."""
RECORD_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


class BadValueError(PydanticCustomError):
    """A value that a scheme refuses; carries what is wrong and what to write instead."""

    def __new__(cls, message: str, advice: str) -> "BadValueError":
        """Make the error that validation turns into a problem."""
        context = {"message": message, "advice": advice}
        return super().__new__(cls, "bad_value", "{message}; {advice}", context)


def arxiv_id(text: str) -> str:
    """Return an arXiv id without its version (https://info.arxiv.org/help/arxiv_identifier.html)."""
    if ARXIV_ID.fullmatch(text):
        return without_version(text)
    found = ARXIV_ID.search(text)
    advice = f'write "{found[0]}"' if found else 'write it like "2305.19466"'
    raise BadValueError("not an arXiv id", advice)


def without_version(arxiv: str) -> str:
    """Return an arXiv id without its version: "2305.19466v2" is "2305.19466"."""
    return re.sub(r"v[0-9]+$", "", arxiv)


def doi(text: str) -> str:
    """Return a DOI, which has a prefix and a suffix (https://www.doi.org/doi-handbook/)."""
    if DOI.fullmatch(text):
        return text
    found = DOI.search(text)
    advice = f'write "{found[0]}"' if found else 'write it like "10.18653/v1/2022.acl-long.244"'
    raise BadValueError("not a DOI", advice)


def orcid(text: str) -> str:
    """Return an ORCID iD whose last character is its ISO 7064 MOD 11-2 check digit."""
    if not ORCID.fullmatch(text):
        found = ORCID.search(text)
        advice = f'write "{found[0]}"' if found else 'write it like "0000-0002-1825-0097"'
        raise BadValueError("not an ORCID", advice)
    if _check_digit(text) != text[-1]:
        raise BadValueError(
            f"the last character does not fit the others (it would be {_check_digit(text)})",
            "copy the ORCID again",
        )
    return text


def _check_digit(text: str) -> str:
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


def openreview_id(text: str) -> str:
    """Return the id of an OpenReview forum, the part after `forum?id=`."""
    return _matching(text, OPENREVIEW_ID, "an OpenReview id", '"rJXMpikCZ"')


def acl_id(text: str) -> str:
    """Return an ACL Anthology id (https://aclanthology.org/info/ids/)."""
    return _matching(text, ACL_ID, "an ACL Anthology id", '"2022.acl-long.244"')


def pmid(text: str) -> str:
    """Return a PubMed id, one to nine digits."""
    return _matching(text, PMID, "a PubMed id", '"31452104"')


def isbn(text: str) -> str:
    """Return an ISBN of 10 or 13 digits whose last one is its check digit (ISO 2108)."""
    digits = re.sub(r"[-\u2010\u2011\u2013 ]", "", text).upper()
    if not ISBN.fullmatch(digits):
        raise BadValueError("not an ISBN", 'write it like "978-3-030-01225-0"')
    weights = (1, 3) * 6 + (1,) if len(digits) == 13 else tuple(range(10, 0, -1))
    values = [10 if digit == "X" else int(digit) for digit in digits]
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    if total % (10 if len(digits) == 13 else 11):
        raise BadValueError("its last digit does not fit the others", "copy the ISBN again")
    return text


def issn(text: str) -> str:
    """Return an ISSN whose last digit is its check digit (ISO 3297)."""
    if not ISSN.fullmatch(text):
        raise BadValueError("not an ISSN", 'write it like "2049-3630"')
    values = [10 if digit == "X" else int(digit) for digit in text.replace("-", "")]
    if sum(weight * value for weight, value in zip(range(8, 0, -1), values, strict=True)) % 11:
        raise BadValueError("its last digit does not fit the others", "copy the ISSN again")
    return text


def pages(text: str) -> str:
    """Return pages with an en dash between the first and the last: "1-12" is "1–12".

    A page may have letters ("S12", "e1004", "iv"); several ranges stand behind commas.
    """
    dashed = re.sub(r"\s*(?:--+|[\u2010-\u2015\u2212])\s*", "–", text)
    dashed = re.sub(r"^([^\W_][\w.:]*)\s*-\s*([^\W_][\w.:]*)$", r"\1–\2", dashed)
    if not PAGES.fullmatch(dashed):
        raise BadValueError("not pages", 'write them like "1–12"')
    return dashed


def record_id(text: str) -> str:
    """Return the id of a record, which is a file name and part of an address."""
    if text in RESERVED_IDS:
        raise BadValueError("the address of the list itself", "choose another id")
    if len(text) > MAX_ID:
        raise BadValueError(f"an id of more than {MAX_ID} characters", "choose a shorter id")
    message = "an id (lower-case letters, digits and hyphens)"
    return _matching(text, RECORD_ID, message, '"neural-tangent-kernel"')


def _matching(text: str, pattern: re.Pattern[str], what: str, example: str) -> str:
    if pattern.fullmatch(text):
        return text
    raise BadValueError(f"not {what}", f"write it like {example}")


def web_address(text: str) -> str:
    """Return an http or https address that has a host and no space, quote or control character."""
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    advice = "write an address that starts with https://"
    if re.search(r'[\s<>"`\\^{|}\x00-\x20]', text):
        raise BadValueError("an address cannot hold spaces, quotes or brackets", advice)
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        raise BadValueError("not a web address", advice) from None
    if parts.scheme.lower() not in {"http", "https"}:
        scheme = f'"{parts.scheme}:"' if parts.scheme else "no scheme"
        raise BadValueError(f"a link with {scheme} is not http or https", advice)
    if not host:
        raise BadValueError("a web address without a host", advice)
    return text
