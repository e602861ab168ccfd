"""Where the program's own files lie: beside the package in a checkout, and inside it where it is installed.

They are its templates, the dictionary of languages and countries with its schemas, and what starts a new site.
"""

from __future__ import annotations

from pathlib import Path

from budgetbook.infra.base.installer import find_installer

PACKAGE = Path(__file__).resolve().parents[2]
_INSTALLED_FILES = PACKAGE / "program"
"""Where the wheel puts what lies at the top of a checkout (see `pyproject.toml`)."""
IS_INSTALLED = _INSTALLED_FILES.is_dir()
PROGRAM = _INSTALLED_FILES if IS_INSTALLED else PACKAGE.parent
TEMPLATES = PROGRAM / "templates"
CONTENT = PROGRAM / "content"
"""The content folder that comes with the program; installed, it holds the dictionary alone."""
COMMAND = "budgetbook" if IS_INSTALLED else "build.py"
"""What the program is called on the command line."""
SERVE = f"{COMMAND} serve" if IS_INSTALLED else "make serve"
"""How a person starts the preview: `make` sets itself up first."""
UPGRADE = f"{COMMAND} upgrade"
"""What brings a site to the form of this program."""
UPDATE = find_installer().update if IS_INSTALLED else "git pull"
"""What brings a newer program."""


def how_to_install(extra: str) -> str:
    """The command that installs what an extra of the package names."""
    return find_installer().add.format(extra=extra) if IS_INSTALLED else f"make {extra if extra != 'import' else 'site'}"
