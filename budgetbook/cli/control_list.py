"""`numbers`: writes the control list of a document."""

from __future__ import annotations

import argparse
import sys

from budgetbook.cli.console import report_fault
from budgetbook.cli.options import CONTENT, Command, Option, read_path
from budgetbook.diagnostics.bilingual import bilingual as _


def run(options: argparse.Namespace) -> int:
    """Write the control list of a document of any format."""
    from budgetbook.importer import sandbox, vocabulary  # its libraries are large
    from budgetbook.importer.document_draft import make_control_list

    try:
        sys.stdout.write(sandbox.run(make_control_list, options.file[0], options.content, options.file[1:]))
    except vocabulary.MalformedVocabularyError as error:
        return report_fault("needs-document", options, str(error))
    return 0


COMMAND = Command(
    "numbers",
    _("列出文件中的每个数字", "list every number in a document"),
    (
        Option(
            "file",
            _("公布的文件，任何能导入的格式", "a document in any format that can be imported"),
            read=read_path,
            is_many=True,
        ),
        CONTENT,
    ),
    run,
    extra="import",
)
