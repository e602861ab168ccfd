"""Invented statements: a body, a year and figures that agree with each other to the yuan."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

BODIES = (
    "青山区水务局",
    "云岭县农业农村局",
    "临江市图书馆",
    "海州市青湾区司法局",
    "澜水县档案馆",
    "岭南县第二中学",
    "白石镇人民政府",
    "东浦区科学技术协会",
)
INSTITUTIONS = ("图书馆", "档案馆", "中学")
VEHICLES = ("principal", "confidential", "emergency", "law-enforcement", "special", "other")
PERSONNEL = {
    "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费", "30113": "住房公积金", "30302": "退休费", "30305": "生活补助",
}  # fmt: skip
OPERATING = {
    "30201": "办公费", "30202": "印刷费", "30207": "邮电费", "30211": "差旅费", "30217": "公务接待费",
    "30228": "工会经费", "30231": "公务用车运行维护费", "30299": "其他商品和服务支出",
}  # fmt: skip
NATURE = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
ITEMS = {
    "2050202": ("教育支出", "普通教育", "小学教育"),
    "2070104": ("文化旅游体育与传媒支出", "文化和旅游", "图书馆"),
    "2080505": ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"),
    "2080506": ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出"),
    "2101101": ("卫生健康支出", "行政事业单位医疗", "行政单位医疗"),
    "2101102": ("卫生健康支出", "行政事业单位医疗", "事业单位医疗"),
    "2130301": ("农林水支出", "水利", "行政运行"),
    "2130314": ("农林水支出", "水利", "防汛"),
    "2210201": ("住房保障支出", "住房改革支出", "住房公积金"),
}
PAID_AS = {"30108": "2080505", "30109": "2080506", "30113": "2210201"}
"""Economic items that are the whole of an item by function."""
FUND_ITEM = ("2120803", ("城乡社区支出", "国有土地使用权出让收入安排的支出", "城市建设支出"))


@dataclass(frozen=True)
class Amounts:
    """One figure in yuan: this year's, last year's, and in final accounts the budget."""

    now: int
    prior: int
    budget: int

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.now + other.now, self.prior + other.prior, self.budget + other.budget)

    def __sub__(self, other: Amounts) -> Amounts:
        return Amounts(self.now - other.now, self.prior - other.prior, self.budget - other.budget)


ZERO = Amounts(0, 0, 0)


@dataclass(frozen=True)
class InventedStatement:
    """What a document is to say."""

    body: str
    year: int
    is_final: bool
    grain: int
    """Every amount is a multiple of it, in yuan."""
    money: dict[str, Amounts] = field(default_factory=dict)
    items: dict[str, Amounts] = field(default_factory=dict)
    """By code of the functional classification: general public expenditure."""
    basic: dict[str, int] = field(default_factory=dict)
    """The part of each item that is basic expenditure, in yuan."""
    economic: dict[str, Amounts] = field(default_factory=dict)
    """Basic expenditure by code of the economic classification."""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_institution(self) -> bool:
        """True for a body that has no agency operating expenses."""
        return self.body.endswith(INSTITUTIONS)


def invent(chance: random.Random, *, final: bool, grain: int = 100, quiet: bool = False) -> InventedStatement:
    """A statement at random. With `quiet`, it had nothing for travel, receptions or cars, and no other money."""
    made = InventedStatement(chance.choice(BODIES), chance.randint(2018, 2025), final, grain)
    draw = _Draw(chance, grain, final)
    personnel = {code: draw.amounts(20, 900) for code in sorted(chance.sample(sorted(PERSONNEL), 4))}
    operating = {code: draw.amounts(2, 80) for code in sorted({*chance.sample(sorted(OPERATING), 4), "30201", "30299"})}
    money = {name: ZERO if quiet else draw.sometimes(1, 20) for name in ("overseas-travel", "vehicle-purchase")}
    for name, code in (("reception", "30217"), ("vehicle-operation", "30231")):
        money[name] = ZERO if quiet else operating.get(code, ZERO)
        if quiet:
            operating.pop(code, None)
    money["vehicles"] = money["vehicle-purchase"] + money["vehicle-operation"]
    money["three-public"] = money["overseas-travel"] + money["reception"] + money["vehicles"]
    money |= {"personnel-expenses": _total(personnel), "operating-expenses": _total(operating)}
    money["basic-expenditure"] = money["personnel-expenses"] + money["operating-expenses"]
    made = replace(made, money=money, economic=dict(sorted((personnel | operating).items())))
    return _close(_spend(made, chance, draw, quiet), draw, quiet)


def _spend(made: InventedStatement, chance: random.Random, draw: _Draw, quiet: bool) -> InventedStatement:
    """Share basic expenditure out among items, and add projects."""
    money = dict(made.money)
    items = {item: made.economic[code] for code, item in PAID_AS.items() if code in made.economic}
    free = sorted(set(ITEMS) - set(PAID_AS.values()))
    codes = sorted(chance.sample(free, chance.randint(1, 3)))
    left = money["basic-expenditure"] - _total(items)
    for code in codes[:-1]:
        items[code] = Amounts(*(draw.part(each, len(codes)) for each in (left.now, left.prior, left.budget)))
        left -= items[code]
    items[codes[-1]] = left
    items = dict(sorted(items.items()))
    basic = {code: amounts.now for code, amounts in items.items()}
    projects = money["vehicle-purchase"] + money["overseas-travel"] + draw.amounts(30, 2000)
    items[codes[0]] += projects
    funds = ZERO if quiet else draw.sometimes(50, 900)
    other = {} if quiet else {name: draw.sometimes(5, 300) for name in ("service-revenue", "other-revenue")}
    money |= {"general-public-expenditure": _total(items), "government-funds-expenditure": funds} | other
    money["appropriation-expenditure"] = money["general-public-expenditure"] + funds
    money["appropriation-project-expenditure"] = projects + funds
    money["project-expenditure"] = projects + funds + _total(other)
    money["expenditure"] = money["basic-expenditure"] + money["project-expenditure"]
    return replace(made, money=money, items=items, basic=basic)


def _close(made: InventedStatement, draw: _Draw, quiet: bool) -> InventedStatement:
    """Add revenue, what is carried over, procurement, and counts."""
    money = dict(made.money)
    carried = {name: draw.sometimes(1, 20) if made.is_final and not quiet else ZERO for name in ("carry-over", "carried-forward")}
    general = money["general-public-expenditure"] + carried["carried-forward"] - carried["carry-over"]
    money |= carried | {"general-public-appropriation": general}
    money["government-funds-appropriation"] = money["government-funds-expenditure"]
    money["fiscal-appropriation"] = general + money["government-funds-appropriation"]
    money["revenue"] = money["fiscal-appropriation"] + money.get("service-revenue", ZERO) + money.get("other-revenue", ZERO)
    money["total-revenue"] = money["revenue"] + carried["carry-over"]
    money["total-expenditure"] = money["expenditure"] + carried["carried-forward"]
    money["agency-operating-expenses"] = ZERO if made.is_institution else money["operating-expenses"]
    for kind in ("goods", "works", "services"):
        money[f"procurement-{kind}"] = draw.within(money["project-expenditure"], 5)
    money["procurement"] = money["procurement-goods"] + money["procurement-works"] + money["procurement-services"]
    money["set-aside-for-small-firms"] = draw.within(money["procurement"], 2)
    money["amount-with-targets"] = draw.within(money["appropriation-project-expenditure"], 1)
    counts = {f"official-vehicles-{kind}": draw.count(3) for kind in VEHICLES}
    counts["official-vehicles"] = sum(counts.values())
    counts["projects-with-targets"] = draw.count(30) + 1
    counts["reception-groups"] = draw.count(60) + 1 if money["reception"].now else 0
    counts["reception-guests"] = counts["reception-groups"] * 7
    return replace(made, money=money, counts=counts)


def _total(parts: dict[str, Amounts]) -> Amounts:
    return sum(parts.values(), ZERO)


@dataclass(frozen=True)
class _Draw:
    """Random amounts and counts of one statement."""

    chance: random.Random
    grain: int
    final: bool

    def amounts(self, least: int, most: int) -> Amounts:
        """A figure of so many 万元, and its neighbours."""
        now = self.chance.randint(least * 10000, most * 10000)
        prior, budget = (int(now * self.chance.uniform(0.6, 1.5)) for _ in range(2))
        if self.chance.random() < 0.15:
            prior = now
        return Amounts(*(each // self.grain * self.grain for each in (now, prior, budget if self.final else now)))

    def sometimes(self, least: int, most: int) -> Amounts:
        """The same, or nothing."""
        return self.amounts(least, most) if self.chance.random() < 0.5 else ZERO

    def part(self, whole: int, shares: int) -> int:
        """A part of an amount."""
        return int(whole * self.chance.uniform(0.3, 1.2) / shares) // self.grain * self.grain

    def within(self, whole: Amounts, shares: int) -> Amounts:
        """A figure within another."""
        return Amounts(self.part(whole.now, 2 * shares), self.part(whole.prior, 2 * shares), self.part(whole.budget, 2 * shares))

    def count(self, most: int) -> int:
        """A number of things."""
        return self.chance.randint(0, most)
