"""A document that is HTML already passes through Python-Markdown as it is."""

import markdown
import pytest

from generator.publish.zensical_config import OURS
from generator.publish.zensical_markdown import document


@pytest.mark.parametrize("heading", ["A", 'A --> "b" -- &lt; é \U0001f375', ""])
def test_html_passes_as_it_is(heading: str) -> None:
    html = "<h1 id=a>*A*</h1>\n\n    four\n<p>$x$ [r] &amp; {{ 1 }}\n# no</p>\n\n[r]: <x>"
    engine = markdown.Markdown(extensions=["tables", "toc", *OURS])
    assert engine.convert("\n" + document(html, "a", heading)) == html
    (token,) = engine.toc_tokens
    assert (token["id"], token["name"], token["children"]) == ("a", heading, [])
    plain = markdown.Markdown(extensions=["toc", *OURS])
    assert plain.convert("# *A*\n\n<!-- papershelf -->") == (
        '<h1 id="a"><em>A</em></h1>\n<!-- papershelf -->'
    )
