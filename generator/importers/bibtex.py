"""BibTeX to records (format: "BibTeXing", O. Patashnik, 1988; fields of biblatex as well)."""

from generator.importers import bibtex_blocks
from generator.importers.assembly import assembled
from generator.importers.bibtex_blocks import Block
from generator.importers.bibtex_entry import entry_of
from generator.importers.merge import Candidate
from generator.importers.parsed import Parsed, Reject
from generator.problems import Problem, Severity
from generator.records.document import showable


def parse(text: str, path: str) -> Parsed:
    """Return the entries of a BibTeX text as records, and those that are not understood.

    `path` is the file's name in problems. Any text is accepted. A candidate's record has the keys
    of `generator.records.write.PAPER_KEYS`, `title` always; its line is that of the entry's `@`,
    counted from 1; its `id` is "" except where Papershelf itself exported the entry. A volume of
    proceedings that other entries name in `crossref` gives them its fields and is no paper itself.
    """
    problems: list[Problem] = []

    def report(message: str) -> None:
        problems.append(
            Problem(path=path, severity=Severity.WARNING, message=message, advice="delete it")
        )

    blocks = bibtex_blocks.read(showable(text, report))
    made = [assembled(entry_of(block)) for block in blocks.entries]
    rejects = [item for item in made if isinstance(item, Reject)]
    volumes = list(map(_volume, blocks.parents))
    return Parsed(
        candidates=[item for item in made if isinstance(item, Candidate)],
        rejects=sorted([*blocks.rejects, *rejects, *volumes], key=lambda r: (r.line, r.column)),
        problems=problems,
        preamble=blocks.preamble,
    )


def _volume(block: Block) -> Reject:
    return Reject(
        line=block.line,
        column=block.column,
        text=block.text,
        severity=Severity.WARNING,
        reason="the volume of other entries, which name it in crossref and have its fields",
    )
