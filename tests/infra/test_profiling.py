"""A step has its own seconds, and none of those of the steps inside it or of what is done between two things that it makes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from budgetbook.infra.base import profiling


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The processor time that has passed, for the test to move on."""
    passed = [0.0]
    monkeypatch.setattr("time.process_time", lambda: passed[0])
    profiling.take_seconds()
    return passed


def test_a_step_inside_another(seconds: list[float]) -> None:
    with profiling.Timer("outer"):
        seconds[0] += 1
        with profiling.Timer("inner"):
            seconds[0] += 2
        seconds[0] += 4
    seconds[0] += 8
    profiling.add_seconds({"inner": 16})
    assert profiling.take_seconds() == {"outer": 5, "inner": 18}
    assert profiling.take_seconds() == {}


def test_things_made_one_by_one(seconds: list[float]) -> None:
    def made() -> Iterator[int]:
        for number in range(3):
            seconds[0] += 1
            yield number
        seconds[0] += 1

    numbers = []
    for number in profiling.time_each("making", made()):
        seconds[0] += 10
        numbers.append(number)
    assert numbers == [0, 1, 2]
    assert profiling.take_seconds() == {"making": 4}
