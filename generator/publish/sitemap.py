"""The sitemap: every page and the day it last changed (https://www.sitemaps.org/protocol.html)."""

from collections.abc import Iterable, Sequence
from html import escape

MOST = 50_000
"""So many addresses may stand in one file; with more, `sitemap.xml` lists several files."""
NAME = "sitemap.xml"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site_url: str, pages: Sequence[tuple[str, str]], most: int = MOST) -> dict[str, bytes]:
    """Return the files of a site whose pages are given by address from its root, and day."""
    base = site_url.rstrip("/") + "/" if site_url else ""
    listed = pages if base else ()
    if len(listed) <= most:
        return {NAME: _file("urlset", "url", ((base + url, day) for url, day in listed))}
    parts = {
        f"sitemaps/{start // most + 1}.xml": listed[start : start + most]
        for start in range(0, len(listed), most)
    }
    index = ((base + name, max(day for _, day in part)) for name, part in parts.items())
    files = {NAME: _file("sitemapindex", "sitemap", index)}
    for name, part in parts.items():
        files[name] = _file("urlset", "url", ((base + url, day) for url, day in part))
    return files


def _file(outer: str, inner: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = [
        f"<{inner}><loc>{escape(url)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>\n"
        for url, day in entries
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_SPACE}">\n'
    return f"{head}{''.join(lines)}</{outer}>\n".encode()
