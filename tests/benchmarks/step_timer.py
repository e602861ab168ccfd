"""Where the processor time of a run goes: each step's own seconds, without those of the steps inside it.

A process has one account. What runs in another process brings its own back, and `add` puts the two together.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ContextDecorator
from typing import TypeVar

Item = TypeVar("Item")

_seconds_by_step: defaultdict[str, float] = defaultdict(float)
_step_stack: list[str] = []
_last_charge = [0.0]


class Timer(ContextDecorator):
    """What happens inside is this step's, but for what happens inside another step in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        _charge()
        _step_stack.append(self._name)

    def __exit__(self, *_: object) -> None:
        _charge()
        _step_stack.pop()


def time_each(name: str, items: Iterable[Item]) -> Iterator[Item]:
    """What is made one by one: the making of each is this step's, what is done with it is not."""
    iterator = iter(items)
    while True:
        with Timer(name):
            try:
                item = next(iterator)
            except StopIteration:
                return
        yield item


def _charge() -> None:
    now = time.process_time()
    if _step_stack:
        _seconds_by_step[_step_stack[-1]] += now - _last_charge[0]
    _last_charge[0] = now


def add_seconds(seconds: Mapping[str, float]) -> None:
    """What another process spent."""
    for name, step_seconds in seconds.items():
        _seconds_by_step[name] += step_seconds


def take_seconds() -> dict[str, float]:
    """Everything since the last time, by step."""
    seconds = dict(_seconds_by_step)
    _seconds_by_step.clear()
    return seconds
