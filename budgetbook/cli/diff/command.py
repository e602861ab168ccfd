"""`diff`: shows what a change of the content does to the published site."""

from __future__ import annotations

import argparse

from budgetbook.cli.console import report_fault, report_problems, show
from budgetbook.cli.options import CONTENT, Command, Option
from budgetbook.diagnostics.bilingual import bilingual as _


def run(options: argparse.Namespace) -> int:
    """Compare the content with that of a folder or a git revision."""
    from budgetbook.cli.diff import compare, git_base, render  # only this command needs them
    from budgetbook.cli.diff.published_site import PublishedSite

    as_markdown = options.format == "markdown"
    new, problems = PublishedSite.read(options.content)
    if new is None:
        if as_markdown:
            show(*render.render_problems(problems))
        options.format = "people"
        return report_problems(problems, options)
    with git_base.open_content(options.base, options.content) as folder:
        old = PublishedSite.read_unchecked(folder, new)
    if old is None:
        return report_fault("old-base", options, options.base)
    difference = compare.compare_sites(old, new)
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
