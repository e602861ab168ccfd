"""`check`: says whether the content may be published."""

from __future__ import annotations

import argparse
from pathlib import Path

from budgetbook.cli.build import make_build_options
from budgetbook.cli.console import report_notes, report_problems, tell
from budgetbook.cli.options import CONTENT, FORMAT, HERE, JOBS, SCHEDULER, Command
from budgetbook.cli.progress import Progress
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.infra.base.program_files import TEMPLATES


def run(options: argparse.Namespace) -> int:
    """Check the content, and the site's own templates; nothing is written."""
    from budgetbook.engine import check
    from budgetbook.importer.data_tables import source_check

    _check_own_templates(HERE / "templates")
    with Progress(options) as progress:
        summary, problems = check.check(options.content, make_build_options(options, progress, use_cache=False))
    if summary is None:
        return report_problems(problems, options)
    if problems := source_check.recount_sources(options.content):
        return report_problems(problems, options)
    report_notes(summary.notes, options)
    tell("checked", options, statements=summary.statement_count, findings=summary.finding_count)
    return 0


def _check_own_templates(folder: Path) -> None:
    """Look at the templates of a site that has its own. Raises SiteTemplateError."""
    if folder.is_dir() and folder.resolve() != TEMPLATES.resolve():
        from budgetbook.render.site_templates import read_templates

        read_templates(folder)


COMMAND = Command(
    "check", _("只检查内容，什么也不写", "check the content and write nothing"), (CONTENT, JOBS, SCHEDULER, FORMAT), run
)
