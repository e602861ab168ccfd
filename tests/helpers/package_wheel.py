"""A folder in; the package of this checkout as a wheel in it, made without a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import project

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
OFFLINE = ("--no-index", "--no-deps")


def make_wheel(folder: Path) -> None:
    """Make the wheel in a folder of its own."""
    command: list[str | Path] = [*PIP, "wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", folder, project.ROOT]
    subprocess.run(command, check=True, timeout=project.PATIENCE)
