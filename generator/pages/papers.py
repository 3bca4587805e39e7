"""Pages of papers: one a paper, and the index by year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.catalog import newest_first
from generator.links_in_markdown import paper_links
from generator.pages import series
from generator.pages.faces import text_face
from generator.pages.imprint import imprint
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.records.models import Collection, Paper
from generator.relate import Link, Links
from generator.wording import names_text, shortened

PATH = addresses.index("papers")
ISSUE_TITLE = 100
"""How much of a paper's title an issue's has: an address must not grow too long."""
CRUMB: Crumb = ("Papers", PATH)


def index_plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index, which no related papers take part in."""
    yield Plan(PATH, "papers", shelf.faces.of(shelf.catalog.papers), partial(index_page, shelf))
    yield from series.plans(shelf, _series(shelf))


def plans(shelf: Shelf, papers: Iterable[Paper]) -> Iterator[Plan]:
    """Yield the plans of the pages of some papers."""
    for paper in papers:
        path = addresses.page("papers", paper.id)
        yield Plan(path, "paper", _key(shelf, paper), partial(_page, shelf, paper))


def _key(shelf: Shelf, paper: Paper) -> int:
    """Number what a paper's page shows."""
    faces, name = shelf.faces, paper.id
    entries = shelf.citations if shelf.citation_keys is None else shelf.citation_keys
    collections = shelf.catalog.collections_with.get(name, ())
    return key_of(
        faces.papers[name],
        text_face(entries[name]),
        *_related(shelf, name),
        faces.named(_named(paper)) if paper.status or paper.notes else 0,
        *[faces.collections[collection.id] for collection in collections],
    )


def _related(shelf: Shelf, name: str) -> tuple[int, int]:
    """Return a number for the related papers and one for the reasons.

    Names and topics in a reason follow from the faces of both papers.
    """
    links = shelf.links
    if isinstance(links, Links):
        return shelf.faces.named(links.ids(name)), links.face(name)
    known = links.get(name, ())
    said = [word for link in known for word in (link.why, *link.words, "")]
    return shelf.faces.named(link.paper.id for link in known), text_face("\n".join(said))


def _named(paper: Paper) -> Iterator[str]:
    if paper.status and paper.status.superseded_by:
        yield paper.status.superseded_by
    yield from paper_links(paper.notes or "")


def _series(shelf: Shelf) -> Series:
    return Series(
        path=PATH,
        kind="papers",
        title="Papers",
        crumbs=(),
        papers=shelf.catalog.papers,
        label=series.year_label,
        has_headings=True,
    )


def index_page(shelf: Shelf) -> Page:
    """Return the list of all papers, year by year; of a long one the newest, and the ways on."""
    listed = _series(shelf)
    shown = series.beginning(shelf, listed)
    body = shelf.render(
        "papers.md.j2",
        PATH,
        groups=series.grouped(listed.papers, listed.label),
        shown=shown,
        shown_groups=series.grouped(shown.papers, listed.label),
        add_url=shelf.settings.add_url(),
        year_links=_year_links(shelf, listed, shown.starts),
    )
    return Page(
        path=PATH,
        kind="papers",
        title="Papers",
        description=f"All papers of {shelf.settings.site_name}, newest first.",
        body=body,
        updated=updated(listed.papers),
    )


def _year_links(shelf: Shelf, listed: Series, starts: Mapping[str, str]) -> Markup:
    """Return the years as links to where they begin, with their counts."""
    to, links = shelf.links_from(PATH), []
    for name, number in Counter(map(listed.label, listed.papers)).items():
        page = "" if starts[name] == PATH else to(starts[name])
        links.append(f"[{name}]({page}#{name.lower().replace(' ', '-')}) {number}")
    return Markup(" · ".join(links))


def _page(shelf: Shelf, paper: Paper) -> Page:
    path = path_of(paper)
    catalog = shelf.catalog
    successor = paper.status.superseded_by if paper.status else None
    links = shelf.links.get(paper.id, ())
    body = shelf.render(
        "paper.md.j2",
        path,
        paper=paper,
        authors=catalog.authors_of(paper),
        venue=catalog.venue_of(paper),
        imprint=imprint(paper.publication, paper.venue) if paper.publication else "",
        actions=actions(paper),
        successor=catalog.by_id[successor] if successor else None,
        notes=shelf.notes(paper.notes, path) if paper.notes else None,
        collections=[(c, _note(c, paper)) for c in catalog.collections_with.get(paper.id, ())],
        links=links,
        newest=_newest(links),
        reason=lambda link: _reason(shelf, link),
        citation=shelf.citations[paper.id],
        edit_url=shelf.settings.edit_url(paper.source.path),
        correct_url=shelf.settings.correct_url(paper.id, shortened(paper.title, ISSUE_TITLE)),
    )
    return Page(
        path=path,
        kind="paper",
        title=paper.title,
        description=_description(paper),
        body=body,
        crumbs=(CRUMB,),
        facts=_facts(shelf, paper),
        updated=updated([paper]),
    )


def actions(paper: Paper) -> list[tuple[str, str]]:
    """Return the places that a paper's page leads to: a label and an address each."""
    links = paper.links
    arxiv_pdf = addresses.arxiv_pdf(paper.arxiv) if paper.arxiv else None
    candidates = [
        ("arXiv", paper.arxiv and addresses.arxiv(paper.arxiv)),
        ("PDF", links.pdf or arxiv_pdf),
        ("DOI", paper.doi and addresses.doi(paper.doi)),
        ("OpenReview", paper.openreview and addresses.openreview(paper.openreview)),
        ("ACL Anthology", paper.acl and addresses.acl(paper.acl)),
        ("PubMed", paper.pmid and addresses.pubmed(paper.pmid)),
        ("Publisher", paper.publication and paper.publication.url),
        ("Code", links.code),
        ("Project", links.project),
        ("Data", links.dataset),
        ("Video", links.video),
        ("Slides", links.slides),
    ]
    return [(label, address) for label, address in candidates if address]


def _note(collection: Collection, paper: Paper) -> str | None:
    return next(entry.note for entry in collection.papers if entry.paper == paper.id)


def _newest(links: Sequence[Link]) -> list[int]:
    """Return the places of links with the newest paper first, if that is not their order."""
    places = sorted(range(len(links)), key=lambda place: newest_first(links[place].paper))
    return [] if places == list(range(len(links))) else places


def _reason(shelf: Shelf, link: Link) -> str:
    """Say why two papers belong together, in a reader's words."""
    if link.why:
        return link.why
    catalog = shelf.catalog
    parts = []
    if link.authors:
        parts.append("both by " + names_text([catalog.authors[slug].name for slug in link.authors]))
    if link.tags:
        parts.append("both on " + ", ".join(catalog.tags[tag].name for tag in link.tags[:2]))
    if link.words:
        parts.append("both speak of " + ", ".join(link.words))
    if link.named and not parts:
        parts.append("named there as related to this paper")
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _description(paper: Paper) -> str:
    text = paper.tldr or paper.abstract
    names = names_text([author.name for author in paper.authors])
    return shortened(text or (f"{paper.title}, by {names}" if names else paper.title))


def _facts(shelf: Shelf, paper: Paper) -> dict[str, object]:
    """Return a paper's bibliographic facts for the front matter."""
    facts: dict[str, object] = {
        "authors": [author.name for author in paper.authors],
        "date": str(paper.date) if paper.date else None,
        "venue": paper.venue,
        "topics": [tag.name for tag in shelf.catalog.tags_of(paper)],
        "arxiv": paper.arxiv,
        "doi": paper.doi,
    }
    return {key: value for key, value in facts.items() if value}
