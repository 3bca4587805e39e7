"""Services: where the facts of papers are asked for; each address is a setting."""

import os
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from generator.records.schemes import BadValueError, web_address

VARIABLE = "PAPERSHELF_SERVICES"


def _base(text: str) -> str:
    return web_address(text).rstrip("/")


Base = Annotated[str, AfterValidator(_base)]


class Services(BaseModel):
    """The base addresses of the services, without a slash at the end."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    arxiv: Base = Field("https://export.arxiv.org", description="arXiv's API (Atom).")
    crossref: Base = Field("https://api.crossref.org", description="Crossref's REST API.")
    openalex: Base = Field("https://api.openalex.org", description="OpenAlex.")
    semantic_scholar: Base = Field(
        "https://api.semanticscholar.org", description="Semantic Scholar's Graph API."
    )
    openreview: Base = Field("https://api2.openreview.net", description="OpenReview's API 2.")
    openreview_old: Base = Field(
        "https://api.openreview.net", description="OpenReview's API 1, for venues before 2023."
    )
    acl: Base = Field("https://aclanthology.org", description="The ACL Anthology.")
    doi: Base = Field("https://doi.org", description="The DOI system, which resolves DOIs.")
    github: Base = Field("https://api.github.com", description="GitHub's REST API.")

    @classmethod
    def below(cls, base: str) -> Self:
        """Return services that all stand below one address, each at its own name."""
        return cls(**{name: f"{base.rstrip('/')}/{name}" for name in cls.model_fields})

    def in_environment(self, environment: Mapping[str, str] = os.environ) -> "Services":
        """Return the services below the address in PAPERSHELF_SERVICES, else these.

        An address that is none is passed over; `wrong_variable` tells of it.
        """
        base = environment.get(VARIABLE, "").strip()
        return Services.below(base) if base and not wrong_variable(environment) else self


def wrong_variable(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether PAPERSHELF_SERVICES is set to what is no web address."""
    base = environment.get(VARIABLE, "").strip()
    try:
        return bool(base) and not web_address(base)
    except BadValueError:
        return True
