"""Where the processor time of a run goes: each step's own seconds, without those of the steps inside it.

A process has one account. What runs in another process brings its own back, and `add` puts the two together.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ContextDecorator
from typing import TypeVar

Made = TypeVar("Made")

_spent: defaultdict[str, float] = defaultdict(float)
_open: list[str] = []
_since = [0.0]


class Step(ContextDecorator):
    """What happens inside is this step's, but for what happens inside another step in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        _charge()
        _open.append(self._name)

    def __exit__(self, *_: object) -> None:
        _charge()
        _open.pop()


def each(name: str, made: Iterable[Made]) -> Iterator[Made]:
    """What is made one by one: the making of each is this step's, what is done with it is not."""
    rest = iter(made)
    while True:
        with Step(name):
            try:
                one = next(rest)
            except StopIteration:
                return
        yield one


def _charge() -> None:
    now = time.process_time()
    if _open:
        _spent[_open[-1]] += now - _since[0]
    _since[0] = now


def add(seconds: Mapping[str, float]) -> None:
    """What another process spent."""
    for name, spent in seconds.items():
        _spent[name] += spent


def taken() -> dict[str, float]:
    """Everything since the last time, by step."""
    seconds = dict(_spent)
    _spent.clear()
    return seconds
