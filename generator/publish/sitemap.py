"""The sitemap: every page and the day it last changed (https://www.sitemaps.org/protocol.html)."""

from collections.abc import Iterable, Mapping
from html import escape

from generator import addresses
from generator.settings import Settings

MOST = 50_000
"""So many addresses may stand in one file; with more, `sitemap.xml` lists several files."""
NAME = "sitemap.xml"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(settings: Settings, days: Mapping[str, str], most: int = MOST) -> dict[str, bytes]:
    """Return the files; `days` holds the day of each page's last change by the page's path."""
    base = settings.site_url.rstrip("/") + "/"
    listed = sorted(
        (base + addresses.url(path, directories=settings.directory_urls), day)
        for path, day in (days.items() if settings.site_url else ())
    )
    if len(listed) <= most:
        return {NAME: _file("urlset", "url", listed)}
    parts = {
        f"sitemap-{start // most + 1}.xml": listed[start : start + most]
        for start in range(0, len(listed), most)
    }
    index = [(base + name, max(day for _, day in part)) for name, part in parts.items()]
    files = {name: _file("urlset", "url", part) for name, part in parts.items()}
    return files | {NAME: _file("sitemapindex", "sitemap", index)}


def _file(outer: str, inner: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = [
        f"<{inner}><loc>{escape(url)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>\n"
        for url, day in entries
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_SPACE}">\n'
    return f"{head}{''.join(lines)}</{outer}>\n".encode()
