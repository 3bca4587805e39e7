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
from generator.records.models import Paper

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
    entry = kind(paper.venue)
    fields = {
        "title": latex.title(paper.title),
        "author": " and ".join(map(_author, (author.name for author in paper.authors))),
        "booktitle": latex.escaped(paper.venue or "") if entry == "inproceedings" else "",
        "journal": latex.escaped(paper.venue or "") if entry == "article" else "",
        **_date(paper, entry),
        "doi": _raw(paper.doi or ""),
        "eprint": _raw(paper.arxiv or ""),
        "archivePrefix": "arXiv" if paper.arxiv else "",
        "url": _raw(address(paper)),
    }
    lines = [_field(name, value) for name, value in fields.items() if value]
    return f"@{entry}{{{key},\n" + ",\n".join(lines) + "\n}\n"


@lru_cache(maxsize=1024)
def kind(venue: str | None) -> str:
    """Return the type of a paper's entry: "misc", "inproceedings" or "article"."""
    if venue is None or _PREPRINT.match(venue):
        return "misc"
    if _CONFERENCE.search(venue):
        return "inproceedings"
    return "article" if _JOURNAL.search(venue) else "inproceedings"


def _field(name: str, value: str) -> str:
    # A month is a macro of BibTeX's styles, which print it in their own way.
    return f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"


def _author(name: str) -> str:
    """Return a name as BibTeX reads it: "First von Last" or "von Last, First"."""
    is_one_word = _AND.search(name) or name.casefold() == "others"
    written = latex.escaped(name)
    return f"{{{written}}}" if is_one_word or name.count(",") > 2 else written


def _date(paper: Paper, entry: str) -> dict[str, str]:
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
