"""Answers in the formats that the services document, made of the facts of a paper."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zlib import crc32

PAPERS = Path(__file__).parents[1] / "lookup" / "papers.json"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the services know of one paper; `date` is the preprint's, `issued` the publisher's."""

    title: str
    authors: Sequence[str] = ()
    date: str = "2024-01-15"
    abstract: str = ""
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    openreview: str | None = None
    acl: str | None = None
    pmid: str | None = None
    code: str | None = None
    comment: str | None = None
    journal_ref: str | None = None
    container: str | None = None
    event: str | None = None
    type: str = "journal-article"
    issued: Sequence[int] = ()
    volume: str | None = None
    pages: str | None = None
    publisher: str = "A Publisher"
    s2_venue: str = ""
    or_venue: str | None = None
    citations: int = 0
    stars: int = 0
    orcids: dict[str, str] = field(default_factory=dict)


def known_papers() -> list[Facts]:
    """Return papers of this repository's shelf, with what the services add to their records."""
    return [Facts(**paper) for paper in json.loads(PAPERS.read_text(encoding="utf-8"))]


def arxiv_feed(papers: Iterable[Facts], query: str = "") -> str:
    """Return an Atom feed (https://info.arxiv.org/help/api/user-manual.html, 3.3)."""
    entries = [_arxiv_entry(paper) for paper in papers]
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
        "  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>\n"
        f"  <title>arXiv Query: {escape(query)}</title>\n"
        "  <updated>2026-10-20T00:00:00Z</updated>\n"
        '  <link href="https://arxiv.org/api/query" type="application/atom+xml"/>\n'
        "  <opensearch:itemsPerPage>10</opensearch:itemsPerPage>\n"
        f"  <opensearch:totalResults>{len(entries)}</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"{''.join(entries)}</feed>\n"
    )


def _arxiv_entry(paper: Facts) -> str:
    link = f"https://arxiv.org/abs/{paper.arxiv}v2"
    lines = [
        "  <entry>",
        f"    <id>http://arxiv.org/abs/{paper.arxiv}v2</id>",
        f"    <title>{escape(_wrapped(paper.title))}</title>",
        f"    <updated>{paper.date}T17:59:59Z</updated>",
        f'    <link href="{link}" rel="alternate" type="text/html"/>',
        f'    <link href="https://arxiv.org/pdf/{paper.arxiv}v2" rel="related" '
        'type="application/pdf" title="pdf"/>',
        f"    <summary>{escape(_wrapped(paper.abstract))}\n</summary>",
        '    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>',
        f"    <published>{paper.date}T17:59:59Z</published>",
    ]
    extras = {"comment": paper.comment, "journal_ref": paper.journal_ref, "doi": paper.doi}
    lines += [
        f"    <arxiv:{name}>{escape(value)}</arxiv:{name}>"
        for name, value in extras.items()
        if value
    ]
    lines += [f"    <author>\n      <name>{escape(n)}</name>\n    </author>" for n in paper.authors]
    return "\n".join([*lines, "  </entry>"]) + "\n"


def _wrapped(text: str) -> str:
    """Return a text with line ends and indents as arXiv has them."""
    words = text.split()
    return "\n  ".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9))


def crossref_work(paper: Facts) -> Json:
    """Return a work (https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md)."""
    work: Json = {
        "DOI": (paper.doi or "").lower(),
        "type": paper.type,
        "title": [paper.title],
        "author": [_contributor(paper, place) for place in range(len(paper.authors))],
        "container-title": [paper.container] if paper.container else [],
        "issued": {"date-parts": [list(paper.issued) or [None]]},
        "publisher": paper.publisher,
        "is-referenced-by-count": paper.citations,
        "URL": f"https://doi.org/{paper.doi}",
        "relation": {},
        "source": "Crossref",
    }
    if paper.abstract:
        work["abstract"] = (
            f"<jats:title>Abstract</jats:title>\n<jats:p>{escape(paper.abstract)}</jats:p>"
        )
    if paper.arxiv:
        related = {"id-type": "arxiv", "id": f"https://arxiv.org/abs/{paper.arxiv}"}
        work["relation"]["has-preprint"] = [{**related, "asserted-by": "subject"}]
    if paper.event:
        work["event"] = {"name": paper.event}
    optional = {"volume": paper.volume, "page": paper.pages}
    return work | {name: value for name, value in optional.items() if value}


def _contributor(paper: Facts, place: int) -> Json:
    given, _, family = paper.authors[place].rpartition(" ")
    person: Json = {"given": given, "family": family, "affiliation": []}
    person["sequence"] = "additional" if place else "first"
    if orcid := paper.orcids.get(paper.authors[place]):
        person |= {"ORCID": f"http://orcid.org/{orcid}", "authenticated-orcid": False}
    return person


def crossref_one(paper: Facts) -> Json:
    """Return the answer for one DOI."""
    return {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
        "message": crossref_work(paper),
    }


def crossref_list(papers: Sequence[Facts]) -> Json:
    """Return the answer to a query."""
    return {
        "status": "ok",
        "message-type": "work-list",
        "message-version": "1.0.0",
        "message": {
            "total-results": len(papers),
            "items-per-page": 5,
            "items": [crossref_work(p) for p in papers],
        },
    }


