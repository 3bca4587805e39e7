"""Identifiers: what a person wrote or pasted to name a paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from generator.records.schemes import ACL_ID, ARXIV_ID, DOI, OPENREVIEW_ID, PMID, without_version

Kind = Literal["arxiv", "doi", "openreview", "acl", "pmid", "title"]

MAX_LENGTH = 1000
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_DOI_IN_PATH = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s?#]+")
_AFTER_DOI = re.compile(
    r"(?:/(?:full(?:text)?|abstract|abs|e?pdf|meta|html|figures|references)/?|\.pdf|/)+$"
)
_PREPRINT_VERSION = re.compile(r"(?:v[0-9]+)?(?:\.(?:full|abstract))?(?:\.pdf)?$")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\]+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_PREFIXED = re.compile(r"(arxiv|doi|openreview|acl|pmid|title)\s*:\s*(\S.*)", re.IGNORECASE)
_BARE_OPENREVIEW = re.compile(r"(?=.*[a-z])(?=(?:.*[A-Z]){2})(?=[a-z]|.*[0-9_-])[\w-]{9,11}", re.A)
_ARXIV_HOSTS = ("arxiv.org", "ar5iv.org", "alphaxiv.org")
_ACL_HOSTS = ("aclanthology.org", "aclanthology.info", "aclweb.org")
_PAPERS_HOSTS = ("huggingface.co", "hf.co")
_DOI_HOSTS = ("doi.org",)
_OPENREVIEW_HOSTS = ("openreview.net",)
_PUBMED_HOSTS = ("pubmed.ncbi.nlm.nih.gov",)
_VERSIONED_HOSTS = ("biorxiv.org", "medrxiv.org")


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names a paper: an id of the kind's scheme, without version or prefix, or a title."""

    kind: Kind
    value: str

    def __str__(self) -> str:
        """Return it as it can be written again."""
        names = {"arxiv": "arXiv", "openreview": "OpenReview", "acl": "ACL", "pmid": "PMID"}
        return f"{names.get(self.kind, self.kind)}:{self.value}"


def identify(text: str) -> Identifier | None:
    """Return what a text names; None when it is empty, or an address of something unknown.

    Bare ids, ids with a prefix (arXiv:, doi:, openreview:, acl:, pmid:, title:) and the addresses
    of arXiv, DOIs, OpenReview, the ACL Anthology, PubMed and Hugging Face's papers are known, and
    a DOI within any other address; a text that is none of these is a title. A DOI that arXiv gave
    (10.48550) is the arXiv id.
    """
    line = " ".join(text.split()).strip("<>\u200b\ufeff")
    if not line or len(line) > MAX_LENGTH:
        return None
    if prefixed := _PREFIXED.fullmatch(line):
        return _prefixed(prefixed[1].lower(), prefixed[2])
    if _ADDRESS.fullmatch(line):
        return _in_address(line)
    if bare := _bare(line):
        return bare
    if _BARE_ADDRESS.fullmatch(line):
        return _in_address(f"https://{line}")
    if re.match(r"[a-z][a-z0-9+.-]*://", line, re.IGNORECASE) or not _has_letters(line):
        return None
    return Identifier("title", line)


def identifiers_in(text: str) -> Iterator[Identifier]:
    """Yield the papers that the addresses in a text lead to, in their order, each once."""
    seen = set()
    for match in _ADDRESS.finditer(text):
        found = _in_address(match[0][:MAX_LENGTH].rstrip(".,;:!?)]}*_"))
        if found and found not in seen:
            seen.add(found)
            yield found


def _prefixed(prefix: str, rest: str) -> Identifier | None:
    if prefix == "title":
        return Identifier("title", rest)
    if _ADDRESS.fullmatch(rest):
        return _in_address(rest)
    readers = {
        "arxiv": _arxiv,
        "doi": _doi,
        "openreview": _openreview,
        "acl": _acl,
        "pmid": _pmid,
    }
    return readers[prefix](rest)


def _bare(text: str) -> Identifier | None:
    if found := _arxiv(text) or _doi(text) or _acl(text):
        return found
    return Identifier("openreview", text) if _BARE_OPENREVIEW.fullmatch(text) else None


def _arxiv(text: str) -> Identifier | None:
    text = text.removesuffix(".pdf").strip("/")
    return Identifier("arxiv", without_version(text)) if ARXIV_ID.fullmatch(text) else None


def _doi(text: str) -> Identifier | None:
    text = text.rstrip(".,;")
    if not DOI.fullmatch(text):
        return None
    of_arxiv = _ARXIV_DOI.fullmatch(text)
    return (of_arxiv and _arxiv(of_arxiv[1])) or Identifier("doi", text)


def _openreview(text: str) -> Identifier | None:
    return Identifier("openreview", text) if OPENREVIEW_ID.fullmatch(text) else None


def _acl(text: str) -> Identifier | None:
    text = text.strip("/").removesuffix(".pdf").removesuffix(".bib")
    return Identifier("acl", text) if ACL_ID.fullmatch(text) else None


def _pmid(text: str) -> Identifier | None:
    return Identifier("pmid", text) if PMID.fullmatch(text) else None


def _has_letters(text: str) -> bool:
    return sum(character.isalnum() for character in text) > 1


def _in_address(address: str) -> Identifier | None:
    """Return the paper that an address leads to, None when it names none."""
    try:
        parts = urlsplit(address)
        host, path = parts.hostname or "", unquote(parts.path)
    except ValueError:
        return None
    pieces = [piece for piece in path.split("/") if piece]
    if _is_below(host, _ARXIV_HOSTS):
        return _arxiv("/".join(pieces[1:]))
    if _is_below(host, _PAPERS_HOSTS):
        return _arxiv(pieces[1]) if pieces[:1] == ["papers"] and len(pieces) > 1 else None
    if _is_below(host, _DOI_HOSTS):
        return _doi(path.strip("/"))
    if _is_below(host, _OPENREVIEW_HOSTS):
        return _openreview(_query(parts).get("id", [""])[0])
    if _is_below(host, _ACL_HOSTS):
        return next((found for piece in reversed(pieces) if (found := _acl(piece))), None)
    if _is_below(host, _PUBMED_HOSTS):
        return _pmid(pieces[0]) if pieces else None
    if _is_below(host, ("semanticscholar.org",)) and pieces[:1] == ["arxiv"]:
        return _arxiv("/".join(pieces[1:]))
    return _doi_in(host, path)


def _query(parts: SplitResult) -> dict[str, list[str]]:
    try:
        return parse_qs(parts.query)
    except ValueError:
        return {}


def _is_below(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) for name in hosts)


def _doi_in(host: str, path: str) -> Identifier | None:
    """Return the DOI that stands in the path of a publisher's address."""
    found = _DOI_IN_PATH.search(path)
    if found is None:
        return None
    doi = _AFTER_DOI.sub("", found[0])
    if _is_below(host, _VERSIONED_HOSTS):
        doi = _PREPRINT_VERSION.sub("", doi)
    return _doi(doi)
