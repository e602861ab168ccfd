"""The sentences of a document, in the notation of `marked_documents`: each figure with its concept and role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from document_generator.invented_facts import FUND_ITEM, ITEMS, VEHICLES, ZERO, Amounts, InventedStatement
from document_generator.style import Style

SMALL = 10**7
"""Yuan below which a document that counts in 亿元 counts in 万元."""


@dataclass(frozen=True)
class Writer:
    """One statement, said in one style."""

    facts: InventedStatement
    style: Style

    def fill(self, text: str) -> str:
        """A text with the body's name and the years."""
        year = self.facts.year
        kind = "度部门决算" if self.facts.is_final else "部门预算"
        speaker = self.style.speaker.format(body=self.facts.body)
        return text.format(body=self.facts.body, who=speaker, year=year, prior_year=year - 1, kind=kind)

    def name(self, concept: str) -> str:
        """What the document calls a concept."""
        return self.style.names[concept.partition("@")[0].partition("|")[0]]

    def marked(self, concept: str, yuan: int, role: str = "amount") -> str:
        """An amount with its mark and unit."""
        unit = "万元" if self.style.unit == "亿元" and yuan < SMALL else self.style.unit
        return f"{self.style.money(yuan, unit)}{{{concept} {role}}}{unit}"

    def share(self, concept: str, whole: str, whole_name: str, name: str = "") -> str:
        """A figure and its share of another."""
        percent = self.style.percent(self._amounts(concept).now, self._amounts(whole).now)
        text = self.style.share.format(whole=whole_name, percent=f"{percent}{{{concept} share}}%")
        return self.amount(concept, name) + text

    def amount(self, concept: str, name: str = "") -> str:
        """A name and its amount."""
        return f"{name or self.name(concept)}{self.marked(concept, self._amounts(concept).now)}"

    def _amounts(self, concept: str) -> Amounts:
        base, _, code = concept.partition("@")
        if not code:
            return self.facts.money[base.partition("|")[0]]
        lines = self.facts.economic if base == "basic-expenditure" else self.facts.items
        return sum((amounts for line, amounts in lines.items() if line.startswith(code)), ZERO)

    def change(self, concept: str) -> str:
        """How a figure compares with the year before."""
        amounts, style = self._amounts(concept), self.style
        difference = amounts.now - amounts.prior
        last = self.fill(style.last_accounts if self.facts.is_final else style.last)
        if not difference:
            return style.unchanged.format(last=last)
        form = style.comparison if amounts.prior else style.without_base
        text = form.format(
            last=last,
            direction=style.increase if difference > 0 else style.decrease,
            change=self.marked(concept, abs(difference), "change"),
            rate=style.growth if difference > 0 else style.fall,
            percent=f"{style.percent(difference, amounts.prior)}{{{concept} percent}}%" if amounts.prior else "",
            prior=self.marked(concept, amounts.prior, "prior"),
        )
        return text + style.reason

    def done(self, concept: str, name: str = "") -> str:
        """Budget, outcome and the completion rate of a figure in final accounts."""
        amounts, style = self._amounts(concept), self.style
        form = style.completion if amounts.budget else style.without_budget
        return form.format(
            name=name or self.name(concept),
            budget=self.marked(concept, amounts.budget, "budget"),
            amount=self.marked(concept, amounts.now),
            completion=f"{style.percent(amounts.now, amounts.budget)}{{{concept} completion}}%" if amounts.budget else "",
        )

    def said(self, concept: str) -> str:
        """A figure and its comparison, as this kind of document has it."""
        return self.done(concept) if self.facts.is_final else self.amount(concept) + self.change(concept)

    def parts(self, whole: str, parts: list[str]) -> list[str]:
        """A sentence on a figure and those on its parts."""
        if self.style.parts_apart:
            numbered = zip(self.style.section, parts, strict=False)
            return [f"{whole}{self.style.parts}", *(f"{number}{text}。" for number, text in numbered)]
        return [f"{whole}{self.style.parts}{self.style.part_mark.join(parts)}。"]

    def item_name(self, code: str) -> str:
        """The path of an item by name."""
        names = dict([FUND_ITEM, *ITEMS.items()])[code]
        first = self.style.class_words.get(code[:3], names[0])
        return self.style.item.format(first, *names[1:], code[:3], code[3:5], code[5:])


def totals(w: Writer) -> list[str]:
    """What comes in and goes out, of a budget."""
    facts = w.facts
    income = [w.amount("fiscal-appropriation") + w.change("fiscal-appropriation")]
    income += [w.amount(name) for name in ("service-revenue", "other-revenue") if name in facts.money]
    spent = [w.amount(name) for name in ("basic-expenditure", "project-expenditure")]
    start = w.fill("{year}年，{who}")
    return [*w.parts(start + w.amount("revenue"), income), *w.parts(w.amount("expenditure") + w.change("expenditure"), spent)]


def account_totals(w: Writer) -> list[str]:
    """The same of final accounts: totals with carry-over, revenue and expenditure by source and nature."""
    facts = w.facts
    both = "total-revenue|total-expenditure"
    lines = [w.fill("{year}年度收、支总计") + w.marked(both, facts.money["total-revenue"].now) + "。"]
    sources = [name for name in ("fiscal-appropriation", "service-revenue", "other-revenue") if name in facts.money]
    income = [w.share(name, "revenue", "本年收入合计") for name in sources]
    lines += w.parts("本年收入合计" + w.marked("revenue", facts.money["revenue"].now), income)
    spent = [w.share(name, "expenditure", "本年支出合计") for name in ("basic-expenditure", "project-expenditure")]
    return lines + w.parts("本年支出合计" + w.marked("expenditure", facts.money["expenditure"].now), spent)


