"""The site: runs MkDocs on a shelf, so that our commands and MkDocs's own make the same site."""

import os
import subprocess
import sys
from pathlib import Path


def build(config_file: Path, *, strict: bool, site_dir: Path | None, quiet: bool) -> int:
    """Build the site and return MkDocs's exit code."""
    arguments = ["build", "--clean", "-f", str(config_file)]
    arguments += ["--strict"] if strict else []
    arguments += ["--site-dir", str(site_dir.resolve())] if site_dir else []
    arguments += ["--quiet"] if quiet else []
    return _mkdocs(arguments)


def serve(config_file: Path, *, strict: bool, address: str) -> int:
    """Serve the site until interrupted and return MkDocs's exit code."""
    arguments = ["serve", "-f", str(config_file), "--dev-addr", address]
    return _mkdocs(arguments + (["--strict"] if strict else []))


def _mkdocs(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    # Material's notice about MkDocs 2 is for maintainers, who find it in the docs.
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    try:
        return subprocess.run(command, check=False, env=environment).returncode
    except KeyboardInterrupt:
        return 0
