"""Templates of a shelf's own, in place of ours."""

import posixpath
import re
from dataclasses import replace

from helpers.library import SETTINGS
from helpers.shelf import Folder, loaded

from generator.pages import Page, all_pages
from generator.settings import Options

PAPERS = {
    "a": "title: A\nauthors: [Ada Ada, Bo Bo]\nrelated: [{paper: b, why: It must}]\n",
    "b": "title: B\nauthors: [Ada Ada]\nstatus: {retracted: 'https://a.example'}\n",
}
OWN_CARD = """\
{% macro card(paper, to, note=none, marker="-   ") %}
{{ marker | safe }}*{{ paper.title }}* by {% for author in catalog.authors_of(paper) -%}
[{{ author.name }}]({{ to(author) }}) {% endfor %}at [home]({{ to("index.md") }})
{% endmacro %}
{% macro status(paper) %}{{ "Bad: " if paper.status }}{% endmacro %}
{% macro by_line(paper) %}{{ paper.authors | map(attribute="name") | list | names }}{% endmacro %}
{% macro cards(papers, to) %}
{% for paper in papers %}
{{ HOW }}
{% endfor %}
{% endmacro %}
"""


def pages(shelf: Folder, card: str, *, directories: bool = True) -> dict[str, Page]:
    for name, content in PAPERS.items():
        shelf.paper(name, content)
    shelf.write("templates/_card.md.j2", card)
    options = Options(author_page_min_papers=2)
    settings = replace(SETTINGS, root=shelf.root, options=options, directory_urls=directories)
    return {page.path: page for page in all_pages(loaded(settings))}


def test_a_card_of_before_there_were_heads_works_in_all_pages(shelf: Folder) -> None:
    made = pages(shelf, OWN_CARD.replace("HOW", "card(paper, to)"))
    assert "-   *A* by [Ada Ada](../authors/ada-ada.md)" in made["tags/t.md"].body
    related = made["papers/a.md"].body.partition("## Related")[2]
    assert "-   [**B**](../papers/b.md)\n\n    Bad: Ada Ada\n\n    It must\n" in related


def test_links_of_a_card_made_once_are_right_on_every_page(shelf: Folder) -> None:
    for directories, address in ((True, "explore/"), (False, "explore/index.html")):
        once, anew = (
            pages(shelf, OWN_CARD.replace("HOW", how), directories=directories)
            for how in ("remembered(card, paper, to)", "card(paper, to)")
        )
        assert once.keys() == anew.keys()
        for path in once:
            assert resolved(once[path]) == resolved(anew[path])
        assert f"{address}?q=author" in once["tags/t.md"].body


def resolved(page: Page) -> str:
    """Return a page's text with the paths that its links lead to."""

    def whole(match: re.Match[str]) -> str:
        return f"]({posixpath.normpath(posixpath.join(posixpath.dirname(page.path), match[1]))})"

    return re.sub(r"\]\(([^)]*\.md)\)", whole, page.body)
