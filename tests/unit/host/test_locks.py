"""The lock between processes: one holder, given back however its holder ends."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from xerodesk.domain.errors import Busy, Cancelled, StoreTrouble
from xerodesk.host.locks import FileLock

HOLDER = """
import sys, time
from pathlib import Path
from xerodesk.host.locks import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.readline()
"""


def test_one_holder_at_a_time_in_one_process(tmp_path: Path) -> None:
    one, two = FileLock(tmp_path / "sub" / "lock"), FileLock(tmp_path / "sub" / "lock")
    assert one.acquire()
    assert one.held
    assert not two.acquire()
    assert not one.acquire(), "not re-entrant"
    one.release()
    one.release()
    assert two.acquire()
    two.release()


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        lock = FileLock(path)
        assert not lock.acquire()
        with pytest.raises(Busy), lock.holding():
            pass
        other.kill()
        other.wait(10)
        assert lock.acquire(wait=5)
        lock.release()


def test_waiting_is_as_long_as_asked_and_no_longer(tmp_path: Path) -> None:
    now = [0.0]
    other = FileLock(tmp_path / "lock")

    def sleep(seconds: float) -> None:
        now[0] += seconds
        if 2 < now[0] < 2.2:
            other.release()

    with other.holding():
        lock = FileLock(tmp_path / "lock", clock=lambda: now[0], sleep=sleep)
        assert not lock.acquire(wait=1.5)
        assert now[0] == pytest.approx(1.5)
        assert lock.acquire(wait=30)
        assert now[0] < 2.5
    lock.release()


def test_waiting_can_be_given_up(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled("Stopped.")

    with FileLock(tmp_path / "lock").holding():
        lock = FileLock(tmp_path / "lock")
        with pytest.raises(Cancelled):
            lock.acquire(wait=30, checkpoint=stop)


def test_threads_take_turns(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        lock = FileLock(tmp_path / "lock", sleep=lambda seconds: threading.Event().wait(0.001) and None)
        with lock.holding(20):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == [1] * 6


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreTrouble) as caught:
        FileLock(tmp_path / "file" / "lock").acquire()
    assert caught.value.advice
