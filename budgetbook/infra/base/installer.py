"""What installed the program, so that people are told to add a part or take a newer version in the same way.

`uvx` and `pipx run` install into a folder of their cache for one command: there `pip` would reach another environment.
"""

from __future__ import annotations

import re
import sysconfig
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_CACHE_MARK = "CACHEDIR.TAG"
"""What the folders of caches hold; uv puts one into environments of people as well, so its own is not asked."""
_BY_UV = re.compile(r"^uv = ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Installer:
    """How a person works with the program where it was installed in a certain way."""

    start: str
    """What comes before the words of a command."""
    add: str
    """The command that adds an extra."""
    update: str
    """The command that brings a newer program."""


PIP = Installer("budgetbook", 'pip install "budgetbook[{extra}]"', 'pip install --upgrade "budgetbook"')
PIPX = Installer("budgetbook", 'pipx install --force "budgetbook[{extra}]"', "pipx upgrade budgetbook")
PIPX_RUN = Installer(
    "pipx run budgetbook", 'pipx run --spec "budgetbook[{extra}]" budgetbook …', "pipx run --no-cache budgetbook upgrade"
)
UV = Installer("budgetbook", 'uv pip install "budgetbook[{extra}]"', "uv pip install --upgrade budgetbook")
UV_TOOL = Installer("budgetbook", 'uv tool install "budgetbook[{extra}]"', "uv tool upgrade budgetbook")
UVX = Installer("uvx budgetbook", 'uvx --from "budgetbook[{extra}]" budgetbook …', "uvx budgetbook@latest upgrade")


def find_installer(environment: Path | None = None) -> Installer:
    """The installer that made an environment of Python, as far as its files tell."""
    environment = environment or Path(sysconfig.get_path("data"))
    if (environment / "pipx_metadata.json").is_file():
        return PIPX_RUN if (environment / _CACHE_MARK).is_file() else PIPX
    if (environment / "uv-receipt.toml").is_file():
        return UV_TOOL
    with suppress(OSError, UnicodeDecodeError):
        if _BY_UV.search((environment / "pyvenv.cfg").read_text(encoding="utf-8")):
            return UVX if any((folder / _CACHE_MARK).is_file() for folder in environment.parents) else UV
    return PIP