def openalex_work(paper: Facts) -> Json:
    """Return a work (https://docs.openalex.org/api-entities/works/work-object)."""
    doi = openalex_doi(paper)
    day = "-".join(f"{part:02}" for part in paper.issued) if len(paper.issued) == 3 else paper.date
    source = {"display_name": paper.container} if paper.container else None
    return {
        "id": f"https://openalex.org/W{crc32(paper.title.encode())}",
        "doi": f"https://doi.org/{doi}" if doi else None,
        "title": paper.title,
        "display_name": paper.title,
        "publication_year": int(day[:4]),
        "publication_date": day,
        "type": "article",
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{paper.pmid}"} if paper.pmid else {},
        "authorships": [_authorship(paper, place) for place in range(len(paper.authors))],
        "primary_location": {
            "landing_page_url": f"https://doi.org/{doi}",
            "source": source or _ARXIV_SOURCE,
        },
        "locations": [
            {
                "landing_page_url": f"http://arxiv.org/abs/{paper.arxiv}",
                "source": _ARXIV_SOURCE,
            }
        ]
        if paper.arxiv
        else [],
        "abstract_inverted_index": _inverted(paper.abstract) or None,
        "cited_by_count": paper.citations,
        "is_retracted": False,
    }


_ARXIV_SOURCE = {"display_name": "arXiv (Cornell University)", "type": "repository"}


def openalex_doi(paper: Facts) -> str | None:
    """Return the DOI under which OpenAlex has a paper."""
    return (paper.doi or (f"10.48550/arxiv.{paper.arxiv}" if paper.arxiv else "")).lower() or None


def _authorship(paper: Facts, place: int) -> Json:
    name = paper.authors[place]
    orcid = paper.orcids.get(name)
    return {
        "author_position": "middle" if place else "first",
        "author": {
            "id": "https://openalex.org/A1",
            "display_name": name,
            "orcid": f"https://orcid.org/{orcid}" if orcid else None,
        },
        "raw_author_name": name,
    }


def _inverted(text: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(text.split()):
        index.setdefault(word, []).append(place)
    return index


def openalex_list(papers: Sequence[Facts]) -> Json:
    """Return a page of works."""
    return {
        "meta": {"count": len(papers), "page": 1, "per_page": 25},
        "results": [openalex_work(paper) for paper in papers],
    }


def semantic_scholar_paper(paper: Facts) -> Json:
    """Return a paper (https://api.semanticscholar.org/api-docs/graph)."""
    ids = {"ArXiv": paper.arxiv, "DOI": paper.doi, "ACL": paper.acl, "PubMed": paper.pmid}
    year = int(paper.date[:4])
    if named := re.search(r"(?:19|20)\d\d", paper.venue or ""):
        ids["DBLP"] = (
            f"conf/x/{paper.authors[0].split()[-1] if paper.authors else 'X'}{named[0][2:]}"
        )
    return {
        "paperId": f"{crc32(paper.title.encode()):040x}",
        "externalIds": {**{n: v for n, v in ids.items() if v}, "CorpusId": 49310446},
        "title": paper.title,
        "abstract": paper.abstract or None,
        "venue": paper.s2_venue or "arXiv.org",
        "publicationVenue": {"name": paper.s2_venue} if paper.s2_venue else None,
        "year": year,
        "publicationDate": paper.date,
        "citationCount": paper.citations,
        "authors": [{"authorId": "1", "name": name} for name in paper.authors],
        "openAccessPdf": None,
    }


def openreview_note(paper: Facts) -> Json:
    """Return a note of API 2 (https://docs.openreview.net/reference/api-v2/entities/note)."""
    year = (paper.or_venue or paper.venue or "2024")[-4:]
    year = year if year.isdigit() else "2024"
    content = {
        "title": paper.title,
        "authors": list(paper.authors),
        "authorids": [f"~{name.replace(' ', '_')}1" for name in paper.authors],
        "abstract": paper.abstract,
        "venue": paper.or_venue or "Submitted to ICLR 2024",
        "venueid": f"ICLR.cc/{year}/Conference",
        "pdf": "/pdf/0123456789abcdef.pdf",
        "_bibtex": f"@inproceedings{{\nanonymous{year},\ntitle={{{{{paper.title}}}}}\n}}",
    }
    return {
        "id": paper.openreview,
        "forum": paper.openreview,
        "content": {key: {"value": value} for key, value in content.items()},
        "cdate": 1695283200000,
        "pdate": 1705405440000,
        "invitations": [f"ICLR.cc/{year}/Conference/-/Submission"],
    }


def openreview_old_note(paper: Facts) -> Json:
    """Return a note of API 1, whose content has plain values."""
    note = openreview_note(paper)
    return note | {"content": {key: held["value"] for key, held in note["content"].items()}}


def acl_bibtex(paper: Facts) -> str:
    """Return an entry as https://aclanthology.org/<id>.bib has it."""
    year = paper.issued[0] if paper.issued else 2022
    authors = "  and\n      ".join(_family_first(name) for name in paper.authors)
    fields = {
        "title": paper.title,
        "author": authors,
        "editor": "Muresan, Smaranda  and\n      Nakov, Preslav",
        "booktitle": paper.container or "Proceedings",
        "year": str(year),
        "address": "Dublin, Ireland",
        "publisher": paper.publisher,
        "url": f"https://aclanthology.org/{paper.acl}/",
        "doi": paper.doi,
        "pages": (paper.pages or "").replace("-", "--"),
        "abstract": paper.abstract,
    }
    lines = [f'    {name} = "{value}",' for name, value in fields.items() if value]
    lines.insert(4, "    month = may,")
    return "@inproceedings{some-etal-2022-key,\n" + "\n".join(lines)[:-1] + "\n}\n"


def _family_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


def github_repository(paper: Facts) -> Json:
    """Return a repository (https://docs.github.com/en/rest/repos/repos#get-a-repository)."""
    owner, name = (paper.code or "").rstrip("/").split("/")[-2:]
    return {
        "full_name": f"{owner}/{name}",
        "html_url": f"https://github.com/{owner}/{name}",
        "stargazers_count": paper.stars,
        "archived": False,
        "pushed_at": "2026-01-02T03:04:05Z",
    }
