"""Links between the pages of the site, as they stand in HTML."""

from collections.abc import Container

from generator import addresses


class SiteLinks:
    """Knows every page of the site, and how each is reached from another.

    Many pages of one folder lead to the same ones, so links are kept once made.
    """

    def __init__(self, pages: Container[str], *, directories: bool) -> None:
        """Take the paths of all pages; `directories` as for `addresses.url`."""
        self._pages = pages
        self._directories = directories
        self._made: dict[tuple[str, str], str] = {}

    def __call__(self, path: str, start: str) -> str | None:
        """Return the link to the page at `path` from that at `start`; None if there is no such."""
        if path.startswith(start[: -len("md") - 1]):  # below itself: another way than its siblings
            return self._link(path, start) if path in self._pages else None
        key = (path, start.rpartition("/")[0] if not addresses.is_index(start) else start)
        link = self._made.get(key)
        if link is None:
            if path not in self._pages:
                return None
            link = self._made[key] = self._link(path, start)
        return link

    def _link(self, path: str, start: str) -> str:
        to, here = (addresses.url(page, directories=self._directories) for page in (path, start))
        return addresses.between(to, here)
