"""Hand-written pages: reading their Markdown, whose links are checked as those of records."""

from pathlib import Path

from generator.records.files import read_text


def read_pages(folder: Path, root: Path) -> dict[str, str]:
    """Return the Markdown files below a folder by their paths from `root`; unreadable ones not."""
    pages = {}
    for path in sorted(folder.rglob("*.md")):
        shown = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
        text, _ = read_text(path, shown)
        if text is not None:
            pages[shown] = text
    return pages
