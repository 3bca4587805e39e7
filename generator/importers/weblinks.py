"""Addresses that stand in running text, and what each of them leads to."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.records.schemes import BadValueError, web_address

_BARE = (
    r"(?:(?:[a-z0-9-]+\.)?(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co)(?=/\w)"
    r"|[a-z0-9-]+\.(?:github|gitlab)\.io(?![\w-]|\.\w))"
)
_ADDRESS = re.compile(
    rf"https?://[^\s<>\"]+|(?<![\w@./-]){_BARE}(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
_LATEX_ESCAPE = re.compile(r"\\([_%#&~$])")
_AFTER_ADDRESS = re.compile(r"[{}\\^`|].*")
_CODE_HOSTS = frozenset(
    {"github.com", "gist.github.com", "gitlab.com", "bitbucket.org", "codeberg.org"}
)
_DATA_HOSTS = frozenset({"zenodo.org", "kaggle.com"})
_VIDEO_HOSTS = frozenset({"youtube.com", "youtu.be", "vimeo.com"})
_IDENTIFIER_HOSTS = frozenset({"arxiv.org", "doi.org", "dx.doi.org"})
_CLOSING = {")": "(", "]": "["}


def links_in(text: str) -> dict[str, str]:
    """Return the first address of each kind in `text`, by the record's keys for links."""
    links: dict[str, str] = {}
    for address in addresses_in(text):
        if kind := kind_of(address):
            links.setdefault(kind, address)
    return links


def addresses_in(text: str) -> Iterator[str]:
    """Yield the web addresses in `text`, without the punctuation and LaTeX around them.

    Hosts of code are found without "https://" as well.
    """
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found[0])
        address = address if "://" in address else "https://" + address
        try:
            yield web_address(address)
        except BadValueError:
            continue


def _trimmed(address: str) -> str:
    address = _AFTER_ADDRESS.sub("", _LATEX_ESCAPE.sub(r"\1", address))
    while address and (address[-1] in ".,;:!?'\"*’”" or _closes_nothing(address)):
        address = address[:-1]
    return address


def _closes_nothing(address: str) -> bool:
    opening = _CLOSING.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def kind_of(address: str) -> str | None:
    """Return the key of `links` for an address: code, project, dataset or video.

    None for an address that is an identifier of a paper (arXiv, DOI) or a host's front page.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if host in _IDENTIFIER_HOSTS or (host, parts.path[:8]) == ("huggingface.co", "/papers/"):
        return None
    if host in _DATA_HOSTS or (host, parts.path[:10]) == ("huggingface.co", "/datasets/"):
        return "dataset"
    if host in _VIDEO_HOSTS:
        return "video"
    if host in _CODE_HOSTS and not parts.path.strip("/"):
        return None
    is_code = host in _CODE_HOSTS or host == "huggingface.co" or host.startswith("gitlab.")
    return "code" if is_code else "project"
