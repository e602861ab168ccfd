"""What the workbench calls the states of a number, and what a number is of its entry, in both languages."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

ROLE_WORDS: dict[str, Sentence] = {
    "amount": _("本年数", "this year's amount"),
    "prior": _("上年数", "last year's amount"),
    "budget": _("年初预算数", "initial budget"),
    "adjusted": _("调整预算数", "adjusted budget"),
    "change": _("增减额", "size of the change"),
    "percent": _("增减幅度", "percentage of the change"),
    "share": _("占比", "share"),
    "completion": _("完成预算的百分比", "percentage of the budget spent"),
    "reading": _("同一个数，再印一次", "the same, printed once more"),
    "cell": _("表中一格", "cell of a table"),
    "code": _("编码", "code"),
    "year": _("年份", "year"),
}
"""What a number is of its entry."""
STATE_WORDS: dict[str, Sentence] = {
    "figure": _("已放好", "placed"),
    "row": _("表中一格", "cell of a table"),
    "project": _("项目", "project"),
    "fact": _("事实", "fact"),
    "performance": _("绩效", "performance"),
    "aside": _("不是数据", "no figure"),
    "undecided": _("待定", "undecided"),
    "loose": _("没有着落", "in no entry"),
    "year": _("年份", "year"),
    "date": _("日期", "date"),
    "ordinal": _("序号", "list number"),
    "code": _("编码", "code"),
    "left-out": _("整张表未录", "table left out"),
    "free": _("不必录", "needs no entry"),
    "doubtful": _("存疑", "doubtful"),
    "finding": _("对不上", "finding"),
}
"""What became of a number."""
