"""`new`: writes the files of a new entity or year."""

from __future__ import annotations

import argparse
import sys

from budgetbook.cli import new_statement
from budgetbook.cli.console import report_problems, show, tell
from budgetbook.cli.options import CONTENT, FORMAT, Command, Option
from budgetbook.content import loader
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language, sort
from budgetbook.infra.base.program_files import SERVE

_WROTE = _("已写 {file}", "written: {file}")
_FILL_IN = _(
    f"网站现在就能生成。请对照文件填写，边写边看：{SERVE}",
    f"The site builds as it is. Fill the files in from the document, and look at them as you go: {SERVE}",
)
_QUESTIONS = (
    Option(
        "--body", _("单位在网址里的名称（小写字母、数字、连字符）", "the organisation's name in addresses (a-z, digits, hyphens)")
    ),
    Option("--year", _("年度，如 2024", "the fiscal year, such as 2024")),
    Option(
        "--phase",
        _(
            "哪个阶段的文件：country.yaml 的 stages 里的一个（默认是批准的预算）",
            "the stage of the document, one of the stages in country.yaml (by default the approved budget)",
        ),
    ),
    Option(
        "--profile",
        _("按哪一份公开清单（countries/<country>/profiles/）", "which disclosure profile (countries/<country>/profiles/)"),
    ),
    Option(
        "--kind", _("新单位是哪一类（concepts.yaml 里的词）", "what kind of organisation a new one is (an id in concepts.yaml)")
    ),
    Option(
        "--name",
        _(
            "新单位的全称，每种语言写一次，如 zh=河湾图书馆",
            "the full name of a new organisation, once for each language, such as en=River Library",
        ),
        is_list=True,
    ),
)


def run(options: argparse.Namespace) -> int:
    """Write the files of a new entity or year; ask for what the command line leaves out if a person can answer."""

    def ask(name: str, usual: str) -> str:
        if name == "kind" and content is not None:
            show(*new_statement.describe_kinds(content, lang))
        question, _dot, name_lang = name.partition(".")
        which = f" ({name_lang})" if name_lang else ""
        return input(f"{helps[question][lang]}{which}{f' [{usual}]' if usual else ''}: ")

    lang: Language = options.lang
    helps = {question.name: question.help for question in _QUESTIONS}
    content, problems = loader.load_content(options.content)
    if content is None and (texts := new_statement.list_missing_prose(problems)):
        for path in texts:
            new_statement.write_text(path, options.content)
            tell(_WROTE, options, file=path.as_posix())
        content, problems = loader.load_content(options.content)
        if content is not None and options.body is None:
            return 0
    if content is None:
        return report_problems(sort(problems), options)
    new_options = new_statement.NewOptions(*(getattr(options, name) for name in helps))
    for path in new_statement.create_files(options.content, content, new_options, ask if sys.stdin.isatty() else None):
        tell(_WROTE, options, file=path.as_posix())
    tell(_FILL_IN, options)
    return 0


COMMAND = Command(
    "new",
    _("为一个单位的一个年度写好空白的文件", "write the starting files for a new organisation or year"),
    (*_QUESTIONS, CONTENT, FORMAT),
    run,
)
