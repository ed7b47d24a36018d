"""The pace of calls: never more than five at once, sixty in any minute wherever it starts, and the day's reserve kept."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import Cancelled, RateLimited
from xerodesk.xero.governor import Governor, Limits, Window

START = datetime(2026, 6, 1, tzinfo=UTC)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000.0)


def governor(time: Time, limits: Limits | None = None) -> Governor:
    return Governor(limits, clock=time.clock, sleep=time.sleep, now=time.now)


@given(
    gaps=st.lists(st.floats(0, 5), min_size=70, max_size=160),
    lasting=st.lists(st.floats(0.001, 20), min_size=1, max_size=7),
    at=st.lists(st.floats(0, 1), min_size=1, max_size=5),
)
def test_no_minute_sees_more_than_sixty_and_no_moment_more_than_five(gaps: list[float], lasting: list[float], at: list[float]) -> None:
    """Xero counts a call at some moment between sending and answer; no choice of that moment may break the limit."""
    window = Window(Limits())
    now = 0.0
    flying: list[tuple[float, float]] = []  # (end, start)
    counted: list[float] = []
    for index, gap in enumerate(gaps):
        now += gap
        while True:
            due = [one for one in flying if one[0] <= now]
            for one in sorted(due):
                window.end(one[0])
                flying.remove(one)
            delay = window.delay(now)
            if delay == 0:
                break
            now = min(end for end, _ in flying) if delay == float("inf") else now + delay
        window.start()
        length = lasting[index % len(lasting)]
        flying.append((now + length, now))
        counted.append(now + length * at[index % len(at)])
        assert len(flying) <= 5
    counted.sort()
    for first, sixty_first in zip(counted, counted[60:], strict=False):
        assert sixty_first - first >= 60 - 1e-6


def test_the_sixty_first_call_waits_for_the_minute_to_pass() -> None:
    time = Time()
    pace = governor(time)
    for _ in range(60):
        with pace.slot():
            pass
    assert time.slept == []
    assert pace.budget().minute_left == 0
    with pace.slot():
        pass
    assert sum(time.slept) == pytest.approx(60)


def test_the_minute_limit_can_be_switched_off_for_measuring() -> None:
    time = Time()
    pace = governor(time, Limits(per_minute=0))
    for _ in range(500):
        with pace.slot():
            pass
    assert time.slept == []
    assert pace.budget().minute_left is None


def test_a_sixth_call_starts_when_one_of_five_ends() -> None:
    pace = Governor()
    here, go = threading.Semaphore(0), threading.Event()
    most: list[int] = []

    def call() -> None:
        with pace.slot():
            most.append(pace.budget().in_flight)
            here.release()
            go.wait(5)

    threads = [threading.Thread(target=call) for _ in range(9)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        assert here.acquire(timeout=5)
    assert not here.acquire(timeout=0.05)
    go.set()
    for thread in threads:
        thread.join(5)
    assert len(most) == 9
    assert max(most) == 5


def test_retry_after_is_honoured_to_the_second() -> None:
    time = Time()
    pace = governor(time)
    with pace.slot():
        pass
    pace.refused({"Retry-After": "22", "X-Rate-Limit-Problem": "minute"})
    assert pace.budget().paused_until == time.now() + timedelta(seconds=22)
    with pace.slot():
        pass
    assert sum(time.slept) == pytest.approx(22)


@pytest.mark.parametrize("problem", ["day", "minute", "app-minute"])
def test_a_long_wait_is_not_sat_out_but_says_until_when(problem: str) -> None:
    time = Time()
    pace = governor(time)
    with pytest.raises(RateLimited) as caught:
        pace.refused({"Retry-After": "66975", "X-Rate-Limit-Problem": problem})
    assert caught.value.until == START + timedelta(seconds=66975)
    assert time.slept == []
    with pytest.raises(RateLimited), pace.slot():
        pass
    time.seconds += 66976
    with pace.slot():
        pass


@pytest.mark.parametrize("value", ["", "soon", "-5", "inf", "nan", "1e99"])
def test_a_nonsense_retry_after_neither_hangs_nor_breaks(value: str) -> None:
    time = Time()
    pace = governor(time)
    with suppress(RateLimited):
        pace.refused({"Retry-After": value, "X-Rate-Limit-Problem": "minute"})
    paused = pace.budget().paused_until
    assert paused is not None
    assert paused <= START + timedelta(days=7)
    with suppress(RateLimited), pace.slot():
        pass
    assert sum(time.slept) <= 65


def test_too_many_at_once_means_fewer_at_once_and_slowly_back() -> None:
    window = Window(Limits())
    window.narrow()
    for _ in range(4):
        assert window.delay(0) == 0
        window.start()
    assert window.delay(0) == float("inf")
    for _ in range(4):
        window.end(0)
    for index in range(50):
        window.start()
        window.end(100.0 + index * 2)
    assert window.room == 5


def test_background_work_stops_at_the_reserve_and_a_click_does_not() -> None:
    time = Time()
    pace = governor(time, Limits(reserve=50))
    pace.heard({"X-DayLimit-Remaining": "51"})
    with pace.slot():
        pass
    pace.heard({"X-DayLimit-Remaining": "50"})
    with pytest.raises(RateLimited) as caught, pace.slot():
        pass
    assert caught.value.scope == "day"
    with pace.slot(urgent=True):
        pass
    assert pace.budget().day_left == 49
    pace.heard({"X-DayLimit-Remaining": "0"})
    with pytest.raises(RateLimited), pace.slot(urgent=True):
        pass
    time.seconds += 3601
    with pace.slot():  # Xero is asked again whether a new day began
        pass


def test_waiting_can_be_given_up() -> None:
    time = Time()
    pace = governor(time)
    pace.refused({"Retry-After": "60"})

    def stop() -> None:
        if time.seconds > 1003:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled), pace.slot(checkpoint=stop):
        pass
    assert sum(time.slept) < 4
    assert pace.budget().in_flight == 0


def test_an_urgent_call_goes_before_waiting_background_work() -> None:
    pace = Governor(Limits(in_flight=1))
    order: list[str] = []
    inside, go = threading.Event(), threading.Event()

    def call(name: str, urgent: bool) -> Callable[[], None]:
        def body() -> None:
            with pace.slot(urgent=urgent):
                order.append(name)

        return body

    def first() -> None:
        with pace.slot():
            inside.set()
            go.wait(5)

    threads = [threading.Thread(target=first)]
    threads[0].start()
    assert inside.wait(5)
    threads += [threading.Thread(target=call(f"background {index}", False)) for index in range(3)]
    threads.append(threading.Thread(target=call("click", True)))
    for thread in threads[1:]:
        thread.start()
    while pace._urgent == 0:
        threading.Event().wait(0.005)
    go.set()
    for thread in threads:
        thread.join(5)
    assert order[0] == "click"
    assert len(order) == 4
