"""The size of a site: what its folders take, and whether GitHub Pages publishes so much.

GitHub Pages takes sites of at most 1 GB (GitHub's documentation, "GitHub Pages limits").
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.problems import Problem, Severity
from generator.settings import Options

MB = 1_000_000
NEAR = 900 * MB
"""A site of more bytes is close to the limit."""
LIMITS = "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
SHOWN = 4
"""So many folders are named, the largest first."""


def by_folder(files: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the bytes of each folder of a site, and of the files outside of folders as "".

    `files` gives each file's path, with "/", and its bytes.
    """
    sizes: Counter[str] = Counter()
    for name, size in files:
        sizes[name.partition("/")[0] if "/" in name else ""] += size
    return dict(sizes)


def size_text(size: int) -> str:
    """Return "402.1 MB" for so many bytes."""
    return f"{size / MB:,.1f} MB"


def too_large(sizes: Mapping[str, int], options: Options, config: str) -> list[Problem]:
    """Return a warning when a site is close to what GitHub Pages takes, or above; else nothing.

    `sizes` has the bytes of its folders; `config` is the name of the file with the options.
    """
    total = sum(sizes.values())
    if total <= NEAR:
        return []
    message = (
        f"the site has {size_text(total)}, and GitHub Pages takes 1 GB at most ({LIMITS}); "
        f"the largest folders are {_largest(sizes)}"
    )
    advice = f"{_less(options)}, or publish it elsewhere"
    return [
        Problem(
            path=config,
            severity=Severity.WARNING,
            key="plugins.papershelf",
            message=message,
            advice=advice,
        )
    ]


def _largest(sizes: Mapping[str, int]) -> str:
    names = sorted((name for name in sizes if name), key=lambda name: (-sizes[name], name))
    return ", ".join(f"{name}/ ({size_text(sizes[name])})" for name in names[:SHOWN])


def _less(options: Options) -> str:
    """Return which options make the site smaller."""
    fewer = f", show fewer related papers (related: {options.related // 2})"
    return (
        "give pages only to authors of more papers "
        f"(author_page_min_papers: {options.author_page_min_papers + 1})"
        f"{fewer if options.related else ''}"
    )
