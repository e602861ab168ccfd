"""How a document says its figures: words, units, order and forms. A rule of `rules` changes one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8}
NAMES = MappingProxyType({
    "three-public": "“三公”经费", "overseas-travel": "因公出国（境）费", "reception": "公务接待费",
    "vehicles": "公务用车购置及运行费", "vehicle-purchase": "公务用车购置费", "vehicle-operation": "公务用车运行维护费",
    "revenue": "收入预算", "expenditure": "支出预算", "fiscal-appropriation": "财政拨款收入",
    "appropriation-expenditure": "财政拨款支出", "general-public-expenditure": "一般公共预算拨款支出",
    "government-funds-expenditure": "政府性基金拨款支出", "basic-expenditure": "基本支出", "project-expenditure": "项目支出",
    "personnel-expenses": "人员经费", "operating-expenses": "公用经费", "agency-operating-expenses": "机关运行经费",
    "service-revenue": "事业收入", "other-revenue": "其他收入", "procurement": "政府采购",
    "procurement-goods": "政府采购货物", "procurement-works": "政府采购工程", "procurement-services": "政府采购服务",
    "official-vehicles": "车辆",
})  # fmt: skip
VEHICLE_NAMES = MappingProxyType({
    "principal": "主要领导干部用车", "confidential": "机要通信用车", "emergency": "应急保障用车",
    "law-enforcement": "执法执勤用车", "special": "特种专业技术用车", "other": "其他用车",
})  # fmt: skip


@dataclass(frozen=True)
class Style:
    """The choices of one document. The defaults are the usual ones."""

    unit: str = "万元"
    places: int = 2
    grouped: bool = False
    keeps_zeros: bool = True
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)
    speaker: str = "{body}"
    """Who speaks in a sentence."""
    last: str = "{prior_year}年预算"
    """What a budget compares with; accounts compare with `last_accounts`."""
    last_accounts: str = "上年"
    increase: str = "增加"
    decrease: str = "减少"
    growth: str = "增长"
    fall: str = "下降"
    comparison: str = "，比{last}{direction}{change}，{rate}{percent}"
    without_base: str = "，比{last}{direction}{change}"
    unchanged: str = "，与{last}持平"
    reason: str = "，主要原因是工作安排有变化"
    completion: str = "{name}年初预算为{budget}，支出决算为{amount}，完成年初预算的{completion}"
    without_budget: str = "{name}年初预算为{budget}，支出决算为{amount}"
    share: str = "，占{percent}"
    parts: str = "。其中："
    part_mark: str = "；"
    """Between the parts of one figure."""
    parts_apart: bool = False
    """Each part of a figure in a paragraph of its own."""
    chapter: tuple[str, ...] = tuple(f"{number}、" for number in "一二三四五六七八九十")
    section: tuple[str, ...] = tuple(f"（{number}）" for number in "一二三四五六七八九十")
    point: str = "{}."
    item: str = "“{0}（类）{1}（款）{2}（项）”"
    class_words: Mapping[str, str] = field(default_factory=dict)
    """Other names of classes of the functional classification."""
    vehicle_names: Mapping[str, str] = field(default_factory=lambda: VEHICLE_NAMES)
    visits: str = "国内公务接待{groups}，{guests}"
    groups_unit: str = "批次"
    guests_unit: str = "人次"
    title: str = "{body}{year}年{kind}"
    notes: bool = True
    """Whether prose without figures stands between the figures."""
    tables: tuple[str, ...] = ()
    """The tables that the document prints."""
    table_unit: str = "元"
    table_codes: str = "split"
    """`split`: a column each for 类, 款 and 项. `joined`: one column."""
    total_first: bool = True
    columns: tuple[str, ...] = ("expenditure", "basic-expenditure", "project-expenditure")
    nil: str = "0.00"
    """What a table prints for nothing."""
    wide_table: bool = True
    """The three public expenses in one row below their names, rather than a row each."""
    leaves_out: frozenset[str] = frozenset()
    """Sections that the document does not have."""
    order: tuple[str, ...] = ()
    """Sections in another order than usual."""
    only: str = ""
    """The one section of a document that has no others."""
    extras: tuple[str, ...] = ()
    """Sections of `passages` at the end."""
    twice: bool = False
    """Whether a summary at the head says the main figures once more."""

    def money(self, yuan: int, unit: str = "") -> str:
        """An amount as printed, without its unit."""
        unit = unit or self.unit
        places = {"元": 0 if self.unit == unit else 2, "万元": self.places, "亿元": 4}[unit]
        value = (Decimal(yuan) / YUAN[unit]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return self._number(value)

    def _number(self, value: Decimal) -> str:
        text = f"{value:,f}" if self.grouped else f"{value:f}"
        return text if self.keeps_zeros or "." not in text else text.rstrip("0").rstrip(".")

    def percent(self, part: int, whole: int) -> str:
        """A share as printed, without the sign."""
        value = abs(Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{value:f}" if self.keeps_zeros else f"{value:f}".rstrip("0").rstrip(".")
