"""A statement and the dictionary in; every value it gives out: printed, or computed from its parts where none is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import Concept, Role
from budgetbook.content.statement import Basis, Figure
from budgetbook.content.units import DEFAULT_UNITS

Level = Literal["amount", "prior", "budget", "adjusted"]
"""What a statement prints of a concept: its own year's figure and that of the year compared with; in final accounts,
where `amount` is what was executed, the initial and the adjusted budget too."""
LEVELS: tuple[Level, ...] = ("amount", "prior", "budget", "adjusted")

_ZERO = Decimal(0)
_NOTHING = Amount(_ZERO, "")


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a working: `+ 104.30` of project expenditure."""

    sign: Literal["", "+", "−", "="]
    concept: str
    """A concept, project or fact of the statement."""
    role: Role
    amount: Amount
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value of the statement; `terms` are what it was computed from, empty where it is printed."""

    amount: Amount
    terms: tuple[Term, ...] = ()
    missing_parts: tuple[str, ...] = ()
    """Parts without a figure that were shown to leave nothing, because the rest equals a printed whole."""

    @property
    def is_computed(self) -> bool:
        """Whether the document prints no such value."""
        return bool(self.terms)


@dataclass(frozen=True)
class Ledger:
    """One statement's values. Any of them may be below zero: money taken back, a loss, a correction."""

    statement: Statement
    concepts: Mapping[str, Concept]
    others: Mapping[str, Ledger] = field(default_factory=dict, repr=False, compare=False)
    """The ledgers of the body's statements by id, where a year before may stand. No rule looks at them in here."""
    _value_cache: dict[tuple[str, Level], KnownValue | None] = field(default_factory=dict, repr=False, compare=False)
    _change_cache: dict[str, tuple[Amount, tuple[Term, ...]] | None] = field(default_factory=dict, repr=False, compare=False)

    def figure(self, concept: str) -> Figure | None:
        """What the statement says of a concept, if anything."""
        return self.statement.figures.get(concept)

    def unit(self, concept: str) -> str:
        """The unit of a concept's figure: its own, the concept's, or the statement's for money."""
        figure, definition = self.figure(concept), self.concepts[concept]
        if figure and figure.unit:
            return figure.unit
        if definition.measure == "money" or definition.measure is None:
            return self.statement.unit
        return definition.unit or DEFAULT_UNITS[definition.measure]

    def printed_amount(self, concept: str, role: Level) -> Amount | None:
        """The amount as printed, or None. A nil is no 0."""
        figure = self.statement.figures.get(concept)
        value = None if figure is None else getattr(figure, role)
        return None if value is None else Amount(value, self.unit(concept))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Those that any figure is printed of: of the others nothing is known, and nothing can be computed."""
        figures = self.statement.figures.values()
        return tuple(level for level in LEVELS if any(getattr(figure, level) is not None for figure in figures))

    def known_value(self, concept: str, role: Level) -> KnownValue | None:
        """The printed value, else the sum of the parts where every part is known; None too where no such concept is."""
        key = (concept, role)
        if key in self._value_cache:
            return self._value_cache[key]
        if concept not in self.concepts or role not in self.levels:
            return None
        self._value_cache[key] = None  # a concept that is part of itself has no value (checks.py reports it)
        printed_amount = self.printed_amount(concept, role)
        self._value_cache[key] = KnownValue(printed_amount) if printed_amount else self._sum_of_parts(concept, role)
        return self._value_cache[key]

    def year(self, role: Role) -> int:
        """The year that a number of a role speaks of, where its figure says no other."""
        comparison = self.statement.compares_with
        return comparison.year if role == "prior" and comparison else self.statement.fiscal_year

    def reports(self, concept: str) -> bool:
        """Whether the statement says something of a concept, or its parts give a sum."""
        return concept in self.statement.figures or self.known_value(concept, "amount") is not None

    def parts(self, concept: str, role: Level) -> tuple[list[Term], tuple[str, ...]]:
        """The terms of a whole's parts that are known, in its unit, and the parts that are not."""
        terms: list[Term] = []
        missing_parts = []
        for part, part_value in self._finest_parts(concept, role, {concept}):
            if part_value:
                sign: Literal["", "+"] = "+" if terms else ""
                terms.append(Term(sign, part, role, part_value.amount.to_unit(self.unit(concept)), part_value.is_computed))
            else:
                missing_parts.append(part)
        return terms, tuple(missing_parts)

    def _finest_parts(self, concept: str, role: Level, ancestors: set[str]) -> Iterator[tuple[str, KnownValue | None]]:
        """Each part with its value; a part without one that has parts of its own with values gives those instead."""
        for part in self.concepts[concept].parts:
            part_value = self.known_value(part, role)
            finer = [] if part_value or part in ancestors else list(self._finest_parts(part, role, {*ancestors, part}))
            if any(value for _, value in finer):
                yield from finer
            else:
                yield part, part_value

    def equal_to(self, concept: str) -> tuple[str, ...]:
        """The concepts that one must equal in this statement: none where money carried over lies between them."""
        definition = self.concepts[concept]
        money_carried_over = any((self.printed_amount(each, "amount") or _NOTHING).value for each in definition.equals_unless)
        if money_carried_over or (definition.equals_unless and self.statement.phase == "final-accounts"):
            return ()
        return definition.equals

    def _sum_of_parts(self, concept: str, role: Level) -> KnownValue | None:
        terms, missing_parts = self.parts(concept, role) if self.concepts[concept].parts else ([], ())
        if not terms:
            return None
        total = Amount(total_of(terms), self.unit(concept))
        if missing_parts and not self._known_parts_suffice(concept, role, total, terms):
            return None
        return KnownValue(total, tuple(terms), missing_parts)

    def _known_parts_suffice(self, concept: str, role: Level, total: Amount, terms: list[Term]) -> bool:
        """Whether what is known of the parts already makes up a printed figure that the whole must equal."""
        for other in self.equal_to(concept):
            whole = self.printed_amount(other, role)
            if whole and abs(total.to_unit(whole.unit).value - whole.value) <= self.tolerance(
                [*(t.amount for t in terms), whole]
            ):
                return True
        return False

    def change(self, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
        """Amount minus prior, with its working; None where one of them is not known."""
        if concept not in self._change_cache:
            self._change_cache[concept] = self._change(concept)
        return self._change_cache[concept]

    def _change(self, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
        now, prior = self.known_value(concept, "amount"), self.known_value(concept, "prior")
        if now is None or prior is None:
            return None
        terms = (
            Term("", concept, "amount", now.amount, now.is_computed),
            Term("−", concept, "prior", prior.amount, prior.is_computed),
        )
        return Amount(now.amount.value - prior.amount.value, now.amount.unit), terms

    def prior_as_printed_or_implied(self, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
        """The figure of the year compared with: as printed, or as amount and printed change imply it; with its working."""
        figure, now = self.figure(concept), self.printed_amount(concept, "amount")
        if printed_prior := self.printed_amount(concept, "prior"):
            return printed_prior, (Term("", concept, "prior", printed_prior),)
        says = figure.printed if figure else None
        if now is None or says is None or says.direction is None or says.unit is not None:
            return None
        if says.direction == "unchanged":
            return now, (Term("", concept, "amount", now),)
        if says.change is None:
            return None
        change = Amount(says.change, now.unit)
        rises = says.direction == "increase"
        implied_prior = Amount(now.value - change.value if rises else now.value + change.value, now.unit)
        sign: Literal["+", "−"] = "−" if rises else "+"
        return implied_prior, (Term("", concept, "amount", now), Term(sign, concept, "change", change))

    def previous_statement_id(self, concept: str) -> str:
        """The id of the statement that a figure's prior should stand in: last year's budget, or its final accounts."""
        figure = self.figure(concept)
        return self.previous_statement_id_by_basis(figure.basis if figure else None)

    def previous_statement_id_by_basis(self, basis: Basis | None) -> str:
        """The same for what is compared with one kind of figure; the statement's own kind for None."""
        comparison = self.statement.compares_with
        if comparison is None:
            return ""
        compares_with_execution = (basis or comparison.basis) in (
            "executed",
            "final-accounts",
        ) or self.statement.phase == "final-accounts"
        return f"{self.statement.entity}/{comparison.year}-{'final-accounts' if compares_with_execution else 'budget'}"

    def itemised_terms(self, concept: str) -> list[Term]:
        """What the statement lists of a whole without claiming to list all: `of_which` parts, or its projects."""
        definition = self.concepts[concept]
        terms: list[Term] = []
        if definition.itemised_by == "projects" and definition.measure == "money":
            for name in self.statement.projects:
                amount = self.project_amount(name).to_unit(self.unit(concept))
                terms.append(Term("+" if terms else "", name, "amount", amount))
        for part in definition.of_which:
            if part_value := self.known_value(part, "amount"):
                amount = part_value.amount.to_unit(self.unit(concept))
                terms.append(Term("+" if terms else "", part, "amount", amount, part_value.is_computed))
        return terms

    def project_amount(self, name: str) -> Amount:
        """The amount of a named project, in the unit printed."""
        project = self.statement.projects[name]
        return Amount(project.amount, project.unit or self.statement.unit)

    def remainder(self, concept: str) -> Amount | None:
        """What the listed items leave of a whole; for a count of projects, the number of those not named."""
        whole = self.known_value(concept, "amount")
        if whole is None:
            return None
        definition = self.concepts[concept]
        if definition.itemised_by == "projects" and definition.measure == "count":
            return Amount(whole.amount.value - len(self.statement.projects), whole.amount.unit)
        terms = self.itemised_terms(concept)
        return Amount(whole.amount.value - total_of(terms), whole.amount.unit) if terms else None

    @cached_property
    def precision(self) -> dict[str, Decimal]:
        """The rounding unit of each money unit: the finest scale printed in it (documents drop trailing zeros)."""
        finest: dict[str, int] = {}
        for concept, figure in self.statement.figures.items():
            change = figure.printed.change if figure.printed and not figure.printed.unit else None
            for value in (figure.amount, figure.prior, change):
                if value is not None and self.concepts[concept].measure == "money":
                    unit = self.unit(concept)
                    finest[unit] = min(finest.get(unit, 0), int(value.as_tuple().exponent))
        for breakdown in self.statement.breakdowns.values():
            for value in (v for row in breakdown.rows for v in row.values if v is not None):
                finest[breakdown.unit] = min(finest.get(breakdown.unit, 0), int(value.as_tuple().exponent))
        return {unit: Decimal(1).scaleb(places) for unit, places in finest.items()}

    def tolerance(self, amounts: Iterable[Amount]) -> Decimal:
        """How far n rounded numbers can be apart: half a rounding unit each, |difference| <= (n + 1) * u / 2.

        The whole is one of `amounts`. A printed 0 and a count are exact. In the unit of the first amount.
        """
        units = [amount.unit for amount in amounts if amount.value and amount.is_money]
        return sum((self._half_steps.get(unit, _ZERO) for unit in units), _ZERO)

    @cached_property
    def _half_steps(self) -> dict[str, Decimal]:
        return {unit: step / 2 for unit, step in self.precision.items()}


def ledgers_of(content: Content) -> dict[str, Ledger]:
    """A ledger for each statement, each of which knows the others."""
    ledgers: dict[str, Ledger] = {}
    for name, statement in content.statements.items():
        ledgers[name] = Ledger(statement, content.concepts, ledgers)
    return ledgers


def total_of(terms: Iterable[Term]) -> Decimal:
    """The sum of a working's terms."""
    return sum((-t.amount.value if t.sign == "−" else t.amount.value for t in terms), Decimal(0))


def is_same_number(first: Decimal, second: Decimal) -> bool:
    """Equal as numbers: 37.5 and 37.50."""
    return without_trailing_zeros(first) == without_trailing_zeros(second)
