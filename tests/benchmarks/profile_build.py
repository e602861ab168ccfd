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

sys.path.insert(0, str(Path.cwd()))

PACKAGE = f"{Path('budgetbook').resolve()}/"


def room_of(file: str) -> str:
    """`pages` for `…/budgetbook/pages/home.py`; empty for what is none of ours."""
    return file.removeprefix(PACKAGE).partition("/")[0] if file.startswith(PACKAGE) else ""


def seconds_by_room(profile: cProfile.Profile) -> dict[str, float]:
    """Own time of each room; what a library takes is given to its callers by their part of its calls' time."""
    seconds: defaultdict[str, float] = defaultdict(float)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if room := room_of(file):
            seconds[room] += own
            continue
        for (caller, _, _), (_, _, caller_own, _) in callers.items():
            seconds[room_of(caller) or "libraries among themselves"] += caller_own
    return dict(seconds)


if __name__ == "__main__":
    import build

    profile = cProfile.Profile(time.process_time)
    status = profile.runcall(build.main, sys.argv[2:])
    Path(sys.argv[1]).write_text(json.dumps(seconds_by_room(profile)), encoding="utf-8")
    sys.exit(status)
