"""The outcome of one check: a rule on a figure, how it ended, and its working."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from budgetbook.arithmetic.ledger import Term
from budgetbook.arithmetic.money import Amount
from budgetbook.content.model import Role
from budgetbook.content.sic_mark import Rule, SicMark

Verdict = Literal["holds", "rounding", "fails", "untestable"]
VERDICTS: tuple[Verdict, ...] = ("fails", "rounding", "untestable", "holds")
Kind = Literal[
    "", "listed", "again", "across", "funds", "table", "text", "lines", "nature", "class", "item", "units", "budget", "score"
]
Why = Literal[
    "",
    "no-prior",
    "part-missing",
    "other-missing",
    "prior-zero",
    "no-earlier-statement",
    "no-budget",
    "unknown-code",
    "basis-unstated",
    "score-missing",
]


@dataclass(frozen=True)
class Finding:
    """The outcome of one rule on one figure."""

    statement: str
    concept: str
    """What it is about: a concept, or a line of a table as `<table>.<code, number or total>`."""
    rule: Rule
    role: Role
    verdict: Verdict
    printed_value: Amount | str | None = None
    """What the document prints: an amount, a direction or a unit."""
    computed_value: Amount | str | None = None
    """What its other figures give."""
    difference: Decimal | None = None
    """Printed minus computed in the figure's unit; for `at-most`, what is left of the whole."""
    terms: tuple[Term, ...] = ()
    """The working, from left to right; the last term may carry the sign `=`."""
    other: str = ""
    """The second concept, line of a table or statement that the rule is about."""
    kind: Kind = ""
    """Which of its comparisons the rule makes here."""
    number: int | None = None
    """Which reading of the figure or which column of the table it is about, from 1."""
    why: Why = ""
    """For `untestable`: what is missing."""
    missing_parts: tuple[str, ...] = ()
    """Parts that have no figure."""
    mark: SicMark | None = None
    """The editor's confirmation."""

    @cached_property
    def id(self) -> str:
        """Unique in the site: `<statement>/<concept>/<rule>[-<role>][-<other>]`."""
        number = "" if self.number is None else str(self.number)
        role = "" if self.role == "amount" else self.role
        tail = [part for part in (self.rule, self.kind, role, number, self.other) if part]
        return f"{self.statement}/{self.concept.replace('.', '/')}/{'-'.join(tail).replace('/', '-').replace('.', '-')}"

    @property
    def table(self) -> str:
        """The table of the statement that it is about; empty for a figure."""
        return self.concept.partition(".")[0] if self.row is not None or self.rule == "nil-table" else ""

    @property
    def row(self) -> str | None:
        """The row of its table; None for a figure."""
        return self.concept.partition(".")[2] or None

    @property
    def exact(self) -> bool:
        """Whether no mark is needed."""
        return self.verdict in ("holds", "untestable")

    def is_confirmed_by(self, mark: SicMark) -> bool:
        """Whether an editor's mark is about this finding, its difference included."""
        if mark.rule != self.rule or (mark.of is not None and mark.of != self.role):
            return False
        if mark.column is not None and mark.column != self.number:
            return False
        return mark.difference == self.difference and mark.printed == self.words

    @property
    def words(self) -> str | None:
        """What is printed, where it is words; a number is held by its difference."""
        return self.printed_value if isinstance(self.printed_value, str) else None


Findings = Mapping[str, tuple[Finding, ...]]
"""By statement."""


class FindingIndex:
    """The findings of one statement, by what they are about."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.all = findings
        self.by_anchor: dict[str, list[Finding]] = {}
        """Those of each figure, project, fact and line of a table that has some."""
        self.by_table: dict[str, list[Finding]] = {}
        """Those of each table that has some; those of figures under an empty name."""
        for finding in findings:
            self.by_anchor.setdefault(finding.concept, []).append(finding)
            self.by_table.setdefault(finding.table, []).append(finding)
