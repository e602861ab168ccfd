"""Passages that only some documents have, in the notation of `marked_documents`; `{?}`: a number without a place in a record."""

from __future__ import annotations

from collections.abc import Callable

from document_generator.invented_facts import ITEMS, NATURE
from document_generator.prose import Writer


def classes(w: Writer) -> list[str]:
    """What general public expenditure is for, by class, with shares."""
    whole = w.facts.money["general-public-expenditure"].now
    names = {code[:3]: ITEMS[code][0] for code in w.facts.items}
    parts = [w.share(f"expenditure@{code}", "general-public-expenditure", "", f"{name}（类）") for code, name in names.items()]
    start = "一般公共预算财政拨款支出" + w.marked("general-public-expenditure", whole)
    return ["一般公共预算财政拨款支出结构情况", f"{start}，主要用于以下方面：{'；'.join(parts)}。"]


def natures(w: Writer) -> list[str]:
    """How basic expenditure changed, in all and by what it pays for."""
    codes = sorted({code[:3] for code in w.facts.economic})
    lines = [w.fill("{year}年基本支出预算") + w.change("basic-expenditure").lstrip("，") + "。主要变动情况如下："]
    for number, code in enumerate(codes, 1):
        lines.append(f"{number}.{NATURE[code]}{w.change(f'basic-expenditure@{code}').lstrip('，')}。")
    return ["基本支出预算增减变化情况", *lines]


def amounts_by_nature(w: Writer) -> list[str]:
    """Basic expenditure by what it pays for, an amount and a change each."""
    codes = sorted({code[:3] for code in w.facts.economic})
    parts = [w.amount(f"basic-expenditure@{code}", NATURE[code]) for code in codes]
    return [
        "基本支出构成情况",
        *w.parts("一般公共预算基本支出" + w.marked("basic-expenditure", w.facts.money["basic-expenditure"].now), parts),
    ]


def last_years_accounts(w: Writer) -> list[str]:
    """What travel, receptions and cars cost in the year before: amounts of that year, parts included."""
    money = w.facts.money
    parts = [w.name(c) + w.marked(c, money[c].prior, "prior") for c in ("overseas-travel", "reception", "vehicles")]
    start = w.fill("{prior_year}年度“三公”经费合计支出") + w.marked("three-public", money["three-public"].prior, "prior")
    return [w.fill("{prior_year}年“三公”经费决算情况"), f"{start}，其中：{'，'.join(parts)}。"]


def targets_of_accounts(w: Writer) -> list[str]:
    """Projects with targets, as final accounts count them."""
    number, money = w.facts.counts["projects-with-targets"], w.facts.money["amount-with-targets"].now
    text = f"编报绩效目标的{{year}}年度项目{number}{{{{projects-with-targets}}}}个，涉及预算金额"
    return ["预算绩效管理情况", w.fill(text) + w.marked("amount-with-targets", money) + "。"]


def targets_by_fund(w: Writer) -> list[str]:
    """The money of projects with targets, said as the fund it comes from."""
    money = w.marked("amount-with-targets", w.facts.money["amount-with-targets"].now)
    return ["预算绩效情况", w.fill("{year}年项目支出均实行了绩效目标管理，涉及一般公共预算当年财政拨款") + money + "。"]


def bought_before(w: Writer) -> list[str]:
    """A reason that names cars of the year before."""
    text = "公务用车购置费减少的主要原因是{prior_year}年购置3{{?}}辆公务用车19.44{{?}}万元，而{year}年没有购置公务用车。"
    return ["有关情况说明", w.fill(text)]


def visits_compared(w: Writer) -> list[str]:
    """How the number of visits changed: a percentage that is not of money. There had been four times as many."""
    if not w.facts.is_final or not w.facts.counts["reception-groups"]:
        return []
    groups, concept = w.facts.counts["reception-groups"], "reception-groups"
    change = f"，较上年减少{3 * groups}{{{concept} change}}批次，下降75{{{concept} percent}}%。"
    return ["公务接待情况", f"国内公务接待批次为{groups}{{{concept}}}批次{change}"]


def empty_table(w: Writer) -> list[str]:
    """An empty table whose note is three lines long."""
    accounts = w.facts.is_final
    columns = {"科目编码": "code", "科目名称": "name", "合计": "expenditure", "基本支出": "basic-expenditure"}
    title = "国有资本经营预算财政拨款支出决算表" if accounts else "国有资本经营预算支出预算表"
    return [
        w.fill("{year}年") + title,
        "单位：万元",
        f"! state-capital-by-function 万元 {' '.join(columns.values())}",
        f"| {' | '.join(columns)} |",
        f"|{' |' * len(columns)}",
        "注：本表反映国有资本经营预算财政拨款的支出情况。",
        w.fill("{body}没有使用国有资本经营预算安排的支出，仍保留该表格式，"),
        "并说明：本表无数据。",
    ]


PASSAGES: dict[str, Callable[[Writer], list[str]]] = {
    "classes": classes,
    "natures": natures,
    "amounts-by-nature": amounts_by_nature,
    "last-years-accounts": last_years_accounts,
    "targets-of-accounts": targets_of_accounts,
    "targets-by-fund": targets_by_fund,
    "bought-before": bought_before,
    "visits-compared": visits_compared,
    "empty-table": empty_table,
}
