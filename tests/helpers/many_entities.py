"""The real statement in; as many bodies and years as asked for out, each with figures and findings of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import project
from project import CheckedContent

from budgetbook.arithmetic import run_rules
from budgetbook.content.content import Entity, Statement
from budgetbook.content.figure import Figure
from budgetbook.content.statement import Comparison
from budgetbook.content.text import Text

FIRST_YEAR = 2031


def bodies(checked: CheckedContent, count: int, years: int = 1) -> CheckedContent:
    """The tests' content with `count` bodies of `years` statements each in the place of its own. Nothing is drawn at random."""
    content, entity, statement = checked.content, *_models(checked)
    entities, statements = {}, {}
    for number in range(count):
        name = f"body-{number:05}"
        entities[name] = entity.model_copy(update={"id": name, "name": _name(number), "short": _name(number)})
        for year in range(FIRST_YEAR, FIRST_YEAR + years):
            made = _statement(statement, name, year, factor=1 + (number * 7 + year) % 97)
            statements[made.id] = made
    content = replace(content, entities=entities, statements=statements, updates={})
    return CheckedContent(content, run_rules.run_rules(content))


def _models(checked: CheckedContent) -> tuple[Entity, Statement]:
    return checked.content.entities[project.ENTITY], checked.content.statements[project.STATEMENT]


def _name(number: int) -> Text:
    return Text({"zh": f"第{number}号街道办事处", "en": f"Sub-district office no. {number}"})


def _statement(model: Statement, entity: str, year: int, factor: int) -> Statement:
    """The same figures times a whole number: every sum that held still holds, every one that did not still does not."""
    figures = {name: _times(figure, factor) for name, figure in model.figures.items()}
    return model.model_copy(
        update={
            "id": f"{entity}/{year}-budget",
            "entity": entity,
            "fiscal_year": year,
            "compares_with": Comparison.model_validate({"year": str(year - 1), "basis": "unstated"}),
            "figures": figures,
            "numbers": None,
        }
    )


def _times(figure: Figure, factor: int) -> Figure:
    def product(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * factor

    printed = figure.printed and figure.printed.model_copy(update={"change": product(figure.printed.change)})
    return figure.model_copy(update={"amount": product(figure.amount), "prior": product(figure.prior), "printed": printed})
