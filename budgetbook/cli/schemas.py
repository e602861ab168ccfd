"""`schema`: writes the JSON Schemas of the content files."""

from __future__ import annotations

import argparse

from budgetbook.cli.options import CONTENT, Command
from budgetbook.content import json_schemas
from budgetbook.diagnostics.bilingual import bilingual as _


def run(options: argparse.Namespace) -> int:
    """Write them where editors look for them."""
    folder = options.content / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in json_schemas.build_schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


COMMAND = Command("schema", _("更新 content/schema/", "update content/schema/"), (CONTENT,), run)
