"""Remarks: what no rule can be sure of, proposed to the editor with the draft and never published as a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.amount_format import group_digits
from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.finding import Finding, RemarkRule
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.body_names import find_near_names
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.residue import find_possible_residue
from budgetbook.arithmetic.passages.stated_years import find_earlier_years
from budgetbook.content.form_words import FormWords
from budgetbook.content.text import Language
from budgetbook.importer.readers.document import Document, Omission

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
_REASON = re.compile(
    r"(增加|增长|上升|减少|下降|降低|持平)[^，。；：]{0,12}?的?(?:主要)?原因(?:是|为|系|：|:)\s?([^。；]{1,300})"
)
_ITEM = re.compile(r"([^“”、，。；：（）]{2,30})[（(]项[）)][^。]{0,40}[。，]?\s?主要?用于[：:]?([^。；]{1,200})")


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


def _remark(rule: RemarkRule, concept: str, words: str | None, other_words: str | None = None) -> Finding:
    return Finding("draft", concept, rule, "amount", "remark", words, other_words)


def read_remarks(text: str, place: str, words: FormWords) -> Iterator[DraftRemark]:
    """Yield what the words of one passage leave to be looked at."""
    for slip in find_possible_residue(text, words):
        yield DraftRemark(_remark("possible-residue", place, slip.words), place, text)
    for direction, reason in _REASON.findall(text):
        if opposite := _opposite(direction, reason, words):
            yield DraftRemark(_remark("reason", place, direction, opposite), place, text)
    for item, purpose in _ITEM.findall(text):
        for name, others in words.unlike.items():
            other = next((word for word in others if word in purpose), "")
            if other and item.endswith(name) and name.removesuffix("支出") not in purpose:
                yield DraftRemark(_remark("purpose", place, name, other), place, text)


def remark_on_identity(text: str, place: str, year: int, names: Sequence[str], words: FormWords) -> Iterator[DraftRemark]:
    """Yield what one passage says of the year compared with and of the body's name, if a person has to look at it."""
    for slip in find_earlier_years(text, year):
        yield DraftRemark(_remark("other-year", place, slip.words, slip.right_words), place, text)
    for slip in find_near_names(text, names, words.tell_apart):
        yield DraftRemark(_remark("other-name", place, slip.words, slip.right_words), place, text)


def _opposite(direction: str, reason: str, words: FormWords) -> str:
    """A word in the reason that says the opposite, where none in it says the same; of no change, a word for either."""
    more, less = (next((word for word in group if word in reason), "") for group in (words.increases, words.decreases))
    if direction in words.increases:
        return "" if more else less
    if direction in words.decreases:
        return "" if less else more
    return "" if more and less else more or less


def remark_on_figures(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield what figures leave to be looked at, by themselves or two together.

    `figures` are the fields of a draft's entries, each with its unit.
    """
    yield from _find_costs_of_none(figures, words)
    yield from _find_percentages_of_none(figures)
    yield from _find_changes_of_one_money(figures, words)
    yield from _find_wrong_wholes(figures, words)


def _find_costs_of_none(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield each count that is 0 although running the things costs money."""
    for count, cost in words.costs_of.items():
        count_fields, costs = figures.get(count, {}), figures.get(cost, {})
        if "amount" in count_fields and "amount" in costs:
            number, money = _amount(count_fields), _amount(costs)
            if not number.value and money.value:
                finding = _remark("costs-of-none", count, say_amount(number), say_amount(money))
                yield DraftRemark(finding, str(count_fields.get("at", "")), "")


def _find_percentages_of_none(figures: Figures) -> Iterator[DraftRemark]:
    """Yield each figure that is said to rise by 100 % although its rise is all of it, as forms that compute print it."""
    for concept, fields in figures.items():
        change_words, amount = _printed_change(fields), fields.get("amount")
        doubles = change_words.get("direction") == "increase" and _number(change_words.get("percent")) == 100
        begins = _number(fields.get("prior")) == 0 or _number(change_words.get("change")) == _number(amount)
        if doubles and begins and _number(amount):
            finding = _remark("percent-of-none", concept, f"{change_words['percent']}%")
            yield DraftRemark(finding, str(fields.get("at", "")), "")


def _find_changes_of_one_money(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield each money that changes by one amount as it comes in and by another as it is spent."""
    for first, second in words.same_money.items():
        one, other = figures.get(first, {}), figures.get(second, {})
        changes = [change for change in map(_signed_change, (one, other)) if change is not None]
        is_same = _number(one.get("amount")) == _number(other.get("amount")) and one.get("unit") == other.get("unit")
        if is_same and len(set(changes)) == 2:
            unit = read_unit(str(one.get("unit", "")))
            first_words, second_words = (say_amount(Amount(change, unit)) for change in changes)
            finding = _remark("changes-of-one-money", first, first_words, second_words)
            yield DraftRemark(finding, str(one.get("at", "")), "")


def _find_wrong_wholes(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield each whole that is neither its parts together nor one of them."""
    for concept, names in words.made_up_of.items():
        all_fields = [figures.get(name, {}) for name in (concept, *names)]
        if not all("amount" in fields for fields in all_fields):
            continue
        whole, *parts = map(_amount, all_fields)
        if len({part.unit for part in (whole, *parts)}) > 1 or whole.value in [part.value for part in parts]:
            continue
        total = Amount(sum((part.value for part in parts), Decimal(0)), whole.unit)
        if compare_sum(whole, total, parts).verdict == "fails":
            finding = _remark("sum-of-list", concept, say_amount(whole), say_amount(total))
            yield DraftRemark(finding, str(all_fields[0].get("at", "")), "")


def _signed_change(fields: Mapping[str, object]) -> Decimal | None:
    """The printed change, below zero for a decrease; None without one in the figure's own unit."""
    change_words = _printed_change(fields)
    change = _number(change_words.get("change"))
    if change is None or "unit" in change_words or change_words.get("direction") not in ("increase", "decrease"):
        return None
    return -change if change_words["direction"] == "decrease" else change


def _printed_change(fields: Mapping[str, object]) -> Mapping[str, object]:
    change_words = fields.get("printed")
    return change_words if isinstance(change_words, Mapping) else {}


def say_amount(amount: Amount) -> str:
    """An amount as a remark prints it: its digits grouped, its unit behind them."""
    return f"{group_digits(amount.value)}{amount.unit}"


def _amount(fields: Mapping[str, object]) -> Amount:
    return Amount(Decimal(str(fields["amount"])), read_unit(str(fields.get("unit", ""))))


def _number(digits: object) -> Decimal | None:
    return None if digits is None else Decimal(str(digits))


def remark_on_pages(document: Document) -> Iterator[DraftRemark]:
    """Yield each page without words, which may be blank or hold what nobody could read, and each page that cuts text off."""
    pages = [f"p{page}" for page in document.picture_pages]
    pages += [omission.where for omission in document.omissions if omission.kind in ("empty-page", "picture-page")]
    for page in pages:
        yield DraftRemark(_remark("page", page, None), page, "")
    for page, omission in {
        each.where: each for each in reversed(list(find_clipped_texts(document)))
    }.items():  # the first of each page
        yield DraftRemark(_remark("text-cut-off", page, None), page, omission.words)


def find_clipped_texts(document: Document) -> Iterator[Omission]:
    """Yield the texts that pages do not show and that stand nowhere else in the document."""
    all_text = "".join("".join(document.texts()).split())
    for omission in document.omissions:
        if omission.kind == "clipped" and "".join(omission.words.split()) not in all_text:
            yield omission
