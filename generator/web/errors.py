"""What can go wrong on the web, each in a sentence for the person who asked."""

from generator.problems import shown


class WebError(Exception):
    """An address gave no usable answer; `reason` says why, without the address before it.

    `status` is the HTTP status, None when there was no answer; `wait` is for how many seconds
    the server asked not to be asked again, None when it did not say.
    """

    def __init__(
        self, url: str, reason: str, *, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(f"{shown(url)}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status
        self.wait = wait


class OfflineError(WebError):
    """A host could not be reached at all: it has no address, or nothing accepts a connection.

    When it is so with every host, this machine has no network.
    """


class RefusedError(WebError):
    """An address that is not asked on purpose: not http(s), private, or with a password in it."""
