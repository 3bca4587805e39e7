"""Work in other processes: every part done once, failures told, nothing left running."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.publish import parallel
from generator.publish.parallel import WorkFailedError, begin, spread


def children() -> set[str]:
    """Return the processes that this one began and that are there, others' among them."""
    lists = Path("/proc/self/task").glob("*/children")
    return {number for one in lists for number in one.read_text().split()}


def test_a_task_gives_its_result_again_and_again() -> None:
    task = begin(lambda: os.getpid())
    assert task.result() == task.result() != os.getpid()


def test_a_task_that_fails_says_why() -> None:
    task = begin(lambda: 1 / 0)
    with pytest.raises(WorkFailedError, match="division by zero"):
        task.result()


def test_a_task_may_be_stopped() -> None:
    task = begin(lambda: time.sleep(600))
    task.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(task._pid or 2**22, 0)


@pytest.mark.parametrize("count", [0, 1, 2, 17, 5000])
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_every_item_is_worked_on_once(count: int, workers: int) -> None:
    parts = list(spread(list, range(count), workers))
    assert sorted(item for part in parts for item in part) == list(range(count))


def test_a_large_answer_arrives_whole() -> None:
    parts = list(spread(lambda _: b"x" * 1_000_000, range(16), 2))
    assert [len(part) for part in parts] == [1_000_000] * 16


def test_one_failure_ends_all() -> None:
    def work(part: Sequence[int]) -> int:
        time.sleep(0.01)
        return 1 // (7 - part[0])

    before = children()
    with pytest.raises((ZeroDivisionError, WorkFailedError), match=r"division|ZeroDivision"):
        list(spread(work, range(16), 2))
    assert children() == before


def test_a_failure_elsewhere_ends_all() -> None:
    here = os.getpid()
    before = children()
    with pytest.raises(WorkFailedError, match="ZeroDivisionError"):
        list(spread(lambda _: time.sleep(0.01) if os.getpid() == here else 1 // 0, range(16), 3))
    assert children() == before


def test_a_process_that_is_killed_is_noticed() -> None:
    here = os.getpid()

    def work(_: Sequence[int]) -> None:
        time.sleep(0.01)
        if os.getpid() != here:
            os.kill(os.getpid(), 9)

    with pytest.raises(WorkFailedError, match="was ended"):
        list(spread(work, range(8), 2))


def test_this_process_works_as_well() -> None:
    def work(part: Sequence[int]) -> int:
        time.sleep(0.005 * len(part))
        return os.getpid()

    done = list(spread(work, range(64), 3))
    assert os.getpid() in done
    assert len(set(done)) == 3


def test_without_forks_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CAN_FORK", False)
    assert begin(os.getpid).result() == os.getpid()
    assert set(spread(lambda _: os.getpid(), range(50), 4)) == {os.getpid()}


def test_tasks_that_are_stopped_as_they_begin_come_to_nothing() -> None:
    before = children()
    for _ in range(100):
        with parallel.ending_well(), parallel.Tasks() as tasks:
            tasks.begin(lambda: time.sleep(600))
    assert children() == before


def test_a_task_tells_when_it_is_done(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    task = begin(lambda: len(gate.read_text(encoding="utf-8")))
    assert not task.is_done
    gate.write_text("four", encoding="utf-8")
    while not task.is_done:
        time.sleep(0.01)
    assert task.result() == 4
    assert task.is_done
