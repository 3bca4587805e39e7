"""Watching a command: how long it takes, and how much memory all its processes take at once."""

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.05
PAGES_IN_MB = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a command printed and took; `peak_mb` is None where there is no /proc."""

    output: str
    seconds: float
    cpu_seconds: float
    """Of all its processes together; other work on the machine hardly changes it."""
    peak_mb: int | None


def watch(command: Sequence[str | Path], folder: Path) -> Watched:
    """Run a command in a folder; one that fails ends all, with what it said."""
    start, worked = time.perf_counter(), cpu_seconds(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    peaks = [0]
    done = threading.Event()
    watcher = threading.Thread(target=_look, args=(process.pid, peaks, done))
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{output}")
    peak = round(max(peaks)) or None
    worked = cpu_seconds(resource.RUSAGE_CHILDREN) - worked
    return Watched(output=output, seconds=seconds, cpu_seconds=worked, peak_mb=peak)


def cpu_seconds(*whose: int) -> float:
    """Return how long the processor worked for this process, its ended children, or both."""
    usages = [resource.getrusage(who) for who in whose]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _look(pid: int, peaks: list[float], done: threading.Event) -> None:
    while not done.wait(PAUSE):
        peaks[0] = max(peaks[0], _memory(pid))


def _memory(pid: int) -> float:
    """Return what a process and all below it hold now, in MB (resident set, shared pages too)."""
    parents = {int(path.name): _parent(path) for path in PROC.glob("[0-9]*")}
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(_resident(PROC / str(member)) for member in family)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1


def _resident(process: Path) -> float:
    try:
        return int((process / "statm").read_text().split()[1]) / PAGES_IN_MB
    except OSError:
        return 0
