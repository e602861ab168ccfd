"""Chance in; the numbers of a body's budgets and final accounts out. They add up, and each year follows from the last.

Money is in whole yuan-hundreds, that is hundredths of the unit 万元 that the documents print; all else is counted.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

Amounts = Mapping[str, int]
"""By concept; `named-…` is the money of a project that the document names."""


def first(units: int, chance: random.Random) -> dict[str, int]:
    """The amounts of a year."""
    personnel = chance.randint(20_000, 2_000_000)
    posts, institutional = chance.randint(5, 60), chance.randint(4, 150)
    return _whole(
        {
            "personnel-expenses": personnel,
            "operating-expenses": personnel * chance.randint(12, 30) // 100,
            "project-expenditure": chance.randint(9_000, 900_000),
            "service-revenue": chance.choice((0, 0, chance.randint(800, 3_000))),
            "other-revenue": chance.choice((0, chance.randint(100, 900))),
            "vehicle-purchase": 0,
            "administrative-posts": posts,
            "institutional-posts": institutional,
            "administrative-staff": posts + chance.randint(-3, 3),
            "institutional-staff": institutional - chance.randint(0, 3),
            "administrative-retirees": chance.randint(2, 40),
            "institutional-retirees": chance.randint(2, 40),
            "fixed-assets": personnel + chance.randint(50_000, 500_000),
            "official-vehicles": chance.randint(1, 12),
            "building-area": chance.randint(50_000, 2_000_000),
            "subordinate-units": units,
            "internal-offices": chance.randint(2, 12),
        },
        chance,
    )


def following(before: Amounts, chance: random.Random) -> dict[str, int]:
    """The amounts of the year after: some per cent more or less."""
    now = dict(before)
    for concept in ("personnel-expenses", "operating-expenses", "project-expenditure"):
        now[concept] = max(5_000, int(before[concept] * chance.uniform(0.85, 1.2)) + 1)
    for concept in ("service-revenue", "other-revenue"):
        now[concept] = int(before[concept] * chance.uniform(0.8, 1.2))
    now["vehicle-purchase"] = chance.choice((0, 0, 0, 0, 0, chance.randint(1_200, 2_500)))
    for concept in ("administrative-staff", "institutional-staff", "administrative-retirees", "institutional-retirees"):
        now[concept] = max(1, before[concept] + chance.randint(-2, 2))
    now["fixed-assets"] = max(60_000, int(before["fixed-assets"] * chance.uniform(0.95, 1.1)))
    return _whole(now, chance)


def _whole(parts: dict[str, int], chance: random.Random) -> dict[str, int]:
    """The same with everything that follows from it."""
    return _people(_purchases(_projects(_three_public(_totals(parts)), chance), chance), chance)


def _totals(a: dict[str, int]) -> dict[str, int]:
    a["basic-expenditure"] = a["personnel-expenses"] + a["operating-expenses"]
    a["expenditure"] = a["revenue"] = a["basic-expenditure"] + a["project-expenditure"]
    a["other-funds"] = a["service-revenue"] + a["other-revenue"]
    own = a["revenue"] - a["other-funds"]
    for concept in ("fiscal-appropriation", "general-public-appropriation", "appropriation-expenditure"):
        a[concept] = own
    a["general-public-expenditure"] = own
    a["general-public-basic-expenditure"] = a["basic-expenditure"]
    a["general-public-project-expenditure"] = a["project-expenditure"] - a["other-funds"]
    return a


def _three_public(a: dict[str, int]) -> dict[str, int]:
    a["reception"], a["vehicle-operation"] = a["operating-expenses"] // 40, a["operating-expenses"] // 19
    a["vehicles"] = a["vehicle-purchase"] + a["vehicle-operation"]
    a["three-public"] = a["reception"] + a["vehicles"]
    a["meetings"], a["training"] = a["operating-expenses"] // 60, a["operating-expenses"] // 45
    a["agency-operating-expenses"] = a["operating-expenses"] * 4 // 5
    return a


def _projects(a: dict[str, int], chance: random.Random) -> dict[str, int]:
    for index in range(4):
        a[f"named-{index}"] = int(a["project-expenditure"] * chance.uniform(0.05, 0.22))
    a["projects"] = a["projects-with-targets"] = chance.randint(5, 30)
    a["amount-with-targets"] = a["project-expenditure"]
    return a


def _purchases(a: dict[str, int], chance: random.Random) -> dict[str, int]:
    a["procurement-goods"] = int(a["project-expenditure"] * chance.uniform(0.02, 0.2))
    a["procurement-services"] = int(a["project-expenditure"] * chance.uniform(0.05, 0.4))
    a["procurement"] = a["procurement-goods"] + a["procurement-services"]
    a["set-aside-for-small-firms"] = a["procurement"] * 3 // 5
    a["service-purchase"] = a["procurement-services"] // 2
    a["building-value"], a["official-vehicle-value"] = a["fixed-assets"] // 3, a["official-vehicles"] * 1_566
    a["major-equipment-value"] = chance.choice((0, a["fixed-assets"] // 20 + 5_000))
    a["major-equipment"] = a["major-equipment-value"] // 5_000
    return a


def _people(a: dict[str, int], chance: random.Random) -> dict[str, int]:
    a["posts"] = a["administrative-posts"] + a["institutional-posts"]
    a["staff"] = a["administrative-staff"] + a["institutional-staff"]
    a["retirees"] = a["administrative-retirees"] + a["institutional-retirees"]
    a["contracted-workers"] = chance.randint(1, 9)
    a["other-personnel"] = a["contracted-workers"] + chance.randint(1, 20)
    a["administrative-units"], a["budget-units"] = 1, a["subordinate-units"] + 1
    a["civil-service-type-institutions"] = min(1, a["subordinate-units"] // 2)
    a["public-institutions"] = a["subordinate-units"] - a["civil-service-type-institutions"]
    return a


SPENT = (
    "personnel-expenses", "operating-expenses", "project-expenditure", "reception", "vehicle-operation", "vehicle-purchase",
    "named-0", "named-1", "named-2", "named-3",
)  # fmt: skip


def executed(budget: Amounts, chance: random.Random) -> dict[str, int]:
    """What became of a budget: most of it was spent, and what is left is carried forward."""
    done = dict(budget)
    for concept in SPENT:
        done[concept] = int(budget[concept] * chance.uniform(0.86, 0.995))
    revenue = int(budget["revenue"] * chance.uniform(0.97, 1.01))
    done["basic-expenditure"] = done["personnel-expenses"] + done["operating-expenses"]
    done["expenditure"] = done["basic-expenditure"] + done["project-expenditure"]
    done["revenue"], done["carry-over"] = revenue, max(0, done["expenditure"] - revenue) + budget["revenue"] // 50
    done["fiscal-appropriation"] = revenue - budget["other-funds"]
    done["total-revenue"] = done["total-expenditure"] = revenue + done["carry-over"]
    done["carried-forward"] = done["total-revenue"] - done["expenditure"]
    done["vehicles"] = done["vehicle-purchase"] + done["vehicle-operation"]
    done["three-public"] = done["reception"] + done["vehicles"]
    done["reception-groups"], done["reception-guests"] = chance.randint(3, 40), chance.randint(60, 700)
    return done
