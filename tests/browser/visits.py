"""A site and a visit to one of its pages, with all that goes wrong during the visit."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built site: where its files are and where it is served."""

    folder: Path
    url: str

    def first(self, folder: str) -> str:
        """Return the address, within the site, of the first page of a folder; no redirect."""
        pages = sorted((self.folder / folder).glob("*/index.html"))
        found = next((page for page in pages if not _leads_on(page)), None)
        assert found, f"{folder}/ has no page"
        return found.parent.relative_to(self.folder).as_posix() + "/"

    def address(self, path: str) -> str:
        """Return the full address of a path within the site."""
        return urljoin(self.url, path)


def _leads_on(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text(encoding="utf-8")


def watch(page: Page, host: str) -> list[str]:
    """Return a list that grows with whatever should not happen while the page is shown."""
    troubles: list[str] = []

    def dialog(shown: Dialog) -> None:
        troubles.append(f"dialog: {shown.message}")
        shown.dismiss()

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            troubles.append(f"console: {message.text}")

    def request(made: Request) -> None:
        parts = urlsplit(made.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != host:
            troubles.append(f"other host: {made.url}")

    def response(given: Response) -> None:
        if given.status >= 400:
            troubles.append(f"{given.status}: {given.url}")

    page.on("console", console)
    page.on("dialog", dialog)
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("request", request)
    page.on("requestfailed", lambda failed: troubles.append(f"failed: {failed.url}"))
    page.on("response", response)
    return troubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page as one visitor sees it, and what went wrong meanwhile."""

    page: Page
    troubles: list[str]


Open = Callable[..., Visit]
