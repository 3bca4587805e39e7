"""A preview: a copy of a built site that can be read from a disk, what changed in front of it.

The page in front, CHANGED.html, has the frame of the home page, since both lie at the root. Links
to a folder's page name the page's file, for a browser that reads from a disk shows a list of files
for a folder.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.catalog import Catalog
from generator.pages import Page
from generator.publish.changes_page import changes_page
from generator.publish.inset import Inset, inset
from generator.publish.links import SiteLinks
from generator.publish.output import Staging, copy_files, write_files
from generator.publish.pipeline import Citations, make_shelf
from generator.review.models import Review
from generator.settings import Settings

FRONT = "CHANGED.html"

_TAG = re.compile(rb"<(?:a|area|form|meta)\b[^>]*>")
_LINK = re.compile(
    rb"""\b((?:href|action)="|content="0; url=)"""
    rb"""(?![/#?"]|[A-Za-z][A-Za-z0-9+.-]*:)([^"#?]*/|(?:[^"#?]*/)?\.{1,2})(?=["#?])"""
)
_ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_SKIP = re.compile(r'(<a href=")#[^"]*(" class="md-skip")')
_OF_HOME = re.compile(r'\s*<(?:link rel="(?:canonical|next|prev)"|meta name="description")[^>]*>')


class PreviewError(ValueError):
    """There is no making a preview; the message is a sentence that says what to do."""


def write_preview(
    settings: Settings, catalog: Catalog, review: Review, site: Path, folder: Path
) -> int:
    """Write a preview of the site built in `site` into `folder`; return the number of its pages.

    Raises `PreviewError` when there is no site, or when `folder` holds something else.
    """
    home = site / "index.html"
    if not home.is_file():
        raise PreviewError(f"there is no site in {site} to preview; run papershelf build first")
    if folder.exists() and not ((folder / FRONT).is_file() or not any(folder.iterdir())):
        raise PreviewError(f"{folder} holds something else than a preview; name another folder")
    shelf = make_shelf(catalog, {}, Citations(catalog), settings)
    page = changes_page(shelf, review, lambda name: (site / name).is_file())
    front = _framed(home.read_text(encoding="utf-8"), _inset(page, settings))
    with Staging(folder.resolve()) as staging:
        copy_files(site, staging.folder)
        pages = 0
        for name, content in _adapted(staging.folder):
            write_files(staging.folder, {name: content})
            pages += 1
        front_page = front.encode("utf-8", "xmlcharrefreplace")
        write_files(staging.folder, {FRONT: _with_files(front_page)})
        staging.replace()
    return pages


def _inset(page: Page, settings: Settings) -> Inset:
    return inset(page, SiteLinks(_Everything(), directories=settings.directory_urls))


class _Everything:
    """Holds every path: the page links to nothing that is not there."""

    def __contains__(self, path: object) -> bool:
        return True


def _adapted(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each HTML file below a folder, with links that work from a disk."""
    for file in sorted(folder.rglob("*.html")):
        yield file.relative_to(folder).as_posix(), _with_files(file.read_bytes())


def _with_files(html: bytes) -> bytes:
    """Return HTML whose relative links to a folder lead to the page in it.

    >>> _with_files(b'<a href="../papers/a/#b">')
    b'<a href="../papers/a/index.html#b">'
    """
    return _TAG.sub(lambda tag: _LINK.sub(_with_file, tag[0]), html)


def _with_file(match: re.Match[bytes]) -> bytes:
    between = b"" if match[2].endswith(b"/") else b"/"
    return match[1] + match[2] + between + b"index.html"


def _framed(home: str, page: Inset) -> str:
    """Return a page in the frame of the home page, or in none where that has no article."""
    inner = f'<div class="ps-page" data-kind="{page.kind}">\n{page.html}</div>\n'
    framed, times = _ARTICLE.subn(lambda m: f"{m[1]}\n{inner}{m[3]}", home)
    if times != 1:
        framed = (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title></title></head><body><main>{inner}</main></body></html>\n"
        )
    framed = _TITLE.sub(lambda _: f"<title>{page.title}</title>", framed, count=1)
    framed = _SKIP.sub(lambda m: f"{m[1]}#{page.anchor}{m[2]}", framed, count=1)
    return _OF_HOME.sub("", framed).replace(' aria-current="page"', "")
