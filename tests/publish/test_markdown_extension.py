"""Our Markdown extension in MkDocs: links that lead to no page do not stop a build."""

from collections.abc import Callable
from pathlib import Path

from conftest import run
from helpers import site


def test_a_dangerous_link_of_a_hand_written_page_loses_its_address(
    copy_shelf: Callable[..., Path],
) -> None:
    folder = copy_shelf("small")
    page = folder / "site_src/pages/about.md"
    page.write_text("# About\n\n[a](javascript:alert(1)) ![b](data:text/html,x) [c](about.md)\n")
    done = run("mkdocs", "build", folder=folder)
    assert done.code == 0, done.err
    (article,) = site.parsed(folder / "site/about/index.html").xpath("//article")
    links = {link.text: dict(link.attrib) for link in article.xpath(".//a[not(@class)]")}
    assert links["a"] == {}
    assert links["c"] == {"href": "./"}
    assert [dict(image.attrib) for image in article.xpath(".//img")] == [{"alt": "b"}]
