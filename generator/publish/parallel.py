"""Work in several processes that all see what this one has made, without copying it first.

Processes are forked: each begins as a copy of this one, which the system makes only of the memory
that one of them changes. Where that is not to be had (Windows) or not safe (macOS, whose libraries
may not be used after a fork), the work is done here, one part after the other.
"""

import gc
import os
import pickle
import select
import selectors
import signal
import struct
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Generic, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Send = Callable[[object], None]

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
_ENDINGS = {signal.SIGINT, signal.SIGTERM}
_NUMBER = struct.Struct("<I")
MOST_IN_PART = 200
"""A process is given so many items at most, so that progress shows and pipes stay short."""


class WorkFailedError(RuntimeError):
    """A process ended before its work was done; the message is what it said."""


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class Task(Generic[T]):
    """Work that goes on in another process until its result is asked for."""

    _pid: int
    _pipe: int
    _done: tuple[T] | None = None

    def result(self) -> T:
        """Wait for the work and return what it made; WorkFailedError when it failed."""
        if self._done is None:
            try:
                self._done = _answer(self._pipe)
            finally:
                os.close(self._pipe)
                status = _wait(self._pid)
                self._pid = 0
            _expect_well(status)
        if self._done is None:
            raise WorkFailedError("a process ended without an answer")
        return self._done[0]

    @property
    def is_done(self) -> bool:
        """Whether the result is there, or the work has failed: nobody has to wait."""
        return self._done is not None or bool(select.select([self._pipe], [], [], 0)[0])

    def stop(self) -> None:
        """End the work, whatever it has come to."""
        if self._pid:
            os.close(self._pipe)
            _kill(self._pid)
            self._pid = 0


def begin(work: Callable[[], T]) -> Task[T]:
    """Begin work in another process; its result must be picklable."""
    if not CAN_FORK:
        return Task(0, -1, (work(),))
    return Task(*_forked(lambda send: send(work())))


class Tasks:
    """Tasks that end when they are left, whether or not they are done."""

    def __enter__(self) -> "Tasks":
        """Begin with none."""
        self._tasks: list[Task[Any]] = []
        return self

    def __exit__(self, *_: object) -> None:
        """End those that still go on."""
        for task in self._tasks:
            task.stop()

    def begin(self, work: Callable[[], T]) -> Task[T]:
        """Begin work in another process; its result must be picklable."""
        task = begin(work)
        self._tasks.append(task)
        return task

    def finish(self) -> None:
        """Wait for all; WorkFailedError when one failed."""
        for task in self._tasks:
            task.result()


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T], workers: int) -> Iterator[R]:
    """Yield what `work` makes of each part of some items, in any order.

    This process is one of the `workers`. Parts go to whichever process is free, so that one with
    much to do holds up none.
    """
    size = max(1, min(MOST_IN_PART, len(items) // (workers * 8)))
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    if workers < 2 or len(parts) < 2 or not CAN_FORK:
        yield from map(work, parts)
        return

    def send_each(send: Send, given: Iterable[Sequence[T]]) -> None:
        for part in given:
            send(work(part))

    todo = _numbers(len(parts))
    pipes: dict[int, int] = {}
    try:
        for _ in range(workers - 1):
            pid, pipe = _forked(lambda send: send_each(send, map(parts.__getitem__, _taken(todo))))
            pipes[pipe] = pid
        with _Answers(pipes) as answers:
            for number in _taken(todo):
                yield work(parts[number])
                yield from answers.ready()
            yield from answers.rest()
    finally:
        os.close(todo)
        for pipe, pid in pipes.items():
            os.close(pipe)
            _kill(pid)


class _Answers:
    """What processes send; those that have ended are taken out of `pipes`."""

    def __init__(self, pipes: dict[int, int]) -> None:
        self._pipes = pipes
        self._waiting = selectors.DefaultSelector()
        for pipe in pipes:
            self._waiting.register(pipe, selectors.EVENT_READ)

    def __enter__(self) -> "_Answers":
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.close()

    def ready(self, patience: float | None = 0) -> Iterator[Any]:
        """Yield what is there, whoever sent it, after so many seconds at most."""
        for key, _ in self._waiting.select(patience) if self._pipes else ():
            answer = _answer(key.fd)
            if answer is not None:
                yield answer[0]
                continue
            self._waiting.unregister(key.fd)
            os.close(key.fd)
            _expect_well(_wait(self._pipes.pop(key.fd)))

    def rest(self) -> Iterator[Any]:
        """Yield all that is still to come."""
        while self._pipes:
            yield from self.ready(None)


def _numbers(count: int) -> int:
    """Return a pipe that holds the numbers below `count`, each for one reader."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)  # too many numbers raise BlockingIOError; there never are
    os.write(writing, b"".join(map(_NUMBER.pack, range(count))))
    os.close(writing)
    return reading


def _taken(todo: int) -> Iterator[int]:
    while number := os.read(todo, _NUMBER.size):
        yield _NUMBER.unpack(number)[0]


def _forked(work: Callable[[Send], None]) -> tuple[int, int]:
    """Begin work, which is given what sends an answer, and return its process and its answers."""
    reading, writing = os.pipe()
    gc.freeze()  # or a collection in either process would copy all memory
    # A request to end must not meet a new process before it knows what to do then.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    pid = _fork()
    if not pid:
        _work(work, writing, reading, before)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    gc.unfreeze()
    os.close(writing)
    return pid, reading


@contextmanager
def ending_well() -> Iterator[None]:
    """Let a request to end (SIGTERM) unwind as Ctrl-C does, so that nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _fork() -> int:
    with warnings.catch_warnings():
        # Threads of numpy's libraries are idle, and the copy does not use them.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _work(
    work: Callable[[Send], None], pipe: int, unused: int, mask: set[signal.Signals | int]
) -> NoReturn:
    """Do the work of a forked process, and end it without what its parent does at its end."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends its own processes, too
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        gc.enable()
        os.close(unused)
        with os.fdopen(pipe, "wb") as file:
            status = _worked(work, file)
    finally:
        os._exit(status)


def _worked(work: Callable[[Send], None], file: BinaryIO) -> int:
    """Do the work, write its answers, and return the status to end with."""

    def send(answer: object, done: bool = True) -> None:
        content = pickle.dumps((done, answer), pickle.HIGHEST_PROTOCOL)
        file.write(_NUMBER.pack(len(content)) + content)
        file.flush()

    try:
        work(send)
    except Exception:
        send(traceback.format_exc(), done=False)
        return 1
    return 0


def _answer(pipe: int) -> tuple[Any] | None:
    """Return the next answer of a process, None at its end."""
    head = _read(pipe, _NUMBER.size)
    if not head:
        return None
    done, value = pickle.loads(_read(pipe, *_NUMBER.unpack(head)))  # noqa: S301 - our own process
    if not done:
        raise WorkFailedError(value)
    return (value,)


def _read(pipe: int, size: int) -> bytes:
    parts = []
    while size and (part := os.read(pipe, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _wait(pid: int) -> int:
    return os.waitpid(pid, 0)[1]


def _expect_well(status: int) -> None:
    if status:
        raise WorkFailedError(f"a process was ended (status {status}); was there enough memory?")


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    finally:
        _wait(pid)
