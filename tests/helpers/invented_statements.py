"""Statements that never were, whose arithmetic is right by construction; and what each check of theirs is computed from.

The second part is written apart from `rules.py`: it reads the dictionary alone and knows nothing of how a rule works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import project
from amount_styles import CONTEXT
from hypothesis import strategies as st
from project import CheckedContent

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.content import Content
from budgetbook.content.model import Concept
from budgetbook.content.statement import StatementFile

Data = dict[str, Any]
Levels = dict[str, tuple[int, int]]
"""Concept -> this year's figure and last year's, in hundredths of 万元 (or in whole people, projects, …)."""
Field = tuple[str, str]
"""A concept, and one of amount, prior, change, percent."""

_MONEY = st.integers(min_value=0, max_value=10**11)
_COUNT = st.integers(min_value=0, max_value=10**6)
_TEXT = {"zh": "甲", "en": "A"}


@st.composite
def levels(draw: st.DrawFn) -> tuple[Levels, Levels]:
    """Money and counts: wholes are made from their parts, and what may not exceed another is drawn below it."""

    def pair(kind: st.SearchStrategy[int]) -> tuple[int, int]:
        return draw(kind), draw(kind)

    def below(limit: tuple[int, int]) -> tuple[int, int]:
        return draw(st.integers(0, limit[0])), draw(st.integers(0, limit[1]))

    def added(*parts: tuple[int, int]) -> tuple[int, int]:
        return sum(part[0] for part in parts), sum(part[1] for part in parts)

    spent = (
        "basic-expenditure",
        "project-expenditure",
        "business-expenditure",
        "paid-to-higher-level",
        "grants-to-affiliated-units",
    )
    money: Levels = {concept: pair(_MONEY) for concept in spent}
    money["revenue"] = added(*money.values())
    money["other-funds"] = below(money["revenue"])
    everything, other = money["revenue"], money["other-funds"]
    money["fiscal-appropriation"] = (everything[0] - other[0], everything[1] - other[1])
    money["agency-operating-expenses"] = below(money["basic-expenditure"])
    money["vehicle-operation"] = below(money["agency-operating-expenses"])
    money["overseas-travel"], money["reception"], money["vehicle-purchase"] = pair(_MONEY), pair(_MONEY), pair(_MONEY)
    money["vehicles"] = added(money["vehicle-purchase"], money["vehicle-operation"])
    money["three-public"] = added(money["overseas-travel"], money["reception"], money["vehicles"])
    counts: Levels = {c: pair(_COUNT) for c in ("administrative-retirees", "institutional-retirees", "other-personnel")}
    counts["retirees"] = added(counts["administrative-retirees"], counts["institutional-retirees"])
    counts["contracted-workers"] = below(counts["other-personnel"])
    return money, counts


@st.composite
def statements(draw: st.DrawFn) -> Data:
    """The data of a statement file, as the reader gives it: all scalars are text."""
    money, counts = draw(levels())
    whole = draw(st.booleans())
    figures = {c: _figure(_digits(now), _digits(before)) for c, (now, before) in money.items()}
    figures |= {c: {"amount": str(now), "at": "一"} for c, (now, _) in counts.items()}
    if whole:
        figures["expenditure"] = _figure(_digits(money["revenue"][0]), _digits(money["revenue"][1]))
    return {
        "fiscal_year": "2031", "phase": "budget", "unit": "万元", "profile": "beijing-district-department",
        "compares_with": {"year": "2030", "basis": "unstated"}, "source": {"title": _TEXT, "publisher": _TEXT},
        "summary": _TEXT, "places": {"一": {"name": _TEXT}}, "figures": draw(st.permutations(list(figures.items())).map(dict)),
    }  # fmt: skip


def _digits(hundredths: int) -> str:
    return f"{Decimal(hundredths).scaleb(-2):f}"


def _figure(now: str, before: str) -> Data:
    """A figure of both years, and what a careful document says of its change."""
    change = Decimal(now) - Decimal(before)
    printed = {"direction": "increase" if change > 0 else "decrease" if change else "unchanged", "change": f"{abs(change):f}"}
    if Decimal(before):
        percent = (abs(change) * 100 / Decimal(before)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        printed["percent"] = f"{percent:f}"
    return {"amount": now, "prior": before, "printed": printed, "at": "一"}


def content_of(checked: CheckedContent, data: Data) -> Content:
    """The tests' content with this statement in the place of its own. Raises Pydantic's ValidationError."""
    content = checked.content
    record = StatementFile.model_validate(data, context=CONTEXT)
    statement = content.statements[project.STATEMENT].model_copy(update={**dict(record), "numbers": None})
    return replace(content, statements={project.STATEMENT: statement})


def ledger_of(content: Content) -> Ledger:
    return Ledger(content.statements[project.STATEMENT], content.concepts, content.country)


def sources(concepts: Mapping[str, Concept], figures: Data, concept: str, role: str) -> set[Field]:
    """The printed fields that a level of a concept comes from: its own, or those of its parts."""
    if role in figures.get(concept, {}):
        return {(concept, role)}
    return {field for part in concepts[concept].parts for field in sources(concepts, figures, part, role)}


def used_by(finding: Finding, concepts: Mapping[str, Concept], figures: Data) -> set[Field]:
    """Every printed field that a check looks at."""
    about, mine = concepts[finding.concept], finding.concept

    def levels_of(concept: str, *roles: str) -> set[Field]:
        return {field for role in roles for field in sources(concepts, figures, concept, role)}

    match finding.rule:
        case "sum":
            parts = (levels_of(part, finding.role) for part in about.parts)
            return {(mine, finding.role)}.union(*parts)
        case "change" | "percent" | "direction" | "zero-with-a-direction":
            own = {(mine, finding.rule)} if finding.rule in ("change", "percent") else set()
            return own | levels_of(mine, "amount", "prior")
        case "equal" if finding.role == "change":
            return {(finding.other, "change")} | levels_of(mine, "amount", "prior")
        case "equal":
            return levels_of(mine, finding.role) | levels_of(finding.other, finding.role)
        case "at-most":
            others = [finding.other] if finding.other else list(about.of_which)
            return levels_of(mine, "amount").union(*(levels_of(other, "amount") for other in others))
        case _:
            return set()
