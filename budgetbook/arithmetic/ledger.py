"""The ledger: every value that a statement prints, or that its printed parts add up to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.precision import Precision, measure_precision
from budgetbook.arithmetic.term import LEVELS, KnownValue, Level, Term, step_of, total_of
from budgetbook.content.content import Content, Statement
from budgetbook.content.country import ClassificationShape, CountryFile, FundEntry
from budgetbook.content.figure import Basis, Figure
from budgetbook.content.model import Concept, Role, Use
from budgetbook.content.stages import USUAL_STAGES, Phase, Stages
from budgetbook.content.units import NO_UNITS, Unit, Units

_NOTHING = Amount(Decimal(0), Unit(""))


@dataclass(frozen=True)
class Ledger:
    """Values of one statement. Any of them may be negative: a refund, a loss, a correction."""

    statement: Statement
    concepts: Mapping[str, Concept]
    country: CountryFile | None = field(repr=False, compare=False)
    """What its documents count in, and how its codes are built; None where that is not known, or says nothing about the lines."""
    others: Mapping[str, Ledger] = field(default_factory=dict, repr=False, compare=False)
    """Ledgers of the entity's statements by id, to look up the year before. No rule reads them from here."""
    body: str = ""
    """Kind of the body that the statement is of, a concept; empty if it is not known."""
    text_precision: Precision | None = field(default=None, repr=False, compare=False)
    """Habits of the text that the figures stand in, if it is not the statement itself that tells them."""
    _value_cache: dict[tuple[str, Level], KnownValue | None] = field(default_factory=dict, repr=False, compare=False)

    table_cache: dict[int, object] = field(default_factory=dict, repr=False, compare=False)
    """Its tables, which `statement_tables.read_tables` reads once for all who ask."""

    @property
    def units(self) -> Units:
        """The units of the country."""
        return self.country.unit_list if self.country else NO_UNITS

    @property
    def shapes(self) -> Mapping[str, ClassificationShape]:
        """Of each classification of the country, how its codes are built."""
        return self.country.classifications if self.country else {}

    @property
    def stages(self) -> Stages:
        """The stages at which bodies of the country publish a year."""
        return self.country.stage_list if self.country else USUAL_STAGES

    @property
    def funds(self) -> Mapping[str, FundEntry]:
        """The funds of the country."""
        return self.country.funds if self.country else {}

    @cached_property
    def _marks(self) -> dict[str, str]:
        return {definition.use: name for name, definition in self.concepts.items() if definition.use}

    def used_as(self, use: Use) -> str:
        """The concept that is marked as something; empty if the country has none."""
        return self._marks.get(use, "")

    def is_some_of(self, concept: str, whole: str) -> bool:
        """True if a concept is a whole itself, some of it, or can never exceed it."""
        level, seen_concepts = {whole}, {whole} if whole else set[str]()
        while level:
            lesser_concepts = {name for name, definition in self.concepts.items() if level.intersection(definition.at_most)}
            inner = {part for each in level if each in self.concepts for part in self._members(each)}
            level = (lesser_concepts | inner) - seen_concepts
            seen_concepts |= level
        return concept in seen_concepts

    def _members(self, concept: str) -> tuple[str, ...]:
        return (*self.concepts[concept].parts, *self.concepts[concept].of_which)

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """The funds that are accounts of the budget, with tables of their own."""
        return tuple(name for name, fund in self.funds.items() if fund.is_account)

    def figure(self, concept: str) -> Figure | None:
        """The statement's entry for a concept, or None."""
        return self.statement.figures.get(concept)

    def unit(self, concept: str) -> Unit:
        """Unit of a concept's figure: the figure's own, else the statement's for money, else the concept's."""
        figure, definition = self.figure(concept), self.concepts[concept]
        if figure and figure.unit:
            return figure.unit
        if definition.measure == "money" or definition.measure is None:
            return self.statement.unit
        return definition.unit or self.units.usual_for(definition.measure)

    def printed_amount(self, concept: str, role: Level) -> Amount | None:
        """The amount as printed, or None. A figure marked nil is None as well, not 0."""
        figure = self.statement.figures.get(concept)
        value = None if figure is None else getattr(figure, role)
        return None if figure is None or value is None else self.amount_at(value, self.unit(concept), figure.at)

    def amount_at(self, value: Decimal, unit: Unit, place: str) -> Amount:
        """A number printed at a place of the text, with what its last digit is worth there."""
        amount = Amount(value, unit)
        return Amount(value, unit, self.precision.step(value, unit, place)) if amount.is_money else amount

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
        # Stops the recursion: a concept that is part of itself has no value (`validation.dictionary` reports it).
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
        return self.parts(concept, role)[0] + self.optional_parts(concept, role)

    def lists_further_parts(self, concept: str) -> bool:
        """True if the document lists among the parts of a whole what may count in it as well."""
        figure = self.statement.figures.get(concept)
        return figure is not None and bool(figure.further_parts)

    def optional_parts(self, concept: str, role: Level) -> list[Term]:
        """Terms of what only some places count in a whole."""
        values = {part: value for part in self.concepts[concept].may_include if (value := self.known_value(part, role))}
        unit = self.unit(concept)
        return [Term("+", part, role, value.amount.to_unit(unit), value.is_computed) for part, value in values.items()]

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
        return has_carried_over or bool(unless and self.statement.phase.is_outcome)

    def _sum_of_parts(self, concept: str, role: Level) -> KnownValue | None:
        terms, missing_parts = self.parts(concept, role) if self.concepts[concept].parts else ([], ())
        if not terms or self.lists_further_parts(concept):
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

    def previous_statement_id(self, concept: str, statements: Container[str]) -> str:
        """Id of the statement, of those that there are, in which a figure's prior value should appear: last year's budget or its
        final accounts. Empty if it is not there, or if nobody can tell which it is."""
        figure = self.figure(concept)
        return self.previous_statement_id_by_basis(figure.basis if figure else None, statements)

    def previous_statement_id_by_basis(self, basis: Basis | None, statements: Container[str]) -> str:
        """Id of the statement that figures of this basis compare with; None stands for the statement's own basis."""
        statement, comparison = self.statement, self.statement.compares_with
        if comparison is None or self.has_open_basis(basis):
            return ""
        stage, of_basis = statement.phase, basis or comparison.basis
        if stage.is_partial and of_basis == "unstated":
            like = f"{statement.entity}/{comparison.year}-{stage}"
            return like if like in statements else ""
        is_executed = stage.is_outcome or of_basis in ("executed", "final-accounts")
        phase: Phase = "executed" if is_executed else "adjusted" if of_basis == "adjusted-budget" else "approved"
        return self.stages.find_id(statement.entity, comparison.year, phase, statements)

    def has_open_basis(self, basis: Basis | None) -> bool:
        """True where several documents of the year before may be meant: a proposal need not compare itself with a proposal."""
        comparison = self.statement.compares_with
        is_unstated = (basis or (comparison.basis if comparison else "unstated")) == "unstated"
        return is_unstated and self.statement.phase.phase in ("proposed", "adjusted")

    def project_amount(self, name: str) -> Amount:
        """Amount of a project, in the unit printed."""
        project = self.statement.projects[name]
        return self.amount_at(project.amount, project.unit or self.statement.unit, project.at)

    @cached_property
    def precision(self) -> Precision:
        """How the sections of the text write their numbers."""
        return self.text_precision or measure_precision(self.statement, self.concepts)


@lru_cache(maxsize=2)  # rules, rows, pages and search ask one after the other, and a ledger's tables are slow to read
def ledgers_of(content: Content) -> Mapping[str, Ledger]:
    """A ledger for each statement, by id; each can look up the others in its currency, since unlike money is not compared."""
    ledgers: dict[str, Ledger] = {}
    by_currency: dict[str, dict[str, Ledger]] = {}
    for name, statement in content.statements.items():
        entity = content.entities.get(statement.entity)
        kind, like_ledgers = entity.kind if entity else "", by_currency.setdefault(statement.unit.currency_code, {})
        ledgers[name] = Ledger(statement, content.concepts, content.country, like_ledgers, kind)
        like_ledgers[name] = ledgers[name]
    return ledgers
