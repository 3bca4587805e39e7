"""BibTeX entries and citation keys (format: "BibTeXing", O. Patashnik, 1988)."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import count

from generator import addresses
from generator.catalog import by_arrival
from generator.exports import latex
from generator.records.dates import MONTHS
from generator.records.identifiers import fold
from generator.records.models import Paper, Publication

KINDS = {
    "article": "article",
    "inproceedings": "inproceedings",
    "incollection": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "mastersthesis": "mastersthesis",
    "report": "techreport",
    "preprint": "misc",
    "dataset": "misc",
    "software": "misc",
    "other": "misc",
}
"""The type of an entry by the type of a record's publication."""
CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
"""The field for what a paper appeared in, by the type of its entry."""
PUBLISHERS = {
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
}

_CONFERENCE = re.compile(
    r"\b(?:conference|workshops?|symposium|meeting|findings"
    r"|proceedings(?! of the (?:ieee|national)))\b",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|reviews?|annals|magazine|bulletin|quarterly|acta"
    r"|tmlr|jmlr|tacl|t?pami|ijcv|pnas|plos|frontiers in|neural networks|neurocomputing"
    r"|neural computation|ieee access|scientific reports|proceedings of the (?:ieee|national))\b"
    r"|^(?:nature|science|cell|machine learning|pattern recognition|artificial intelligence)\b",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"arxiv|corr\b|.*\bpreprints?\b", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(
    _WORD.findall(
        "a an and are as at be by can do does for from how if in into is it its not of on or"
        " should that the their this to toward towards via we what when where which who why will"
        " with"
    )
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NOT_IN_FIELD = re.compile(r"[{}\\\s\"]")


def citation_keys(papers: Iterable[Paper]) -> Mapping[str, str]:
    """Return each paper's citation key by its id: family name, year, first word of the title.

    When that is taken, a letter follows. Papers that came onto the shelf earlier choose first,
    so that a new paper changes no key.
    """
    keys: dict[str, str] = {}
    used: set[str] = set()
    next_number: dict[str, int] = {}
    for paper in by_arrival(papers):
        key = stem = _key_stem(paper)
        if stem in used:
            for number in count(next_number.get(stem, 1)):
                key = stem + _letters(number)
                if key not in used:
                    break
            next_number[stem] = number + 1
        used.add(key)
        keys[paper.id] = key
    return keys


def _key_stem(paper: Paper) -> str:
    family = _family(paper.authors[0].name) if paper.authors else ""
    year = str(paper.date.year) if paper.date else ""
    return f"{family or 'anonymous'}{year}{_first_word(paper.title)}"


def _family(name: str) -> str:
    """Return the last family name, without "von" and "Jr.", in lower-case ASCII letters."""
    words = name.partition(",")[0].split()
    while len(words) > 1 and words[-1].casefold().strip(".") in _SUFFIXES:
        words = words[:-1]
    return "".join(_WORD.findall(fold(words[-1]))) if words else ""


def _first_word(title: str) -> str:
    text = fold(title.replace("'", "").replace("’", ""))
    first = ""
    for match in _WORD.finditer(text):
        word = match[0]
        if word not in _SMALL_WORDS:
            return word
        first = first or word
    return first


def _letters(number: int) -> str:
    """Return "", "a", …, "z", "aa", …"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def bibtex(paper: Paper, key: str) -> str:
    """Return a paper's BibTeX entry, which ends its last line.

    `date` is when a paper first came out; the year of a venue that names one is the venue's, and
    the month of an arXiv paper is not given for it.
    """
    return entry(kind_of(paper), key, fields_of(paper))


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry with those of the fields that have a value, written as BibTeX has it."""
    lines = [_field(name, value) for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def fields_of(paper: Paper) -> dict[str, str]:
    """Return the fields of a paper's entry in their order, some of them empty."""
    entry = kind_of(paper)
    return {
        "title": latex.title(paper.title),
        "author": names(author.name for author in paper.authors),
        CONTAINERS.get(entry, ""): latex.escaped(container(paper)),
        **(_publication(paper.publication, entry) if paper.publication else {}),
        **_date(paper, entry),
        "doi": _raw(paper.doi or ""),
        "eprint": _raw(paper.arxiv or ""),
        "archivePrefix": "arXiv" if paper.arxiv else "",
        "url": _raw(address(paper)),
    }


def _publication(known: Publication, entry: str) -> dict[str, str]:
    return {
        "editor": names(known.editors),
        "series": latex.escaped(known.series or ""),
        "volume": latex.escaped(known.volume or ""),
        "number": latex.escaped(known.issue or ""),
        "pages": latex.escaped(known.pages or ""),
        "edition": latex.escaped(known.edition or ""),
        PUBLISHERS.get(entry, "publisher"): latex.escaped(known.publisher or ""),
        "address": latex.escaped(known.place or ""),
        "isbn": _raw(known.isbn or ""),
        "issn": _raw(known.issn or ""),
    }


def container(paper: Paper) -> str:
    """Return the name of what a paper appeared in, in full where it is known; "" for none."""
    known = paper.publication
    return (known and known.within) or paper.venue or ""


def kind_of(paper: Paper) -> str:
    """Return the type of a paper's entry, which its venue tells where nothing else does."""
    known = paper.publication
    return KINDS[known.type] if known and known.type else kind(paper.venue)


@lru_cache(maxsize=1024)
def kind(venue: str | None) -> str:
    """Return the type that a venue tells: "misc", "inproceedings" or "article"."""
    if venue is None or _PREPRINT.match(venue):
        return "misc"
    if _CONFERENCE.search(venue):
        return "inproceedings"
    return "article" if _JOURNAL.search(venue) else "inproceedings"


def _field(name: str, value: str) -> str:
    # A month is a macro of BibTeX's styles, which print it in their own way.
    return f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"


def names(people: Iterable[str]) -> str:
    """Return names as the value of a field."""
    return " and ".join(map(_author, people))


def _author(name: str) -> str:
    """Return a name as BibTeX reads it: "First von Last" or "von Last, First"."""
    is_one_word = _AND.search(name) or name.casefold() == "others"
    written = latex.escaped(name)
    return f"{{{written}}}" if is_one_word or name.count(",") > 2 else written


def _date(paper: Paper, entry: str) -> dict[str, str]:
    if paper.publication and (published := paper.publication.date):
        month = MONTHS[published.month - 1][:3].lower() if published.month else ""
        return {"year": str(published.year), "month": month}
    in_venue = _YEAR.search(paper.venue or "") if entry != "misc" else None
    if in_venue and (paper.date is None or int(in_venue[0]) != paper.date.year):
        return {"year": in_venue[0]}
    if paper.date is None:
        return {}
    is_of_preprint = entry != "misc" and paper.arxiv is not None
    month = (
        MONTHS[paper.date.month - 1][:3].lower() if paper.date.month and not is_of_preprint else ""
    )
    return {"year": str(paper.date.year), "month": month}


def address(paper: Paper) -> str:
    """Return where the paper can be read when no DOI says it."""
    if paper.publication and paper.publication.url:
        return paper.publication.url
    if paper.acl:
        return addresses.acl(paper.acl)
    if paper.openreview:
        return addresses.openreview(paper.openreview)
    if paper.arxiv:
        return addresses.arxiv(paper.arxiv)
    return paper.links.pdf or paper.links.project or ""


def _raw(text: str) -> str:
    """Return an identifier or address, printed verbatim, with nothing that ends its field."""
    return _NOT_IN_FIELD.sub(lambda found: f"%{ord(found[0]):02X}", text)
