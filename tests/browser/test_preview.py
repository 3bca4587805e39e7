"""The page in front of a preview: accessible, narrow and wide, and read from a disk."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from browser.checkers import axe
from browser.serving import served
from browser.visits import Open, Scheme, Site
from generator.publish.pipeline import load_catalog
from generator.publish.preview import FRONT, write_preview
from generator.review.models import Change, Difference, FileChange, Review
from generator.settings import read_settings

ROOT = Path(__file__).parents[2]
PAPER = "animate-x"


@pytest.fixture(scope="module")
def preview(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings, _ = read_settings(ROOT / "mkdocs.yml")
    assert settings
    catalog = load_catalog(settings).catalog
    assert catalog
    changes = (Change(key="venue", old="x", new="y"),)
    found = [
        Difference(
            kind="paper",
            how="changed" if paper.id != PAPER else "added",
            id=paper.id,
            title=paper.title,
            path=paper.source.path,
            changes=changes,
        )
        for paper in catalog.papers[:3]
    ]
    review = Review(
        before=79,
        after=80,
        differences=tuple(found),
        files=(FileChange(path="site_src/pages/about.md", how="changed"),),
    )
    folder = tmp_path_factory.mktemp("preview") / "preview"
    write_preview(settings, catalog, review, site.folder, folder)
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(preview: Path, open_page: Open, width: int, scheme: Scheme) -> None:
    with served(preview) as url:
        visit = open_page(f"{url}{FRONT}", width=width, scheme=scheme)
        page = visit.page
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.troubles == []


def test_the_preview_is_read_from_a_disk(preview: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto((preview / FRONT).as_uri())
        first = page.locator(".ps-cards a").first
        title = first.inner_text()
        first.click()
        assert page.locator("h1").inner_text() == title
        page.get_by_role("link", name="Topics", exact=True).first.click()
        assert page.locator("h1").inner_text() == "Topics"
        assert unquote(page.url) == (preview / "tags/index.html").as_uri()
    finally:
        context.close()
