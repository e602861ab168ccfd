"""`diff`: what a change of the content does to what is published."""

from __future__ import annotations

import argparse

from budgetbook.cli.console import report_fault, report_problems, show
from budgetbook.cli.options import CONTENT, Command, Option
from budgetbook.content import loader
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.engine import in_memory


def run(options: argparse.Namespace) -> int:
    """Compare the content with that of a folder or a revision."""
    from budgetbook.cli.diff import compare, git_base, render  # only this command needs them

    as_markdown = options.format == "markdown"
    checked_content, problems = in_memory.check(options.content)
    if checked_content is None:
        if as_markdown:
            show(*render.render_problems(problems))
        options.format = "people"
        return report_problems(problems, options)
    with git_base.open_content(options.base, options.content) as folder:
        base_content, _ = loader.load_content(folder)
    if base_content is None:
        return report_fault("old-base", options, options.base)
    difference = compare.compare_content(base_content, checked_content.content)
    show(*(render.render_markdown(difference) if as_markdown else render.render_text(difference, options.lang)))
    return 0


COMMAND = Command(
    "diff",
    _("看改动会让公布的数字变成什么样", "show how a change alters what is published"),
    (
        Option("base", _("和什么比：git 的一个版本，或一个目录", "what to compare with: a git revision or a folder")),
        Option(
            "--format",
            _("给终端看的文字，或给合并请求用的 Markdown", "text for a terminal, or Markdown for a pull request"),
            choices=("text", "markdown"),
            default="text",
        ),
        CONTENT,
    ),
    run,
)
