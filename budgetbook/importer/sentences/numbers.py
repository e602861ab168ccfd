"""A number and the words before it in; the mention that it makes out, by the wordings of `importer.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from budgetbook.content.importer_config import MentionRole, Wording
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.paragraph_state import Speech
from budgetbook.importer.sentences.subject import Context, Subject
from budgetbook.importer.sentences.tokens import NUMBER, Token
from budgetbook.importer.vocabulary import BASES, MONEY

_ITEM = re.compile(r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)")
_CLEAR = ("mark", "filler", "this-year", "lead", "part", *BASES)
"""What may stand between two numbers without making the second one of something else."""
_LABEL = ("item", "name", "code", "bracket")
"""And what else, where the name is the label of the paragraph and has no number yet."""
TIMES = ("批次", "人次")
"""Units of what a sentence about the use of money counts by the way."""
BUDGETED = ("initial-budget", "adjusted-budget", "final-accounts")
"""Words that say of which moment of the year an amount in final accounts is."""


@dataclass
class Numbers(Speech):
    """Reads the numbers of one paragraph, one after the other."""

    def number(self, token: Token, text: str) -> Mention:
        """What one number is."""
        if not token.unit and self._counts_items(token, text):
            return self.plain(token, "ordinal")
        if token.unit == "other" or self.reason:
            return self._in_reason(token, text) or self.plain(token, "other")
        if self.context.projects and not self.whole and (project := self._project(token, text)):
            return self.made(token, Subject(evidence=project), "amount", project=project)
        name, wording = self._wording(token, text)
        return self._read(token, text, name, wording)

    def _in_reason(self, token: Token, text: str) -> Mention | None:
        """A count that a reason gives: 新增1辆公务用车购置. What else a reason says in numbers is no figure."""
        if token.unit in ("", "other", "%", *MONEY):
            return None
        before, after, choose = text[max(0, token.start - 6) : token.start], text[token.unit_end :], self.grammar.chooser
        subject = choose.around(before, after, token.unit, "", spanning=True)
        if not subject and token.unit in TIMES:
            subject = choose.named(self.chunk(), token.unit, "", self.context)
            subject = subject or choose.nameless(token.unit, "", self.counted)
            self.counted = subject or self.counted
        if not subject.sure or not subject:
            return None
        mention = self.said(token, "amount", subject=subject)
        return replace(mention, digits=token.text, kind="figure", status="placed", unit=token.unit, evidence=subject.evidence)

    def _counts_items(self, token: Token, text: str) -> bool:
        before = self.row[-1] if self.row else None
        after = text[token.end : token.end + 1]
        bracketed = text[token.start - 1 : token.start] == "(" and after == ")"
        return bracketed or (after in ("、", ".", "．") and (before is None or before.kind == "mark"))

    def _project(self, token: Token, text: str) -> str:
        """The name of a project at the head of a numbered paragraph, before its amount."""
        item = _ITEM.match(text)
        if (
            token.unit not in MONEY
            or item is None
            or any(t.kind in ("number", "mark") and t.start >= item.end() for t in self.row)
        ):
            return ""
        head = text[item.end() : token.start].strip()
        return _without_money(head) or head

    def _wording(self, token: Token, text: str) -> tuple[str, Wording | None]:
        row = "".join(f"<{t.kind}>" for t in self.row)
        data = self.grammar.vocabulary
        for name, wording in data.words.wordings.items():
            follows = wording.after is None or re.match(rf"(\([^()]*\))?{wording.after}", text[token.unit_end :])
            if follows and self._unit_fits(wording, token.unit) and data.patterns[name].search(row):
                return name, wording
        return "", None

    def _unit_fits(self, wording: Wording, unit: str) -> bool:
        kinds = {"money": unit in MONEY, "percent": unit == "%", "any": unit != "%"}
        return kinds.get(wording.unit, unit != "%")

    def _read(self, token: Token, text: str, name: str, wording: Wording | None) -> Mention:
        unit = token.unit or self.unit
        if any(t.kind == "respectively" for t in self.row):
            return self._one_of_several(token, text)
        if wording and wording.concept:
            return self.made(token, Subject(wording.concept, evidence=self.words_before(token)), wording.role)
        if wording and wording.role == "share":
            return self._share(token)
        if wording and wording.role in ("change", "percent", "prior"):
            return self._compared(token, unit, name, wording.role)
        return self._amount(token, text, unit, wording)

    def _share(self, token: Token) -> Mention:
        """占45%, 占支出总预算的45%: placed where the whole is the one that the concept's shares are of."""
        data, sharer = self.grammar.vocabulary, self.sharer
        if sharer.names:
            return self.made(token, sharer, "share")
        whole = (data.concepts[sharer.concept].share_of if sharer.concept else None) or ""
        bases = self._bases() or {self.whole or whole}
        if not bases & {whole, data.grand.get(whole, whole)} - {""}:
            return self.lost(token)
        if whole not in bases:  # the same, where nothing is carried over: the document's own totals settle it
            sharer = replace(sharer, sure=False, others=(data.grand[whole],))
        return self.made(token, sharer, "share")

    def _bases(self) -> set[str]:
        """What a share is said to be of, with and without the money that the heading is about."""
        start = max(i for i, t in enumerate(self.row) if t.kind == "share")
        words, choose = self.row[start + 1 :], self.grammar.chooser
        said = {choose.named(words, "万元", "", about).concept for about in (self.context, Context(self.context.place))} - {""}
        said = said or {c for t in words if t.kind == "name" for c in t.concepts}
        # 财政拨款基本支出…，其中：人员经费…，占基本支出的87%: the short name of what the sentence takes apart.
        limits = self.grammar.vocabulary.words.by_fund.values()
        return said | {self.whole for limit in limits for base in said if limit.get(base) == self.whole}

    def _compared(self, token: Token, unit: str, name: str, role: MentionRole) -> Mention:
        """A change, a percentage of change, or last year's figure."""
        choose = self.grammar.chooser
        inside = self.compared(unit)
        if name == "of-last-year":
            inside = choose.named(self.chunk(), unit, self.whole, self.context) or None
        subject = self.unnamed() if inside is None else inside
        if inside:
            self.subject = inside
        if not self.with_last_year():
            subject = replace(subject, sure=False)
        each = any(t.kind == "each" for t in self.chunk()) and not subject.twin
        if subject and not each and (role == "percent" or self.same(subject, unit)):
            return self.made(token, subject, role)
        return self.lost(token)

    def _one_of_several(self, token: Token, text: str) -> Mention:
        """One number of `A和B分别为1万元、2万元`; as many names as numbers, or none is placed."""
        at = next(i for i, t in enumerate(self.row) if t.kind == "respectively")
        before = [i for i, t in enumerate(self.row[:at]) if t.kind in ("number", "mark") and t.text != "、"]
        names = [t for t in self.row[max(before, default=-1) + 1 : at] if t.kind == "name"]
        after = re.split("[。;；,，]", text[self.row[at].end :])[0]
        numbers = len(NUMBER.findall(after))
        index = sum(t.kind == "number" for t in self.row[at:])
        found = (
            self.grammar.chooser.fitting(names[index].concepts, token.unit, self.whole) if index < len(names) == numbers else []
        )
        return self.made(token, Subject(found[0], evidence=names[index].text), "amount") if len(found) == 1 else self.lost(token)

    def _amount(self, token: Token, text: str, unit: str, wording: Wording | None) -> Mention:
        choose, chunk = self.grammar.chooser, self.chunk()
        if unit == "%":
            return self.lost(token)
        subject = choose.related(chunk, self.subject, self.whole, text[: token.start])
        if not subject and wording and wording.role == "amount" and any(t.kind in ("name", "both", "code") for t in chunk):
            subject = choose.named(chunk, unit, self.whole, self.context)
        if not subject and unit not in MONEY and unit:
            subject = choose.around(text[max(0, token.start - 12) : token.start], text[token.unit_end :], unit, self.whole)
        clear = (*_CLEAR, *(_LABEL if self.fresh else ()))
        if not subject and not [t for t in chunk if t.kind not in clear]:
            subject = choose.nameless(unit, self.whole, self.subject) or self._again(unit, chunk)
        if not subject or (not subject.sure and subject.concept == self.context.heading):
            begins = self.row[0].start if self.row else token.start
            clause = text[max((t.end for t in self.row if t.kind == "mark"), default=begins) : token.start]
            subject = choose.close(clause, self.context.heading) or subject
        if not subject:  # what follows is about this unknown thing, not about what was spoken of before
            self.subject = self.sharer = Subject()
            return self.lost(token)
        return self.made(token, subject, self._level(chunk))

    def _level(self, chunk: list[Token]) -> MentionRole:
        """In final accounts: whether a number is the initial or the adjusted budget, not what was executed."""
        kinds = [t.kind for t in chunk]
        if not self.grammar.executed or "final-accounts" in kinds:
            return "amount"
        if "adjusted-budget" in kinds:
            return "adjusted"
        budgets, named = (
            self.grammar.vocabulary.words.budgets,
            max((i for i, kind in enumerate(kinds) if kind == "name"), default=-1),
        )
        bare = any(t.kind == "filler" and any(word in t.text for word in budgets) for t in chunk[named + 1 :])
        return "budget" if bare or "initial-budget" in kinds else "amount"

    def _again(self, unit: str, chunk: list[Token]) -> Subject:
        """The subject at hand once more: `2024年预算安排25.77万元`, or the number after a label."""
        beside = self.grammar.executed and any(t.kind in BUDGETED for t in chunk)
        spoken = beside or any(t.kind == "this-year" for t in chunk) or (self.fresh and not any(t.kind == "lead" for t in chunk))
        return self.subject if spoken and self.subject and self.same(self.subject, unit) else Subject()


def _without_money(head: str) -> str:
    """A project's name without the words for its money at the end."""
    end = len(head)
    while head.endswith(("经费", "支出", "资金", "预算"), 0, end):
        end -= 2
    return head[:end].removesuffix("项目")
