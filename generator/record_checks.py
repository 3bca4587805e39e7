"""Checks of one record: what it lacks, and what of it a page cannot show as it was meant."""

from collections.abc import Iterator

from generator import links_in_markdown
from generator.problems import Problem, Severity, quoted
from generator.records.document import Source, problem_at
from generator.records.models import Collection, Paper
from generator.rules import Rule
from generator.tex_math import broken_formulas

_MISSING = {
    "abstract": "copy it from the paper",
    "authors": "write authors: [First Author, Second Author]",
    "date": "write when the paper first came out: date: 2018-06",
    "tags": "choose some from tags.yml",
}


def completeness(paper: Paper) -> Iterator[Problem]:
    """Yield a warning for each key that a paper should have."""
    if paper.abstract and paper.authors and paper.date and paper.tags:
        return
    for key, mend in _MISSING.items():
        if not getattr(paper, key):
            yield problem_at(
                paper.source, ("title",), "missing", mend, Severity.WARNING, key, Rule.MISSING
            )


def texts_of_paper(paper: Paper) -> Iterator[Problem]:
    """Yield what is wrong in a paper's abstract and notes, whatever else is on the shelf."""
    if paper.abstract and "$" in paper.abstract:
        yield from _formulas(paper, paper.abstract)
    if paper.notes:
        yield from _markdown(paper.source, "notes", paper.notes)


def _formulas(paper: Paper, abstract: str) -> Iterator[Problem]:
    for formula in broken_formulas(abstract):
        message = f"the formula {quoted(formula)} cannot be shown as math and stays as it is"
        yield problem_at(
            paper.source,
            ("abstract",),
            message,
            "mend the TeX, or write \\$ for a dollar",
            Severity.WARNING,
            "abstract",
            Rule.FORMULA,
        )


def emptiness(collection: Collection) -> Iterator[Problem]:
    """Yield a warning for a collection without papers."""
    if not collection.papers:
        yield problem_at(
            collection.source,
            (),
            "no papers",
            "list some under papers:",
            Severity.WARNING,
            "papers",
            Rule.NO_RECORD,
        )


def text_of_collection(collection: Collection) -> Iterator[Problem]:
    """Yield what is wrong in a collection's description, whatever else is on the shelf."""
    if collection.description:
        yield from _markdown(collection.source, "description", collection.description)


def _markdown(source: Source, key: str, text: str) -> Iterator[Problem]:
    for address in links_in_markdown.unsafe_links(text):
        message = f"a link to {quoted(address)}"
        yield problem_at(
            source, (key,), message, "link to an http or https address", key=key, rule=Rule.MARKDOWN
        )
    if links_in_markdown.has_html(text):
        message = "HTML is shown as text"
        yield problem_at(
            source, (key,), message, "write Markdown", Severity.WARNING, key, Rule.MARKDOWN
        )
