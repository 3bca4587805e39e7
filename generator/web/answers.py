"""Answers of the web, and the one thing that others need of a client: to get them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from typing import Any, Protocol

from generator.web.errors import WebError

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that leads to another one, with its status (301, 302, 303, 307 or 308)."""

    url: str
    status: int

    @property
    def is_permanent(self) -> bool:
        """Tell whether the new address takes the place of this one (RFC 9110, 15.4)."""
        return self.status in {301, 308}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: `url` is where the answer stands, after all redirects."""

    url: str
    status: int
    headers: Values
    """By names in small letters; of a name that comes twice, the last."""
    content: bytes
    """Unpacked; b"" when it was not read."""
    redirects: tuple[Redirect, ...] = ()
    cached: bool = False

    @property
    def text(self) -> str:
        """The content in the character set that the server names, else UTF-8; never an error."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        try:
            return self.content.decode(header.get_content_charset("utf-8"), "replace")
        except (LookupError, ValueError):
            return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the content read as JSON; WebError when it is none."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            raise WebError(self.url, "the answer is not JSON", status=self.status) from None


class Web(Protocol):
    """What gets answers: a `Client`, or what stands for one in a test."""

    def get(
        self,
        url: str,
        *,
        params: Values | None = None,
        headers: Values | None = None,
        fresh_for: timedelta | None = None,
    ) -> Answer:
        """Return the answer at an address."""

    def post(
        self,
        url: str,
        data: object,
        *,
        params: Values | None = None,
        headers: Values | None = None,
        fresh_for: timedelta | None = None,
    ) -> Answer:
        """Return the answer to `data`, sent as JSON."""
