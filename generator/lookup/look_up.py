"""Looking a paper up: which services are asked, in which order, and what each contributes."""

from generator.lookup.found import Found, NotFoundError
from generator.lookup.identifiers import Identifier
from generator.web.answers import Web
from generator.web.services import Services


def look_up(identifier: Identifier, client: Web, services: Services | None = None) -> Found:
    """Return the paper that an identifier names, as the services describe it.

    NotFoundError when the services do not know it, OfflineError when none can be reached, another
    WebError when none gave a usable answer. A title is looked up as the best hit of
    `search_title`, if its title is nearly the same.
    """
    del client, services
    raise NotFoundError(f"{identifier} is not known")


def search_title(
    title: str, client: Web, services: Services | None = None, *, limit: int = 5
) -> tuple[Found, ...]:
    """Return the papers with the closest titles, the closest first; none when nothing is near."""
    del title, client, services, limit
    return ()
