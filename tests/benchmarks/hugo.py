"""Hugo on the same papers: a site of a page a paper with a list for each tag, and no more."""

import json
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path

from tests.benchmarks.shelves import Record
from tests.benchmarks.watching import Watched, watch

FRAME_BYTES = 7000
"""So much of a page is its theme's, about as much as in a page of ours."""
CONFIG = {"baseURL": "https://example.org/", "title": "Measured"}
SINGLE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><!-- FRAME -->
<main data-pagefind-body><h1>{{ .Title }}</h1>
{{ range .Params.tags }}<a href="/tags/{{ . | urlize }}/">{{ . }}</a> {{ end }}
{{ .Content }}</main></body>
</html>
"""
LIST = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></body>
</html>
"""


def write_site(papers: Iterable[Record], folder: Path) -> None:
    """Write a Hugo site: tags and venues of a paper are its tags, authors and abstract its text."""
    layouts, content = folder / "layouts/_default", folder / "content/papers"
    for place in (layouts, content):
        place.mkdir(parents=True, exist_ok=True)
    (folder / "hugo.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    frame = SINGLE.replace("FRAME", "x" * FRAME_BYTES)
    (layouts / "single.html").write_text(frame, encoding="utf-8")
    (layouts / "list.html").write_text(LIST, encoding="utf-8")
    for paper in papers:
        venue = paper.get("venue")
        tags = [*paper.get("tags", []), *([venue] if venue else [])]
        front = json.dumps({"title": paper["title"], "tags": tags}, ensure_ascii=False)
        body = f"{', '.join(paper.get('authors', []))}\n\n## Abstract\n\n"
        text = f"{front}\n\n{body}{escape(paper.get('abstract') or '')}\n"
        (content / f"{paper['id']}.md").write_text(text, encoding="utf-8", errors="replace")


def hugo(python: Path, folder: Path) -> Watched:
    """Build the site from nothing into its folder "public"."""
    for made in ("public", "resources"):
        shutil.rmtree(folder / made, ignore_errors=True)
    return watch([python, "-m", "hugo", "--quiet"], folder)
