"""Links between the pages of the site, as they stand in HTML."""

import posixpath
from collections.abc import Container

from generator import addresses


class SiteLinks:
    """Knows every page of the site, and how each is reached from another.

    The pages of one folder lead to the same others in the same way, so links are kept once made.
    """

    def __init__(self, pages: Container[str], *, directories: bool) -> None:
        """Take the paths of all pages; `directories` as for `addresses.url`."""
        self._pages = pages
        self._directories = directories
        self._folders: dict[str, dict[str, str | None]] = {}

    def page(self, path: str) -> "PageLinks":
        """Return the links of one page."""
        folder = posixpath.dirname(path)
        return PageLinks(self, path, folder, self._folders.setdefault(folder, {}))

    def between(self, target: str, start: str) -> str | None:
        """Return the link to the page at `target` from that at `start`; None if there is none."""
        if target not in self._pages:
            return None
        to, here = (addresses.url(path, directories=self._directories) for path in (target, start))
        return addresses.between(to, here)


class PageLinks:
    """Turns the links of one page's Markdown, such as "../papers/filo.md#cite", into addresses."""

    __slots__ = ("_folder", "_made", "_path", "_site", "_stem")

    def __init__(
        self, site: SiteLinks, path: str, folder: str, made: dict[str, str | None]
    ) -> None:
        self._site, self._path, self._folder, self._made = site, path, folder, made
        name = path[len(folder) + 1 if folder else 0 :]
        # What a list leads to, and what is below a page, it reaches in a way of its own.
        self._stem = "" if addresses.is_index(path) else name[: -len(".md")]

    def __call__(self, link: str) -> str | None:
        """Return the address that a link stands for, None where there is no such page."""
        if link.startswith(self._stem):
            return self._address(link)
        try:
            return self._made[link]
        except KeyError:
            address = self._made[link] = self._address(link)
            return address

    def to(self, path: str) -> str:
        """Return the address of the page at a path from the root, "" where there is none."""
        return self._site.between(path, self._path) or ""

    def _address(self, link: str) -> str | None:
        path, mark, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(self._folder, path))
        address = self._site.between(target, self._path)
        return f"{address}{mark}{anchor}" if address else None
