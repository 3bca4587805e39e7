"""The registry of fixes: which value each of them mends, and how."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.fixes import values
from generator.records.identifiers import fold
from generator.records.models import Tag

_NAMES = frozenset({"authors", "name", "affiliation", "variants", "aliases", "editors"})
_TITLES = frozenset({"title", "venue"})
_IDS = frozenset({"id", "parent", "paper", "papers", "superseded_by"})
_SCHEMES = frozenset({"arxiv", "doi", "openreview", "acl", "pmid", "orcid", "date", "added"})
_ADDRESSES = frozenset(
    {"code", "project", "pdf", "video", "dataset", "slides", "homepage", "retracted", "url"}
)


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair: the keys whose values it mends, and what it returns for one, if anything."""

    name: str
    mends: str
    """What is mended, in a sentence."""
    keys: frozenset[str]
    mend: Callable[[str, str], str | None]
    """Takes a key and its value as it is written."""


def fixes(tags: Iterable[Tag] = ()) -> tuple[Fix, ...]:
    """Return all fixes of text; `tags` are the vocabulary."""
    return (*_TEXT_FIXES, Fix("tag", _TAG, frozenset({"tags", "parent"}), _of_text(_tag_fix(tags))))


def quotes(key: str, text: str, *, is_number: bool) -> str | None:
    """Return the text of a value that YAML takes for a number, a date, yes or no, if one is meant.

    `is_number` is whether it is a number; in JSON nothing else is.
    """
    if key == "arxiv":
        return values.digits_of_arxiv(text) if is_number else None
    return text if key in QUOTED else None


def _of_text(mend: Callable[[str], str | None]) -> Callable[[str, str], str | None]:
    return lambda _, text: mend(text)


QUOTED = _NAMES | _TITLES | _IDS | frozenset({"tags"})
"""Keys whose values are texts, whatever YAML takes them for."""
_TAG = "a name or an alias of a tag, or its id in other letters, becomes the id"

_TEXT_FIXES = (
    Fix(
        "white-space",
        "white space around or inside a text of one line becomes one space, or none",
        _NAMES | _TITLES | _IDS | _SCHEMES | _ADDRESSES | frozenset({"tags"}),
        _of_text(values.folded),
    ),
    Fix(
        "arxiv",
        "an address, a prefix or a version goes from an arXiv id",
        frozenset({"arxiv"}),
        _of_text(values.identifier("arxiv")),
    ),
    Fix("doi", "an address or a prefix goes from a DOI", frozenset({"doi"}), _of_text(values.doi)),
    Fix(
        "openreview",
        "the address of an OpenReview forum becomes its id",
        frozenset({"openreview"}),
        _of_text(values.identifier("openreview")),
    ),
    Fix(
        "acl",
        "the address of an ACL Anthology page becomes its id",
        frozenset({"acl"}),
        _of_text(values.identifier("acl")),
    ),
    Fix(
        "pmid",
        "the address of a PubMed page becomes its id",
        frozenset({"pmid"}),
        _of_text(values.identifier("pmid")),
    ),
    Fix(
        "orcid",
        "an address goes from an ORCID iD, and hyphens come where they are missing",
        frozenset({"orcid"}),
        _of_text(values.orcid),
    ),
    Fix(
        "https",
        "http becomes https where a host (arXiv, doi.org, GitHub and others) has no other",
        _ADDRESSES,
        _of_text(values.secure),
    ),
    Fix(
        "date",
        "a date that can be read in one way only gets hyphens",
        frozenset({"date", "added"}),
        lambda key, text: values.whole_day(text) if key == "added" else values.date(text),
    ),
)

OTHER_FIXES: Mapping[str, str] = {
    "quotes": "a text that YAML takes for a number, a date or yes/no gets quotes; an arXiv id only "
    "where it still has all digits",
    "repeated-tag": "a tag that stands twice goes",
    "line-ends": "Windows line ends become LF, and a byte order mark goes",
}
"""What is mended beside texts."""


def _tag_fix(tags: Iterable[Tag]) -> Callable[[str], str | None]:
    known = list(tags)
    ids = {tag.id for tag in known}
    meant: dict[str, set[str]] = {}
    for tag in known:
        for word in (tag.id, tag.name, *tag.aliases):
            meant.setdefault(fold(word), set()).add(tag.id)

    def mend(name: str) -> str | None:
        if name in ids:
            return None
        words = dict.fromkeys(
            (fold(name), fold(name.replace("-", " ")), fold(name.replace(" ", "-")))
        )
        found = next((meant[word] for word in words if word in meant), set())
        return next(iter(found)) if len(found) == 1 else None

    return mend


def mended(key: str, text: str, applied: Sequence[Fix]) -> tuple[str, str] | None:
    """Return what a value was meant to be and the fix that said so, None when it is right."""
    result, name = text, ""
    for fix in applied:
        if key in fix.keys and (new := fix.mend(key, result)):
            result, name = new, fix.name
    return (result, name) if name else None
