"""Lists of papers in Markdown ("awesome lists") to records: what their links and texts say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importers.assembly import Entry, assembled
from generator.importers.merge import Candidate
from generator.importers.parsed import Parsed, Reject
from generator.importers.weblinks import kind_of
from generator.lookup.identifiers import Identifier, identify
from generator.records.document import showable
from generator.records.forms import LinksRecord

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)|\s*\|(.*)\|\s*$")
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(https?://[^\s)>]+(?:\([^\s)]*\)[^\s)>]*)?)>?[^)]*\)"
)
_BARE = re.compile(r"(?<![(<\"\w])<?(https?://[^\s<>)\]|\"]+)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_MARKS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|<[^<>]+>")
_NO_TITLES = frozenset(
    "paper pdf arxiv link here code github project page website doi openreview acl html abs url"
    " abstract poster video slides blog demo data dataset model huggingface".split()
)
_TRIM = " \t-–—:|,.;·•()[]"
_EMOJI = re.compile(r"^[^\w\"'“‘$(\[]+|[^\w\"'”’)$?!.\]]+$")


@dataclass(frozen=True, slots=True)
class _Link:
    text: str
    address: str


def parse(text: str, path: str, *, untitled: bool = False) -> Parsed:
    """Return the papers of a list, and the entries that link to no paper that is known.

    An entry is an item of a list, or a row of a table, with a link; the headings above it are its
    keywords. The title is the text of the link, or else what stands before it; with `untitled`, a
    paper that has none is titled by its identifier ("arXiv:1806.07572"), for someone to ask.
    `path` is there for the sake of a reader of another format.
    """
    del path
    made = list(_entries(showable(text, lambda _: None), untitled))
    return Parsed(
        candidates=[item for item in made if isinstance(item, Candidate)],
        rejects=[item for item in made if isinstance(item, Reject)],
    )


def _entries(text: str, untitled: bool) -> Iterator[Candidate | Reject]:
    headings: list[tuple[int, str]] = []
    fenced = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if fenced:
            continue
        if heading := _HEADING.fullmatch(line.strip()):
            level = len(heading[1])
            headings = [one for one in headings if one[0] < level]
            headings.append((level, _plain(_LINK.sub(r"\1", heading[2]))))
        elif (item := _ITEM.match(line)) and (links := _links(line)):
            said = item[1] if item[1] is not None else item[2]
            above = tuple(dict.fromkeys(name for level, name in headings if level > 1 and name))
            yield _made(_Line(number, line, said, links, above), untitled)


def _links(line: str) -> list[_Link]:
    """Return the links of a line, also those whose text is an image and those without a text."""
    found = [(link.start(), _Link(link[1], link[2])) for link in _LINK.finditer(line)]
    rest = _LINK.sub(lambda link: " " * len(link[0]), line)
    found += [(bare.start(), _Link("", bare[1].rstrip(".,;:"))) for bare in _BARE.finditer(rest)]
    return [link for _, link in sorted(found, key=lambda place: place[0])]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    said: str
    """The text without the sign of the list or the table."""
    links: Sequence[_Link]
    headings: Sequence[str]


def _made(line: _Line, untitled: bool) -> Candidate | Reject:
    papers = [(link, known) for link in line.links if (known := _paper(link.address))]
    if not papers:
        reason = "no link to arXiv, OpenReview, the ACL Anthology, PubMed or a DOI"
        advice = "write its record by hand"
        return Reject(line=line.number, text=line.text, reason=reason, advice=advice)
    first, identifier = papers[0]
    title = _title(line.said, first, line.links)
    if not title and not untitled:
        advice = "write one, or import with --fetch"
        return Reject(line=line.number, text=line.text, reason="no title", advice=advice)
    identifiers: dict[str, str] = {}
    for _, known in papers:
        identifiers.setdefault(known.kind, known.value)
    places = {_place(link.address): link.address for link in reversed(line.links)}
    return assembled(
        Entry(
            line=line.number,
            text=line.text,
            facts={"title": title or str(identifier), **identifiers},
            links={key: places[key] for key in LinksRecord.model_fields if key in places},
            keywords=line.headings,
        )
    )


def _paper(address: str) -> Identifier | None:
    known = identify(address)
    return known if known and known.kind != "title" else None


def _place(address: str) -> str:
    kind = "" if _paper(address) else kind_of(address)
    return kind if kind in ("code", "dataset", "video") else ""


def _title(said: str, paper: _Link, links: Sequence[_Link]) -> str:
    """Return the title of an entry: the text of its link, or what is set off before it."""
    texts = [paper.text, *(link.text for link in links)]
    if named := next((text for one in texts if _is_title(text := _plain(one))), ""):
        return named
    strong = (_plain(found[1] or found[2]) for found in _STRONG.finditer(said))
    if whole := next((text for text in strong if _is_title(text)), ""):
        return whole
    bare = _BARE.sub("", _LINK.sub("|", said))
    if part := next((part for cell in bare.split("|") if _is_title(part := _plain(cell))), ""):
        return part
    return next((text for one in texts if _is_title(text := _plain(one), 2)), "")


def _is_title(text: str, least: int = 6) -> bool:
    """Tell whether a text of at least so many characters says more than what a link leads to."""
    words = text.casefold().split()
    return len(text) >= least and any(word.strip(_TRIM) not in _NO_TITLES for word in words)


def _plain(text: str) -> str:
    """Return Markdown as text on one line, without images, marks and signs around it."""
    bare = _MARKS.sub("", _IMAGE.sub("", text)).replace("\\", "")
    return _EMOJI.sub("", " ".join(bare.split()).strip(_TRIM)).strip()
