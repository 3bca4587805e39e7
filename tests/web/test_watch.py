"""Watching requests: a server that never comes to an end is left."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from generator.web.client import Client, Limits
from generator.web.errors import WebError


@pytest.fixture
def dripping() -> Iterator[str]:
    """Give the address of a server that sends a line of its headers now and then, for ever."""
    over = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        with suppress(OSError):
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not over.wait(0.02):
                    connection.sendall(b"X-More: more\r\n")

    thread = threading.Thread(target=drip)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    over.set()
    server.close()
    thread.join()


def test_headers_that_never_end_are_not_waited_for(dripping: str) -> None:
    client = Client(limits=Limits(total=0.3), credentials={})
    with client as asking, pytest.raises(WebError) as caught:
        asking.get(dripping)
    assert str(caught.value) == f"{dripping}: the answer took longer than 0.3 seconds"
