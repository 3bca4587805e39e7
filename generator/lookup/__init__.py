"""Looking up: from what names a paper to its facts, asked of public services."""

from generator.lookup.found import Found, NotFoundError
from generator.lookup.identifiers import Identifier, identifiers_in, identify
from generator.lookup.look_up import look_up, search_title
from generator.web.services import Services

__all__ = [
    "Found",
    "Identifier",
    "NotFoundError",
    "Services",
    "identifiers_in",
    "identify",
    "look_up",
    "search_title",
]
