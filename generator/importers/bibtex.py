"""BibTeX to records (format: "BibTeXing", O. Patashnik, 1988)."""

from generator.importers.parsed import Parsed


def parse(text: str, path: str) -> Parsed:
    """Return the entries of a BibTeX text as records, and those that are not understood.

    `path` is the file's name in problems. Any text is accepted. A candidate's record has the keys
    of `generator.records.write.PAPER_KEYS`, `title` always; its line is that of the entry's `@`,
    counted from 1; its `id` is "" except where Papershelf itself exported the entry.
    """
    raise NotImplementedError(text, path)
