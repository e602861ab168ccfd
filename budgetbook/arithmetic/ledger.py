"""The ledger: every value that a statement prints, or that its printed parts add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.arithmetic.precision import Precision, measure_precision
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import Concept, Role
from budgetbook.content.statement import Basis, Figure
from budgetbook.content.units import DEFAULT_UNITS

Level = Literal["amount", "prior", "budget", "adjusted"]
"""What a statement prints of a concept: its own year's figure, the prior year's, and in final accounts, where `amount` is what
was spent, the initial and the adjusted budget."""
LEVELS: tuple[Level, ...] = ("amount", "prior", "budget", "adjusted")

_ZERO = Decimal(0)
_NOTHING = Amount(_ZERO, "")


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a calculation, such as `+ 104.30` for project expenditure."""

    sign: Literal["", "+", "−", "="]
    concept: str
    """A concept, project or fact of the statement."""
    role: Role
    amount: Amount
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value of the statement, with the terms it was computed from; a printed value has no terms."""

    amount: Amount
    terms: tuple[Term, ...] = ()
    missing_parts: tuple[str, ...] = ()
    """Parts without a figure that must be 0, because the other parts already make up a printed whole."""

    @property
    def is_computed(self) -> bool:
        """True if the document does not print the value."""
        return bool(self.terms)


@dataclass(frozen=True)
class Ledger:
    """Values of one statement. Any of them may be negative: a refund, a loss, a correction."""

    statement: Statement
    concepts: Mapping[str, Concept]
    others: Mapping[str, Ledger] = field(default_factory=dict, repr=False, compare=False)
    """Ledgers of the entity's statements by id, to look up the year before. No rule reads them from here."""
    body: str = ""
    """Kind of the body that the statement is of, a concept; empty if it is not known."""
    text_precision: Precision | None = field(default=None, repr=False, compare=False)
    """Habits of the text that the figures stand in, if it is not the statement itself that tells them."""
    _value_cache: dict[tuple[str, Level], KnownValue | None] = field(default_factory=dict, repr=False, compare=False)
    _change_cache: dict[str, tuple[Amount, tuple[Term, ...]] | None] = field(default_factory=dict, repr=False, compare=False)

    def figure(self, concept: str) -> Figure | None:
        """The statement's entry for a concept, or None."""
        return self.statement.figures.get(concept)

    def unit(self, concept: str) -> str:
        """Unit of a concept's figure: the figure's own, else the statement's for money, else the concept's."""
        figure, definition = self.figure(concept), self.concepts[concept]
        if figure and figure.unit:
            return figure.unit
        if definition.measure == "money" or definition.measure is None:
            return self.statement.unit
        return definition.unit or DEFAULT_UNITS[definition.measure]

    def printed_amount(self, concept: str, role: Level) -> Amount | None:
        """The amount as printed, or None. A figure marked nil is None as well, not 0."""
        figure = self.statement.figures.get(concept)
        value = None if figure is None else getattr(figure, role)
        return None if figure is None or value is None else self.amount_at(value, self.unit(concept), figure.at)

    def amount_at(self, value: Decimal, unit: str, place: str) -> Amount:
        """A number printed at a place of the text, with what its last digit is worth there."""
        amount = Amount(value, unit)
        return Amount(value, unit, self.precision.step(value, unit, place)) if amount.is_money else amount

    def printed_change(self, concept: str) -> Amount | None:
        """The size of the change that the document prints, in the figure's unit; None if it prints none.

        A change printed in another unit is converted, unless the unit is a slip.
        """
        figure, own_unit = self.figure(concept), self.unit(concept)
        if figure is None or figure.printed is None or figure.printed.change is None:
            return None
        if (figure.printed.unit or own_unit) != own_unit and not self.has_slip_of_unit(concept):
            return self.amount_at(figure.printed.change, figure.printed.unit or own_unit, figure.at).to_unit(own_unit)
        return self.amount_at(figure.printed.change, own_unit, figure.at)

    def has_slip_of_unit(self, concept: str) -> bool:
        """True if a change is printed in another unit than its figure, yet its digits are nearer to the difference of the two
        years if they are read in the figure's own.
        """
        figure, change = self.figure(concept), self.change(concept)
        if change is None or figure is None or figure.printed is None or figure.printed.unit is None:
            return False
        size, digits = abs(change[0].value), figure.printed.change
        if not size or not digits:
            return False
        converted_amount = Amount(digits, figure.printed.unit).to_unit(change[0].unit)
        return _distance(digits, size) < _distance(converted_amount.value, size)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Levels that at least one figure prints. Nothing is known, or can be computed, at the others."""
        figures = self.statement.figures.values()
        return tuple(level for level in LEVELS if any(getattr(figure, level) is not None for figure in figures))

    def known_value(self, concept: str, role: Level) -> KnownValue | None:
        """The printed value, else the sum of the parts if every part is known. None also for a concept outside the dictionary."""
        key = (concept, role)
        if key in self._value_cache:
            return self._value_cache[key]
        if concept not in self.concepts or role not in self.levels:
            return None
        # Stops the recursion: a concept that is part of itself has no value (`validation.run` reports it).
        self._value_cache[key] = None
        printed_amount = self.printed_amount(concept, role)
        self._value_cache[key] = KnownValue(printed_amount) if printed_amount else self._sum_of_parts(concept, role)
        return self._value_cache[key]

    def year(self, role: Role) -> int:
        """Year that a number of this role refers to, unless its figure names another."""
        comparison = self.statement.compares_with
        return comparison.year if role == "prior" and comparison else self.statement.fiscal_year

    def reports(self, concept: str) -> bool:
        """True if the statement has an entry for the concept, or its parts give a sum."""
        return concept in self.statement.figures or self.known_value(concept, "amount") is not None

    def parts(self, concept: str, role: Level) -> tuple[list[Term], tuple[str, ...]]:
        """Terms of the known parts of a whole, in the whole's unit, and the names of the parts that are not known."""
        terms: list[Term] = []
        missing_parts = []
        for part, part_value in self._finest_parts(concept, role, {concept}):
            if part_value:
                sign: Literal["", "+"] = "+" if terms else ""
                terms.append(Term(sign, part, role, part_value.amount.to_unit(self.unit(concept)), part_value.is_computed))
            else:
                missing_parts.append(part)
        return terms, tuple(missing_parts)

    def wider_parts(self, concept: str, role: Level) -> list[Term]:
        """The terms of `parts`, and those that some places count into the whole as well."""
        terms, _ = self.parts(concept, role)
        others = {c: amount for c in self.concepts[concept].may_include if (amount := self.printed_amount(c, role))}
        return terms + [Term("+", c, role, amount.to_unit(self.unit(concept)), False) for c, amount in others.items()]

    def _finest_parts(self, concept: str, role: Level, ancestors: set[str]) -> Iterator[tuple[str, KnownValue | None]]:
        """Yield each part with its value. A part without a value is replaced by its own parts if any of those has one."""
        for part in self.concepts[concept].parts:
            part_value = self.known_value(part, role)
            finer = [] if part_value or part in ancestors else list(self._finest_parts(part, role, {*ancestors, part}))
            if any(value for _, value in finer):
                yield from finer
            else:
                yield part, part_value

    def equal_to(self, concept: str) -> tuple[str, ...]:
        """Concepts that this one must equal in this statement; none if money carried over lies between them."""
        return () if self.is_carried_over(concept) else self.concepts[concept].equals

    def is_carried_over(self, concept: str) -> bool:
        """True if money carried over may lie between a concept and what it must equal otherwise."""
        unless = self.concepts[concept].equals_unless
        has_carried_over = any((self.printed_amount(each, "amount") or _NOTHING).value for each in unless)
        return has_carried_over or bool(unless and self.statement.phase == "final-accounts")

    def _sum_of_parts(self, concept: str, role: Level) -> KnownValue | None:
        terms, missing_parts = self.parts(concept, role) if self.concepts[concept].parts else ([], ())
        if not terms:
            return None
        total = Amount(total_of(terms), self.unit(concept), step_of(terms))
        if missing_parts and not self._known_parts_suffice(concept, role, total, terms):
            return None
        return KnownValue(total, tuple(terms), missing_parts)

    def _known_parts_suffice(self, concept: str, role: Level, total: Amount, terms: list[Term]) -> bool:
        """True if the known parts already make up a printed figure that the whole must equal."""
        for other in self.equal_to(concept):
            whole = self.printed_amount(other, role)
            if whole and compare_sum(whole.to_unit(total.unit), total, [t.amount for t in terms]).verdict != "fails":
                return True
        return False

    def change(self, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
        """Amount minus prior, with its terms; None if either is unknown."""
        if concept not in self._change_cache:
            self._change_cache[concept] = self._change(concept)
        return self._change_cache[concept]

    def _change(self, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
        current, prior = self.known_value(concept, "amount"), self.known_value(concept, "prior")
        if current is None or prior is None or (current.is_computed != prior.is_computed and self._may_be_wider(concept)):
            return None
        terms = (
            Term("", concept, "amount", current.amount, current.is_computed),
            Term("−", concept, "prior", prior.amount, prior.is_computed),
        )
        return Amount(current.amount.value - prior.amount.value, current.amount.unit, step_of(terms)), terms

    def _may_be_wider(self, concept: str) -> bool:
        """True if what only some places count in a whole is printed as well, so that the parts need not be all of it."""
        levels: tuple[Level, ...] = ("amount", "prior")
        return any(self.known_value(part, level) for part in self.concepts[concept].may_include for level in levels)

    def prior_as_printed_or_implied(self, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
        """The prior year's figure as printed, or as the amount and the printed change imply it, with its terms."""
        figure, amount = self.figure(concept), self.printed_amount(concept, "amount")
        if printed_prior := self.printed_amount(concept, "prior"):
            return printed_prior, (Term("", concept, "prior", printed_prior),)
        printed_change = figure.printed if figure else None
        if amount is None or printed_change is None or printed_change.direction is None or printed_change.unit is not None:
            return None
        if printed_change.direction == "unchanged":
            return amount, (Term("", concept, "amount", amount),)
        change = self.printed_change(concept)
        if change is None:
            return None
        rises = printed_change.direction == "increase"
        implied_prior = Amount(
            amount.value - change.value if rises else amount.value + change.value,
            amount.unit,
            amount.rounding_step + change.rounding_step,
        )
        sign: Literal["+", "−"] = "−" if rises else "+"
        return implied_prior, (Term("", concept, "amount", amount), Term(sign, concept, "change", change))

    def previous_statement_id(self, concept: str) -> str:
        """Id of the statement in which a figure's prior value should appear: last year's budget or its final accounts."""
        figure = self.figure(concept)
        return self.previous_statement_id_by_basis(figure.basis if figure else None)

    def previous_statement_id_by_basis(self, basis: Basis | None) -> str:
        """Id of the statement that figures of this basis compare with; None stands for the statement's own basis."""
        comparison = self.statement.compares_with
        if comparison is None:
            return ""
        compares_with_execution = (basis or comparison.basis) in (
            "executed",
            "final-accounts",
        ) or self.statement.phase == "final-accounts"
        return f"{self.statement.entity}/{comparison.year}-{'final-accounts' if compares_with_execution else 'budget'}"

    def itemised_terms(self, concept: str) -> list[Term]:
        """Terms that the statement lists under a whole without claiming to be complete: its projects and its `of_which` parts."""
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
        """Amount of a project, in the unit printed."""
        project = self.statement.projects[name]
        return self.amount_at(project.amount, project.unit or self.statement.unit, project.at)

    def remainder(self, concept: str) -> Amount | None:
        """What the itemised terms leave of a whole; for a count of projects, how many are not named."""
        whole = self.known_value(concept, "amount")
        if whole is None:
            return None
        definition = self.concepts[concept]
        if definition.itemised_by == "projects" and definition.measure == "count":
            return Amount(whole.amount.value - len(self.statement.projects), whole.amount.unit)
        terms = self.itemised_terms(concept)
        return Amount(whole.amount.value - total_of(terms), whole.amount.unit) if terms else None

    @cached_property
    def precision(self) -> Precision:
        """How the sections of the text write their numbers."""
        return self.text_precision or measure_precision(self.statement, self.concepts)


def ledgers_of(content: Content) -> dict[str, Ledger]:
    """A ledger for each statement, by id; each can look up the others."""
    ledgers: dict[str, Ledger] = {}
    for name, statement in content.statements.items():
        entity = content.entities.get(statement.entity)
        ledgers[name] = Ledger(statement, content.concepts, ledgers, entity.kind if entity else "")
    return ledgers


def total_of(terms: Iterable[Term]) -> Decimal:
    """Sum of the terms with their signs, in their common unit."""
    return sum((-t.amount.value if t.sign == "−" else t.amount.value for t in terms), Decimal(0))


def step_of(terms: Iterable[Term]) -> Decimal | None:
    """Twice the slack of a computed value: that of its terms; None if they are counts or all 0."""
    slack = sum((term.amount.slack for term in terms), _ZERO)
    return 2 * slack or None


def _distance(first: Decimal, second: Decimal) -> Decimal:
    """How many times the larger of two numbers is the smaller one."""
    return max(first / second, second / first)


def is_same_number(first: Decimal, second: Decimal) -> bool:
    """True if the numbers are equal whatever their scale: 37.5 and 37.50."""
    return without_trailing_zeros(first) == without_trailing_zeros(second)
