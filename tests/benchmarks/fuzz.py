"""A minute of hostile content: whatever stands in a file, the reader says what is wrong, and never fails. `make fuzz` runs it.

Real files with pieces cut out, doubled, swapped and put in from a list of what has caused trouble, then the whole line of
reading and checking. A failing content is printed as it is. The tests run a few hundred of the same (`test_fuzz.py`).
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = (str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "helpers"))

import hostile_content  # noqa: E402

SECONDS = 60


def main() -> int:
    """Prints how many contents were read."""
    seed = random.SystemRandom().randrange(2**32)
    chance, end, read, refused = random.Random(seed), time.monotonic() + SECONDS, 0, 0  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        content = hostile_content.Content(Path(folder))
        while time.monotonic() < end:
            refused += content.read_one(chance)
            read += 1
    sys.stdout.write(f"seed {seed}: {read} contents read, {refused} refused, no failure\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
