"""The amounts of two years in; the figures of a document as YAML out, with what it prints of changes and where it prints it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from imagined.amounts import Amounts
from imagined.bodies import WORDS, text

COUNTED = frozenset(
    (
        "administrative-posts",
        "institutional-posts",
        "posts",
        "administrative-staff",
        "institutional-staff",
        "staff",
        "administrative-retirees",
        "institutional-retirees",
        "retirees",
        "other-personnel",
        "contracted-workers",
        "internal-offices",
        "subordinate-units",
        "budget-units",
        "administrative-units",
        "civil-service-type-institutions",
        "public-institutions",
        "projects",
        "projects-with-targets",
        "official-vehicles",
        "major-equipment",
        "reception-groups",
        "reception-guests",
    )
)
PLACES = {
    "一（一）": "internal-offices subordinate-units budget-units administrative-units civil-service-type-institutions"
    " public-institutions",
    "一（二）": "posts administrative-posts institutional-posts staff administrative-staff institutional-staff retirees"
    " administrative-retirees institutional-retirees other-personnel contracted-workers",
    "二": "revenue fiscal-appropriation general-public-appropriation other-funds service-revenue other-revenue",
    "三": "expenditure",
    "三（一）": "basic-expenditure personnel-expenses operating-expenses",
    "三（二）": "project-expenditure",
    "三（四）": "appropriation-expenditure general-public-expenditure general-public-basic-expenditure"
    " general-public-project-expenditure",
    "四（一）": "three-public",
    "四（三）": "reception",
    "四（四）": "vehicles vehicle-purchase vehicle-operation",
    "四（五）": "meetings training",
    "五（一）": "procurement procurement-goods procurement-services set-aside-for-small-firms",
    "五（二）": "service-purchase",
    "五（三）": "agency-operating-expenses",
    "五（四）": "projects projects-with-targets amount-with-targets",
    "五（七）": "fixed-assets building-area building-value official-vehicles official-vehicle-value major-equipment"
    " major-equipment-value",
}
"""Where a document prints which concepts."""
COMPARED = frozenset(
    (
        "revenue",
        "fiscal-appropriation",
        "general-public-appropriation",
        "other-funds",
        "service-revenue",
        "other-revenue",
        "expenditure",
        "basic-expenditure",
        "personnel-expenses",
        "operating-expenses",
        "project-expenditure",
        "three-public",
        "reception",
        "vehicles",
        "vehicle-purchase",
        "vehicle-operation",
        "meetings",
        "training",
    )
)
"""What is set beside the year before."""
REASONED = ("basic-expenditure", "personnel-expenses", "operating-expenses", "project-expenditure", "reception", "vehicles")
ZERO = {
    "二": "government-funds-appropriation state-capital-appropriation",
    "三（三）": "business-expenditure paid-to-higher-level grants-to-affiliated-units",
    "三（四）": "government-funds-expenditure state-capital-expenditure",
    "五（一）": "procurement-works",
}
"""What a document prints as 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document prints, place by place: for its control list."""

    printed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, at: str, digits: str) -> str:
        """The digits; remembered as printed at a place."""
        self.printed[at].append(digits)
        return digits


def money(hundredths: int) -> str:
    """Digits of an amount in 万元."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def digits(concept: str, amount: int) -> str:
    """Digits of an amount of a concept."""
    return str(amount) if concept in COUNTED else money(amount)


def budget(year: int, now: Amounts, before: Amounts, slip: str, sheet: Sheet, chance: random.Random) -> Iterator[str]:
    """The figures of a budget, place by place. `slip` is what the document gets wrong: see `sic` of `words.yaml`."""
    for at, concepts in PLACES.items():
        for concept in concepts.split():
            amount = now[concept] - 1 if (concept, slip) == ("retirees", "sum") else now[concept]
            yield f"  {concept}:\n    amount: {sheet(at, digits(concept, amount))}\n    at: {at}\n"
            if concept in COMPARED:
                wrong = slip if concept == "project-expenditure" and slip != "sum" else ""
                yield from _compared(concept, at, now[concept], before[concept], wrong, sheet, chance)
            elif at == "五（七）":
                yield f"    as_of: {year - 1}-12-31\n"
            elif concept in ("projects-with-targets", "amount-with-targets"):
                yield f"    share: {sheet(at, '100')}\n"
            if amount != now[concept]:
                yield _sic("sum", "difference: -1")
            yield _note(concept)
    yield from _zeros(sheet, slip)
    yield f"  major-equipment-threshold:\n    amount: {sheet('五（七）', '50')}\n    as_of: {year - 1}-12-31\n    at: 五（七）\n"
    yield _note("major-equipment-threshold")
    yield "  key-fees:\n    state: nil\n    at: 五（六）\n" + _note("key-fees")
    sheet("五（七）", str(year - 1))


