"""Standing: what is on the shelf already, for telling what a new paper would repeat."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.addresses import page, url
from generator.contribute.addition import Reason, Refusal
from generator.importers.bib_files import BIB_FILES
from generator.problems import quoted
from generator.records.identifiers import RESERVED_IDS, paper_id
from generator.records.models import Paper, Tag
from generator.records.read import Records, read_records
from generator.records.schemes import BadValueError, record_id
from generator.same_paper import KnownPapers, in_short
from generator.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All records of a shelf, those with problems too, and where a new one goes."""

    records: Records
    folder: str
    """The folder of the papers from the shelf's root, with "/": "site_src/papers"."""
    site_url: str
    directory_urls: bool
    known: KnownPapers
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

    def repeated(self, record: Mapping[str, object]) -> Paper | None:
        """Return the paper that a record in flight tells of, when it is here already."""
        return self.known.same(in_short(record))

    def page_of(self, paper: Paper) -> str:
        """Return the address of a paper's page, whole where the site's is known."""
        return self.site_url + url(page("papers", paper.id), directories=self.directory_urls)


def stands(settings: Settings) -> Standing:
    """Read what is on the shelf; records that cannot be read are no reason to stop."""
    records = read_records(settings.source, settings.root, others=BIB_FILES)
    papers = [*records.papers, *(thing for thing in records.damaged if isinstance(thing, Paper))]
    ids = {*RESERVED_IDS, *records.unread, *(paper.id for paper in papers)}
    return Standing(
        records=records,
        folder=f"{settings.options.source}/papers",
        site_url=settings.site_url and settings.site_url.rstrip("/") + "/",
        directory_urls=settings.directory_urls,
        known=KnownPapers(papers),
        taken=frozenset(name.casefold() for name in ids),
    )


def with_paper(standing: Standing, paper: Paper) -> Standing:
    """Return what stands on the shelf when a paper has come."""
    records = replace(standing.records, papers=(*standing.records.papers, paper))
    papers = [*records.papers, *(thing for thing in records.damaged if isinstance(thing, Paper))]
    taken = standing.taken | {paper.id}
    return replace(standing, records=records, known=KnownPapers(papers), taken=taken)
