"""Keys to services, from the environment; each is sent to its own service only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What proves to one host who asks; never printed, kept or sent elsewhere."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    params: Mapping[str, str] = field(default_factory=dict, repr=False)


def credentials_from(environment: Mapping[str, str]) -> dict[str, Credential]:
    """Return the keys that the environment holds, by host; all are optional.

    SEMANTIC_SCHOLAR_API_KEY goes into a header, OPENALEX_API_KEY into the query, GITHUB_TOKEN
    into a header for api.github.com or the host of GITHUB_API_URL.
    """
    found: dict[str, Credential] = {}
    if key := _value(environment, "SEMANTIC_SCHOLAR_API_KEY"):
        found["api.semanticscholar.org"] = Credential(headers={"x-api-key": key})
    if key := _value(environment, "OPENALEX_API_KEY"):
        found["api.openalex.org"] = Credential(params={"api_key": key})
    if key := _value(environment, "GITHUB_TOKEN"):
        found[_github(environment)] = Credential(headers={"authorization": f"Bearer {key}"})
    return found


def _value(environment: Mapping[str, str], name: str) -> str:
    text = environment.get(name, "").strip()
    return text if text.isascii() and text.isprintable() else ""


def _github(environment: Mapping[str, str]) -> str:
    try:
        host = urlsplit(environment.get("GITHUB_API_URL", "")).hostname
    except ValueError:
        host = None
    return host or "api.github.com"
