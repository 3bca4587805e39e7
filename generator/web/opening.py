"""Opening the web for a shelf: its client and its services, as its settings say."""

import os
from collections.abc import Mapping

from generator.settings import Settings
from generator.web.client import CACHE_FOLDER, Client, Limits
from generator.web.services import Services


def services_of(settings: Settings, environment: Mapping[str, str] = os.environ) -> Services:
    """Return where a shelf looks facts up; PAPERSHELF_SERVICES comes before its mkdocs.yml."""
    return settings.options.services.in_environment(environment)


def open_client(
    settings: Settings, *, limits: Limits | None = None, private: bool = True
) -> Client:
    """Return a client that names a shelf's contact and keeps answers in its cache folder."""
    cache = settings.root / CACHE_FOLDER
    return Client(settings.options.contact, cache, limits=limits, private=private)
