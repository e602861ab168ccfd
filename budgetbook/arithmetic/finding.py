"""Findings: what one rule found on one figure, its verdict, and the calculation behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import Term
from budgetbook.content.model import Role
from budgetbook.content.sic_mark import Rule, SicMark

Verdict = Literal["holds", "rounding", "fails", "untestable"]
VERDICTS: tuple[Verdict, ...] = ("fails", "rounding", "untestable", "holds")
RemarkVerdict = Literal["remark"]
"""What the importer proposes to an editor: never published as a finding."""
Kind = Literal[
    "",
    "listed",
    "again",
    "across",
    "funds",
    "table",
    "text",
    "lines",
    "nature",
    "class",
    "item",
    "units",
    "budget",
    "score",
    "base-zero",
    "below-zero",
    "unlisted",
    "contents",
    "account",
    "said",
    "no-unit",
    "doubled",
    "unpaired",
    "no-stop",
    "contradiction",
    "wrong-base",
    "left-out",
    "sentence",
    "balance",
    "hundred",
    "named",
    "control",
    "sides",
]
RemarkRule = Literal[
    "possible-residue",
    "reason",
    "purpose",
    "costs-of-none",
    "percent-of-none",
    "changes-of-one-money",
    "change-of-row",
    "percent-of-row",
    "sum-of-side",
    "sum-of-end",
    "sum-of-list",
    "sum-of-additions",
    "sum-of-changes",
    "change-again",
    "percent-of-change",
    "change-above-amount",
    "share-of-none",
    "typed-year",
    "spent-beyond-revenue",
    "other-unit",
    "year-left",
    "other-year",
    "other-name",
    "page",
    "text-cut-off",
]
"""What only remarks are about."""
Why = Literal[
    "",
    "no-prior",
    "part-missing",
    "other-missing",
    "prior-zero",
    "no-earlier-statement",
    "stage-unstated",
    "no-budget",
    "unknown-code",
    "basis-unstated",
    "basis-mixed",
    "score-missing",
    "budget-missing",
    "budget-zero",
    "carried-over",
    "further-parts",
    "other-money",
    "unknown-line",
    "not-its-kind",
    "run-by-others",
    "another-unit",
    "other-name",
    "follows",
    "returned",
    "unconfirmed",
]


@dataclass(frozen=True)
class Finding:
    """The outcome of one rule on one figure."""

    statement: str
    concept: str
    """Subject of the finding: a concept, a project, or a table line as `<table>.<code, number or total>`."""
    rule: Rule | RemarkRule
    role: Role
    verdict: Verdict | RemarkVerdict
    printed_value: Amount | str | None = None
    """Value that the document prints: an amount, a direction or a unit."""
    computed_value: Amount | str | None = None
    """Value that follows from the document's other figures."""
    difference: Decimal | None = None
    """Printed minus computed, in the figure's unit; for `at-most`, what the parts leave of the whole."""
    terms: tuple[Term, ...] = ()
    """The calculation, from left to right; the last term may carry the sign `=`."""
    other: str = ""
    """The second concept, table line or statement that the rule compares with."""
    kind: Kind = ""
    """Variant of the rule, if it makes more than one comparison."""
    number: int | None = None
    """Reading of the figure or column of the table, counted from 1."""
    why: Why = ""
    """Reason for the verdict `untestable`."""
    missing_parts: tuple[str, ...] = ()
    """Parts of the whole that have no figure; for `unknown-line`, the lines of the table that nothing places."""
    cut: bool = False
    """True if the numbers agree within rounding only because one of them was cut off instead of rounded."""
    cause: Finding | None = None
    """For `follows`: the finding on the one wrong number that explains this one as well."""
    mark: SicMark | None = None
    """The editor's `sic` mark that confirms the finding."""

    @cached_property
    def id(self) -> str:
        """Identifier that is unique in the site: `<statement>/<concept>/<rule>[-<kind>][-<role>][-<number>][-<other>]`."""
        number = "" if self.number is None else str(self.number)
        role = "" if self.role == "amount" else self.role
        tail = [part for part in (self.rule, self.kind, role, number, self.other) if part]
        return f"{self.statement}/{self.concept.replace('.', '/')}/{'-'.join(tail).replace('/', '-').replace('.', '-')}"

    @cached_property
    def table(self) -> str:
        """Table that the finding is about; empty for a figure."""
        return self.concept.partition(".")[0] if self.row is not None or self.rule == "nil-table" else ""

    @property
    def row(self) -> str | None:
        """Row of the table that the finding is about; None for a figure."""
        return self.concept.partition(".")[2] or None

    @property
    def exact(self) -> bool:
        """True if the finding needs no `sic` mark."""
        return self.verdict in ("holds", "untestable")

    def is_confirmed_by(self, mark: SicMark) -> bool:
        """True if an editor's mark is about exactly this finding, its difference included."""
        if mark.rule != self.rule or (mark.of is not None and mark.of != self.role):
            return False
        if mark.column is not None and mark.column != self.number:
            return False
        return mark.difference == self.difference and mark.printed == self.words

    @property
    def words(self) -> str | None:
        """The printed value if it is in words; a numeric finding is identified by its difference instead."""
        return self.printed_value if isinstance(self.printed_value, str) else None


Findings = Mapping[str, tuple[Finding, ...]]
"""By statement."""


class FindingIndex:
    """The findings of one statement, by anchor and by table."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.all = findings

    @cached_property
    def by_anchor(self) -> dict[str, list[Finding]]:
        """Findings by figure, project, fact or table line."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.all:
            groups.setdefault(finding.concept, []).append(finding)
        return groups

    @cached_property
    def by_table(self) -> dict[str, list[Finding]]:
        """Findings by table; those on figures under an empty name."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.all:
            groups.setdefault(finding.table, []).append(finding)
        return groups
