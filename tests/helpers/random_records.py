"""Random records: any text in every key that takes one, as their files could hold them."""

import json
from collections.abc import Mapping

from hypothesis import strategies as st

from generator.records.document import Source
from generator.records.forms import PaperRecord
from generator.records.json_reader import read_line
from generator.records.models import Paper
from generator.records.validation import validate

SIGNS = "{}\\$%&é,@ \"'aB#~;|<>\n`-–—=+/:.0İß\u0301\u00a0\u2028\x85"
LINES = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), min_size=1)
WORDS = st.sampled_from(
    [
        *("Lamps and Co.", "van der Muster", "Muster, Jr., Ada", "others", "and", "Ada Invented"),
        *("ICML 2019", "arXiv preprint arXiv:1806.07572", "CoRR", "@article{a,", "$a_{1}$ of $b$"),
        *(r"\"{O}rnek", "{x}", "-- a ``b'' c", "=1+1", "<i>a</i>", "TY  - JOUR", "ER  - ", "a; b"),
        *("$\\begin{array}{c}N\\\\{k}\\end{array}$", "a\\\\{b}", "$\\\\\\}$", "\\\\\"x"),
        *("'quoted'", "papershelf: {}", "http://a.example/~b", "1--2", "I. Lamp", "a  b"),
        *("Ünï (çöde)", "x @article{y, z}", "\n@article{a,\n", "\n\n@b{c"),
        *("TI  - x\nER  - \nTY  - JOUR",),
    ]
)  # fmt: skip
TEXTS = (LINES | WORDS).filter(lambda text: bool(text.strip()))
ADDRESSES = st.sampled_from(
    [
        "https://a.example/b?c=(d);e=f&g=%7B#h",
        "http://b.example/x.pdf",
        "https://arxiv.org/abs/1806.07572",
        "https://github.com/a/b",
        "https://doi.org/10.5555/x",
        "https://press.example/10.5555/x_y",
    ]
)
IDS = st.sampled_from(["a", "lamps", "b-c_d.e"])
DATES = st.sampled_from(["1999", "2018-06", "2018-06-20"])
NUMBERS = st.sampled_from(["12", "S1", "1–2"]) | TEXTS
PUBLICATIONS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            "article inproceedings incollection book thesis mastersthesis report preprint dataset"
            " software other".split()
        ),
        **dict.fromkeys(("in", "series", "publisher", "place", "edition"), TEXTS),
        **dict.fromkeys(("volume", "issue"), NUMBERS),
        "pages": st.sampled_from(["1–12", "1-12", "e1004", "iv, 12–14", "12-1–12-20", "7+"]),
        "date": DATES,
        "editors": st.lists(TEXTS, min_size=1, max_size=2),
        "isbn": st.sampled_from(["978-3-030-01225-0", "0306406152"]),
        "issn": st.just("2049-3630"),
        "url": ADDRESSES,
    },
)
AUTHORS = TEXTS | st.fixed_dictionaries(
    {"name": TEXTS}, optional={"orcid": st.just("0000-0002-1825-0097"), "affiliation": TEXTS}
)
RECORDS: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        "authors": st.lists(AUTHORS, max_size=3),
        "date": DATES,
        "venue": TEXTS,
        "publication": PUBLICATIONS,
        "tags": st.lists(IDS, max_size=2, unique=True),
        "arxiv": st.sampled_from(["1806.07572", "math.GT/0309136"]),
        "doi": st.sampled_from(["10.5555/a(b)<c>;2", "10.5555/x_y", "10.48550/arXiv.1806.07572"]),
        "openreview": st.just("rJXMpikCZ"),
        "acl": st.just("2022.acl-long.244"),
        "pmid": st.just("31452104"),
        "links": st.dictionaries(st.sampled_from(["code", "pdf", "project", "slides"]), ADDRESSES),
        "added": st.just("2026-03-17"),
        **dict.fromkeys(("tldr", "abstract", "notes"), TEXTS),
        "related": st.lists(st.fixed_dictionaries({"paper": IDS, "why": TEXTS}), max_size=2),
        "status": st.just({"superseded_by": "lamps"}),
    },
)
"""Most are valid; `paper_of` returns None for the others."""


def paper_of(record: Mapping[str, object], name: str = "lamps") -> Paper | None:
    """Return the paper that is read from a line with the record, or None when it is not valid."""
    source = Source(f"papers/{name}.yml")
    document, _ = read_line(json.dumps(record), source)
    read, _ = validate(PaperRecord, document) if document else (None, [])
    return Paper(**read.__dict__, id=name, source=source) if read else None
