"""Files beside the pages: which a site has, and the writing of those that are new.

A kind of file joins by a line in `file_plans`, in both ways of building. What is planned is on the
site, what is no longer planned goes, and what is there already with the same key stays.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from generator.exports import feeds
from generator.pages import FilePlan, Shelf, redirects
from generator.publish.output import write_file
from generator.publish.parallel import spread
from generator.publish.state import Entry


def file_plans(shelf: Shelf, pages: Collection[str]) -> Iterator[FilePlan]:
    """Yield the plans of all files beside the pages, of which no two have one path.

    `pages` are the paths of all pages, hand-written ones too.
    """
    yield from redirects.plans(shelf, pages)
    yield from feeds.plans(shelf)


def make_files(
    plans: Sequence[FilePlan], folder: Path, workers: int = 1
) -> Iterator[list[tuple[str, Entry]]]:
    """Write files into a folder and yield what was written, some at a time."""
    return spread(partial(_make, str(folder)), plans, workers)


def _make(folder: str, plans: Sequence[FilePlan]) -> list[tuple[str, Entry]]:
    made = []
    for plan in plans:
        content = plan.make()
        write_file(folder, plan.path, content)
        made.append((plan.path, Entry(len(content), plan.key, None)))
    return made