def purposes(w: Writer) -> list[str]:
    """What appropriation is for: the funds, and each item."""
    facts = w.facts
    if facts.is_final:
        lines = [w.fill("{year}年度") + w.amount("appropriation-expenditure") + w.change("appropriation-expenditure") + "。"]
        lines.append("一般公共预算财政拨款支出决算具体情况如下：")
        items = [w.done(f"expenditure@{code}", w.item_name(code)) + "。" for code in facts.items]
    else:
        funds = [w.amount(name) for name in ("general-public-expenditure", "government-funds-expenditure")]
        lines = w.parts(w.amount("appropriation-expenditure") + w.change("appropriation-expenditure"), funds)
        lines.append("财政拨款支出主要内容如下：")
        items = [w.amount(f"expenditure@{code}", w.item_name(code)) + "，主要用于日常工作。" for code in facts.items]
    return lines + [w.style.point.format(number) + text for number, text in enumerate(items, 1)]


def three_public(w: Writer) -> list[str]:
    """Travel, receptions and cars."""
    start = w.fill("{year}年{who}")
    parts = [w.said("overseas-travel"), w.said("reception"), w.said("vehicles")]
    cars = "（其中：" + w.amount("vehicle-purchase") + "，" + w.amount("vehicle-operation") + "）"
    if not w.facts.is_final:
        parts[2] = w.amount("vehicles") + cars + w.change("vehicles")
    lines = w.parts(start + w.said("three-public"), parts)
    if w.facts.is_final:
        lines += accounts_of_receptions(w)
    return lines


def accounts_of_receptions(w: Writer) -> list[str]:
    """Shares, groups and guests, of final accounts."""
    facts, lines = w.facts, []
    if facts.money["three-public"].now:
        shares = [w.share(name, "three-public", "“三公”经费") for name in ("overseas-travel", "reception", "vehicles")]
        lines.append("“三公”经费财政拨款支出决算中，" + "；".join(shares) + "。")
    if facts.counts["reception-groups"]:
        groups = f"{facts.counts['reception-groups']}{{reception-groups /{w.style.groups_unit}}}{w.style.groups_unit}"
        guests = f"{facts.counts['reception-guests']}{{reception-guests /{w.style.guests_unit}}}{w.style.guests_unit}"
        lines.append(w.fill("{year}年度") + w.style.visits.format(groups=groups, guests=guests) + "。")
    return lines


def office(w: Writer) -> list[str]:
    """Agency operating expenses."""
    if w.facts.is_institution:
        return [w.fill("{who}为事业单位，无") + w.name("agency-operating-expenses") + "。"]
    return [w.fill("{year}年{who}") + w.said("agency-operating-expenses") + "。"]


def purchases(w: Writer) -> list[str]:
    """Government procurement."""
    parts = [w.amount(f"procurement-{kind}") for kind in ("goods", "works", "services")]
    word = "支出总额" if w.facts.is_final else "预算"
    whole = f"{w.name('procurement')}{word}" + w.marked("procurement", w.facts.money["procurement"].now)
    return w.parts(w.fill("{year}年{who}") + whole, parts)


def cars(w: Writer) -> list[str]:
    """Vehicles at the end of the year before the budget, or of the accounts' own."""
    counts = w.facts.counts
    year = w.facts.year - (not w.facts.is_final)
    stock = "official-vehicles"
    kinds = [f"{w.style.vehicle_names[k]}{counts[f'{stock}-{k}']}{{{stock}-{k} ~{year}}}辆" for k in VEHICLES]
    number = f"{w.name(stock)}{counts[stock]}{{{stock} ~{year}}}辆"
    whole = f"截至{year}年12月31日，{w.fill('{who}')}共有{number}"
    together = Writer(w.facts, replace(w.style, parts_apart=False, part_mark="、"))
    return together.parts(whole, kinds)


def targets(w: Writer) -> list[str]:
    """Performance targets of a budget."""
    if w.facts.is_final:
        return []
    number = f"{w.facts.counts['projects-with-targets']}{{projects-with-targets}}个"
    money = w.marked("amount-with-targets", w.facts.money["amount-with-targets"].now)
    return [w.fill("{year}年{who}编报绩效目标的项目") + f"{number}，涉及项目预算资金{money}。"]


SECTIONS: dict[str, tuple[str, Callable[[Writer], list[str]]]] = {
    "totals": ("收支总体情况说明", totals),
    "purposes": ("财政拨款支出情况说明", purposes),
    "three-public": ("“三公”经费情况说明", three_public),
    "office": ("机关运行经费情况说明", office),
    "purchases": ("政府采购情况说明", purchases),
    "cars": ("国有资产占用情况说明", cars),
    "targets": ("绩效目标设置情况", targets),
}


def write(w: Writer) -> list[str]:
    """The whole of the running text, below the title."""
    lines = summary(w) if w.style.twice else []
    if w.style.only:
        return lines + SECTIONS[w.style.only][1](w)
    order = [name for name in w.style.order or SECTIONS if name not in w.style.leaves_out]
    chapters = [name for name in order if name != "targets" or not w.facts.is_final]
    for number, name in zip(w.style.chapter, chapters, strict=False):
        heading, sentences = SECTIONS[name]
        if name == "totals" and w.facts.is_final:
            sentences = account_totals
        lines += [f"{number}{heading}", *sentences(w)]
        if w.style.notes:
            lines.append("有关工作按照年度计划和规定的程序进行。")
    return lines


def summary(w: Writer) -> list[str]:
    """The main figures once more, at the head."""
    plain = Writer(w.facts, replace(w.style, parts_apart=False))
    kind = "决算" if w.facts.is_final else "预算"
    return [w.fill("{year}年{who}") + plain.amount("three-public", w.name("three-public") + kind) + "。"]
