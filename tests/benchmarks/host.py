"""A static host that counts: text is gzipped, as hosts do it, the rest sent as it is."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GZIPPED = {".css", ".html", ".js", ".json", ".svg", ".xml"}
TYPES = {".js": "text/javascript", ".json": "application/json", ".bin": "application/octet-stream"}
BENCH = "/bench/"
OWN = Path(__file__).parent / "page"


@dataclass(slots=True)
class Host:
    """Where a site is served, and the length in bytes of each body sent since the last look.

    Of a file that is asked for twice, both bodies count. The benchmark's own page does not count.
    """

    site: Path
    url: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)
    ready: dict[str, bytes] = field(default_factory=dict)

    def look(self) -> list[tuple[str, int]]:
        """Return what was sent, and begin anew."""
        sent, self.sent = self.sent, []
        return sent

    def body(self, path: str) -> bytes:
        """Return a file as it is sent; FileNotFoundError when there is none."""
        if path not in self.ready:
            file = (
                OWN / path.removeprefix(BENCH) if path.startswith(BENCH) else self.site / path[1:]
            )
            content = file.read_bytes()
            self.ready[path] = gzip.compress(content) if file.suffix in GZIPPED else content
        return self.ready[path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer would wait 40 ms for an acknowledgement

    def __init__(self, *args: object, host: Host) -> None:
        self.host = host
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        try:
            body = self.host.body(self.path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        suffix = Path(self.path).suffix
        kind = TYPES.get(suffix) or mimetypes.guess_type(self.path)[0] or "text/plain"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if suffix in GZIPPED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if not self.path.startswith(BENCH):
            self.host.sent.append((self.path, len(body)))
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def hosted(site: Path) -> Iterator[Host]:
    """Serve a site at the root of an address."""
    host = Host(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host))
    host.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
