"""Links in templates: `to(thing)` is the link from the page that is being made."""

from markupsafe import Markup

from generator import addresses
from generator.catalog import Author, Venue
from generator.records.models import Collection, Paper, Tag

Thing = Paper | Tag | Author | Venue | Collection | int

_FOLDERS: dict[type, str] = {
    Paper: "papers/",
    Tag: "tags/",
    Author: "authors/",
    Venue: "venues/",
    Collection: "collections/",
}
_UP, _SEARCH = "\x00", "\x01"
"""What stands for the way up and for Explore's address where the page is not known yet; no record
holds these signs."""


def path_of(thing: Thing) -> str:
    """Return the path of a thing's page."""
    folder, name = _place(thing)
    return addresses.page(folder[:-1], name)


def _place(thing: Thing) -> tuple[str, str]:
    """Return the folder, with its slash, and the name of a thing's page."""
    if isinstance(thing, int):
        return "years/", f"{thing:04}"
    name = thing.slug if isinstance(thing, (Author, Venue)) else thing.id
    return _FOLDERS[type(thing)], name


class LinksFrom:
    """Gives links from one page; called `to` in templates."""

    def __init__(self, path: str, *, least: int, directories: bool) -> None:
        """Give links from the page at `path`; authors of fewer than `least` papers have none."""
        self.path = path
        self.up = "../" * path.count("/")
        self.least = least
        self.directories = directories

    def __call__(self, target: Thing | str) -> Markup:
        """Return the link to a thing's page or to the page at a path, as Markdown."""
        if isinstance(target, str):
            return Markup(addresses.relative(target, self.path))
        return Markup(self.to(target))

    def to(self, thing: Thing) -> str:
        """Return the link to a thing's page; for an author without one, to a search."""
        if isinstance(thing, Author) and len(thing.papers) < self.least:
            return self.search + addresses.author_query(thing.name)
        folder, name = _place(thing)
        return f"{self.up}{folder}{name}.md"

    def file(self, path: str) -> Markup:
        """Return the link to a file beside the pages, by its path on the site."""
        here = addresses.url(self.path, directories=self.directories)
        return Markup(addresses.between(path, here))

    @property
    def search(self) -> str:
        """The address of Explore, where authors without a page are searched."""
        explore, here = (
            addresses.url(path, directories=self.directories)
            for path in (addresses.index("explore"), self.path)
        )
        return addresses.between(explore, here)

    def placed(self, markdown: str) -> Markup:
        """Return Markdown that `LinksFromAnywhere` gave the links of, with those from here."""
        if _SEARCH in markdown:
            markdown = markdown.replace(_SEARCH, self.search)
        return Markup(markdown.replace(_UP, self.up))


class LinksFromAnywhere(LinksFrom):
    """Gives links that become those from a page when the page is known."""

    def __init__(self, *, least: int) -> None:
        """Give links; authors of fewer than `least` papers have no page."""
        super().__init__("", least=least, directories=True)
        self.up = _UP

    @property
    def search(self) -> str:
        """What stands for the address of Explore."""
        return _SEARCH

    def __call__(self, target: Thing | str) -> Markup:
        """Return the link to a thing's page or to the page at a path, as Markdown."""
        return Markup(_UP + target) if isinstance(target, str) else super().__call__(target)

    def placed(self, markdown: str) -> Markup:
        """Return the Markdown as it is."""
        return Markup(markdown)
