"""Runs `build.py` under the profiler and writes the processor time by room of the package to a JSON file.

    profile_build.py SECONDS.json build --quiet --jobs 1

Only the process that is started is measured: build with `--jobs 1` to have all of the work in it. A library's time is that of the
room that calls it.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))

ROUNDS = 100
"""Calls of libraries among themselves that are followed upwards: more than any of them nests."""
ELSEWHERE = "elsewhere"
PACKAGE = f"{Path('budgetbook').resolve()}/"


def room_of(file: str) -> str:
    """`pages` for `…/budgetbook/pages/home.py`; empty for what is none of ours."""
    return file.removeprefix(PACKAGE).partition("/")[0] if file.startswith(PACKAGE) else ""


def seconds_by_room(profile: cProfile.Profile) -> dict[str, float]:
    """Own time of each room, and that of the libraries it calls: theirs goes up to their callers until it comes to a room."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    seconds: defaultdict[str, float] = defaultdict(float)
    waiting = {function: entry[2] for function, entry in stats.items()}
    for _ in range(ROUNDS):
        upward: defaultdict[Any, float] = defaultdict(float)
        for function, own in waiting.items():
            callers = {caller: times[3] for caller, times in stats[function][4].items() if caller != function}
            if room := room_of(function[0]):
                seconds[room] += own
            elif whole := sum(callers.values()):
                for caller, part in callers.items():
                    upward[caller] += own * part / whole
            else:
                seconds[ELSEWHERE] += own
        waiting = upward
    seconds[ELSEWHERE] += sum(waiting.values())
    return dict(seconds)


if __name__ == "__main__":
    import build

    profile = cProfile.Profile(time.process_time)
    status = profile.runcall(build.main, sys.argv[2:])
    Path(sys.argv[1]).write_text(json.dumps(seconds_by_room(profile)), encoding="utf-8")
    sys.exit(status)
