"""Builds that are ended from outside: the site stays as it was, and nothing goes on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.waiting import until

ENDLESS = """\
{% extends "papershelf/base.html" %}
{% block extrahead %}{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}
{% endblock %}
"""


def processes_in(folder: Path) -> list[int]:
    """Return the processes that work on a shelf."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            here = place.joinpath("cwd").resolve() == folder
            if here and b" Z " not in place.joinpath("stat").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


def heed_ctrl_c() -> None:
    """Heed SIGINT, which a process that was begun in the background is told to ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_build_that_is_ended_leaves_nothing(
    number: signal.Signals, whole_group: bool, copy_shelf: Callable[..., Path]
) -> None:
    theme = "  name: material\n  custom_dir: site_src/theme\n"
    options = "  - papershelf:\n      paper_pages: framed\n"
    changes = ("  name: material\n", theme), ("  - papershelf:\n", options)
    folder = copy_shelf("small", *changes)
    before = {path.name for path in folder.iterdir()}
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("Before")
    (folder / "site_src/theme").mkdir()
    (folder / "site_src/theme/main.html").write_text(ENDLESS)
    command = "from generator.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", command, "build"],
        cwd=folder,
        start_new_session=True,
        stderr=subprocess.PIPE,
        preexec_fn=heed_ctrl_c,
    ) as process:
        try:
            until(lambda: (folder / ".cache/papershelf/files/assets").exists())
            os.killpg(process.pid, number) if whole_group else process.send_signal(number)
            assert process.wait(30) != 0
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # or leaving would wait for it
            raise
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    until(lambda: not processes_in(folder))
    assert (folder / "site/index.html").read_text() == "Before"
    kept = {path.name for path in folder.iterdir()}
    assert kept == before | {"site", ".cache"}
