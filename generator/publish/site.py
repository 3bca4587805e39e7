"""The site: runs MkDocs on a shelf, so that our commands and MkDocs's own make the same site."""

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from generator.publish.base import Engine, EngineFailedError
from generator.publish.inset import Inset, write_insets
from generator.publish.output import Staging

INSETS = "PAPERSHELF_INSETS"
"""The environment variable that names the file of the pages MkDocs is to make, and no others."""

WITHOUT = "PAPERSHELF_WITHOUT"
"""The environment variable that names a template of the shelf which MkDocs passes over."""

_LEVEL = re.compile(r"(?:\x1b\[[0-9;]*m)?(DEBUG|INFO|WARNING|ERROR|CRITICAL)\b")


def build(config_file: Path, *, strict: bool, site_dir: Path, quiet: bool) -> int:
    """Build the site with MkDocs alone and return its exit code."""
    arguments = ["build", "--clean", "-f", str(config_file)]
    arguments += ["--strict"] if strict else []
    with Staging(site_dir.resolve()) as staging:
        command = [*arguments, "--site-dir", str(staging.folder)]
        code = _mkdocs_quietly(command)[0] if quiet else _mkdocs(command)
        if code == 0:
            staging.replace()
    return code


def mkdocs_engine(config_file: Path, *, strict: bool, without: str = "") -> Engine:
    """Return MkDocs as what makes the base of a framed site, `without` a template of the shelf."""

    def make(insets: Sequence[Inset], folder: Path) -> int:
        with TemporaryDirectory() as place:
            asked = Path(place, "insets")
            write_insets(insets, asked)
            arguments = ["build", "-f", str(config_file), "--site-dir", str(folder)]
            arguments += ["--strict"] if strict else []
            code, warnings = _mkdocs_quietly(arguments, {INSETS: str(asked), WITHOUT: without})
        if code:
            raise EngineFailedError(code)
        return warnings

    return make


def serve(config_file: Path, *, strict: bool, address: str) -> NoReturn:
    """Become MkDocs's server, so that a signal to this process reaches it; never returns."""
    arguments = ["serve", "-f", str(config_file), "--dev-addr", address]
    command = _command(arguments + (["--strict"] if strict else []))
    os.execve(command[0], command, _environment())  # noqa: S606 - no shell is wanted


def is_free(address: str) -> bool:
    """Tell whether a server can listen at HOST:PORT; an address of another form is MkDocs's."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        return True
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True


def _mkdocs(arguments: list[str]) -> int:
    return subprocess.run(_command(arguments), check=False, env=_environment()).returncode


def _mkdocs_quietly(arguments: list[str], more: dict[str, str] | None = None) -> tuple[int, int]:
    """Run MkDocs and pass on what is no mere news; its own `--quiet` makes it lenient as well.

    Return its exit code and the number of its warnings.
    """
    shown, warnings = True, 0
    with subprocess.Popen(
        _command(arguments),
        env=_environment() | (more or {}),
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        try:
            for line in process.stderr or ():
                level = _LEVEL.match(line)
                if level or line.startswith("Traceback"):
                    shown = not level or level[1] not in {"DEBUG", "INFO"}
                    warnings += shown
                if shown:
                    sys.stderr.write(line)
        except BaseException:
            process.kill()  # or leaving would wait for it
            raise
    return process.returncode, warnings


def _command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def _environment() -> dict[str, str]:
    # Material's notice about MkDocs 2 is for maintainers, who find it in the docs.
    return {"NO_MKDOCS_2_WARNING": "1", **os.environ}
