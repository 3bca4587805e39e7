"""Addresses: the only place that decides where a page lies."""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

HOME = "index.md"
KINDS = ("papers", "tags", "authors", "venues", "years", "collections")

WITH_FEEDS = frozenset({"tags"})
"""The kinds of things whose papers can be followed."""


def page(kind: str, name: str) -> str:
    """Return the path of one thing's page: ("papers", "filo") is "papers/filo.md"."""
    return f"{kind}/{name}.md"


def index(kind: str) -> str:
    """Return the path of the page that lists all things of a kind."""
    return f"{kind}/index.md"


def part(path: str, number: int) -> str:
    """Return the path of one part of a long list: ("tags/nlp.md", 3) is "tags/nlp/page/3.md".

    No thing's page lies there, for names hold no slash.
    """
    folder = posixpath.dirname(path) if is_index(path) else path.removesuffix(".md")
    return f"{folder}/page/{number}.md"


def is_index(path: str) -> bool:
    """Tell whether a page is a list, which has the address of its folder."""
    return path == HOME or path.endswith("/index.md")


def relative(target: str, start: str) -> str:
    """Return the link from the page at `start` to the page at `target`, both from the root.

    It goes up to the root and down again, so that all pages of a depth write it alike.
    """
    return "../" * start.count("/") + target


def url(path: str, *, directories: bool) -> str:
    """Return the address of a page from the site's root: "papers/filo.md" is "papers/filo/".

    With `directories` off it is "papers/filo.html" (MkDocs's `use_directory_urls`).
    """
    stem = path.removesuffix(".md")
    if not directories:
        return f"{stem}.html"
    return stem.removesuffix("index") if is_index(path) else f"{stem}/"


def between(target: str, start: str) -> str:
    """Return the link from one address to another, both as `url` gives them.

    It goes up to the root and down again: from "papers/a/" to "papers/b/" it is "../../papers/b/".
    """
    return "../" * start.count("/") + target or "./"


def file_of(path: str, *, directories: bool) -> str:
    """Return the file of a page on the site: "papers/filo.md" is "papers/filo/index.html"."""
    stem = path[: -len(".md")]
    return f"{stem}.html" if not directories or is_index(path) else f"{stem}/index.html"


def feed(path: str) -> str | None:
    """Return the path, on the site, of a generated page's feed; None for a page without one.

    "tags/nlp.md" has "feeds/tags/nlp.xml".
    """
    folder = posixpath.dirname(path)
    has_one = folder in WITH_FEEDS and not is_index(path)
    return f"feeds/{path.removesuffix('.md')}.xml" if has_one else None


def absolute(site_url: str, url: str) -> str:
    """Return an address in full, for the site at `site_url`."""
    return f"{site_url.rstrip('/')}/{url}"


def search(part: str) -> str:
    """Return the path, on the site, of a part of the search index: "terms" is "search/terms"."""
    return f"search/{part}"


def map_file() -> str:
    """Return the path, on the site, of the file that holds the map."""
    return "map/papers.bin"


def author_query(name: str) -> str:
    """Return what follows Explore's address in the search for an author's papers.

    Every sign that means something to Markdown is written by its number.
    """
    query = quote('author:"' + name.replace('"', " ") + '"', safe="")
    return "?q=" + _numbered(query)


def explore_query(filters: Iterable[tuple[str, str]]) -> str:
    """Return what follows Explore's address where filters are set: ("tag", "nlp"), ("has", "code").

    Every sign that means something to Markdown is written by its number.
    """
    return "?" + _numbered(urlencode(tuple(filters)))


def _numbered(query: str) -> str:
    return query.replace("_", "%5F").replace("~", "%7E")


def new_issue(repository: str, form: str, values: Mapping[str, str]) -> str:
    """Return where an issue form of a repository on GitHub opens, some of its fields filled in.

    `form` is its file, `values` are texts by the ids of fields; "title" is the issue's own.
    """
    query = urlencode({"template": form, **values}, quote_via=quote, errors="replace")
    return f"{repository}/issues/new?{query}"


def arxiv(identifier: str) -> str:
    """Return the address of a paper on arXiv."""
    return f"https://arxiv.org/abs/{identifier}"


def arxiv_pdf(identifier: str) -> str:
    """Return the address of a paper's PDF on arXiv."""
    return f"https://arxiv.org/pdf/{identifier}"


def doi(identifier: str) -> str:
    """Return the address of a DOI."""
    return f"https://doi.org/{identifier}"


def openreview(identifier: str) -> str:
    """Return the address of a paper's forum on OpenReview."""
    return f"https://openreview.net/forum?id={identifier}"


def acl(identifier: str) -> str:
    """Return the address of a paper in the ACL Anthology."""
    return f"https://aclanthology.org/{identifier}"


def pubmed(identifier: str) -> str:
    """Return the address of a paper on PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{identifier}/"


def orcid(identifier: str) -> str:
    """Return the address of a person's ORCID record."""
    return f"https://orcid.org/{identifier}"
