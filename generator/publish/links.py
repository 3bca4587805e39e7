"""Links between the pages of the site, as they stand in HTML."""

import posixpath
from collections.abc import Container

from generator import addresses
from generator.publish.page_html import Made


class SiteLinks:
    """Knows every page of the site, and how each is reached from another."""

    def __init__(self, pages: Container[str], *, directories: bool) -> None:
        """Take the paths of all pages; `directories` as for `addresses.url`."""
        self.pages = pages
        self.directories = directories
        self._made: dict[tuple[str, int], Made] = {}

    def page(self, path: str) -> "PageLinks":
        """Return the links of one page."""
        return PageLinks(self, path)

    def made(self, up: str, here: str) -> Made:
        """Return what was made on pages whose Markdown reaches the root by `up`, like `here`."""
        depth = up, here.count("/")
        if depth not in self._made:
            self._made[depth] = Made(up)
        return self._made[depth]


class PageLinks:
    """Turns the links of one page's Markdown, such as "../papers/filo.md#cite", into addresses."""

    __slots__ = ("_here", "_path", "_site", "_up")

    def __init__(self, site: SiteLinks, path: str) -> None:
        """Take the page's path."""
        self._site = site
        self._path = path
        self._here = addresses.url(path, directories=site.directories)
        self._up = addresses.relative("", path)

    def __call__(self, link: str) -> str | None:
        """Return the address that a link stands for, None where there is no such page."""
        path, mark, anchor = link.partition("#")
        target = path[len(self._up) :] if path.startswith(self._up) else ""
        if target not in self._site.pages:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), path))
        address = self.to(target)
        return f"{address}{mark}{anchor}" if address else None

    @property
    def made(self) -> Made:
        """What was made before on a page as deep as this one, and so is the same here."""
        return self._site.made(self._up, self._here)

    def to(self, path: str) -> str:
        """Return the address of the page at a path from the root, "" where there is none."""
        if path not in self._site.pages:
            return ""
        return addresses.between(
            addresses.url(path, directories=self._site.directories), self._here
        )
