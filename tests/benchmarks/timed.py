"""The name of a file and the command line of `build.py` in; the same run out, with its processor time by step in that file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

import build
from budgetbook.infra.base import profiling

if __name__ == "__main__":
    status = build.main(sys.argv[2:])
    Path(sys.argv[1]).write_text(json.dumps(profiling.take_seconds()), encoding="utf-8")
    sys.exit(status)
