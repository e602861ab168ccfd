"""Remarks: what no rule can be sure of, proposed to the editor with the draft and never published as a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetbook.arithmetic.amount_format import group_digits
from budgetbook.arithmetic.finding import Finding, RemarkRule
from budgetbook.arithmetic.money import Amount
from budgetbook.content.text import Language
from budgetbook.importer.mention import Mention

REMARK_SENTENCES: dict[str, dict[Language, str]] = {
    "possible-residue": {"zh": "“{printed}”像是样表里留下的字", "en": "“{printed}” may be left from the form"},
    "reason": {"zh": "说的是{printed}，原因却是{computed}", "en": "the change is called {printed}, the reason is {computed}"},
    "purpose": {"zh": "“{printed}”的用途写成了{computed}", "en": "the purpose of “{printed}” is given as {computed}"},
    "costs-of-none": {
        "zh": "一个也没有（{printed}），却有花费{computed}",
        "en": "there is none of it ({printed}), yet money for it: {computed}",
    },
    "percent-of-none": {
        "zh": "说增长了{printed}，可是上年是零，谈不上百分比",
        "en": "it is said to rise by {printed}, yet the year before was 0, of which there is no percentage",
    },
    "spent-beyond-revenue": {
        "zh": "连上年结转在内，收入总计是{printed}，支出却有{computed}",
        "en": "revenue with what was carried over totals {printed}, yet {computed} is spent",
    },
    "changes-of-one-money": {
        "zh": "同样多的钱，收入说变动{printed}，支出说变动{computed}",
        "en": "the same money is said to change by {printed} as it comes in and by {computed} as it is spent",
    },
    "change-of-row": {
        "zh": "这一行写的增减是{printed}，按两年的数算是{computed}",
        "en": "the line gives a change of {printed}; its two years differ by {computed}",
    },
    "percent-of-row": {
        "zh": "这一行写的增减幅度是{printed}，按两年的数算是{computed}",
        "en": "the line gives a change of {printed}; by its two years it is {computed}",
    },
    "sum-of-side": {
        "zh": "表上收入一边写的合计是{printed}，上面各行相加是{computed}",
        "en": "the revenue side of the table totals {printed}; the lines above add up to {computed}",
    },
    "sum-of-end": {
        "zh": "表里这一边的总计写的是{printed}，本年数加结转结余是{computed}",
        "en": "this side of the table totals {printed}; the year's own and what is carried over come to {computed}",
    },
    "sum-of-list": {
        "zh": "整体写的是{printed}，“其中”列出的却有{computed}",
        "en": "the whole is given as {printed}, what is listed of it comes to {computed}",
    },
    "sum-of-additions": {
        "zh": "调整后的预算写的是{printed}，按年初预算和追加的数算是{computed}",
        "en": "the adjusted budget is given as {printed}; by the first one and what was added it is {computed}",
    },
    "sum-of-changes": {
        "zh": "整体写的变动是{printed}，各部分的变动相加却是{computed}",
        "en": "the whole is said to change by {printed}; the changes of its parts come to {computed}",
    },
    "change-again": {
        "zh": "同一项的变动，一处写的是{printed}，另一处写的是{computed}",
        "en": "one place says that it changes by {printed}, another says {computed}",
    },
    "percent-of-change": {
        "zh": "写的是“{printed}”，按这里的金额算，百分比是{computed}",
        "en": "it is given as “{printed}”; by the amounts here the percentage is {computed}",
    },
    "change-above-amount": {
        "zh": "写的是“{printed}”，可是这一项总共才{computed}",
        "en": "it is said to rise (“{printed}”) by more than the {computed} that there are",
    },
    "share-of-none": {
        "zh": "写的是“{printed}”，可是文中没有哪个金额使它正好占这么多",
        "en": "“{printed}” is given, yet the document has no amount of which it is that share",
    },
    "typed-year": {"zh": "“{printed}”不是年份，像是{computed}", "en": "“{printed}” is no year; it may be {computed}"},
    "other-unit": {
        "zh": "决算写的是{printed}，预算写的是{computed}，完成率却像是按同一个单位算的",
        "en": "the outcome is given as {printed}, the budget as {computed}; the rate of completion is right only in one unit",
    },
    "year-left": {
        "zh": "这里说的是{printed}，表里{computed}却正是这个数，年份像是没有改",
        "en": "this is said of {printed}, yet the table has this very number for {computed}; the year may not have been changed",
    },
    "other-year": {
        "zh": "这里比的是“{printed}”，按这份文件通常是{computed}",
        "en": "the comparison is with “{printed}”; in this document one would expect {computed}",
    },
    "other-name": {
        "zh": "这里写的是“{printed}”，与单位名称“{computed}”有一个字不同",
        "en": "the name here is “{printed}”; one character differs from “{computed}”",
    },
    "page": {"zh": "这一页没有读出文字", "en": "no words were read on this page"},
    "text-cut-off": {"zh": "这些字在页面上没有显示出来", "en": "the page does not show these words"},
}
Figures = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class DraftRemark:
    """One remark with its place and the document's words."""

    finding: Finding
    place: str
    passage: str
    spot: str = ""
    """Where the number stands that it is about; empty for one on words."""

    def sentence(self, lang: Language) -> str:
        """What to look at."""
        words = {"printed": self.finding.printed_value or "", "computed": self.finding.computed_value or ""}
        return REMARK_SENTENCES[self.finding.rule][lang].format(**words)


def create_remark(
    rule: RemarkRule,
    subject: str,
    words: str | None,
    other_words: str | None = None,
    *,
    place: str,
    passage: str = "",
    spot: str = "",
) -> DraftRemark:
    """Create a remark on a figure or place, in the document's words and those that one would expect."""
    return DraftRemark(Finding("draft", subject, rule, "amount", "remark", words, other_words), place, passage, spot)


def create_mention_remark(rule: RemarkRule, mention: Mention, words: str, other_words: str) -> DraftRemark:
    """Create a remark on a number where it was read."""
    return create_remark(
        rule, mention.place, words, other_words, place=mention.place, passage=mention.evidence, spot=str(mention.spot)
    )


def say_amount(amount: Amount) -> str:
    """An amount as a remark prints it: its digits grouped, its unit behind them."""
    return f"{group_digits(amount.value)}{amount.unit}"
