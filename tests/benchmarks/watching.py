"""Watching a command: how long it takes, and how much memory all its processes take at once.

Pages that processes share after a fork count once in the proportional set size (PSS, proc(5),
smaps_rollup): each process bears its part of them. The sum of the resident sets (RSS) counts them
in every process.
"""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PROC = Path("/proc")
PAUSE = 0.1
"""Seconds between two looks at least: more of them would slow what is watched."""
SHARE = 0.03
"""Looking takes at most so much of the time: a large process stands still while it is looked at."""
PAGES_IN_MB = 256
KB_IN_MB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a command printed and took; the peaks are None where there is no /proc."""

    output: str
    seconds: float
    cpu_seconds: float
    """Of all its processes together; other work on the machine hardly changes it."""
    peak_mb: int | None
    """The sum of the resident sets, shared pages in each."""
    peak_pss_mb: int | None
    """The sum of the proportional sets, shared pages once."""
    largest_mb: int
    """The resident set of the largest process, as the system counts it at its end."""


@dataclass(slots=True)
class _Peaks:
    resident: float = 0
    proportional: float = 0
    done: threading.Event = field(default_factory=threading.Event)

    def look(self, pid: int) -> None:
        pause = PAUSE
        while not self.done.wait(pause):
            start = time.perf_counter()
            family = [PROC / str(member) for member in _family(pid)]
            self.resident = max(self.resident, sum(map(_resident, family)))
            self.proportional = max(self.proportional, sum(map(_proportional, family)))
            pause = max(PAUSE, (time.perf_counter() - start) / SHARE)


def watch(
    command: Sequence[str | Path], folder: Path, errors: IO[str] | int | None = None
) -> Watched:
    """Run a command in a folder; one that fails ends all, with what it said.

    `errors` is where its standard error goes; by default to ours.
    """
    start = time.perf_counter()
    peaks = _Peaks()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True
    ) as process:
        watcher = threading.Thread(target=peaks.look, args=(process.pid,))
        watcher.start()
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peaks.done.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{output}")
    return Watched(
        output=output,
        seconds=seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_mb=round(peaks.resident) or None,
        peak_pss_mb=round(peaks.proportional) or None,
        largest_mb=round(usage.ru_maxrss / KB_IN_MB),
    )


def cpu_seconds(*whose: int) -> float:
    """Return how long the processor worked for this process, its ended children, or both."""
    usages = [resource.getrusage(who) for who in whose]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _family(pid: int) -> set[int]:
    """Return a process and all below it."""
    parents = {int(path.name): _parent(path) for path in PROC.glob("[0-9]*")}
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1


def _resident(process: Path) -> float:
    """Return what a process holds, in MB."""
    try:
        return int((process / "statm").read_text().split()[1]) / PAGES_IN_MB
    except (OSError, IndexError):
        return 0


def _proportional(process: Path) -> float:
    """Return what a process holds and its part of what it shares, in MB."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / KB_IN_MB
