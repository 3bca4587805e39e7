"""Access to the services: the client, where they are, and how old an answer may be."""

from dataclasses import dataclass, field
from datetime import timedelta

from generator.web.answers import Answer, Values, Web
from generator.web.services import Services

FRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Access:
    """What every question to a service takes."""

    client: Web
    services: Services = field(default_factory=Services)
    fresh: timedelta = FRESH

    def get(self, url: str, params: Values | None = None) -> Answer:
        """Return the answer at an address; errors as `Client.get` has them."""
        return self.client.get(url, params=params, fresh_for=self.fresh)

    def post(self, url: str, data: object, params: Values | None = None) -> Answer:
        """Return the answer to `data`; errors as `Client.post` has them."""
        return self.client.post(url, data, params=params, fresh_for=self.fresh)
