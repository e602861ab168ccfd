"""One change each to how a document says its figures; none of them changes what it says.

Rules of `HELD_BACK` are not looked at while the importer's words and patterns are worked on: they tell whether it reads what it
was not made for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from document_generator.invented_facts import BODIES, invent
from document_generator.plan import Plan, plan_document
from document_generator.prose import SECTIONS

Rule = Callable[[Plan], Plan]
RULES: dict[str, Rule] = {}
HELD_BACK = frozenset({
    "more-and-less", "prior-first", "compared-suffix", "in-hundred-millions", "full-width-digits", "brackets-missing",
    "numbers-with-stop", "parts-without-a-word", "path-with-slashes", "codes-with-kinds", "signed-at-the-end", "gb18030",
    "lines-broken", "zeros-dropped", "shares-by-rate", "vehicles-by-use", "visits-by-times", "columns-in-another-order",
    "outcome-before-budget", "totals-at-the-end", "targets-by-fund", "visits-compared", "empty-table", "amounts-by-nature",
    "three-public-only-untitled-kind", "by-how-much", "change-in-brackets", "percent-in-brackets", "compared-first", "in-detail",
    "names-with-spending", "our-bureau", "items-without-class", "path-with-arrows", "title-of-the-body-itself",
    "outcome-as-a-share", "budget-of-departments",
})  # fmt: skip


def _rule(name: str) -> Callable[[Rule], Rule]:
    def add(rule: Rule) -> Rule:
        RULES[name] = rule
        return rule

    return add


def _styled(name: str, **changes: Any) -> None:
    """A rule that sets some fields of the style."""
    RULES[name] = lambda plan: replace(plan, style=replace(plan.style, **changes))


def _named(name: str, **names: str) -> None:
    """A rule that gives concepts other names."""
    renamed = {concept.replace("_", "-"): text for concept, text in names.items()}
    RULES[name] = lambda plan: replace(plan, style=replace(plan.style, names={**plan.style.names, **renamed}))


def _respelt(name: str, *changes: tuple[str, str]) -> None:
    """A rule that replaces characters of the printed text, none of them a digit."""

    def respell(text: str) -> str:
        for old, new in changes:
            text = re.sub(old, new, text)
        return text

    RULES[name] = lambda plan: replace(plan, respellings=(*plan.respellings, respell))


_styled("as-usual")
# ---- how a change is said
_styled("short-words", increase="增", decrease="减", growth="增", fall="减")
_styled("rise-and-fall", increase="上升", decrease="下降", growth="上升", fall="下降")
_styled("grow", increase="增长", decrease="降低", growth="增长", fall="降低")
_styled("more-and-less", increase="多", decrease="少", growth="多", fall="少")
_styled("rates", comparison="，较{last}{direction}{change}，{rate}{percent}", growth="增幅", fall="减幅")
_styled("rates-with-is", comparison="，较{last}{direction}{change}，{rate}为{percent}", growth="增长率", fall="下降率")
_styled("direction-in-brackets", increase="（增加）", decrease="（减少）", growth="（增长）", fall="（下降）")
_styled("amount-only", comparison="，比{last}{direction}{change}")
_styled("percent-only", comparison="，比{last}{direction}{percent}", without_base="")
_styled("percent-first", comparison="，比{last}{rate}{percent}，{direction}{change}")
_styled("prior-within", comparison="，比{last}{prior}{direction}{change}，{rate}{percent}")
_styled(
    "prior-spent",
    comparison="，比上年累计支出{prior}{direction}{change}，{rate}{percent}",
    without_base="，比上年{direction}{change}",
)
_styled("prior-first", comparison="，{last}为{prior}，{direction}{change}，{rate}{percent}")
_styled("same-period", comparison="，同比{direction}{change}，{rate}{percent}")
_styled("compared-suffix", comparison="，与{last}相比{direction}{change}、{rate}{percent}", unchanged="，与{last}相比没有变化")
_styled("last-year", last="上年", last_accounts="{prior_year}年")
_styled("last-year-figure", last="{prior_year}年预算数", last_accounts="{prior_year}年度决算数")
_styled("no-change-in-words", unchanged="，较{last}无增减")
_styled("no-reason", reason="")
_styled("reason-with-numbers", reason="，主要原因是{prior_year}年安排了2个项目而{year}年安排3个")
_styled("by-how-much", comparison="，较{last}{direction}了{change}，{rate}了{percent}")
_styled("change-in-brackets", comparison="（比{last}{direction}{change}，{rate}{percent}）")
_styled("percent-in-brackets", comparison="，比{last}{direction}{change}（{rate}{percent}）")
_styled("compared-first", comparison="，相比{last}{direction}{change}，{rate}{percent}")
# ---- units and digits
_styled("in-yuan", unit="元")
_styled("in-hundred-millions", unit="亿元")
_styled("grouped", grouped=True)
_styled("zeros-dropped", keeps_zeros=False)
_respelt("spaces-round-numbers", (r"(?<=[^\d.,年第、])(\d[\d,.]*)(?=[万亿元%个辆])", r" \1 "))
_respelt("wide-percent", ("%", "％"))


@_rule("whole-units")
def _whole_units(plan: Plan) -> Plan:
    """Whole 万元 in the text, yuan in the tables."""
    return replace(_with_facts(plan, grain=1), style=replace(plan.style, places=0, tables=("by-function", "by-nature")))


@_rule("odd-yuan")
def _odd_yuan(plan: Plan) -> Plan:
    """Two places of 万元 in the text, and yuan in the tables that were rounded for it."""
    style = replace(plan.style, tables=("by-function", "by-nature", "three-public"))
    return replace(_with_facts(plan, grain=1), style=style)


@_rule("full-width-digits")
def _full_width_digits(plan: Plan) -> Plan:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")

    def respell(text: str) -> str:
        return re.sub(r"\d[\d.]*(?=[万亿元%年])", lambda match: match[0].translate(wide), text)

    return replace(plan, respellings=(*plan.respellings, respell))


# ---- marks
_respelt("half-width-marks", ("（", "("), ("）", ")"), ("，", ","), ("；", ";"), ("：", ":"))
_respelt("brackets-missing", ("因公出国（境）", "因公出国境"))
_respelt("straight-quotes", ("[“”]", '"'))
_respelt("no-quotes", ("“三公”", "三公"))
_respelt("marks-in-latin", ("，", ","), ("；", ";"))
# ---- numbers of headings and lists
_styled("arabic-chapters", chapter=tuple(f"{n}." for n in range(1, 9)), section=tuple(f"（{n}）" for n in range(1, 9)))
_styled("numbers-with-stop", chapter=tuple(f"{n}、" for n in range(1, 9)), point="（{}）")
_styled("chapters-in-brackets", chapter=tuple(f"（{n}）" for n in "一二三四五六七"), section=tuple(f"{n}." for n in range(1, 9)))
_styled("circled-points", section=tuple("①②③④⑤⑥⑦⑧"))
# ---- a figure and its parts
_styled("of-which-comma", parts="。其中，")
_styled("in-detail", parts="。具体包括：")
_styled("including", parts="，包括：", reason="")
_styled("specifically", parts="，具体为：", reason="")
_styled("parts-apart", parts_apart=True)
_styled("parts-apart-after-all", parts_apart=True, parts="，具体情况如下：")
_styled("parts-without-a-word", parts="。", part_mark="。")
_styled("comma-between-parts", part_mark="，", reason="")
# ---- names
_named("names-of-cars", vehicles="公务用车购置及运行维护费", vehicle_operation="公务用车运行费")
_named(
    "names-of-cars-and-spending",
    vehicles="公务用车购置及运行维护费支出",
    vehicle_operation="公务用车运行费支出",
    reception="公务接待费支出",
)
_named("names-with-expenses", overseas_travel="因公出国（境）经费", reception="公务接待经费", vehicles="公务用车经费")
_named("names-with-fund", three_public="一般公共预算财政拨款“三公”经费", overseas_travel="因公出国（境）费用")
_named("expense-totals", three_public="“三公”经费支出合计", operating_expenses="日常公用经费")
_named("names-with-spending", three_public="“三公”经费支出", vehicles="公务用车购置及运行维护经费")
_styled("our-bureau", speaker="我局")
_styled("our-department", speaker="我部门")
_styled("this-unit", speaker="本单位")
_styled("nobody", speaker="")
_styled("department-of-body", speaker="{body}部门")
# ---- items of the classification
_styled("items-plain", item="{0}（类）{1}（款）{2}（项）")
_styled("items-with-codes", item="{0}（{3}类）{1}（{4}款）{2}（{5}项）")
_styled("codes-with-kinds", item="{0}{3}（类）{1}{4}（款）{2}{5}（项）")
_styled("items-without-class", item="{1}（款）{2}（项）")
_styled("path-with-arrows", item="“{0}>{1}>{2}”")
_styled("items-by-code", item="{3}{4}{5} {2}")
_styled("path-with-dashes", item="“{0}-{1}-{2}”科目")
_styled("path-with-long-dashes", item="“{0}——{1}——{2}”")
_styled("path-with-slashes", item="{0}/{1}/{2}")


@_rule("former-classes")
def _former_classes(plan: Plan) -> Plan:
    words = {"210": "医疗卫生与计划生育支出", "207": "文化体育与传媒支出"}
    return replace(plan, style=replace(plan.style, class_words=words))


# ---- order and amount of text
@_rule("sections-missing")
def _sections_missing(plan: Plan) -> Plan:
    gone = frozenset(plan.chance.sample(sorted(SECTIONS), 3))
    return replace(plan, style=replace(plan.style, leaves_out=gone))


@_rule("sections-in-another-order")
def _sections_in_another_order(plan: Plan) -> Plan:
    return replace(plan, style=replace(plan.style, order=tuple(plan.chance.sample(sorted(SECTIONS), len(SECTIONS)))))


_styled("said-twice", twice=True)
_styled("no-notes", notes=False)


@_rule("other-numbers-between")
def _other_numbers_between(plan: Plan) -> Plan:
    among = (
        "全年办理各类事项3,215件，服务群众12.6万人次，新建管网45.8公里。",
        "根据国发〔2016〕15号文件和第23次会议纪要，继续推进“十四五”规划的108项任务。",
        "辖区面积1,286平方公里，常住人口32.5万人，下辖12个乡镇、198个行政村。",
    )
    return replace(plan, among=among)


# ---- the title and who publishes
_styled("title-in-two-lines", title="{body}\n{year}年{kind}")
_styled("title-about", title="关于{body}{year}年{kind}公开的说明")
_styled("title-of-the-body-itself", title="{body}（本级）{year}年{kind}")
_styled("title-of-unit", title="{year}年{body}{kind}")


@_rule("budget-of-departments")
def _budget_of_departments(plan: Plan) -> Plan:
    """The title says neither 部门 nor who publishes; a line below does."""
    kind = "决算" if plan.facts.is_final else "预算"
    return replace(plan, style=replace(plan.style, title=f"{{year}}年度{kind}公开\n编制单位：{{body}}"))


@_rule("signed-at-the-end")
def _signed_at_the_end(plan: Plan) -> Plan:
    style = replace(plan.style, title="{year}年{kind}情况说明")
    return replace(plan, style=style, after=(plan.facts.body, f"{plan.facts.year}年2月18日"))


@_rule("page-with-frame")
def _page_with_frame(plan: Plan) -> Plan:
    before = ("首页 | 政务公开 | 办事服务", "您当前的位置：网站首页 > 预决算公开", "发布时间：2024-03-05 10:21 浏览次数：318")
    return replace(plan, before=before, carrier="html")


# ---- tables
_styled("tables-split-codes", tables=("by-function", "by-nature"))
_styled("tables-joined-codes", tables=("by-function", "by-nature"), table_codes="joined", total_first=False)
_styled("tables-blank-for-nothing", tables=("by-function", "three-public"), nil="")
_styled("columns-in-another-order", tables=("by-function",), columns=("basic-expenditure", "project-expenditure", "expenditure"))
_styled("tables-in-text-unit", tables=("by-function", "three-public"), table_unit="万元")
_styled("three-public-in-rows", tables=("three-public",), wide_table=False, table_unit="万元")
_styled("totals-at-the-end", tables=("by-nature", "by-function"), total_first=False, table_unit="万元", grouped=True)


# ---- what only some documents say
_styled("classes-with-shares", extras=("classes",))
_styled("natures-compared", extras=("natures",))
_styled("natures-compared-shortly", extras=("natures",), increase="增", decrease="减", growth="增幅", fall="减幅", last="上年")
_styled("amounts-by-nature", extras=("amounts-by-nature",))
_styled("last-years-accounts", extras=("last-years-accounts",))
_styled("targets-of-accounts", extras=("targets-of-accounts",))
_styled("targets-by-fund", extras=("targets-by-fund",))
_styled("bought-before", extras=("bought-before",))
_styled("visits-compared", extras=("visits-compared",))
_styled("empty-table", extras=("empty-table",))


@_rule("three-public-only")
def _three_public_only(plan: Plan) -> Plan:
    """A paper on the three public expenses alone."""
    kind = "支出决算" if plan.facts.is_final else "预算"
    return replace(plan, style=replace(plan.style, only="three-public", title=f"{{body}}{{year}}年“三公”经费{kind}情况"))


@_rule("three-public-only-untitled-kind")
def _three_public_of_no_kind(plan: Plan) -> Plan:
    """The same under a title that does not say whether it is a budget: the sentences do."""
    return replace(plan, style=replace(plan.style, only="three-public", title="{body}{year}年“三公”经费情况说明"))


# ---- what the statement is
@_rule("institution")
def _institution(plan: Plan) -> Plan:
    names = [name for name in BODIES if name.endswith(("图书馆", "档案馆", "中学"))]
    facts = replace(plan.facts, body=plan.chance.choice(names))
    return replace(
        plan, facts=replace(facts, money=facts.money | {"agency-operating-expenses": facts.money["operating-expenses"]})
    )


@_rule("institution-with-nought")
def _institution_with_nought(plan: Plan) -> Plan:
    """A public institution that prints 0 for agency expenses beside what its cars cost."""
    zero = replace(plan.facts.money["operating-expenses"], now=0, prior=0, budget=0)
    return replace(plan, facts=replace(plan.facts, money=plan.facts.money | {"agency-operating-expenses": zero}))


@_rule("quiet")
def _quiet(plan: Plan) -> Plan:
    """Nothing for travel, receptions and cars."""
    return _with_facts(plan, quiet=True)


def _with_facts(plan: Plan, **changes: Any) -> Plan:
    facts = invent(plan.chance, final=plan.facts.is_final, **changes)
    return replace(plan_document(plan.chance, facts), style=plan.style, respellings=plan.respellings, carrier=plan.carrier)


# ---- final accounts
_OUTCOME = "{name}支出决算为{amount}，完成预算{budget}的{completion}"
_styled("completion-of", completion=_OUTCOME, without_budget="{name}支出决算为{amount}，年初预算为{budget}")
_styled("outcome-before-budget", completion="{name}支出{amount}，年初预算为{budget}，完成预算的{completion}")
_styled("outcome-as-a-share", completion="{name}支出决算为{amount}，为年初预算{budget}的{completion}")
_styled("adjusted-wording", completion="{name}预算为{budget}，支出决算为{amount}，完成预算的{completion}")
_styled("visits-by-piece", visits="国内公务接待批次为{groups}，接待人次为{guests}", groups_unit="个", guests_unit="人")
_styled("visits-by-times", visits="公务接待共{groups}，接待{guests}", groups_unit="批", guests_unit="人次")
_styled("vehicles-by-use", vehicle_names={
    "principal": "主要负责人用车", "confidential": "机要通信车", "emergency": "应急保障车", "law-enforcement": "一般执法执勤用车",
    "special": "特种专业技术车", "other": "其他车辆",
})  # fmt: skip
_styled("shares-by-rate", share="，占比{percent}")
_styled("shares-of-a-whole", share="，占{whole}的{percent}")
ACCOUNTS_ONLY = frozenset({
    "completion-of", "outcome-before-budget", "adjusted-wording", "visits-by-piece", "visits-by-times", "shares-by-rate",
    "shares-of-a-whole", "outcome-as-a-share", "targets-of-accounts", "visits-compared",
})  # fmt: skip


BUDGETS_ONLY = frozenset({"natures-compared", "natures-compared-shortly", "last-years-accounts", "targets-by-fund"})


# ---- carriers
def _carried(name: str, carrier: str) -> None:
    RULES[name] = lambda plan: replace(plan, carrier=carrier, style=replace(plan.style, tables=("by-function", "three-public")))


_carried("web-page", "html")
_carried("word-file", "docx")
_carried("pdf", "pdf")
RULES["gb18030"] = lambda plan: replace(plan, encoding="gb18030")


@_rule("lines-broken")
def _lines_broken(plan: Plan) -> Plan:
    """A text whose lines an editor broke at forty characters, each paragraph indented."""

    def respell(text: str) -> str:
        lines = [text[start : start + 40] for start in range(0, len(text), 40)]
        return "　　" + "\n".join(lines) if len(lines) > 1 else text

    return replace(plan, respellings=(*plan.respellings, respell))


TUNING = tuple(name for name in RULES if name not in HELD_BACK)
"""Rules whose failures may be looked at."""
