"""Fixtures of the browser tests: the shelf, built and served, and pages of it in Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser.checkers import FLAGS, find_headless, find_node
from browser.serving import build, served
from browser.visits import Open, Scheme, Site, Visit, watch
from generator.scaffold.create import create_shelf

ROOT = Path(__file__).parents[2]
PREFIXES = {"root": "/", "papers-demo": "/papers-demo/", "new-shelf": "/", "hostile": "/"}
# A site names where it is published and where its records are; no page may load from there.
SITE_URL = "https://someone.github.io"
REPO_URL = "https://github.com/someone/papers-demo"


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Give a site by its name: the repository's under two paths, and that of a new shelf."""
    with ExitStack() as stack:

        @cache
        def named(name: str) -> Site:
            folder = tmp_path_factory.mktemp(name)
            shelf, prefix = ROOT, PREFIXES[name]
            if name == "new-shelf":
                shelf = folder / "shelf"
                assert create_shelf(shelf) == []
            if name == "hostile":
                shelf = ROOT / "tests" / "shelves" / "hostile"
            strict = name != "hostile"
            build(shelf, folder / "site", SITE_URL + prefix, REPO_URL, strict=strict)
            url = stack.enter_context(served(folder / "site", prefix))
            return Site(folder=folder / "site", url=url)

        yield named


@pytest.fixture(scope="session")
def site(sites: Callable[[str], Site]) -> Site:
    """Give the repository's shelf, served under "/"."""
    return sites("root")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium to all tests."""
    executable = find_headless()
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        # Playwright's own Node needs a library that a small machine may lack.
        patch.setenv("PLAYWRIGHT_NODEJS_PATH", find_node())
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Give `open_page(url, width=…, scheme=…, javascript=…)`; a visitor for each call."""
    contexts: list[BrowserContext] = []

    def visit(
        url: str, *, width: int = 1440, scheme: Scheme = "light", javascript: bool = True
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        troubles = watch(page, urlsplit(url).netloc)
        page.goto(url)
        return Visit(page=page, troubles=troubles)

    yield visit
    for context in contexts:
        context.close()
