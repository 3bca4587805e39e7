"""Watching a request while it is made: whom it reaches, and that all of it ends in time."""

import socket
import threading
from typing import Any, Self

from generator.web import guard
from generator.web.errors import RefusedError

_CONNECTED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})
"""Events of httpcore's extension "trace" that give a connection's stream."""


class Watch:
    """Breaks a connection off when a request takes too long, whatever the server is doing.

    A server that sends a byte now and then never runs into a time-out between two bytes. When
    `guarded`, a connection into a private network is refused before anything is sent.
    """

    def __init__(self, url: str, seconds: float, *, guarded: bool) -> None:
        """Watch a request to an address for some seconds."""
        self.late = False
        self._url = url
        self._guarded = guarded
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Begin."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._timer.cancel()

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Take note of what httpcore does (its extension "trace").

        RefusedError when a connection leads where it may not.
        """
        if event not in _CONNECTED:
            return
        stream = info["return_value"]
        address = stream.get_extra_info("server_addr")
        if self._guarded and address and not guard.is_global(str(address[0])):
            stream.close()
            raise RefusedError(self._url, "it leads into a private network")
        self._socket = stream.get_extra_info("socket")
        if self.late:
            self._end()

    def _end(self) -> None:
        self.late = True
        if self._socket is not None:
            try:
                # Below TLS, whose state belongs to the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already
