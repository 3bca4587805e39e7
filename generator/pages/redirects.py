"""Redirects: small files at addresses that a reader may look for, which lead to the pages meant.

A static host knows no redirect by HTTP, so each is a page that leads on at once, without a script
(HTML Living Standard, 4.2.5.3, "refresh"), and is in no sitemap and no search.
"""

from collections.abc import Collection, Iterator
from functools import partial
from html import escape

from generator import addresses
from generator.catalog import Catalog
from generator.pages.faces import text_face
from generator.pages.plan import FilePlan, key_of
from generator.pages.render import Shelf
from generator.records.identifiers import address_slug
from generator.settings import Settings

Target = tuple[str, str]
"""A page that a redirect leads to: its path and its title."""


def plans(shelf: Shelf, pages: Collection[str]) -> Iterator[FilePlan]:
    """Yield the plans of all redirects; an address that is one of `pages` has none."""
    settings = shelf.settings
    for path, target in {**of_tags(shelf.catalog), **of_authors(shelf.catalog)}.items():
        if path in pages or target[0] not in pages:
            continue
        name = addresses.file_of(path, directories=settings.directory_urls)
        face = key_of(text_face("\n".join((path, *target))))
        yield FilePlan(name, face, partial(_file, settings, path, target))


def of_tags(catalog: Catalog) -> dict[str, Target]:
    """Return where the synonyms of tags lead, by the paths that pages of them would have.

    A synonym of two tags leads nowhere.
    """
    claims: dict[str, set[str]] = {}
    for tag in catalog.tags.values():
        for alias in tag.aliases:
            claims.setdefault(address_slug(alias), set()).add(tag.id)
    return {
        addresses.page("tags", slug): (addresses.page("tags", name), catalog.tags[name].name)
        for slug, (name, *others) in sorted(claims.items())
        if not others
    }


def of_authors(catalog: Catalog) -> dict[str, Target]:
    """Return where the addresses of names lead that are not the author's own, by path."""
    return {
        addresses.page("authors", slug): (
            addresses.page("authors", home),
            catalog.authors[home].name,
        )
        for slug, home in sorted(catalog.author_redirects.items())
    }


def _file(settings: Settings, path: str, target: Target) -> bytes:
    directories = settings.directory_urls
    to, here = (addresses.url(page, directories=directories) for page in (target[0], path))
    canonical = addresses.absolute(settings.site_url, to) if settings.site_url else None
    return redirect_html(addresses.between(to, here), target[1], canonical).encode()


def redirect_html(address: str, title: str, canonical: str | None = None) -> str:
    """Return a page that leads to an address, by itself and by a link that shows the title.

    `canonical` is the address in full, where that is known.
    """
    link, name = escape(address), escape(title)
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{escape(canonical or address)}">
<title>{name}</title>
</head>
<body>
<main>
<h1>This page is elsewhere</h1>
<p><a href="{link}">{name}</a></p>
</main>
</body>
</html>
"""
