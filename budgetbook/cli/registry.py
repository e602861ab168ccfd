"""The commands of `build.py`, in the order of its help. Each has its own module, with its options and their help."""

from __future__ import annotations

from budgetbook.cli import audit, build, check, control_list, document_import, links, new, new_site, release, schemas
from budgetbook.cli.diff import command as diff
from budgetbook.cli.serve import command as serve
from budgetbook.cli.upgrade import command as upgrade

COMMANDS = (
    build.COMMAND,
    serve.COMMAND,
    check.COMMAND,
    diff.COMMAND,
    new.COMMAND,
    new_site.COMMAND,
    upgrade.COMMAND,
    document_import.COMMAND,
    audit.COMMAND,
    control_list.COMMAND,
    links.COMMAND,
    release.COMMAND,
    schemas.COMMAND,
)
"""The first is the default command."""
