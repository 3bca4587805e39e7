"""Building a shelf and serving it under any path, as a static host would."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def build(
    shelf: Path, site: Path, site_url: str, repo_url: str = "", *, strict: bool = True
) -> None:
    """Build the shelf into `site`, strictly, as the workflow does that publishes it."""
    options = ["--config-file", shelf / "mkdocs.yml", "--site-dir", site]
    options += ["--strict"] if strict else []
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        env=os.environ | {"PAPERSHELF_SITE_URL": site_url, "PAPERSHELF_REPO_URL": repo_url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder under a path; what is not there is answered with the site's 404 page."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(self, *args: object, prefix: str, directory: str) -> None:
        self.prefix = prefix
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "nothing stands outside the site"))
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        """Refuse: a static host lists no folders."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the tests look at the answers."""


class SiteServer(ThreadingHTTPServer):
    """Serves visitors who may leave before they have all they asked for."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve the folder `site` under the path `prefix`; give the address it is found at."""
    handler = partial(SiteHandler, prefix=prefix, directory=str(site))
    server = SiteServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
