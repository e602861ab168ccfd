"""`links`: checks whether the documents' web addresses still answer."""

from __future__ import annotations

import argparse

from budgetbook.cli.console import report_problems, tell
from budgetbook.cli.options import CONTENT, FORMAT, Command
from budgetbook.content import loader
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import sort

_ALL_ANSWER = _("{count} 个网址都能打开", "all {count} addresses answer")


def run(options: argparse.Namespace) -> int:
    """Request each document once."""
    from budgetbook.cli import dead_links  # only this command needs the network

    content, problems = loader.load_content(options.content)
    if content is None:
        return report_problems(sort(problems), options)
    if problems := sort(dead_links.find_dead_links(content)):
        return report_problems(problems, options)
    tell(_ALL_ANSWER, options, count=len(dead_links.list_addresses(content)))
    return 0


COMMAND = Command(
    "links", _("看原文件的网址还能不能打开", "check that the documents' web addresses still work"), (CONTENT, FORMAT), run
)