def _compared(concept: str, at: str, now: int, before: int, slip: str, sheet: Sheet, chance: random.Random) -> Iterator[str]:
    """What a document says of the year before and of the change."""
    yield f"    prior: {sheet(at, money(before))}\n"
    change = now - before
    if not before or not change:
        return
    words = ("increase", "decrease") if (change > 0) != (slip == "direction") else ("decrease", "increase")
    percent = (Decimal(abs(change)) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    shown = sheet(at, str(percent + Decimal("0.5") if slip == "percent" else percent))
    yield f"    printed: {{direction: {words[0]}, change: {sheet(at, money(abs(change)))}, percent: {shown}}}\n"
    if concept in REASONED and chance.random() < 0.6:
        yield f"    reason: {text(chance.choice(WORDS['up' if change > 0 else 'down']))}\n"
    if slip == "percent":
        yield _sic("percent", "difference: 0.5")
    elif slip == "direction":
        yield _sic("direction", f"printed: {words[0]}")


def _zeros(sheet: Sheet, slip: str) -> Iterator[str]:
    for at, concepts in ZERO.items():
        for concept in concepts.split():
            yield f"  {concept}:\n    amount: {sheet(at, '0')}\n    at: {at}\n"
    at = "四（二）"
    yield f"  overseas-travel:\n    amount: {sheet(at, '0')}\n    prior: {sheet(at, '0')}\n"
    yield f"    at: {at}\n    state: held-centrally\n"
    if slip == "zero-with-a-direction":
        yield f"    printed: {{direction: increase, change: {sheet(at, '0')}}}\n" + _sic(slip, "printed: increase")


def _sic(rule: str, what: str) -> str:
    return f"    sic:\n      - rule: {rule}\n        {what}\n        note: {text(WORDS['sic'][rule])}\n"


def _note(concept: str) -> str:
    return f"    note: {text(WORDS['notes'][concept])}\n" if concept in WORDS["notes"] else ""


_OUTCOMES = {
    "二": "revenue fiscal-appropriation other-funds service-revenue other-revenue carry-over total-revenue",
    "三": "expenditure carried-forward total-expenditure",
    "三（一）": "basic-expenditure personnel-expenses operating-expenses",
    "三（二）": "project-expenditure",
    "四（一）": "three-public",
    "四（三）": "reception reception-groups reception-guests",
    "四（四）": "vehicles vehicle-purchase vehicle-operation",
    "五（一）": "procurement procurement-goods procurement-services",
    "五（三）": "agency-operating-expenses",
    "五（七）": "fixed-assets official-vehicles official-vehicle-value",
}
_BUDGETED = COMPARED - {"general-public-appropriation", "meetings", "training"}


def outcome(done: Amounts, planned: Amounts, sheet: Sheet, chance: random.Random) -> Iterator[str]:
    """The figures of final accounts, each beside its budget where there is one."""
    for at, concepts in _OUTCOMES.items():
        for concept in concepts.split():
            yield f"  {concept}:\n    amount: {sheet(at, digits(concept, done[concept]))}\n    at: {at}\n"
            if concept in _BUDGETED:
                yield f"    budget: {sheet(at, money(planned[concept]))}\n"
            if concept in REASONED and done[concept] < planned[concept] and chance.random() < 0.6:
                yield f"    reason: {text(chance.choice(WORDS['down']))}\n"
    for concept in ("business-expenditure", "paid-to-higher-level", "grants-to-affiliated-units"):
        yield f"  {concept}:\n    amount: {sheet('三（三）', '0')}\n    budget: {sheet('三（三）', '0')}\n    at: 三（三）\n"
    at = "四（二）"
    yield f"  overseas-travel:\n    amount: {sheet(at, '0')}\n    budget: {sheet(at, '0')}\n    at: {at}\n"
