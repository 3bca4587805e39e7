"""Standing: what is on the shelf already, for telling what a new paper would repeat."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.addresses import page, url
from generator.checks import normalised_title
from generator.contribute.addition import Reason, Refusal
from generator.importers.bib_files import BIB_FILES
from generator.problems import quoted
from generator.records.identifiers import RESERVED_IDS, paper_id
from generator.records.models import Paper, Tag
from generator.records.read import Records, read_records
from generator.records.schemes import BadValueError, record_id, without_version
from generator.settings import Settings

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All records of a shelf, those with problems too, and where a new one goes."""

    records: Records
    folder: str
    """The folder of the papers from the shelf's root, with "/": "site_src/papers"."""
    site_url: str
    directory_urls: bool
    known: Mapping[str, Paper]
    """Papers by what they are known by (`names_of`); of two with one name, the first."""
    taken: frozenset[str]
    """Ids that a new paper cannot have, in small letters."""

    @property
    def tags(self) -> Mapping[str, Tag]:
        """The vocabulary, by id."""
        return {tag.id: tag for tag in self.records.tags}

    def refusal(self, paper: Paper) -> Refusal:
        """Return the refusal of a paper that is on the shelf already."""
        where = f"{paper.source.path}:{paper.source.line}"
        sentence = f"{quoted(paper.title)} is on the shelf already: {where}, {self.page_of(paper)}"
        return Refusal(reason=Reason.DUPLICATE, sentences=(sentence,), duplicate_of=paper.id)

    def free_id(self, title: str, wanted: str = "") -> str | Refusal:
        """Return the id that is wanted, or one made of the title; no paper has it yet."""
        if not wanted:
            return paper_id(title, self.taken)
        try:
            record_id(wanted)
        except BadValueError as error:
            return Refusal(reason=Reason.WRONG, sentences=(f"{quoted(wanted)}: {error}",))
        if wanted not in self.taken:
            return wanted
        sentence = f"the id {quoted(wanted)} is another paper's; choose another"
        return Refusal(reason=Reason.WRONG, sentences=(sentence,))

    def repeated(self, names: Iterator[str]) -> Paper | None:
        """Return the paper that is known by one of some names, the surest first."""
        return next((self.known[name] for name in names if name in self.known), None)

    def page_of(self, paper: Paper) -> str:
        """Return the address of a paper's page, whole where the site's is known."""
        return self.site_url + url(page("papers", paper.id), directories=self.directory_urls)


def stands(settings: Settings) -> Standing:
    """Read what is on the shelf; records that cannot be read are no reason to stop."""
    records = read_records(settings.source, settings.root, others=BIB_FILES)
    papers = [*records.papers, *(thing for thing in records.damaged if isinstance(thing, Paper))]
    known: dict[str, Paper] = {}
    for paper in papers:
        for name in names_of_paper(paper):
            known.setdefault(name, paper)
    ids = {*RESERVED_IDS, *records.unread, *(paper.id for paper in papers)}
    return Standing(
        records=records,
        folder=f"{settings.options.source}/papers",
        site_url=settings.site_url and settings.site_url.rstrip("/") + "/",
        directory_urls=settings.directory_urls,
        known=known,
        taken=frozenset(name.casefold() for name in ids),
    )


def with_paper(standing: Standing, paper: Paper) -> Standing:
    """Return what stands on the shelf when a paper has come."""
    records = replace(standing.records, papers=(*standing.records.papers, paper))
    known = {**dict.fromkeys(names_of_paper(paper), paper), **standing.known}
    return replace(standing, records=records, known=known, taken=standing.taken | {paper.id})


def names_of_paper(paper: Paper) -> Iterator[str]:
    """Yield what a paper is known by, the surest first."""
    keys = ("arxiv", "doi", "openreview", "acl", "pmid", "title")
    return names_of({key: value for key in keys if (value := getattr(paper, key))})


def names_of(record: Mapping[str, object]) -> Iterator[str]:
    """Yield what the paper of a record is known by, the surest first.

    DOIs are compared without case; those of arXiv and of the ACL Anthology hold the id there.
    """
    doi = str(record.get("doi") or "").casefold()
    arxiv = record.get("arxiv") or _inside(_ARXIV_DOI, doi)
    if arxiv:
        yield f"arxiv:{without_version(str(arxiv)).casefold()}"
    if doi:
        yield f"doi:{doi}"
    if openreview := record.get("openreview"):
        yield f"openreview:{openreview}"
    if acl := record.get("acl") or _inside(_ACL_DOI, doi):
        yield f"acl:{str(acl).casefold()}"
    if pmid := record.get("pmid"):
        yield f"pmid:{pmid}"
    if title := normalised_title(str(record.get("title") or "")):
        yield f"title:{title}"


def _inside(pattern: re.Pattern[str], doi: str) -> str:
    found = pattern.fullmatch(doi)
    return found[1] if found else ""
