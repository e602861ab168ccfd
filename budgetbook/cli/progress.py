"""Shows progress: a bar on a terminal, a line every 15 s in a log, nothing with `--quiet`."""

from __future__ import annotations

import argparse
import sys
import time

from budgetbook.cli.messages import say

_PATIENCE = 1.0
"""Seconds before the bar appears: most builds are done by then."""
_LOG, _BAR = 15.0, 0.1
"""Seconds between lines in a log, and between updates of the bar."""
_WIDTH = 24
_STEPS = {"bodies": "at-bodies", "pages": "at-pages"}
"""The message of each step of a build."""


class Progress:
    """Reports on the error stream the step of a build, how much of it is done, and how long the rest will take."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._lang, self._quiet = options.lang, options.quiet
        self._terminal = sys.stderr.isatty()
        self._step, self._start, self._last, self._next_report = "", 0.0, 0.0, 0.0

    def __enter__(self) -> Progress:
        self._last = time.monotonic()
        self._next_report = self._last + (_PATIENCE if self._terminal else _LOG)
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal and not self._quiet:
            self._write("\r\033[K")

    def update(self, step: str, done_count: int, total_count: int) -> None:
        """Called again and again; prints only when it is time to."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._start = step, self._last  # a step is reported once its first item is done
        self._last = now
        if self._quiet or now < self._next_report:
            return
        self._next_report = now + (_BAR if self._terminal else _LOG)
        seconds_left = (now - self._start) / done_count * (total_count - done_count)
        text = say(
            _STEPS[step], self._lang, done=f"{done_count:,}", count=f"{total_count:,}", left=_format_duration(seconds_left)
        )
        if self._terminal:
            filled_width = _WIDTH * done_count // total_count
            self._write(f"\r\033[K[{'█' * filled_width}{'·' * (_WIDTH - filled_width)}] {text}")
        else:
            self._write(f"{text}\n")

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _format_duration(seconds: float) -> str:
    """Format as `0:42` or `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
