"""Remarks: what no rule can be sure of, proposed to the editor with the draft and never published as a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.finding import Finding, RemarkRule
from budgetbook.arithmetic.passages.residue import find_possible_residue
from budgetbook.content.form_words import FormWords
from budgetbook.content.model import Language
from budgetbook.importer.readers.document import Document

REMARK_SENTENCES: dict[str, dict[Language, str]] = {
    "possible-residue": {"zh": "“{printed}”像是样表里留下的字", "en": "“{printed}” may be left from the form"},
    "reason": {"zh": "说的是{printed}，原因却是{computed}", "en": "the change is called {printed}, the reason is {computed}"},
    "purpose": {"zh": "“{printed}”的用途写成了{computed}", "en": "the purpose of “{printed}” is given as {computed}"},
    "costs-of-none": {
        "zh": "一个也没有（{printed}），却有花费{computed}",
        "en": "there is none of it ({printed}), yet money for it: {computed}",
    },
    "page": {"zh": "这一页没有读出文字", "en": "no words were read on this page"},
    "cut-off": {"zh": "“{printed}”在页面边上被截去，没有显示出来", "en": "“{printed}” is cut off, so the page does not show it"},
}
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

    def sentence(self, lang: Language) -> str:
        """What to look at."""
        words = {"printed": self.finding.printed_value or "", "computed": self.finding.computed_value or ""}
        rule = "cut-off" if self.finding.rule == "page" and self.finding.printed_value is not None else self.finding.rule
        return REMARK_SENTENCES[rule][lang].format(**words)


def _remark(rule: RemarkRule, concept: str, words: str | None, other_words: str | None = None) -> Finding:
    return Finding("draft", concept, rule, "amount", "remark", words, other_words)


def read_remarks(text: str, place: str, words: FormWords) -> Iterator[DraftRemark]:
    """Yield what one passage leaves to be looked at."""
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


def _opposite(direction: str, reason: str, words: FormWords) -> str:
    """A word in the reason that says the opposite, where none in it says the same; of no change, a word for either."""
    more, less = (next((word for word in group if word in reason), "") for group in (words.increases, words.decreases))
    if direction in words.increases:
        return "" if more else less
    if direction in words.decreases:
        return "" if less else more
    return "" if more and less else more or less


def find_costs_of_none(figures: Mapping[str, Mapping[str, object]], words: FormWords) -> Iterator[DraftRemark]:
    """Yield each count that is 0 although running the things costs money."""
    for count, cost in words.costs_of.items():
        count_fields, costs = figures.get(count, {}), figures.get(cost, {})
        if "amount" in count_fields and "amount" in costs:
            number, money = Decimal(str(count_fields["amount"])), Decimal(str(costs["amount"]))
            if not number and money:
                finding = _remark("costs-of-none", count, f"{number}", f"{money}")
                yield DraftRemark(finding, str(count_fields.get("at", "")), "")


def remark_on_pages(document: Document) -> Iterator[DraftRemark]:
    """Yield a remark for each page without words, which may be blank or hold what nobody could read, and each text cut off."""
    for page in document.picture_pages:
        yield DraftRemark(_remark("page", f"p{page}", None), f"p{page}", "")
    for omission in document.omissions:
        if omission.kind == "empty-page":
            yield DraftRemark(_remark("page", omission.where, None), omission.where, "")
        elif omission.kind == "clipped":
            yield DraftRemark(_remark("page", omission.where, omission.words), omission.where, "")
