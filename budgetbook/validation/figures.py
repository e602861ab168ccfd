"""Rules on figures: amounts against states, units against measures, comparison years, dates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.content.content import Content, Statement
from budgetbook.content.figure import Figure
from budgetbook.content.model import Concept
from budgetbook.content.units import Unit
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, message


def comparable_measures(content: Content) -> Iterator[Problem]:
    """What is added up or compared has the same measure: money with money, people with people or posts."""
    for name, concept in content.concepts.items():
        for key in ("parts", "of_which", "equals", "at_most"):
            for index, other in enumerate(getattr(concept, key)):
                if other in content.concepts and not _are_comparable(content, concept, content.concepts[other]):
                    text = message("other-measure", name=name, other=other)
                    yield content.problem(content.country_path("concepts.yaml"), (name, key, index), text)


def _are_comparable(content: Content, one: Concept, other: Concept) -> bool:
    units = [Amount(Decimal(0), concept.unit or content.units.usual_for(concept.measure or "money")) for concept in (one, other)]
    if not one.measure or not other.measure:
        return True  # a concept without a measure is a term, never a figure
    try:
        units[0].to_unit(units[1].unit)
    except ValueError:
        return False
    return (one.measure == "money") == (other.measure == "money")


def marks(content: Content) -> Iterator[Problem]:
    """No two concepts are marked as the same."""
    owners: dict[str, str] = {}
    for name, concept in content.concepts.items():
        if concept.use and owners.setdefault(concept.use, name) != name:
            text = message("marked-twice", use=concept.use, other=owners[concept.use])
            yield content.problem(content.country_path("concepts.yaml"), (name, "use"), text)


def amounts_and_states(content: Content) -> Iterator[Problem]:
    """A figure has an amount unless its state says why not; nil and not-printed have none."""
    for statement in content.statements.values():
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept)
            if figure.state in ("nil", "not-printed") and figure.amount is not None:
                yield content.problem(statement.file, (*path, "amount"), message("amount-and-state", state=figure.state))
            if figure.state in ("printed", "held-centrally") and figure.amount is None:
                yield content.problem(statement.file, path, message("no-amount"), message("give-a-state"))
            if figure.state == "held-centrally" and figure.amount:
                yield content.problem(statement.file, (*path, "amount"), message("held-centrally-not-zero"))


def figure_units(content: Content) -> Iterator[Problem]:
    """A figure's unit fits what its concept measures, and only money is compared in money units."""
    for statement in content.statements.values():
        for concept, figure in statement.figures.items():
            measure = content.concepts[concept].measure if concept in content.concepts else None
            if measure is None:
                continue  # `run.statement_names` reports an unknown concept
            allowed_units = _allowed_units(content, statement, concept)
            for path, unit in _units(figure):
                if unit not in allowed_units:
                    text = message("wrong-unit", unit=unit, fitting=", ".join(allowed_units))
                    yield content.problem(statement.file, ("figures", concept, *path), text)


def _allowed_units(content: Content, statement: Statement, concept: str) -> tuple[Unit, ...]:
    """The units that a figure may have: for money, those of the statement's currency, since unlike money is never added up."""
    definition = content.concepts[concept]
    if definition.measure == "money":
        return tuple(unit for unit in content.units.money if unit.currency == statement.unit.currency)
    return (definition.unit or content.units.usual_for(definition.measure or "count"),)


def statement_currency(content: Content) -> Iterator[Problem]:
    """All money of a statement is in one currency: what its figures, tables and projects print is added up and compared."""
    for statement in content.statements.values():
        units: list[tuple[Path, Unit | None]] = [
            (("breakdowns", name, "unit"), table.unit) for name, table in statement.breakdowns.items()
        ]
        units += [(("projects", name, "unit"), project.unit) for name, project in statement.projects.items()]
        units += [
            (("breakdowns", name, "lines", code, *path), unit)
            for name, table in statement.breakdowns.items()
            for code, line in table.lines.items()
            for path, unit in _units(line)
        ]
        for path, unit in units:
            if unit is not None and unit.currency != statement.unit.currency:
                allowed_units = ", ".join(each for each in content.units.money if each.currency == statement.unit.currency)
                yield content.problem(statement.file, path, message("wrong-unit", unit=unit, fitting=allowed_units))


def _units(figure: Figure) -> Iterator[tuple[Path, Unit]]:
    if figure.unit:
        yield ("unit",), figure.unit
    if figure.printed and figure.printed.unit:
        yield ("printed", "unit"), figure.printed.unit
    for index, repeated_figure in enumerate(figure.readings):
        if repeated_figure.unit:
            yield ("readings", index, "unit"), repeated_figure.unit


def comparison_years(content: Content) -> Iterator[Problem]:
    """A figure of last year, or a change, needs a year to compare with; sizes have no sign."""
    for statement in content.statements.values():
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept)
            if statement.compares_with is None and (figure.prior is not None or figure.printed):
                yield content.problem(statement.file, path, message("no-comparison"))
            for key in ("change", "percent"):
                if figure.printed and (value := getattr(figure.printed, key)) is not None and value < 0:
                    yield content.problem(statement.file, (*path, "printed", key), message("signed-size"))


def stock_days(content: Content) -> Iterator[Problem]:
    """A day stands only at what is held on a day, and lies within the statement's year or the two before it."""
    for statement in content.statements.values():
        first, last = statement.fiscal_year - 2, statement.fiscal_year
        for concept, figure in statement.figures.items():
            path: Path = ("figures", concept, "as_of")
            if figure.as_of is None:
                continue
            if not content.concepts[concept].stock:
                yield content.problem(statement.file, path, message("as-of-no-stock", name=concept))
            if not first <= figure.as_of.year <= last:
                text = message("as-of-year", first=first, last=last, found=figure.as_of.isoformat())
                yield content.problem(statement.file, path, text)


def publication_dates(content: Content) -> Iterator[Problem]:
    """A document is published by the end of the year after its own: a later day is a slip of the year."""
    for statement in content.statements.values():
        day, last = statement.source.published, statement.fiscal_year + 1
        if day and day.year > last:
            text = message("published-later", last=last, found=day.isoformat())
            yield content.problem(statement.file, ("source", "published"), text)
